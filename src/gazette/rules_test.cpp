#include "gazette/rules.hpp"

#include <gtest/gtest.h>

namespace gongkai::gazette {
namespace {
Issue third() {
  return {.year = 2026, .number = 3, .total_number = 95, .published_on = Day::of(2026, 9, 30)};
}
std::vector<std::string> codes(const std::vector<Fault>& faults) {
  std::vector<std::string> found;
  for (const auto& fault : faults) found.push_back(fault.code);
  return found;
}

TEST(Issues, are_named_by_year_and_number) {
  EXPECT_EQ(issue_name(third()), "2026年第3号（总第95号）");
  auto issue = third();
  issue.total_number = 0;
  EXPECT_EQ(issue_name(issue), "2026年第3号");
}

TEST(Issues, belong_to_the_quarter_of_their_day) {
  EXPECT_EQ(quarter_of(Day::of(2026, 9, 30)), std::pair(Day::of(2026, 7, 1), Day::of(2026, 10, 1)));
  EXPECT_EQ(quarter_of(Day::of(2026, 12, 31)), std::pair(Day::of(2026, 10, 1), Day::of(2027, 1, 1)));
  EXPECT_EQ(quarter_of(Day::of(2026, 1, 1)), std::pair(Day::of(2026, 1, 1), Day::of(2026, 4, 1)));
}

TEST(Issues, every_day_lies_in_its_own_quarter) {
  for (auto day = Day::of(2023, 1, 1); day < Day::of(2029, 1, 1); ++day) {
    const auto [first, next] = quarter_of(day);
    EXPECT_LE(first, day);
    EXPECT_LT(day, next);
    EXPECT_EQ(quarter_of(first), std::pair(first, next));
  }
}

TEST(Issues, all_mistakes_are_named_at_once) {
  auto issue = third();
  issue.year = 26;
  issue.number = 0;
  EXPECT_EQ(codes(why_not_save(issue, {{.title = ""}})),
            (std::vector<std::string>{"gazette.year_invalid", "gazette.number_invalid", "gazette.title_missing",
                                      "gazette.document_missing"}));
}

TEST(Issues, take_a_document_only_once) {
  EXPECT_EQ(codes(why_not_save(
                third(), {{.document = DocumentId{7}, .title = "甲"}, {.document = DocumentId{7}, .title = "甲"}})),
            std::vector<std::string>{"gazette.document_twice"});
}

TEST(Issues, without_contents_or_pages_are_not_put_together) {
  EXPECT_EQ(codes(why_not_compose(third(), {}, 5)), std::vector<std::string>{"gazette.no_articles"});
  auto scan = third();
  scan.kind = IssueKind::scanned;
  EXPECT_EQ(codes(why_not_compose(scan, {}, 0)), std::vector<std::string>{"gazette.no_pages"});
  EXPECT_TRUE(why_not_compose(scan, {}, 5).empty());
}

TEST(RecognisedText, loses_the_blanks_between_chinese_characters) {
  EXPECT_EQ(corrected("云 海 市  人民政府 GB 9704 标准\n第 二 段", {}), "云海市人民政府GB 9704标准\n第二段");
}

TEST(RecognisedText, gets_the_brackets_of_document_numbers) {  // GB/T 9704-2012, 7.2.5
  EXPECT_EQ(corrected("云政发[2026]12号、云政办发（2026）3号", {}), "云政发〔2026〕12号、云政办发〔2026〕3号");
  EXPECT_EQ(corrected("云政办发(2026] 12号", {}), "云政办发〔2026〕12号");
  EXPECT_EQ(corrected("见附表[2026]", {}), "见附表[2026]");
}

TEST(RecognisedText, names_that_the_character_set_lacks_are_put_right) {
  // tesseract's chi_sim has no 罘
  EXPECT_EQ(corrected("芝 之 对 区人民政府", usual_corrections()), "芝罘区人民政府");
}

TEST(RecognisedText, the_longer_correction_comes_first_and_none_is_applied_to_another) {
  EXPECT_EQ(corrected("芝呆区芝呆", {{"芝呆", "甲"}, {"芝呆区", "芝罘区"}, {"甲", "乙"}}), "芝罘区甲");
}

TEST(RecognisedText, correcting_twice_changes_nothing_more) {
  const auto once = corrected("芝 之 对 区 [2026]12号", usual_corrections());
  EXPECT_EQ(corrected(once, usual_corrections()), once);
}

TEST(Sections, come_from_the_arrangement_or_are_the_name_of_the_type) {
  content::TypeBook book;
  book.types.push_back({.id = "notice", .name = "通知公告", .gazette = true});
  book.types.push_back({.id = "rule", .name = "政府规章", .gazette = true});
  book.types.push_back({.id = "news", .name = "要闻"});
  EXPECT_EQ(section_of_type(book, "policy"), "市政府文件");
  EXPECT_EQ(section_of_type(book, "rule"), "政府规章");
  EXPECT_EQ(gazette_types(book), (std::vector<std::string>{"notice", "rule"}));
}

}  // namespace
}  // namespace gongkai::gazette
