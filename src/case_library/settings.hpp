// Which words stand for people and which merely look like it: catalog/case_library/settings.json.
#pragma once
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai::case_library {

struct Settings {
  std::map<std::string, std::string, std::less<>> neutral{};  // kind → word
  std::set<std::u32string> passed_over{};
  std::vector<std::u32string> compound_surnames{};
  std::vector<std::u32string> titles{};
  std::vector<std::u32string> organisation_endings{};  // the longest first
  std::vector<std::u32string> name_labels{};           // with those of redaction
};

/// Throws std::runtime_error that names the fault.
Settings parse_settings(std::string_view json);
const Settings& settings();

}  // namespace gongkai::case_library
