#include "gazette/store.hpp"

namespace gongkai {

using gazette::Article;
using gazette::Correction;
using gazette::Issue;
using gazette::store::BasketItem;
// the page of a scan, not a page of the site
using GazettePage = gazette::Page;

template <>
struct db::Columns<Issue> {
  static constexpr auto list = std::tuple{db::column("id", &Issue::id),
                                          db::column("site", &Issue::site),
                                          db::column("unit", &Issue::unit),
                                          db::column("kind", &Issue::kind),
                                          db::column("year", &Issue::year),
                                          db::column("number", &Issue::number),
                                          db::column("total_number", &Issue::total_number),
                                          db::column("published_on", &Issue::published_on),
                                          db::column("cover_text", &Issue::cover_text),
                                          db::column("document", &Issue::document),
                                          db::column("unnumbered", &Issue::unnumbered),
                                          db::column("version", &Issue::version)};
};
template <>
struct db::Columns<Article> {
  static constexpr auto list =
      std::tuple{db::column("issue", &Article::issue),     db::column("position", &Article::position),
                 db::column("section", &Article::section), db::column("document", &Article::document),
                 db::column("title", &Article::title),     db::column("page", &Article::page)};
};
template <>
struct db::Columns<GazettePage> {
  static constexpr auto list = std::tuple{db::column("issue", &GazettePage::issue),
                                          db::column("number", &GazettePage::number),
                                          db::column("source", &GazettePage::source),
                                          db::column("source_page", &GazettePage::source_page),
                                          db::column("picture", &GazettePage::picture),
                                          db::column("state", &GazettePage::state),
                                          db::column("fault", &GazettePage::fault),
                                          db::column("confidence", &GazettePage::confidence),
                                          db::column("machine_text", &GazettePage::machine_text),
                                          db::column("text", &GazettePage::text),
                                          db::column("proofread_by", &GazettePage::proofread_by),
                                          db::column("proofread_name", &GazettePage::proofread_name),
                                          db::column("proofread_at", &GazettePage::proofread_at),
                                          db::column("version", &GazettePage::version)};
};
template <>
struct db::Columns<Correction> {
  static constexpr auto list =
      std::tuple{db::column("wrong", &Correction::wrong), db::column("meant", &Correction::meant)};
};
template <>
struct db::Columns<BasketItem> {
  static constexpr auto list =
      std::tuple{db::column("id", &BasketItem::document), db::column("type", &BasketItem::type),
                 db::column("title", &BasketItem::title), db::column("fields", &BasketItem::fields_text),
                 db::column("published_at", &BasketItem::published_at)};
};

}  // namespace gongkai

