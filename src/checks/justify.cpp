#include "base/text.hpp"
#include "checks/personal.hpp"
#include "checks/use_cases.hpp"
#include "content/custody.hpp"

namespace gongkai::checks {
namespace {
constexpr std::size_t shortest_reason = 4, longest_reason = 300;

/// The reason is shown to colleagues and kept for good: it must not repeat what it is about.
std::vector<Fault> why_not_reason(std::string_view reason) {
  const auto length = count_characters(reason);
  if (length < shortest_reason) return {{FaultKind::invalid, "checks.reason_missing", "reason"}};
  if (length > longest_reason) return {{FaultKind::invalid, "checks.reason_too_long", "reason"}};
  if (!scan_personal(Reading(reason), {}).empty()) return {{FaultKind::invalid, "checks.reason_personal", "reason"}};
  return {};
}

/// The finding, if it belongs to the edition on the desk and still stands.
Result<StoredFinding> present(db::Session& session, const content::Desk& desk, FindingId id) {
  auto finding = store::find_finding(session, id);
  if (!finding || finding->edition != desk.latest.id || finding->cleared_at)
    return refuse(FaultKind::not_found, "checks.finding_not_found");
  return *std::move(finding);
}

Result<content::Desk> open_desk(Transaction& tx, DocumentId id) {
  auto desk = TRY(content::find_desk(tx.db(), id));
  CHECK_OK(tx.require("content.read", desk.unit.path));
  CHECK_OK(content::check_access(tx.db(), tx.context().actor, desk));
  tx.about("document", id.value, desk.unit.id);
  const auto state = desk.latest.state;
  if (state != content::State::draft && state != content::State::returned && state != content::State::in_review)
    return refuse(FaultKind::conflict, "checks.edition_closed");
  return desk;
}
}  // namespace

std::vector<Fault> why_not_justify(const auth::Actor& actor, std::string_view unit_path, const StoredFinding& finding) {
  if (finding.kind == Kind::secret_mark) return {{FaultKind::conflict, "checks.secret_never"}};
  if (finding.kind == Kind::missing_field) return {{FaultKind::conflict, "checks.missing_never"}};
  const auto lacks = [&](std::string_view permission) { return !actor.may(permission, unit_path); };
  if (finding.kind == Kind::id_number && lacks("checks.justify_identity"))
    return {{FaultKind::forbidden, "checks.for_head"}};
  if (finding.severity == Severity::must && finding.kind != Kind::id_number && lacks("checks.justify_personal"))
    return {{FaultKind::forbidden, "checks.for_reviewer"}};
  if (lacks("content.write") && lacks("content.review") && lacks("checks.justify_personal"))
    return {{FaultKind::forbidden, "checks.for_staff"}};
  return {};
}

Result<void> justify(Context& context, DocumentId id, const std::vector<FindingId>& findings, std::string_view reason) {
  return in_transaction(context, "checks.justify", [&](Transaction& tx) -> Result<void> {
    const auto desk = TRY(open_desk(tx, id));
    if (findings.empty()) return refuse(FaultKind::invalid, "checks.findings_missing", "findings");
    CHECK_OK(all_of(why_not_reason(trim(reason))));
    json::array kinds;
    for (const auto finding_id : findings) {
      auto finding = TRY(present(tx.db(), desk, finding_id));
      CHECK_OK(all_of(why_not_justify(context.actor, desk.unit.path, finding)));
      finding.justified_by = context.actor.person;
      finding.justified_name = context.actor.name;
      finding.reason = trim(reason);
      finding.justified_at = tx.now();
      store::justify(tx.db(), finding);
      kinds.emplace_back(name_of(finding.kind));
    }
    tx.after("reason", json::value(trim(reason)));
    tx.detail("kinds", std::move(kinds));
    return {};
  });
}

Result<void> reopen(Context& context, DocumentId id, FindingId finding_id) {
  return in_transaction(context, "checks.reopen", [&](Transaction& tx) -> Result<void> {
    const auto desk = TRY(open_desk(tx, id));
    auto finding = TRY(present(tx.db(), desk, finding_id));
    CHECK_OK(all_of(why_not_justify(context.actor, desk.unit.path, finding)));
    tx.before("reason", json::value(finding.reason));
    finding.justified_by = {};
    finding.justified_name.clear();
    finding.reason.clear();
    finding.justified_at.reset();
    store::justify(tx.db(), finding);
    return {};
  });
}

}  // namespace gongkai::checks
