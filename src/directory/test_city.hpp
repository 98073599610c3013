// A small city for the directory's tests: two counties, a town, a department, and a person for each kind of role.
#pragma once
#include <stdexcept>

#include "directory/api.hpp"
#include "directory/roles.hpp"
#include "directory/use_cases.hpp"
#include "platform/auth/vault.hpp"
#include "tests/support/services.hpp"

namespace gongkai::directory {

inline constexpr const char* good_password = "Harbour-2026-Lamp";

template <class T>
T must(Result<T> result) {
  if (result) return std::move(*result);
  throw std::runtime_error("refused: " + result.error().code);
}
inline void must(Result<void> result) {
  if (!result) throw std::runtime_error("refused: " + result.error().code);
}

inline std::string code_of(const Fault& fault) {
  return fault.code;
}
template <class T>
std::string code_of(const Result<T>& result) {
  return result ? "" : result.error().code;
}

class City {
 public:
  explicit City(testing::TestServices& test) : m_test(test) {
    test.services.vault = &vault;
    auto book = role_book();
    book.policy.password.cost = {64, 1, 1};  // the tests are about the rules, not about the time a hash takes
    use_role_book(std::move(book));
    auto system = test.as_system();
    root = must(found_city(system, {"云海市人民政府", "云海市", "37", "云海市人民政府门户网站"}));
    east = unit(root, UnitKind::county, "东屿区人民政府");
    west = unit(root, UnitKind::county, "西岭县人民政府");
    town = unit(east, UnitKind::town, "石桥镇人民政府");
    finance = unit(root, UnitKind::department, "云海市财政局");
    system_admin = person("system.admin", root, {"system_admin"});
    security_admin = person("security.admin", root, {"security_admin"});
    audit_admin = person("audit.admin", root, {"audit_admin"});
    editor = person("editor", east, {"editor"});
    town_admin = person("town.admin", town, {"system_admin"});
  }

  UnitId unit(UnitId parent, UnitKind kind, const std::string& name) {
    auto system = m_test.as_system();
    return must(add_unit(system, parent, {.kind = kind, .name = name}));
  }

  PersonId person(const std::string& login, UnitId at, const std::vector<std::string>& roles) {
    auto system = m_test.as_system();
    PersonFields fields{.login = login, .name = "王" + login, .post = "科员", .unit = at, .phone = "13812341234"};
    const auto id = must(add_person(system, fields, good_password, false));
    std::vector<RoleGrant> grants;
    for (const auto& role : roles) grants.push_back({role, at, true});
    must(set_roles(system, id, 1, grants));
    return id;
  }

  /// As after the whole way in.
  Context as(PersonId id) {
    auto actor = m_test.database->read([&](db::Session& session) { return load_actor(session, id); });
    if (!actor) throw std::runtime_error("no such actor");
    actor->second_factor = actor->reauthenticated = true;
    return m_test.as(std::move(*actor));
  }

  Person find(PersonId id) {
    return m_test.database->read([&](db::Session& session) { return find_person(session, id); }).value();
  }

  auth::Vault vault{auth::new_key_ring(auth::Suite::aes_gcm)};
  UnitId root, east, west, town, finance;
  PersonId system_admin, security_admin, audit_admin, editor, town_admin;

 private:
  testing::TestServices& m_test;
};

class CityTest : public testing::EachEngineWithServices {
 protected:
  CityTest() : EachEngineWithServices({"directory"}) {}
  void SetUp() override {
    EachEngineWithServices::SetUp();
    if (!IsSkipped()) m_city = std::make_unique<City>(test());
  }
  void TearDown() override {
    m_city.reset();
    EachEngineWithServices::TearDown();
  }
  City& city() { return *m_city; }

 private:
  std::unique_ptr<City> m_city;
};

}  // namespace gongkai::directory
