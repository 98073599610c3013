// Figures and words that a city may set: catalog/request_mining.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai::request_mining {

struct KeepGround {
  std::string id{};
  std::string name{};
};

struct Settings {
  // Regulation Art. 44: "several applicants", "in time"; the law names no number.
  std::int64_t applicants = 0;
  double similar = 0;  // share of common pieces, similarity::jaccard
  int decide_working_days = 0;
  int publish_working_days = 0;
  int remind_working_days = 0;
  std::vector<std::string> granted{};  // outcomes by which information was given
  std::vector<KeepGround> keep_grounds{};

  std::int64_t smallest_shown = 0;  // k: smaller counts tell of people to those who may not see the cases
  std::int64_t fewest_cases = 0;    // of a topic for those who may
  std::size_t shortest = 0, longest = 0, most = 0;
  std::vector<std::u32string> stop_words{};  // the longest first

  const KeepGround* keep_ground(std::string_view id) const;
  bool is_granted(std::string_view outcome) const;
};

/// Throws std::runtime_error that names the fault.
Settings parse_settings(std::string_view json, std::string_view stop_words);
const Settings& settings();

}  // namespace gongkai::request_mining
