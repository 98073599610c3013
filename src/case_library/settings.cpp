#include "case_library/settings.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/assets.hpp"
#include "base/text.hpp"
#include "platform/json/json.hpp"
#include "redaction/model.hpp"

namespace gongkai::case_library {

namespace {

constexpr std::string_view file = "catalog/case_library/settings.json";

[[noreturn]] void broken(std::string_view why) {
  throw std::runtime_error(std::string(file) + ": " + std::string(why));
}

std::vector<std::u32string> words_of(json::Reader& reader, std::string_view key) {
  std::vector<std::u32string> words;
  for (const auto& word : reader.list(key)) {
    if (!word.is_string() || word.get_string().empty()) broken(key);
    words.push_back(to_code_points(fold(std::string_view(word.get_string()))));
  }
  if (words.empty()) broken(key);
  return words;
}

}  // namespace

Settings parse_settings(std::string_view text) {
  const auto parsed = json::parse(text);
  if (!parsed) broken("no JSON");
  json::Reader reader(*parsed);
  Settings read;
  for (const auto& entry : reader.list("neutral")) {
    json::Reader one(entry);
    auto kind = one.text("kind");
    read.neutral[std::move(kind)] = one.text("word");
    if (!one.finish()) broken("neutral");
  }
  const auto general = words_of(reader, "passed_over");
  read.passed_over.insert(general.begin(), general.end());
  read.compound_surnames = words_of(reader, "compound_surnames");
  read.titles = words_of(reader, "titles");
  read.organisation_endings = words_of(reader, "organisation_endings");
  std::ranges::stable_sort(read.organisation_endings, std::ranges::greater{}, &std::u32string::size);
  read.name_labels = words_of(reader, "name_labels");
  const auto& more = redaction::name_labels();
  read.name_labels.insert(read.name_labels.end(), more.begin(), more.end());
  return read;
}

const Settings& settings() {
  static const auto read = parse_settings(assets::find(file).value_or(""));
  return read;
}

}  // namespace gongkai::case_library
