#include <algorithm>

#include "content/api.hpp"
#include "gazette/desk.hpp"
#include "gazette/rules.hpp"
#include "gazette/use_cases.hpp"

namespace gongkai::gazette {
namespace {
std::unexpected<Fault> number_taken(const Issue& issue) {
  return refuse(FaultKind::conflict, "gazette.number_taken", "number", {{"issue", issue_name(issue)}});
}

/// Titles of built issues are those of the documents.
Result<std::vector<Article>> with_titles(db::Session& session, const Issue& issue, std::vector<Article> articles) {
  if (issue.kind == IssueKind::scanned) return articles;
  for (std::size_t i = 0; i < articles.size(); ++i) {
    const auto document = content::find_public(session, articles[i].document);
    if (!document || document->site != issue.site)
      return refuse(FaultKind::conflict, "gazette.document_not_public", "articles." + std::to_string(i),
                    {{"title", articles[i].title}});
    articles[i].title = document->title;
    articles[i].page = 0;
  }
  return articles;
}
}  // namespace

Result<IssueId> create_issue(Context& context, const Issue& wanted) {
  return in_transaction(context, "gazette.create", [&](Transaction& tx) -> Result<IssueId> {
    auto issue = wanted;
    const auto site = directory::find_site(tx.db(), issue.site);
    if (!site) return refuse(FaultKind::invalid, "gazette.site_unknown", "site");
    const auto unit = directory::find_unit(tx.db(), site->unit);
    if (!unit) return refuse(FaultKind::invalid, "gazette.site_unknown", "site");
    CHECK_OK(tx.require("content.write", unit->path));
    CHECK_OK(all_of(why_not_save(issue, {})));
    issue.id = tx.new_id<IssueId>();
    issue.unit = unit->id;
    if (store::has_number(tx.db(), issue) || !store::insert(tx.db(), issue)) return number_taken(issue);
    tx.about("gazette", issue.id.value, unit->id);
    tx.after("issue", json::value(issue_name(issue)));
    tx.changed("gazette", issue.id.value);
    return issue.id;
  });
}

Result<std::int64_t> edit_issue(Context& context, const Issue& wanted, const std::vector<Article>& articles) {
  return in_transaction(context, "gazette.edit", [&](Transaction& tx) -> Result<std::int64_t> {
    const auto desk = TRY(open_desk(tx, wanted.id));
    auto issue = desk.issue;
    issue.year = wanted.year;
    issue.number = wanted.number;
    issue.total_number = wanted.total_number;
    issue.published_on = wanted.published_on;
    issue.cover_text = wanted.cover_text;
    issue.version = wanted.version;
    CHECK_OK(all_of(why_not_save(issue, articles)));
    const auto titled = TRY(with_titles(tx.db(), issue, articles));
    if (store::has_number(tx.db(), issue)) return number_taken(issue);
    if (!store::update(tx.db(), issue)) return refuse(FaultKind::conflict, "version.conflict");
    store::replace_articles(tx.db(), issue.id, titled);
    tx.before("issue", json::value(issue_name(desk.issue)));
    tx.after("issue", json::value(issue_name(issue)));
    tx.after("articles", json::value(static_cast<std::int64_t>(titled.size())));
    tell(tx, issue);
    return issue.version + 1;
  });
}

Result<void> remove_issue(Context& context, IssueId id) {
  return in_transaction(context, "gazette.remove", [&](Transaction& tx) -> Result<void> {
    const auto desk = TRY(open_desk(tx, id));
    if (desk.issue.document) return refuse(FaultKind::conflict, "gazette.has_document");
    store::remove(tx.db(), id);
    context.services.files->release_all(tx, "gazette", id.value);
    tx.before("issue", json::value(issue_name(desk.issue)));
    tx.changed("gazette", id.value, feed::Operation::remove);
    return {};
  });
}

Result<void> set_corrections(Context& context, const std::vector<Correction>& corrections) {
  return in_transaction(context, "gazette.corrections", [&](Transaction& tx) -> Result<void> {
    const auto root = directory::root_unit(tx.db());
    CHECK_OK(tx.require("content.write", root ? root->path : "/"));
    for (const auto& one : corrections) {
      if (one.wrong.empty() || one.wrong.size() > 120 || one.meant.size() > 120 || one.wrong == one.meant)
        return refuse(FaultKind::invalid, "gazette.correction_invalid", "items", {{"wrong", one.wrong}});
      if (std::count_if(corrections.begin(), corrections.end(),
                        [&](const auto& other) { return other.wrong == one.wrong; }) > 1)
        return refuse(FaultKind::invalid, "gazette.correction_twice", "items", {{"wrong", one.wrong}});
    }
    tx.before("count", json::value(static_cast<std::int64_t>(store::corrections(tx.db()).size())));
    store::replace_corrections(tx.db(), corrections);
    tx.after("count", json::value(static_cast<std::int64_t>(corrections.size())));
    return {};
  });
}

}  // namespace gongkai::gazette
