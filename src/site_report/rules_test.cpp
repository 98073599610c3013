#include "site_report/rules.hpp"

#include <gmock/gmock.h>

#include <set>

#include "base/assets.hpp"
#include "platform/json/json.hpp"

namespace gongkai::site_report {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const Row& row(std::string_view id) {
  return *form().find(id);
}

/// Every row that a person fills, with something that may stand there.
std::vector<Entry> all_filled() {
  std::vector<Entry> entries;
  for (const auto& part : form().parts)
    for (const auto& one : part.rows)
      if (!one.is_counted())
        entries.push_back({.item = one.id,
                           .value = one.kind == Kind::choice ? one.options.front()
                                    : one.kind == Kind::text ? "云海发布"
                                                             : "0",
                           .note = "市大数据局统计"});
  return entries;
}

Counts all_counted(const std::string& value = "0") {
  Counts counts;
  for (const auto& part : form().parts)
    for (const auto& one : part.rows)
      if (one.is_counted()) counts[one.id] = value;
  return counts;
}

std::vector<Fault> faults_with(std::map<std::string, std::string> values, Counts counts = all_counted()) {
  auto entries = all_filled();
  for (auto& entry : entries)
    if (values.contains(entry.item)) entry.value = values[entry.item];
  return why_incomplete(form(), sheet_of(form(), counts, entries));
}

MATCHER_P2(is_fault, code, field, "") {
  return arg.code == code && arg.field == field;
}

TEST(SiteReportForm, has_the_eight_parts_of_the_rule) {  // 国办函〔2018〕12号
  std::vector<std::string> names;
  for (const auto& part : form().parts) names.push_back(part.name);
  EXPECT_EQ(names, (std::vector<std::string>{"网站基本情况", "信息发布", "专栏专题", "解读回应", "办事服务", "互动交流",
                                             "安全防护", "移动新媒体", "创新发展"}));
}

TEST(SiteReportForm, says_that_its_layout_is_uncertain) {
  EXPECT_EQ(form().mark, "U");
}

TEST(SiteReportForm, sorts_each_document_type_into_one_row_of_a_total_at_most) {
  for (const auto& ids : {std::vector{"released_overview", "released_affairs", "released_catalogue"},
                          std::vector{"readings_text", "readings_products", "readings_media"}}) {
    std::set<std::string> seen;
    for (const char* id : ids)
      for (const auto& type : row(id).types) EXPECT_TRUE(seen.insert(type).second) << type;
  }
}

TEST(SiteReportForm, names_types_that_exist) {
  for (const auto& part : form().parts)
    for (const auto& one : part.rows)
      for (const auto& type : one.types)
        EXPECT_TRUE(assets::find("catalog/types/" + type + ".json").has_value()) << type;
}

TEST(SiteReportForm, is_refused_when_broken) {
  const std::string head = R"({"mark":"U","source":"s","due":"01-31","parts":[{"id":"p","name":"n","rows":[)";
  for (const auto& [broken, place] :
       {std::pair{std::string("[]"), ""},
        {head + R"({"id":"a","label":"a","kind":"colour"}]}]})", "a"},
        {head + R"({"id":"a","label":"a","kind":"choice"}]}]})", "a"},
        {head + R"({"id":"a","label":"a"},{"id":"a","label":"b"}]}]})", "a"},
        {head + R"({"id":"a","label":"a","counted":{"of":"rain","how":"h"}}]}]})", "a"},
        {head + R"({"id":"a","label":"a"}]}],"identities":[{"left":["b"],"relation":"equal","right":["a"]}]})", "b"},
        {R"({"mark":"U","source":"s","due":"02-30","parts":[]})", "due"}}) {
    const auto read = parse_form(broken);
    ASSERT_FALSE(read) << broken;
    if (*place) {
      EXPECT_EQ(read.error().field, place) << broken;
    }
  }
}

TEST(SiteReportRow, keeps_numbers_in_one_form) {
  for (const auto& [typed, kept] : {std::pair{" 012 ", "12"}, {"0", "0"}, {"000", "0"}, {"", ""}})
    EXPECT_EQ(checked(row("accounts"), {.value = typed})->value, kept) << typed;
  EXPECT_EQ(checked(row("messages_days"), {.value = "03.5"})->value, "3.5");
}

TEST(SiteReportRow, refuses_what_is_no_number) {
  for (const char* typed : {"-1", "1,000", "1 000", "三", "1.5", "1e3", "1234567890123", "+1", "0x1", "１"})
    EXPECT_EQ(checked(row("accounts"), {.value = typed}).error().code, "site_report.not_a_number") << typed;
  for (const char* typed : {"1.", ".5", "1.25", "1.5.1", "a"})
    EXPECT_EQ(checked(row("messages_days"), {.value = typed}).error().code, "site_report.not_a_decimal") << typed;
}

TEST(SiteReportRow, takes_one_of_its_options) {
  EXPECT_TRUE(checked(row("drill"), {.value = "是"}));
  EXPECT_EQ(checked(row("drill"), {.value = "也许"}).error().code, "site_report.not_an_option");
}

TEST(SiteReportRow, that_is_counted_can_be_explained_and_not_written_over) {
  EXPECT_TRUE(checked(row("visits"), {.note = "七月迁移机房，停站一天"}));
  EXPECT_EQ(checked(row("visits"), {.value = "99999"}).error().code, "site_report.counted");
  const auto sheet = sheet_of(form(), {{"visits", "7"}}, {{.item = "visits", .value = "99999", .note = "说明"}});
  const auto found = std::ranges::find_if(sheet, [](const Filled& one) { return one.row->id == "visits"; });
  EXPECT_EQ(found->value, "7");
  EXPECT_EQ(found->note, "说明");
}

TEST(SiteReportSheet, is_whole_when_every_row_is_filled) {
  EXPECT_THAT(faults_with({}), IsEmpty());
}

TEST(SiteReportSheet, misses_values_and_their_sources) {
  EXPECT_THAT(faults_with({{"accounts", ""}}), Contains(is_fault("site_report.value_missing", "accounts")));
  EXPECT_THAT(faults_with({{"weibo_items", ""}}), IsEmpty()) << "not every site is on that network";
  auto entries = all_filled();
  std::ranges::find(entries, "accounts", &Entry::item)->note.clear();
  EXPECT_THAT(why_incomplete(form(), sheet_of(form(), all_counted(), entries)),
              Contains(is_fault("site_report.source_missing", "accounts")));
}

TEST(SiteReportSheet, says_what_the_register_of_sites_misses) {
  auto counts = all_counted();
  counts["icp_number"] = "";
  EXPECT_THAT(faults_with({}, counts), Contains(is_fault("site_report.not_registered", "icp_number")));
}

// The four identities of 政府网站工作年度报表 (国办函〔2018〕12号, annex).
TEST(SiteReportSheet, releases_by_class_do_not_exceed_all_releases) {
  auto counts = all_counted();
  counts["released"] = "9";
  counts["released_overview"] = counts["released_affairs"] = "3";
  counts["released_catalogue"] = "4";
  EXPECT_THAT(faults_with({}, counts), Contains(is_fault("site_report.too_much", "released_overview")));
  counts["released"] = "10";
  EXPECT_THAT(faults_with({}, counts), IsEmpty());
}
TEST(SiteReportSheet, interpretations_by_form_do_not_exceed_all_interpretations) {
  auto counts = all_counted();
  counts["readings_media"] = "1";
  EXPECT_THAT(faults_with({}, counts), Contains(is_fault("site_report.too_much", "readings_text")));
}
TEST(SiteReportSheet, cases_of_people_and_bodies_are_all_cases) {
  EXPECT_THAT(faults_with({{"cases", "10"}, {"cases_people", "7"}, {"cases_bodies", "2"}}),
              Contains(is_fault("site_report.not_equal", "cases_people")));
  EXPECT_THAT(faults_with({{"cases", "9"}, {"cases_people", "7"}, {"cases_bodies", "2"}}), IsEmpty());
}
TEST(SiteReportSheet, messages_closed_were_received_or_carried_over) {
  EXPECT_THAT(faults_with({{"messages", "5"}, {"messages_closed", "6"}}),
              Contains(is_fault("site_report.too_much", "messages_closed")));
  EXPECT_THAT(faults_with({{"messages", "5"}, {"messages_carried", "1"}, {"messages_closed", "6"}}), IsEmpty());
}

TEST(SiteReportTerm, ends_on_january_31_of_the_following_year) {  // 国办函〔2018〕12号
  EXPECT_EQ(due_of(form(), 2025), Day::of(2026, 1, 31));
  const auto on = [](Day today, std::optional<Day> published = {}) {
    return standing_of(form(), 2025, published, today);
  };
  EXPECT_EQ(on(Day::of(2025, 12, 31)), Standing::running);
  EXPECT_EQ(on(Day::of(2026, 1, 1)), Standing::open);
  EXPECT_EQ(on(Day::of(2026, 1, 31)), Standing::open);
  EXPECT_EQ(on(Day::of(2026, 2, 1)), Standing::overdue);
  EXPECT_EQ(on(Day::of(2026, 6, 1), Day::of(2026, 1, 31)), Standing::published);
  EXPECT_EQ(on(Day::of(2026, 6, 1), Day::of(2026, 2, 1)), Standing::late);
}

TEST(SiteReportFrozen, reads_back_as_it_was_filled) {
  const auto sheet = sheet_of(form(), all_counted("3"), all_filled());
  const auto text = frozen_text(form(), sheet, {.site = "云海市人民政府", .year = 2025, .reason = "\"更正\""});
  const auto parts = parts_of(text);
  ASSERT_EQ(parts.size(), form().parts.size());
  EXPECT_EQ(parts.at(1).name, "信息发布");
  EXPECT_EQ(parts.at(1).rows.at(0).value, "3");
  EXPECT_THAT(parts.at(1).rows.at(0).how, HasSubstr("公开"));
  EXPECT_EQ(parts.at(4).rows.at(1).note, "市大数据局统计");
}

}  // namespace
}  // namespace gongkai::site_report
