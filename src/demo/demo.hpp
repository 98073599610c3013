// The demo city 云海市: a fictional city with everything that a real one has, for trying out, for tests and for load
// tests. It is loaded through the use cases of the product, so that it is audited, indexed and released like real work.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "directory/roles.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::demo {

struct Options {
  int scale = 1;           // N: N times as many documents, made by recombining sentences
  std::uint64_t seed = 1;  // of the made documents: the same seed, the same texts
  std::string password{};  // of every account; "" makes one
};

struct Account {
  std::string login, name, unit, post;
};

struct Loaded {
  std::string password{};           // only when it was made now: print it once, it is stored nowhere
  std::vector<Account> accounts{};  // one for each role, to log in with
  // What was added; zero when it was there already.
  std::int64_t units = 0, sites = 0, columns = 0, people = 0, documents = 0;
};

/// Attachments are left out when the services have no file store. Running it again adds only what is missing.
/// Refused on an installation that belongs to another city.
Result<Loaded> load(Services& services, const Options& options);

/// The built-in roles with the changes of catalog/demo/policy.json: nobody who tries the product out must enrol a second
/// factor first. A server with demo data calls directory::use_role_book with it; nothing else in the code knows.
directory::RoleBook role_book();

}  // namespace gongkai::demo
