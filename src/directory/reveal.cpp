#include "base/text.hpp"
#include "directory/people.hpp"
#include "directory/use_cases.hpp"
#include "platform/auth/vault.hpp"

namespace gongkai::directory {
namespace {
constexpr std::size_t longest_reason = 200;
}

Result<std::string> reveal(Context& context, PersonId id, std::string_view field, std::string_view reason) {
  context.idempotency_key.clear();  // a stored answer would be a copy in the clear
  const bool is_phone = field == "phone";
  std::vector<Fault> faults;
  if (!is_phone && field != "id_number")
    faults.push_back({FaultKind::invalid, "directory.field_unknown", "field", {}, {}});
  if (count_characters(trim(reason)) < 2)
    faults.push_back({FaultKind::invalid, "directory.reason_needed", "reason", {}, {}});
  CHECK_OK(all_of(std::move(faults)));
  std::string clear;
  const auto written = in_transaction(context, "security.reveal", [&](Transaction& tx) -> Result<void> {
    const auto [person, unit] = TRY(placed_person(tx.db(), id));
    CHECK_OK(tx.require("security.reveal", unit.path));
    if (!context.actor.reauthenticated) return refuse(FaultKind::forbidden, "auth.reauthentication_needed");
    tx.about("person", id.value, person.unit);
    tx.detail("field", is_phone ? "phone" : "id_number");
    tx.detail("reason", json::value(std::string_view(shorten(trim(reason), longest_reason))));
    const auto& sealed = is_phone ? person.phone : person.id_number;
    if (!sealed) return refuse(FaultKind::not_found, "directory.field_empty", std::string(field));
    clear = context.services.vault->open(is_phone ? "person.phone" : "person.id_number", id.value, *sealed);
    return {};
  });
  CHECK_OK(written);
  return clear;
}

}  // namespace gongkai::directory
