// All SQL of this capability.
#pragma once
#include "platform/db/session.hpp"
#include "site_report/model.hpp"

namespace gongkai::site_report::store {

std::optional<Report> find(db::Session& session, SiteId site, std::int64_t year);
/// The next version of the report, or its first; false when somebody else was faster.
bool advance(db::Session& session, SiteId site, std::int64_t year, std::int64_t version);

std::vector<Entry> entries(db::Session& session, SiteId site, std::int64_t year);
void put(db::Session& session, SiteId site, std::int64_t year, const Entry& entry);
void remove_entry(db::Session& session, SiteId site, std::int64_t year, std::string_view item);

std::vector<Edition> editions(db::Session& session, SiteId site, std::int64_t year);  // the latest first
void insert(db::Session& session, SiteId site, std::int64_t year, const Edition& edition);

/// What a site has published of a year: when first, when last, and in how many editions.
struct Published {
  SiteId site{};
  std::int64_t year = 0;
  Instant first_at{};
  Instant last_at{};
  std::int64_t editions = 0;
};
std::vector<Published> published_of_year(db::Session& session, std::int64_t year);
std::vector<Published> published_of_site(db::Session& session, SiteId site);  // the latest year first

/// First published in the time and public still, by document type.
struct Released {
  std::string type;
  std::int64_t number = 0;
};
std::vector<Released> released(db::Session& session, SiteId site, Instant from, Instant to);

}  // namespace gongkai::site_report::store
