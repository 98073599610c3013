#include "platform/i18n/messages.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <regex>
#include <sstream>

#include "base/text.hpp"

namespace gongkai::i18n {

namespace {

Messages small() {
  Messages messages;
  messages.add("test", R"({"a.plain": "好", "a.filled": "{unit}有 {count} 件，{unit}"})");
  return messages;
}

std::string content_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

/// Codes that a source hands to a person: refusals, and texts asked for by name.
std::set<std::string> codes_in(const std::string& source) {
  static const std::regex pattern(
      R"re((?:refuse\([^;"]*|i18n::text\(|[^.\w>:]text\(|Fault\{[^;"]*|fault\([^;"]*|_fault\()\s*"([a-z_]+\.[a-z0-9_.]+)")re");
  std::set<std::string> codes;
  for (std::sregex_iterator at(source.begin(), source.end(), pattern), end; at != end; ++at) codes.insert((*at)[1]);
  return codes;
}

/// A code that is put together at run time shows its beginning only: "error.404_" wants at least one text of that kind.
bool is_told(const Messages& messages, const std::string& code) {
  if (!code.ends_with('_') && !code.ends_with('.')) return messages.has(code);
  const auto codes = messages.codes();
  return std::any_of(codes.begin(), codes.end(), [&](std::string_view known) { return known.starts_with(code); });
}

}  // namespace

TEST(Messages, fills_every_placeholder_and_leaves_unknown_ones_visible) {
  EXPECT_EQ(small().text("a.filled", {{"unit", "市财政局"}, {"count", "3"}}), "市财政局有 3 件，市财政局");
  EXPECT_EQ(small().text("a.filled", {{"count", "3"}}), "{unit}有 3 件，{unit}");
}

TEST(Messages, never_fills_a_value_into_a_value) {
  EXPECT_EQ(small().text("a.filled", {{"unit", "{count}"}, {"count", "9"}}), "{count}有 9 件，{count}");
}

TEST(Messages, show_the_code_when_the_text_is_missing) {
  EXPECT_EQ(small().text("a.missing"), "a.missing");
  EXPECT_FALSE(small().has("a.missing"));
}

TEST(Messages, tell_a_fault_with_its_details) {
  const Fault fault{.kind = FaultKind::invalid, .code = "a.filled", .details = {{"unit", "局"}, {"count", "1"}}};
  EXPECT_EQ(small().message(fault), "局有 1 件，局");
}

TEST(Messages, refuse_a_code_that_is_written_twice) {
  Messages messages = small();
  EXPECT_THROW(messages.add("second", R"({"a.plain": "再"})"), std::runtime_error);
  EXPECT_THROW(messages.add("broken", R"(["a"])"), std::runtime_error);
  EXPECT_THROW(messages.add("number", R"({"b": 1})"), std::runtime_error);
}

TEST(Messages, of_the_catalog_are_valid_text) {
  const Messages messages = Messages::from_catalog();
  ASSERT_FALSE(messages.codes().empty());
  for (const auto code : messages.codes()) {
    EXPECT_TRUE(is_valid_utf8(messages.text(code))) << code;
    EXPECT_FALSE(trim(messages.text(code)).empty()) << code;
  }
}

TEST(Messages, exist_for_every_code_in_the_sources) {
  const Messages messages = Messages::from_catalog();
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(std::filesystem::path(GONGKAI_SOURCE_DIR) / "src")) {
    const std::string name = entry.path().filename().string();
    if (!name.ends_with(".cpp") || name.ends_with("_test.cpp") || name.ends_with("_fuzz.cpp")) continue;
    for (const std::string& code : codes_in(content_of(entry.path())))
      EXPECT_TRUE(is_told(messages, code)) << code << " in " << entry.path();
  }
}

}  // namespace gongkai::i18n
