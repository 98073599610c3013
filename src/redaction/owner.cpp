#include "redaction/owner.hpp"

#include <algorithm>

#include "casework/case_files.hpp"
#include "content/custody.hpp"
#include "platform/files/store.hpp"
#include "redaction/rules.hpp"

namespace gongkai::redaction {
namespace {
constexpr std::string_view result_role = "redacted";

std::unexpected<Fault> unknown() {
  return refuse(FaultKind::not_found, "redaction.owner_unknown");
}

Result<casework::Case> find_case(db::Session& session, const Services& services, const Owner& owner) {
  auto found = casework::find(session, *services.vault, CaseId{owner.object});
  if (!found) return unknown();
  return std::move(*found);
}
}  // namespace

Result<Subject> find_subject(db::Session& session, const Services& services, const auth::Actor& actor,
                             const Owner& owner) {
  if (owner.kind == "document") {
    const auto desk = TRY(content::find_desk(session, DocumentId{owner.object}));
    CHECK_OK(content::may_see(session, actor, desk));
    return Subject{desk.unit.id, desk.unit.path, "content.write"};
  }
  if (owner.kind != "case" || !services.vault) return unknown();
  const auto found = TRY(find_case(session, services, owner));
  CHECK_OK(casework::may_see(session, actor, found));
  return Subject{found.unit, found.unit_path, "requests.handle"};
}

Result<Subject> open_subject(db::Session& session, const Services& services, const auth::Actor& actor,
                             const Owner& owner) {
  auto subject = TRY(find_subject(session, services, actor, owner));
  CHECK_OK(auth::require(actor, subject.permission, subject.unit_path));
  return subject;
}

Result<void> check_source(db::Session& session, const Owner& owner, FileId source) {
  bool is_there = false;
  if (owner.kind == "document") {
    is_there = content::store::count_uses(session, DocumentId{owner.object}, source) > 0;
  } else {
    const auto cases = casework::cases_with(session, source);
    is_there = std::ranges::find(cases, CaseId{owner.object}) != cases.end();
  }
  if (!is_there) return refuse(FaultKind::not_found, "redaction.source_unknown", "source");
  return {};
}

std::string shown_name(db::Session& session, const Services& services, const Owner& owner, FileId file) {
  if (owner.kind == "case" && services.vault)
    if (auto kept = casework::find_file(session, *services.vault, CaseId{owner.object}, file)) return kept->name;
  const auto found = services.files->find(session, file);
  return found ? found->name : "";
}

Result<void> hand_over(Transaction& tx, const Owner& owner, FileId source, const files::StoredFile& file) {
  if (owner.kind != "case") return {};
  const auto found = TRY(find_case(tx.db(), tx.context().services, owner));
  const auto called = shown_name(tx.db(), tx.context().services, owner, source);
  return casework::add_file(tx, found, file.id, redacted_name(called, extension_of(file.name)), result_role);
}

}  // namespace gongkai::redaction
