// Anybody with a browser: keeps cookies, sends back the token of the last form.
#pragma once
#include "tests/functional/city.hpp"

namespace gongkai::testing {

using Typed = std::vector<std::pair<std::string, std::string>>;

class Citizen {
 public:
  explicit Citizen(City& city) : m_city(city) {}

  Answer open(const std::string& path);
  Answer send(const std::string& path, const Typed& fields);

 private:
  std::string cookies() const;
  void keep(const Answer& answer);

  City& m_city;
  std::map<std::string, std::string> m_cookies;
  std::string m_token;
};

/// The value that a page shows under that name.
std::string shown(const std::string& page, const std::string& name);

struct Given {
  std::string number, code;
};
/// Fills in the whole form and hands it in at the first unit of the list. `who` are the fields of a natural person.
Given hand_in(Citizen& citizen, const Typed& who, const std::string& description, const Typed& at_the_end = {});

}  // namespace gongkai::testing
