#include <gtest/gtest.h>

#include <set>

#include "checks/copying.hpp"
#include "checks/list_file.hpp"
#include "checks/style.hpp"

namespace gongkai::checks {
namespace {
struct Case {
  std::string_view text;
  std::string_view expected;  // "code:the matched text", "" for none
};

std::string told(const Reading& reading, const std::vector<Hit>& hits) {
  std::string out;
  for (const auto& hit : hits) {
    if (!out.empty()) out += " ";
    out += hit.code.substr(7) + ":" + reading.text(hit.begin, hit.end);
  }
  return out;
}

std::string right_of(const std::vector<Hit>& hits) {
  for (const auto& [name, value] : hits.at(0).details)
    if (name == "right") return value;
  return "";
}

class Style : public ::testing::TestWithParam<Case> {};

TEST_P(Style, faults_are_named_where_they_stand) {
  const Reading reading(GetParam().text);
  EXPECT_EQ(told(reading, scan_style(reading)), GetParam().expected) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Punctuation, Style,
    ::testing::Values(Case{"《云海市条例》规定", ""}, Case{"《云海市条例规定", "mark_not_closed:《"},
                      Case{"云海市条例》规定", "mark_not_opened:》"}, Case{"他说：“好（很好）。”", ""},
                      Case{"“甲《乙”》", "mark_not_closed:“ mark_not_opened:”"},
                      Case{"（一\n二）", "mark_not_closed:（"}, Case{"1）登记；2）审核", "mark_not_opened:）"},
                      Case{"一）总则", ""}, Case{"工作，，安排", "mark_repeated:，，"},
                      Case{"完成。，下一步", "mark_repeated:。，"}, Case{"等等。。。", "ellipsis:。。。"},
                      Case{"怎么办？！", ""}, Case{"工作,安排", "mark_half_width:,"}, Case{"共1,234元", ""},
                      Case{"时间:下午", "mark_half_width::"}));

INSTANTIATE_TEST_SUITE_P(
    Dates, Style,
    ::testing::Values(Case{"2026年3月1日", ""}, Case{"二〇二六年三月一日", ""},
                      Case{"2026年02月03日", "date_leading_zero:2026年02月03日"},
                      Case{"2026年2月30日", "date_impossible:2026年2月30日"}, Case{"2024年2月29日", ""},
                      Case{"2023年2月29日", "date_impossible:2023年2月29日"},
                      Case{"26年3月1日", "year_short:26年3月1日"}, Case{"2026年三月", "date_mixed:2026年三月"},
                      Case{"二○二六年三月", "date_circle:二○二六年三月"}, Case{"二〇二6年", "date_mixed:二〇二6年"},
                      Case{"2026年13月", "date_impossible:2026年13月"}, Case{"2026年至2030年", ""},
                      Case{"历时26年。", ""}));

INSTANTIATE_TEST_SUITE_P(Numbers, Style,
                         ::testing::Values(Case{"云政发〔2026〕12号", ""},
                                           Case{"云政发[2026]12号", "number_brackets:[2026]12号"},
                                           Case{"云政发（2026）12号", "number_brackets:（2026）12号"},
                                           Case{"云政发【2026】12号", "number_brackets:【2026】12号"},
                                           Case{"云政发〔2026〕第12号", "number_serial:〔2026〕第12号"},
                                           Case{"云政发〔2026〕012号", "number_serial:〔2026〕012号"},
                                           Case{"云政发〔26〕12号", "number_year:〔26〕12号"},
                                           Case{"云政发〔2026〕 12号", "number_blank:〔2026〕 12号"},
                                           Case{"海滨路12号", ""}, Case{"第3号台风", ""}));

INSTANTIATE_TEST_SUITE_P(Others, Style,
                         ::testing::Values(Case{"關於加強工作", "traditional:關 traditional:強"},
                                           Case{"乾隆著作於云海", ""}, Case{"各 单位", "blank: "},
                                           Case{"关于关于印发", "word_twice:关于关于"}, Case{"一步一步来", ""},
                                           Case{"共１２项", "full_width:１２"}));

TEST(Style, says_what_would_be_right) {
  EXPECT_EQ(right_of(scan_document_numbers(Reading("云政发[2026]第012号"))), "〔2026〕12号");
  EXPECT_EQ(right_of(scan_traditional(Reading("強"))), "强");
  const Reading date("2026年02月03日");
  EXPECT_EQ(right_of(scan_dates(date, digit_groups(date))), "2026年2月3日") << "GB/T 9704-2012, 7.3.5.4";
}

TEST(Marks, of_disclosure_are_read_from_the_text) {
  EXPECT_EQ(find_disclosure_mark(Reading("（此件公开发布）"))->disclosure, "proactive");
  EXPECT_EQ(find_disclosure_mark(Reading("（此件依申请公开）"))->disclosure, "on_request");
  EXPECT_EQ(find_disclosure_mark(Reading("（此件不予公开）"))->disclosure, "withheld");
  EXPECT_FALSE(find_disclosure_mark(Reading("公开发布")));
}

std::string title_faults(std::string_view title, bool official) {
  const Reading reading(title);
  std::string out;
  for (const auto& hit : scan_title(reading, {.official = official}))
    out += (out.empty() ? "" : " ") + hit.code.substr(7);
  return out;
}

TEST(Titles, of_official_documents_have_their_form) {
  EXPECT_EQ(title_faults("关于加强冬季供暖保障工作的通知", true), "");
  EXPECT_EQ(title_faults("关于印发《云海市办法》的通知（试行）", true), "");
  EXPECT_EQ(title_faults("关于加强冬季供暖保障工作", true), "title_kind");
  EXPECT_EQ(title_faults("关于召开会议的通知。", true), "title_ending title_kind");
  EXPECT_EQ(title_faults("关于转发的通知的通知", true), "title_notice_twice");
  EXPECT_EQ(title_faults("海带养殖区开展安全检查", false), "");
}

TEST(Terms, are_found_longest_first_and_not_inside_allowed_words) {
  const TermBook book({{.text = "截止", .suggestion = "截至"},
                       {.text = "截止目前", .suggestion = "截至目前"},
                       {.text = "截止日期", .allowed = true},
                       {.text = "帐户", .suggestion = "账户"},
                       {.text = "APP", .suggestion = "应用程序"}});
  const auto terms = [&](std::string_view text) {
    const Reading reading(text);
    return told(reading, book.scan(reading));
  };
  EXPECT_EQ(terms("截止目前，截止日期未到，截止昨天"), "term_instead:截止目前 term_instead:截止");
  EXPECT_EQ(terms("开立帐户，打开app"), "term_instead:帐户 term_instead:app");
  EXPECT_EQ(terms("账户"), "");
}

TEST(Terms, of_a_random_list_are_those_a_plain_search_finds) {
  std::vector<Term> terms;
  std::vector<std::u32string> words;
  std::uint64_t seed = 42;
  const auto random = [&] {
    return seed = seed * 6364136223846793005 + 1442695040888963407, static_cast<std::uint32_t>(seed >> 40);
  };
  for (int i = 0; i < 60; ++i) {
    std::u32string word;
    for (std::uint32_t length = 1 + random() % 4; length > 0; --length) word += U'一' + random() % 3;
    words.push_back(word);
  }
  std::u32string text;
  for (int i = 0; i < 500; ++i) text += U'一' + random() % 3;
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  std::set<std::pair<std::size_t, std::uint32_t>> expected, found;
  for (std::uint32_t word = 0; word < words.size(); ++word)
    for (auto at = text.find(words[word]); at != text.npos; at = text.find(words[word], at + 1))
      expected.emplace(at, word);
  for (const auto& match : Automaton(words).find(text)) found.emplace(match.begin, match.word);
  EXPECT_EQ(found, expected);
}

TEST(Leaders, have_their_own_titles_and_their_order) {
  const LeaderBook book({{.name = "赵明", .titles = {"市委书记"}},
                         {.name = "钱亮", .titles = {"市委副书记", "市长"}},
                         {.name = "孙光", .titles = {"副市长"}}});
  const auto faults = [&](std::string_view text) {
    const Reading reading(text);
    return told(reading, book.scan(reading));
  };
  EXPECT_EQ(faults("市长钱亮主持会议，副市长孙光参加。"), "");
  EXPECT_EQ(faults("副市长钱亮主持会议"), "leader_title:副市长钱亮");
  EXPECT_EQ(faults("孙光市长出席"), "leader_title:孙光市长");
  EXPECT_EQ(faults("时任市长孙光"), "");
  EXPECT_EQ(faults("赵明、钱亮、孙光出席"), "");
  EXPECT_EQ(faults("孙光、赵明出席"), "leader_order:孙光、赵明");
  EXPECT_EQ(faults("孙光讲话。赵明出席"), "");
}

TEST(Copying, is_measured_in_characters_that_stand_in_the_source) {
  std::u32string source, own;
  for (char32_t i = 0; i < 300; ++i) source += U'一' + i * 7;
  for (char32_t i = 0; i < 300; ++i) own += U'龠' - i * 5;
  EXPECT_EQ(compare(source, {source}).percent, 100);
  EXPECT_EQ(compare(own, {source}).percent, 0);
  const auto half = compare(own.substr(0, 150) + source.substr(50, 150), {source});
  EXPECT_EQ(half.percent, 50);
  EXPECT_EQ(half.passages, (std::vector<Passage>{{150, 300}}));
}

TEST(Copying, does_not_count_marks_blanks_and_titles) {
  std::u32string source;
  for (char32_t i = 0; i < 40; ++i) source += U'一' + i * 7;
  auto spaced = source;
  for (std::size_t at = 5; at < spaced.size(); at += 7) spaced.insert(at, U"， ");
  EXPECT_EQ(compare(spaced, {source}).percent, 100);
  EXPECT_EQ(compare(U"《" + source + U"》", {source}).counted, 0u);
}

TEST(Lists, are_read_with_their_faults_by_line) {
  const auto file = terms_of(rows_of_csv("词语,建议,级别,说明\r\n帐户,账户,应当,\"一,二\"\"\n三\"\r\n截止日期,,允许,"
                                         "\r\n帐户,账户\r\n好,,怪,\r\n,x,,\r\n")
                                 .rows);
  ASSERT_EQ(file.terms.size(), 2u);
  EXPECT_EQ(file.terms[0].note, "一,二\"\n三");
  EXPECT_TRUE(file.terms[1].allowed);
  ASSERT_EQ(file.faults.size(), 3u);
  EXPECT_EQ(file.faults[0].code, "checks.list_term_twice");
  EXPECT_EQ(file.faults[1].code, "checks.list_level_unknown");
  EXPECT_EQ(file.faults[2].code, "checks.list_term_length");
  EXPECT_EQ(file.faults[0].details[0].second, "5") << "a quoted cell may have lines of its own";
}

TEST(Lists, come_from_a_workbook_by_the_names_of_its_columns) {
  const auto file = terms_of(rows_of_workbook(
      "{\"#\":\"2\",\"级别\":\"必须\",\"词语\":\"甲\"}\n{\"#\":\"3\",\"词语\":\"乙\",\"建议\":\"丙\"}\nnonsense"));
  ASSERT_EQ(file.terms.size(), 2u);
  EXPECT_EQ(file.terms[0].severity, Severity::must);
  EXPECT_EQ(file.terms[1].suggestion, "丙");
}

TEST(Lists, come_as_lines_with_tabs_or_arrows) {
  const auto file = terms_of(rows_of_text("帐号→账号\n其它\t其他\t提示\n敏感词\t必须\n"));
  ASSERT_EQ(file.terms.size(), 3u);
  EXPECT_EQ(file.terms[0].suggestion, "账号");
  EXPECT_EQ(file.terms[1].severity, Severity::note);
  EXPECT_EQ(file.terms[2].severity, Severity::must);
}

}  // namespace
}  // namespace gongkai::checks
