#include <algorithm>
#include <set>

#include "base/bytes.hpp"
#include "demo/demo.hpp"
#include "demo/grammar.hpp"
#include "demo/load_annual_reports.hpp"
#include "demo/load_content.hpp"
#include "demo/load_directory.hpp"
#include "demo/load_fates.hpp"
#include "demo/load_letters.hpp"
#include "demo/load_mining.hpp"
#include "demo/load_oversight.hpp"
#include "demo/load_requests.hpp"
#include "demo/load_works.hpp"
#include "demo/standing.hpp"

namespace gongkai::demo {
namespace {

/// Three kinds of characters and 80 bits of chance: satisfies the built-in password policy.
std::string make_password() {
  const auto text = to_base32(random_bytes(10));
  std::string lower;
  for (const char c : text.substr(0, 12)) lower += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return "Yh-" + lower + text.substr(12) + "7";
}

/// One account for each role, for whoever tries the product out: the first people of the file.
std::vector<Account> accounts_to_show(const City& city) {
  std::vector<Account> accounts;
  std::set<std::string> shown;
  for (const auto& person : city.people)
    for (const auto& role : person.roles)
      if (shown.insert(role.role).second)
        accounts.push_back({person.login, person.name, city.unit(person.unit)->fields.short_name, person.post});
  return accounts;
}

Result<void> load_all_people(Context& context, const City& city, const Places& places, const Options& options,
                             Loaded& loaded) {
  const auto missing = missing_people(context, city);
  if (missing.empty()) return {};
  if (options.password.empty()) loaded.password = make_password();
  return load_people(context, missing, places, options.password.empty() ? loaded.password : options.password, loaded);
}

std::vector<DocumentEntry> made_documents(const City& city, const Options& options) {
  std::vector<DocumentEntry> documents;
  if (options.scale <= 1) return documents;
  const auto grammar = read_grammar();
  Maker maker(city, grammar, options.seed);
  const auto count = city.documents.size() * static_cast<std::size_t>(options.scale - 1);
  while (documents.size() < count) documents.push_back(maker.next());
  std::ranges::stable_sort(documents, {}, &DocumentEntry::released);
  return documents;
}

}  // namespace

Result<Loaded> load(Services& services, const Options& options) {
  const City city = read_city();
  Context context{.services = services, .actor = auth::system_actor()};
  Loaded loaded{.accounts = accounts_to_show(city)};
  const auto places = TRY(load_units_and_sites(context, city, loaded));
  CHECK_OK(load_all_people(context, city, places, options, loaded));
  CHECK_OK(load_columns(context, city, places, loaded));
  std::vector<DocumentEntry> written, others;
  for (const auto& entry : city.documents) (entry.fate.fate == Fate::released ? written : others).push_back(entry);
  std::ranges::move(standing_documents(city), std::back_inserter(written));
  std::ranges::stable_sort(written, {}, &DocumentEntry::released);
  CHECK_OK(load_documents(context, city, places, written, loaded));
  CHECK_OK(load_fates(context, city, places, others, loaded));
  CHECK_OK(load_works(context, city, places));
  CHECK_OK(load_requests(context, city, places));
  CHECK_OK(load_oversight(context, city, places));
  CHECK_OK(load_letters(context, city, places));
  CHECK_OK(load_annual_reports(context, city, places));
  CHECK_OK(load_mining(context, city, places));
  CHECK_OK(load_made_documents(context, city, places, made_documents(city, options), loaded));
  return loaded;
}

}  // namespace gongkai::demo