namespace gongkai::gazette::store {
namespace {
#define ISSUE_FIELDS \
  "id, site, unit, kind, year, number, total_number, published_on, cover_text, document, unnumbered, version"
#define PAGE_FIELDS                                                                                           \
  "issue, number, source, source_page, picture, state, fault, confidence, machine_text, text, proofread_by, " \
  "proofread_name, proofread_at, version"

const db::Query find_issue{"gazette.find", "SELECT " ISSUE_FIELDS " FROM gazette_issue WHERE id = $1"};
const db::Query issue_of_document{"gazette.of_document",
                                  "SELECT " ISSUE_FIELDS " FROM gazette_issue WHERE document = $1"};
const db::Query issues_of_site{"gazette.issues", "SELECT " ISSUE_FIELDS
                                                 " FROM gazette_issue WHERE site = $1 AND ($2 = 0 OR year = $2)"
                                                 " ORDER BY year DESC, number DESC, id DESC"};
const db::Query highest{"gazette.highest_number",
                        "SELECT COALESCE(MAX(number), 0) FROM gazette_issue WHERE site = $1 AND year = $2"};
const db::Query insert_issue{"gazette.insert", "INSERT INTO gazette_issue (" ISSUE_FIELDS
                                               ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"};
const db::Query update_issue{"gazette.update",
                             "UPDATE gazette_issue SET year = $1, number = $2, total_number = $3, published_on = $4,"
                             " cover_text = $5, version = version + 1 WHERE id = $6 AND version = $7"};
const db::Query other_with_number{
    "gazette.has_number", "SELECT id FROM gazette_issue WHERE site = $1 AND year = $2 AND number = $3 AND id <> $4"};
const db::Query issue_document{"gazette.set_document", "UPDATE gazette_issue SET document = $1 WHERE id = $2"};
const db::Query issue_unnumbered{"gazette.set_unnumbered", "UPDATE gazette_issue SET unnumbered = $1 WHERE id = $2"};
const db::Query delete_issue{"gazette.delete", "DELETE FROM gazette_issue WHERE id = $1"};
const db::Query delete_pages{"gazette.delete_pages", "DELETE FROM gazette_page WHERE issue = $1"};

const db::Query articles_of{"gazette.articles",
                            "SELECT issue, position, section, document, title, page FROM gazette_article"
                            " WHERE issue = $1 ORDER BY position"};
const db::Query delete_articles{"gazette.delete_articles", "DELETE FROM gazette_article WHERE issue = $1"};
const db::Query insert_article{"gazette.insert_article",
                               "INSERT INTO gazette_article (issue, position, section, document, title, page)"
                               " VALUES ($1, $2, $3, $4, $5, $6)"};
const db::Query article_page{"gazette.set_page",
                             "UPDATE gazette_article SET page = $1 WHERE issue = $2 AND position = $3"};

const db::Query pages_of{"gazette.pages", "SELECT " PAGE_FIELDS " FROM gazette_page WHERE issue = $1 ORDER BY number"};
const db::Query page_of{"gazette.page", "SELECT " PAGE_FIELDS " FROM gazette_page WHERE issue = $1 AND number = $2"};
const db::Query waiting_page{"gazette.waiting", "SELECT " PAGE_FIELDS
                                                " FROM gazette_page WHERE issue = $1 AND state = 1"
                                                " ORDER BY number LIMIT 1"};
const db::Query insert_page{"gazette.insert_page",
                            "INSERT INTO gazette_page (" PAGE_FIELDS
                            ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"};
const db::Query update_page{"gazette.update_page",
                            "UPDATE gazette_page SET picture = $1, state = $2, fault = $3, confidence = $4,"
                            " machine_text = $5, text = $6, proofread_by = $7, proofread_name = $8, proofread_at = $9,"
                            " version = version + 1 WHERE issue = $10 AND number = $11 AND version = $12"};
const db::Query wait_again{"gazette.retry",
                           "UPDATE gazette_page SET state = 1, fault = '', version = version + 1"
                           " WHERE issue = $1 AND state = 4"};

const db::Query all_corrections{"gazette.corrections", "SELECT wrong, meant FROM gazette_correction ORDER BY wrong"};
const db::Query delete_corrections{"gazette.delete_corrections", "DELETE FROM gazette_correction WHERE wrong <> ''"};
const db::Query insert_correction{"gazette.insert_correction",
                                  "INSERT INTO gazette_correction (wrong, meant) VALUES ($1, $2)"};

const db::Query basket_of_type{
    "gazette.basket",
    "SELECT d.id, d.type, e.title, e.fields, e.published_at FROM document d JOIN edition e ON e.id = d.released"
    " WHERE d.site = $1 AND d.type = $2 AND d.published_at >= $3 AND d.published_at < $4"
    " AND NOT EXISTS (SELECT 1 FROM gazette_article a WHERE a.document = d.id)"
    " ORDER BY d.published_at, d.id LIMIT 500"};
}  // namespace

std::optional<Issue> find(db::Session& session, IssueId id) {
  return session.one<Issue>(find_issue, id);
}
std::optional<Issue> find_of_document(db::Session& session, DocumentId document) {
  return session.one<Issue>(issue_of_document, document);
}
std::vector<Issue> issues(db::Session& session, SiteId site, std::int64_t year) {
  return session.all<Issue>(issues_of_site, site, year);
}
std::int64_t highest_number(db::Session& session, SiteId site, std::int64_t year) {
  return session.one<std::int64_t>(highest, site, year).value_or(0);
}
bool insert(db::Session& session, const Issue& i) {
  return session
      .try_exec(insert_issue, i.id, i.site, i.unit, i.kind, i.year, i.number, i.total_number, i.published_on,
                i.cover_text, i.document, i.unnumbered, i.version)
      .has_value();
}
bool update(db::Session& session, const Issue& i) {
  return session.exec(update_issue, i.year, i.number, i.total_number, i.published_on, i.cover_text, i.id, i.version) ==
         1;
}
bool has_number(db::Session& session, const Issue& i) {
  return session.one<std::int64_t>(other_with_number, i.site, i.year, i.number, i.id.value).has_value();
}
void set_document(db::Session& session, IssueId id, DocumentId document) {
  session.put(issue_document, document, id);
}
void set_unnumbered(db::Session& session, IssueId id, std::int64_t pages) {
  session.put(issue_unnumbered, pages, id);
}
void remove(db::Session& session, IssueId id) {
  session.put(delete_articles, id);
  session.put(delete_pages, id);
  session.put(delete_issue, id);
}

std::vector<Article> articles(db::Session& session, IssueId issue) {
  return session.all<Article>(articles_of, issue);
}
void replace_articles(db::Session& session, IssueId issue, const std::vector<Article>& articles) {
  session.put(delete_articles, issue);
  std::int64_t position = 0;
  for (const auto& article : articles)
    session.put(insert_article, issue, ++position, article.section, article.document, article.title, article.page);
}
void set_page(db::Session& session, IssueId issue, std::int64_t position, std::int64_t page) {
  session.put(article_page, page, issue, position);
}

std::vector<Page> pages(db::Session& session, IssueId issue) {
  return session.all<Page>(pages_of, issue);
}
std::optional<Page> find_page(db::Session& session, IssueId issue, std::int64_t number) {
  return session.one<Page>(page_of, issue, number);
}
void insert(db::Session& session, const Page& p) {
  session.put(insert_page, p.issue, p.number, p.source, p.source_page, p.picture, p.state, p.fault, p.confidence,
              p.machine_text, p.text, p.proofread_by, p.proofread_name, p.proofread_at, p.version);
}
bool update(db::Session& session, const Page& p) {
  return session.exec(update_page, p.picture, p.state, p.fault, p.confidence, p.machine_text, p.text, p.proofread_by,
                      p.proofread_name, p.proofread_at, p.issue, p.number, p.version) == 1;
}
std::optional<Page> next_waiting(db::Session& session, IssueId issue) {
  return session.one<Page>(waiting_page, issue);
}
std::int64_t retry_failed(db::Session& session, IssueId issue) {
  return session.exec(wait_again, issue);
}

std::vector<Correction> corrections(db::Session& session) {
  return session.all<Correction>(all_corrections);
}
void replace_corrections(db::Session& session, const std::vector<Correction>& corrections) {
  session.put(delete_corrections);
  for (const auto& one : corrections) session.put(insert_correction, one.wrong, one.meant);
}

std::vector<BasketItem> basket(db::Session& session, SiteId site, const std::vector<std::string>& types, Instant from,
                               Instant to) {
  std::vector<BasketItem> items;
  for (const auto& type : types)
    for (auto& item : session.all<BasketItem>(basket_of_type, site, type, from, to)) items.push_back(std::move(item));
  return items;
}

}  // namespace gongkai::gazette::store
