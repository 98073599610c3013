#include "tests/functional/counter_case.hpp"

#include <ctime>

namespace gongkai::testing {
namespace json = boost::json;

std::string today_in_china() {
  const std::time_t now = std::time(nullptr) + 8 * 3600;
  std::array<char, 16> text{};
  std::strftime(text.data(), text.size(), "%Y-%m-%d", std::gmtime(&now));
  return text.data();
}

std::string unit_named(Clerk& clerk, std::string_view name) {
  const auto units = clerk.get("/api/units");
  for (const auto& unit : units.at("items").as_array())
    if (unit.at("name").as_string() == name) return std::string(unit.at("id").as_string());
  ADD_FAILURE() << "no unit " << name << " in " << units.text;
  return "";
}

std::string counter_case(Clerk& officer, const std::string& unit, const std::string& description) {
  const json::object applicant{{"kind", "natural"},           {"name", "林晓海"},
                               {"document_type", "passport"}, {"document_number", "E12345678"},
                               {"phone", "13800000000"},      {"address", "云海市海滨路9号"}};
  const auto made = officer.post("/api/requests", {{"channel", "in_person"},
                                                   {"unit", unit},
                                                   {"applicant", applicant},
                                                   {"description", description},
                                                   {"form", "paper"},
                                                   {"delivery", "post"},
                                                   {"arrived_on", today_in_china()}});
  EXPECT_EQ(made.status, 201) << made.text;
  if (made.status != 201) return "";
  const auto path = "/api/requests/" + made.text_at("id");
  const auto done = officer.post(path + "/sign", {{"version", officer.get(path).at("version")}});
  EXPECT_EQ(done.status, 200) << done.text;
  return made.text_at("id");
}

}  // namespace gongkai::testing
