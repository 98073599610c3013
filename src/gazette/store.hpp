// All SQL of the gazette.
#pragma once
#include <optional>
#include <vector>

#include "gazette/model.hpp"
#include "platform/db/session.hpp"

namespace gongkai::gazette::store {

std::optional<Issue> find(db::Session& session, IssueId id);
std::optional<Issue> find_of_document(db::Session& session, DocumentId document);
/// Newest first; year 0 is all years.
std::vector<Issue> issues(db::Session& session, SiteId site, std::int64_t year);
std::int64_t highest_number(db::Session& session, SiteId site, std::int64_t year);
/// False when the site has that number of the year already.
bool insert(db::Session& session, const Issue& issue);
/// False when somebody was faster.
bool update(db::Session& session, const Issue& issue);
bool has_number(db::Session& session, const Issue& issue);
void set_document(db::Session& session, IssueId id, DocumentId document);
void set_unnumbered(db::Session& session, IssueId id, std::int64_t pages);
void remove(db::Session& session, IssueId id);

std::vector<Article> articles(db::Session& session, IssueId issue);
void replace_articles(db::Session& session, IssueId issue, const std::vector<Article>& articles);
void set_page(db::Session& session, IssueId issue, std::int64_t position, std::int64_t page);

std::vector<Page> pages(db::Session& session, IssueId issue);  // with their texts
std::optional<Page> find_page(db::Session& session, IssueId issue, std::int64_t number);
void insert(db::Session& session, const Page& page);
bool update(db::Session& session, const Page& page);
/// The next page that waits to be read.
std::optional<Page> next_waiting(db::Session& session, IssueId issue);
/// Failed pages wait again; returns how many.
std::int64_t retry_failed(db::Session& session, IssueId issue);

std::vector<Correction> corrections(db::Session& session);
void replace_corrections(db::Session& session, const std::vector<Correction>& corrections);

/// A released document that no issue has taken.
struct BasketItem {
  DocumentId document{};
  std::string type;
  std::string title;
  std::string fields_text;
  Instant published_at{};
};
std::vector<BasketItem> basket(db::Session& session, SiteId site, const std::vector<std::string>& types, Instant from,
                               Instant to);

}  // namespace gongkai::gazette::store
