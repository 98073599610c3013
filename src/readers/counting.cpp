#include "readers/counting.hpp"

#include <random>

#include "content/api.hpp"
#include "directory/api.hpp"
#include "readers/store.hpp"

namespace gongkai::readers {

namespace {

std::array<std::uint64_t, 2> fresh_salt() {
  std::random_device device;
  const auto word = [&] { return (std::uint64_t{device()} << 32) | device(); };
  return {word(), word()};
}

struct Counts {
  Visits visits{fresh_salt};
};

/// A document's reading counts for its site, too: its address does not say which that is.
void keep_documents(db::Session& session, const Tally& tally, std::map<std::pair<SiteId, Day>, SiteCount>& sites) {
  for (const auto& [key, readings] : tally.documents) {
    const DocumentId id{key.first};
    store::add_document_readings(session, id, key.second, readings);
    if (const auto site = content::site_of(session, id)) sites[{*site, key.second}].pages += readings;
  }
}

void keep(db::Session& session, const Tally& tally) {
  std::map<std::pair<SiteId, Day>, SiteCount> sites;
  keep_documents(session, tally, sites);
  for (const auto& [key, readings] : tally.files)
    store::add_file_readings(session, FileId{key.first}, key.second, readings);
  std::map<Day, std::int64_t> of_documents;
  for (const auto& [key, readings] : tally.documents) of_documents[key.second] += readings;
  for (const auto& [key, count] : tally.sites) {
    const auto site = directory::find_site_by_slug(session, key.first);
    if (!site) continue;
    auto& kept = sites[{site->id, key.second}];
    // readings of documents were noted under the main site
    kept.pages += count.pages - (key.first.empty() ? of_documents[key.second] : 0);
    kept.visitors = count.visitors;
  }
  for (const auto& [key, count] : sites) store::add_site_readings(session, key.first, key.second, count);
}

}  // namespace

Visits& visits_of(Services& services) {
  return services.parts.of<Counts>().visits;
}

void keep_counts(Services& services) {
  const auto tally = visits_of(services).take();
  if (tally.is_empty()) return;
  (void)services.database.write(
      [&](db::Session& session) -> Result<void> { return keep(session, tally), Result<void>{}; });
}

}  // namespace gongkai::readers
