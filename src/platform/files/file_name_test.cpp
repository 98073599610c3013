#include "platform/files/file_name.hpp"

#include <gtest/gtest.h>

#include "base/text.hpp"

namespace gongkai::files {
namespace {
std::string cleaned(std::string_view name) {
  const auto result = clean_file_name(name);
  return result ? result->full() : result.error().code;
}

TEST(FileNames, readable_ones_stay_as_they_are) {
  EXPECT_EQ(cleaned("关于2026年防汛工作的通知（云政发〔2026〕3号）.docx"),
            "关于2026年防汛工作的通知（云政发〔2026〕3号）.docx");
  EXPECT_EQ(cleaned("Annual report 2025.PDF"), "Annual report 2025.pdf");
}

TEST(FileNames, lose_paths_and_what_systems_choke_on) {
  EXPECT_EQ(cleaned("C:\\Users\\王\\a.pdf"), "a.pdf");
  EXPECT_EQ(cleaned("../../etc/passwd.txt"), "passwd.txt");
  EXPECT_EQ(cleaned("a\"b<c>.txt"), "a_b_c_.txt");
  EXPECT_EQ(cleaned("  a \t\n b　c  .txt"), "a b c.txt");
  EXPECT_EQ(cleaned("..hidden.txt"), "hidden.txt");
  EXPECT_EQ(cleaned("con.txt"), "_con.txt");
  EXPECT_EQ(cleaned("a\xE2\x80\x8B"
                    "b.txt"),
            "ab.txt");
  EXPECT_EQ(cleaned(".pdf"), "附件.pdf");
  EXPECT_EQ(cleaned("a\xFF.txt"), "a.txt");
}

TEST(FileNames, that_deceive_are_refused) {
  EXPECT_EQ(cleaned("通知\xE2\x80\xAE"
                    "fdp.txt"),
            "files.name_deceptive");
  EXPECT_EQ(cleaned("发票.exe.pdf"), "files.name_double");
  EXPECT_EQ(cleaned("发票.exe .pdf"), "files.name_double");
  EXPECT_EQ(cleaned("无扩展名"), "files.name_without_extension");
  EXPECT_EQ(cleaned("a."), "files.name_without_extension");
  EXPECT_EQ(cleaned("a.p/df"), "files.name_without_extension");
  EXPECT_EQ(cleaned(""), "files.name_without_extension");
}

TEST(FileNames, long_ones_are_cut_between_characters) {
  std::string name;
  for (int i = 0; i < 300; ++i) name += "长";
  const auto result = clean_file_name(name + ".docx");
  ASSERT_TRUE(result);
  EXPECT_EQ(count_characters(result->stem), 100u);
  EXPECT_EQ(result->extension, "docx");
}

TEST(FileNames, cut_before_a_full_stop_or_a_space_do_not_end_with_it) {
  for (const auto* edge : {".", " "}) {
    const auto result = clean_file_name(std::string(99, 'a') + edge + "rest.docx");
    ASSERT_TRUE(result);
    EXPECT_EQ(result->stem, std::string(99, 'a'));
  }
}

TEST(FileNames, cleaning_twice_changes_nothing) {
  for (const auto* name : {"a\"b.txt", " x .. .pdf", "con.txt", "年 度 报 告.xlsx", "a_.b.docx", "%2e%2e.csv"}) {
    const auto once = clean_file_name(name);
    ASSERT_TRUE(once);
    EXPECT_EQ(cleaned(once->full()), once->full());
  }
}
}  // namespace
}  // namespace gongkai::files
