#include "gazette/followers.hpp"

#include <algorithm>

#include "gazette/store.hpp"
#include "platform/http/page_cache.hpp"

namespace gongkai::gazette {

void invalidate(Services& services, const std::vector<feed::Change>& changes) {
  if (!services.pages) return;
  const bool concerns_us =
      std::any_of(changes.begin(), changes.end(), [](const auto& change) { return change.topic == "gazette"; });
  if (!concerns_us) return;
  std::vector<std::string> tags;
  services.database.read([&](db::Session& session) {
    for (const auto& change : changes) {
      if (change.topic != "gazette") continue;
      const IssueId id{change.object};
      tags.push_back("gazette:" + to_text(id));
      if (const auto issue = store::find(session, id)) tags.push_back("gazettes:" + to_text(issue->site));
    }
  });
  services.pages->invalidate(tags, false);
}

void add_pages(db::Session& session, search::Document& document) {
  if (document.kind != "gazette") return;
  const auto issue = store::find_of_document(session, DocumentId{document.id});
  if (!issue || issue->kind == IssueKind::built) return;
  document.sections.clear();  // the text layer of the file would find every page twice
  for (auto& page : store::pages(session, issue->id))
    if (!page.text.empty())
      document.sections.push_back({.label = document.title,
                                   .page = static_cast<int>(page.number),
                                   .text = std::move(page.text),
                                   .address = "/gazette/" + to_text(issue->id) + "/" + std::to_string(page.number)});
}

}  // namespace gongkai::gazette
