#include "tests/functional/citizen.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <regex>

namespace gongkai::testing {

namespace {

std::string encoded(const std::string& text) {
  std::string out;
  for (const char c : text) out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  return out;
}

}  // namespace

Answer Citizen::open(const std::string& path) {
  auto answer = http_get(m_city.port(), path, {{"Cookie", cookies()}});
  keep(answer);
  return answer;
}

Answer Citizen::send(const std::string& path, const Typed& fields) {
  std::string body = "csrf=" + encoded(m_token);
  for (const auto& [name, value] : fields) body += "&" + name + "=" + encoded(value);
  auto answer = HttpClient(m_city.port())
                    .send({.method = "POST",
                           .target = path,
                           .headers = {{"Content-Type", "application/x-www-form-urlencoded"}, {"Cookie", cookies()}},
                           .body = body});
  keep(answer);
  return answer;
}

std::string Citizen::cookies() const {
  std::string all;
  for (const auto& [name, value] : m_cookies) all += (all.empty() ? "" : "; ") + name + "=" + value;
  return all;
}

void Citizen::keep(const Answer& answer) {
  for (const auto& [name, value] : answer.headers) {
    if (name != "set-cookie" && name != "Set-Cookie") continue;
    const auto equals = value.find('='), end = value.find(';');
    m_cookies[value.substr(0, equals)] = value.substr(equals + 1, end - equals - 1);
  }
  std::smatch found;
  if (std::regex_search(answer.body, found, std::regex("name=\"csrf\" value=\"([^\"]+)\""))) m_token = found[1];
}

std::string shown(const std::string& page, const std::string& name) {
  std::smatch found;
  return std::regex_search(page, found, std::regex("<dt>" + name + "</dt><dd>([^<]+)</dd>")) ? found[1].str() : "";
}

Given hand_in(Citizen& citizen, const Typed& who, const std::string& description, const Typed& at_the_end) {
  const auto office = citizen.open("/requests/office").body;
  std::smatch unit;
  EXPECT_TRUE(std::regex_search(office, unit, std::regex("<option value=\"([0-9a-z]{13})\"")));
  EXPECT_EQ(citizen.send("/requests/office", {{"unit", unit[1]}}).status, 303);
  Typed person{{"applicant_kind", "natural"}, {"document_type", "resident_id"}};
  person.insert(person.end(), who.begin(), who.end());
  EXPECT_EQ(citizen.send("/requests/applicant", person).status, 303);
  EXPECT_EQ(citizen.send("/requests/wanted", {{"description", description}}).status, 303);
  EXPECT_EQ(citizen.send("/requests/supply", {{"form", "paper"}, {"delivery", "pick_up"}}).status, 303);
  citizen.open("/requests/check");
  EXPECT_EQ(citizen.send("/requests/check", at_the_end).status, 303);
  const auto page = citizen.open("/requests/received");
  EXPECT_THAT(page.header("cache-control"), ::testing::HasSubstr("no-store"));
  EXPECT_THAT(citizen.open("/requests/receipt.pdf").body, ::testing::HasSubstr("%PDF"));
  return {shown(page.body, "申请编号"), shown(page.body, "查询码")};
}

}  // namespace gongkai::testing
