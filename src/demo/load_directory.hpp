// Units, sites and people of the demo city, through the use cases of the directory.
#pragma once
#include "demo/city.hpp"
#include "demo/demo.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::demo {

/// Where the entries are in the database.
struct Places {
  std::map<std::string, UnitId, std::less<>> units;  // by key
  std::map<std::string, SiteId, std::less<>> sites;  // by slug
};

Result<Places> load_units_and_sites(Context& context, const City& city, Loaded& loaded);
/// Empty when everybody is there: then no password is needed.
std::vector<const PersonEntry*> missing_people(Context& context, const City& city);
Result<void> load_people(Context& context, const std::vector<const PersonEntry*>& people, const Places& places,
                         const std::string& password, Loaded& loaded);

}  // namespace gongkai::demo
