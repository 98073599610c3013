// New keys for old values. Runs beside the daily work: a person who is being edited is left to the next run.
#include "directory/people.hpp"
#include "directory/store.hpp"
#include "directory/use_cases.hpp"
#include "platform/auth/store.hpp"

namespace gongkai::directory {
namespace {
constexpr std::int64_t page_size = 200;

/// Seals again under the active key; false when there was nothing to do.
bool renew(const auth::Vault& vault, std::string_view column, PersonId id, std::optional<db::Bytes>& sealed) {
  if (!sealed || !vault.is_outdated(*sealed)) return false;
  sealed = vault.seal(column, id.value, vault.open(column, id.value, *sealed));
  return true;
}

std::optional<db::Bytes> index_of(const auth::Vault& vault, std::string_view column, PersonId id,
                                  const std::optional<db::Bytes>& sealed) {
  if (!sealed) return std::nullopt;
  return vault.blind_index(column, vault.open(column, id.value, *sealed));
}

bool reseal_person(db::Session& session, const auth::Vault& vault, Person person) {
  const bool phone = renew(vault, "person.phone", person.id, person.phone);
  const bool id_number = renew(vault, "person.id_number", person.id, person.id_number);
  bool touched = false;
  if (phone || id_number)
    touched = store::update_person(session, person, index_of(vault, "person.phone", person.id, person.phone),
                                   index_of(vault, "person.id_number", person.id, person.id_number));
  auto credential = auth::store::find_credential(session, person.id);
  if (credential && renew(vault, "credential.totp_secret", person.id, credential->totp_secret)) {
    // NOLINTNEXTLINE(bugprone-unchecked-optional-access): renew had it in hand
    auth::store::reseal_totp(session, person.id, *credential->totp_secret);
    touched = true;
  }
  return touched;
}
}  // namespace

Result<std::int64_t> reseal_personal_data(Context& context) {
  std::int64_t count = 0;
  for (PersonId after{};;) {
    const auto page = context.database().read(
        [&](db::Session& session) { return store::people(session, {.after = after, .count = page_size}); });
    if (page.empty()) return count;
    after = page.back().id;
    const auto touched = in_transaction(context, "security.reseal", [&](Transaction& tx) -> Result<std::int64_t> {
      CHECK_OK(tx.require("system.manage", "/"));
      std::int64_t people = 0;
      for (const auto& person : page) people += reseal_person(tx.db(), *context.services.vault, person);
      tx.detail("people", people);
      tx.detail("key", context.services.vault->active_key());
      return people;
    });
    if (!touched) return touched;
    count += *touched;
  }
}

}  // namespace gongkai::directory
