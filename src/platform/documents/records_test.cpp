// Rows, posts and pages of foreign collections, and what hostile ones get.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/documents/csv.hpp"
#include "platform/documents/records.hpp"
#include "platform/documents/web_page.hpp"
#include "tests/files_samples/samples.hpp"

namespace gongkai::documents {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

namespace {

/// Rows as their cells joined by "|"; faults as their codes with the line.
std::vector<std::string> rows_of(std::string_view text, CsvLimits limits = {}) {
  std::vector<std::string> rows;
  CsvReader reader(text, 0, limits);
  while (const auto row = reader.next()) {
    if (!*row) {
      rows.push_back(row->error().code + "@" + row->error().details.at(0).second);
      continue;
    }
    std::string line;
    for (const auto& cell : (*row)->cells) line += (line.empty() ? "" : "|") + cell;
    rows.push_back(line);
  }
  return rows;
}

}  // namespace

TEST(Csv, reads_quoted_cells_with_separators_quotes_and_line_ends) {
  EXPECT_THAT(rows_of("a,b\r\n\"x,1\",\"say \"\"hi\"\"\"\n\"two\nlines\",z"),
              ElementsAre("a|b", "x,1|say \"hi\"", "two\nlines|z"));
}

TEST(Csv, guesses_the_separator_and_passes_the_byte_order_mark) {
  EXPECT_THAT(rows_of("\xEF\xBB\xBF标题\t日期\n甲\t乙\n"), ElementsAre("标题|日期", "甲|乙"));
  EXPECT_THAT(rows_of("a;b;c\n1;2,5;3\n"), ElementsAre("a|b|c", "1|2,5|3"));
}

TEST(Csv, leaves_out_blank_rows) {
  EXPECT_THAT(rows_of("a,b\n\n,\n1,2\n"), ElementsAre("a|b", "1|2"));
}

TEST(Csv, gives_up_one_line_when_its_quoting_is_broken) {
  EXPECT_THAT(rows_of("a,b\n\"open,1\nx,2\n"), ElementsAre("a|b", "csv.quote_open@2", "x|2"));
  EXPECT_THAT(rows_of("a\n\"x\"y\nz\n"), ElementsAre("a", "csv.quote_stray@2", "z"));
}

TEST(Csv, counts_the_lines_inside_cells) {
  CsvReader reader("a\n\"1\n2\n3\"\nb\n");
  reader.next();
  EXPECT_EQ((*reader.next())->line, 2);
  EXPECT_EQ((*reader.next())->line, 5);
}

TEST(Csv, refuses_cells_and_rows_without_end) {
  EXPECT_THAT(rows_of("a\n" + std::string(100, 'x') + "\nb\n", {.cell_bytes = 50}),
              ElementsAre("a", "csv.cell_too_large@2", "b"));
  EXPECT_THAT(rows_of("a\n" + std::string(20, ',') + "x\nb\n", {.columns = 5}),
              ElementsAre("a", "csv.too_many_columns@2", "b"));
}

TEST(WordPress, gives_posts_with_their_files_and_paragraphs) {
  const auto lines = read_word_press_records(
      "<rss xmlns:wp='w' xmlns:content='c'><channel>"
      "<item><title>关于供水的通知</title><link>http://old.example/?p=7</link><wp:post_id>7</wp:post_id>"
      "<wp:post_type>post</wp:post_type><wp:status>publish</wp:status><wp:post_date>2020-01-02 09:00:00</wp:post_date>"
      "<category domain='category'>通知公告</category>"
      "<content:encoded><![CDATA[第一段\n\n第二段]]></content:encoded></item>"
      "<item><wp:post_type>attachment</wp:post_type><wp:post_parent>7</wp:post_parent>"
      "<wp:attachment_url>http://old.example/wp-content/uploads/a.pdf</wp:attachment_url></item>"
      "<item><wp:post_type>nav_menu_item</wp:post_type></item></channel></rss>");
  ASSERT_TRUE(lines);
  EXPECT_EQ(std::ranges::count(*lines, '\n'), 1) << "one post; its file and the menu are no records";
  EXPECT_THAT(*lines, HasSubstr(R"("date":"2020-01-02")"));
  EXPECT_THAT(*lines, HasSubstr(R"(<p>第一段</p>\n<p>第二段</p>)"));
  EXPECT_THAT(*lines, HasSubstr(R"("attachments":"http://old.example/wp-content/uploads/a.pdf")"));
}

TEST(WordPress, fetches_and_expands_no_entities) {
  const auto lines = read_word_press_records(
      "<!DOCTYPE r [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\"><!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
      "<rss xmlns:wp='w'><channel><item><title>&x;&b;</title><wp:post_type>post</wp:post_type></item></channel></rss>");
  ASSERT_TRUE(lines);
  EXPECT_THAT(*lines, Not(HasSubstr("root:")));
  EXPECT_THAT(*lines, Not(HasSubstr("haha")));
}

TEST(WordPress, refuses_what_is_no_export) {
  EXPECT_EQ(read_word_press_records("<html></html>").error().code, "files.not_word_press");
  EXPECT_EQ(read_word_press_records("<rss><channel>").error().code, "files.not_word_press");
  EXPECT_EQ(read_word_press_records("").error().code, "files.not_word_press");
}

TEST(WebPages, follow_the_meta_tags_of_government_sites) {
  const auto page = read_web_page(
      "<html><head><title>x</title><meta name='ArticleTitle' content='供水通知'><meta name='PubDate' "
      "content='2023-12-05 10:30'><meta name='ContentSource' content='市水利局'></head>"
      "<body><div id='zoom'><p>正文 <a href='../files/%E5%90%8D.pdf'>名单</a></p></div></body></html>",
      "art/1.html", {});
  EXPECT_EQ(page.title, "供水通知");
  EXPECT_EQ(page.day, "2023-12-05");
  EXPECT_EQ(page.origin, "市水利局");
  EXPECT_THAT(page.files, ElementsAre("site:/files/%E5%90%8D.pdf"));
  EXPECT_THAT(page.body, HasSubstr("href=\"site:/files/%E5%90%8D.pdf\""));
}

TEST(WebPages, find_title_day_and_text_without_any_mark) {
  const auto page = read_web_page(
      "<title>关于修路的公告_某县政府</title><div class=nav><a href=/>首页</a></div><p>发布时间：2021年7月3日 "
      "来源：某局</p>"
      "<div "
      "class=c><p>因道路施工，自七月五日起封闭滨海路东段，请绕行。</p><p>施工期间给您带来不便，敬请谅解。</p></div>",
      "a.html", {});
  EXPECT_EQ(page.title, "关于修路的公告");
  EXPECT_EQ(page.day, "2021-07-03");
  EXPECT_THAT(page.body, HasSubstr("敬请谅解"));
  EXPECT_THAT(page.body, Not(HasSubstr("首页")));
}

TEST(WebPages, obey_selectors) {
  const auto page = read_web_page("<div class='t big'>标题</div><i id=d>2020.1.9</i><div id=m><b>正文</b></div>",
                                  "a.html", {.title = "div.t", .date = "#d", .body = "#m"});
  EXPECT_EQ(page.title, "标题");
  EXPECT_EQ(page.day, "2020-01-09");
  EXPECT_EQ(page.body, "<b>正文</b>");
  EXPECT_TRUE(is_selector("div.main #zoom p"));
  for (const char* text : {"", "a > b", "[href]", "a,b", ".", "#", "a:hover"}) EXPECT_FALSE(is_selector(text)) << text;
}

TEST(WebPages, keep_links_inside_the_site) {
  EXPECT_EQ(resolve_in_site("../b/c.pdf?x=1", "a/d/p.html"), "a/b/c.pdf");
  EXPECT_EQ(resolve_in_site("/f/./c.pdf", "a/p.html"), "f/c.pdf");
  for (const char* address : {"../../../etc/passwd", "http://x/y", "//x/y", "javascript:alert(1)", "data:,x", ""})
    EXPECT_EQ(resolve_in_site(address, "a/p.html"), "") << address;
}

TEST(WebPages, read_days_as_people_write_them) {
  EXPECT_EQ(first_day("成文 2024/3/1 前"), "2024-03-01");
  EXPECT_EQ(first_day("电话 13800002024-1"), "");
  EXPECT_EQ(first_day("2024-02-30，实为 2024-02-28"), "2024-02-28");
  EXPECT_EQ(first_day("二〇二四年"), "");
}

}  // namespace gongkai::documents
