#include "content/duties.hpp"

#include <mutex>

#include "content/store.hpp"
#include "directory/api.hpp"
#include "directory/use_cases.hpp"

namespace gongkai::content {

namespace {

struct OpenDraft {
  DocumentId document{};
  EditionId edition{};
  std::string title;
};

}  // namespace
}  // namespace gongkai::content

namespace gongkai {
template <>
struct db::Columns<content::OpenDraft> {
  static constexpr auto list =
      std::tuple{db::column("document", &content::OpenDraft::document),
                 db::column("edition", &content::OpenDraft::edition), db::column("title", &content::OpenDraft::title)};
};
}  // namespace gongkai

namespace gongkai::content {
namespace {

// states 1 draft and 3 returned: what waits for its writer
const db::Query open_drafts_of{
    "content.open_drafts_of",
    "SELECT d.id AS document, e.id AS edition, e.title FROM document d JOIN edition e ON e.id = d.latest "
    "WHERE e.writer = $1 AND e.state IN (1, 3) ORDER BY d.id"};

std::vector<OpenDraft> open_drafts(db::Session& session, PersonId person) {
  return session.all<OpenDraft>(open_drafts_of, person);
}

std::vector<directory::OpenDuty> list(db::Session& session, PersonId person) {
  std::vector<directory::OpenDuty> duties;
  for (const auto& draft : open_drafts(session, person))
    duties.push_back({"content.draft", draft.document.value, draft.title});
  return duties;
}

/// The successor becomes the writer; who wrote before stays on record, so that neither releases it.
Result<void> hand_over(Transaction& tx, PersonId from, PersonId to) {
  const auto successor = directory::find_person(tx.db(), to);
  for (const auto& draft : open_drafts(tx.db(), from)) {
    auto edition = store::find_edition(tx.db(), draft.edition);
    if (!edition || !successor) continue;
    edition->writer = to;
    edition->writer_name = successor->name;
    store::update(tx.db(), *edition);
    store::add_writer(tx.db(), edition->id, to);
  }
  return {};
}

}  // namespace

void add_duties() {
  static std::once_flag once;
  std::call_once(once, [] { directory::add_duty_provider({.list = list, .hand_over = hand_over}); });
}

}  // namespace gongkai::content
