#include "checks/gate.hpp"

#include "checks/use_cases.hpp"
#include "content/desk.hpp"

namespace gongkai::checks {
namespace {
using content::Desk;

bool goes_out(const Desk& desk) {
  return desk.latest.disclosure == content::Disclosure::proactive;
}

bool stands_in_the_way(const StoredFinding& finding) {
  return finding.is_open() && finding.severity != Severity::note;
}

bool is_grave(const StoredFinding& finding) {
  return is_personal(finding.kind) || finding.kind == Kind::secret_mark;
}

std::size_t count_if(const std::vector<StoredFinding>& findings, auto&& f) {
  return static_cast<std::size_t>(std::count_if(findings.begin(), findings.end(), f));
}

/// While a file is being read nobody knows what is in it.
std::vector<Fault> why_waiting(db::Session& session, const Context& context, const Desk& desk) {
  if (!goes_out(desk) || count_waiting(session, context.services, desk) == 0) return {};
  return {{FaultKind::conflict, "checks.still_reading"}};
}

content::Gate::Why asking(std::vector<Fault> (*why)(const std::vector<StoredFinding>&)) {
  return [why](db::Session& session, const Context& context, const Desk& desk) -> std::vector<Fault> {
    return goes_out(desk) ? why(present_findings(session, context, desk)) : std::vector<Fault>{};
  };
}

content::Gate personal_gate() {
  const auto why = asking(why_open_personal);
  return {.name = "checks.personal",
          .why_not_submit = why,
          .why_not_release =
              [why](db::Session& session, const Context& context, const Desk& desk) {
                auto faults = why(session, context, desk);
                for (auto& fault : why_waiting(session, context, desk)) faults.push_back(std::move(fault));
                return faults;
              },
          .on_submit = [](Transaction& tx, Desk& desk) -> Result<void> {
            refresh(tx, desk);
            tx.enqueue("checks.links", json::object{{"document", to_text(desk.document.id)}}, {},
                       "links:" + to_text(desk.document.id));
            return {};
          }};
}
}  // namespace

std::vector<Fault> why_open_personal(const std::vector<StoredFinding>& findings) {
  std::vector<Fault> faults;
  const auto secrets =
      count_if(findings, [](const auto& one) { return stands_in_the_way(one) && one.kind == Kind::secret_mark; });
  const auto personal =
      count_if(findings, [](const auto& one) { return stands_in_the_way(one) && is_personal(one.kind); });
  if (secrets > 0)
    faults.push_back({FaultKind::conflict, "checks.secret_open", "", {{"count", std::to_string(secrets)}}});
  if (personal > 0)
    faults.push_back({FaultKind::conflict, "checks.personal_open", "", {{"count", std::to_string(personal)}}});
  return faults;
}

std::vector<Fault> why_open_other(const std::vector<StoredFinding>& findings) {
  // missing fields are refused by the rules of content itself, with the field named
  const auto others = count_if(findings, [](const auto& one) {
    return stands_in_the_way(one) && !is_grave(one) && one.kind != Kind::missing_field;
  });
  if (others == 0) return {};
  return {{FaultKind::conflict, "checks.open", "", {{"count", std::to_string(others)}}}};
}

void add_gates(Services& services) {
  content::add_gate(services, personal_gate());
  const auto why = asking(why_open_other);
  content::add_gate(services,
                    {.name = "checks.wording", .waivable = true, .why_not_submit = why, .why_not_release = why});
}

}  // namespace gongkai::checks
