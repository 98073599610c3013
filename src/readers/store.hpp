// All SQL of this capability.
#pragma once
#include <vector>

#include "platform/db/session.hpp"
#include "readers/visits.hpp"

namespace gongkai::readers::store {

/// Adds; a document or file that is not there is left out.
void add_document_readings(db::Session& session, DocumentId document, Day day, std::int64_t readings);
void add_file_readings(db::Session& session, FileId file, Day day, std::int64_t readings);
/// Adds the pages; the visitors of the day never become fewer.
void add_site_readings(db::Session& session, SiteId site, Day day, const SiteCount& count);

struct DocumentReadings {
  DocumentId document{};
  std::string title;
  std::int64_t readings = 0;
  std::int64_t useful = 0;  // said so in the same time
  std::int64_t useless = 0;
};
/// The most read public documents of the site from a day to a day, both counted.
std::vector<DocumentReadings> most_read(db::Session& session, SiteId site, Day from, Day to, int limit);
std::int64_t readings_of(db::Session& session, DocumentId document);
SiteCount readings_of_site(db::Session& session, SiteId site, Day from, Day to);

}  // namespace gongkai::readers::store
