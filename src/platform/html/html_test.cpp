#include "platform/html/html.hpp"

#include <gtest/gtest.h>

#include "platform/html/components.hpp"

namespace gongkai::html {

TEST(Html, escapes_text_because_it_is_text) {
  EXPECT_EQ(Html(p("<b>\"a\" & 'b'</b>")).markup(), "<p>&lt;b&gt;&quot;a&quot; &amp; &#39;b&#39;&lt;/b&gt;</p>");
}

TEST(Html, finds_special_characters_wherever_they_stand) {
  for (const char special : {'&', '<', '>', '"', '\''})
    for (std::size_t length = 0; length < 20; ++length)
      for (std::size_t at = 0; at <= length; ++at) {
        std::string text(length, '\xe6');
        text.insert(at, 1, special);
        EXPECT_EQ(escape(text).size(), length + (special == '<' || special == '>' ? 4
                                                 : special == '"'                 ? 6
                                                                                  : 5))
            << special << at;
        EXPECT_EQ(escape(text).find('&'), at);
      }
}

TEST(Html, quotes_and_escapes_attributes) {
  EXPECT_EQ(Html(span({attribute("title", "\"><script>")}, "x")).markup(),
            "<span title=\"&quot;&gt;&lt;script&gt;\">x</span>");
}

TEST(Html, refuses_addresses_that_run_code) {
  for (const char* evil :
       {"javascript:alert(1)", "JaVaScRiPt:x", " javascript:x", "\tjavascript:x", "data:text/html,x", "vbscript:x",
        "\\\\evil.example", "/\\evil.example", "\njavascript:alert(1)", "file:///etc/passwd"})
    EXPECT_EQ(Html(a({href(evil)}, "x")).markup(), "<a href=\"#\">x</a>") << evil;
  for (const char* good :
       {"/d/1", "https://example.org/?a=1", "mailto:a@example.org", "tel:12345", "#main", "?page=2", ""})
    EXPECT_EQ(safe_address(good), good);
}

TEST(Html, keeps_what_temporaries_said) {
  const auto item = [](int number) {
    return Html(li({id("n" + std::to_string(number))}, std::to_string(number) + " 项"));
  };
  EXPECT_EQ(Html(ul(each(std::vector{1, 2}, item))).markup(),
            "<ul><li id=\"n1\">1 项</li><li id=\"n2\">2 项</li></ul>");
}

TEST(Html, nests_elements_without_writing_them_twice) {
  const std::string name = "财政局";
  const Html row = tr(td(name), td(strong({cls("x")}, "1"), " ", em("2")));
  EXPECT_EQ(row.markup(), "<tr><td>财政局</td><td><strong class=\"x\">1</strong> <em>2</em></td></tr>");
}

TEST(Html, leaves_out_what_a_condition_denies) {
  EXPECT_EQ(Html(p(when(false, [] { return b("x"); }), when(true, [] { return b("y"); }))).markup(), "<p><b>y</b></p>");
  EXPECT_EQ(Html(button({flag("disabled", false), flag("hidden", true)}, "x")).markup(),
            "<button hidden=\"\">x</button>");
}

TEST(Html, takes_raw_markup_through_one_door_only) {
  EXPECT_EQ(Html(div(Html::trusted("<p>ok</p>"))).markup(), "<div><p>ok</p></div>");
  EXPECT_EQ(Html(div(std::string("<p>no</p>"))).markup(), "<div>&lt;p&gt;no&lt;/p&gt;</div>");
}

TEST(Html, begins_a_document_with_its_type) {
  EXPECT_EQ(document(element("html", {attribute("lang", "zh-CN")}, body())),
            "<!DOCTYPE html>\n<html lang=\"zh-CN\"><body></body></html>\n");
}

TEST(Html, owns_the_strings_of_the_lambda_that_made_an_element) {
  const auto row = [](int number) {
    const std::string text = "第" + std::to_string(number) + "行，长得放不进短字符串";
    const Html cell = td(text);
    return tr(th(text), cell);
  };
  const Html rows = each(std::vector{1, 2}, row);
  EXPECT_EQ(rows.markup(),
            "<tr><th>第1行，长得放不进短字符串</th><td>第1行，长得放不进短字符串</td></tr>"
            "<tr><th>第2行，长得放不进短字符串</th><td>第2行，长得放不进短字符串</td></tr>");
}

TEST(Breadcrumb, marks_the_page_itself) {
  const auto markup = breadcrumb({{"/", "首页"}, {"/c/news", "要闻"}, {"/d/1", "正文"}}).markup();
  EXPECT_NE(markup.find("<a href=\"/c/news\">要闻</a>"), std::string::npos);
  EXPECT_NE(markup.find("<span aria-current=\"page\">正文</span>"), std::string::npos);
}

TEST(Pager, shows_ends_and_neighbours) {
  const auto markup = pager({.page = 10, .pages = 20, .address = "/c/news"}).markup();
  for (const char* shown : {"href=\"/c/news\"", "page=8", "page=12", "page=20", "rel=\"prev\"", "rel=\"next\""})
    EXPECT_NE(markup.find(shown), std::string::npos) << shown;
  for (const char* hidden : {"page=7\"", "page=13\"", "page=2\""})
    EXPECT_EQ(markup.find(hidden), std::string::npos) << hidden;
}

TEST(Pager, stays_quick_with_a_million_pages_and_silent_with_one) {
  EXPECT_TRUE(pager({.page = 1, .pages = 1, .address = "/"}).empty());
  EXPECT_LT(pager({.page = 500000, .pages = 1000000, .address = "/"}).markup().size(), 3000u);
}

TEST(Pager, keeps_the_query_of_the_list) {
  EXPECT_NE(pager({.page = 1, .pages = 2, .address = "/search?q=a"}).markup().find("/search?q=a&amp;page=2"),
            std::string::npos);
}

TEST(Pages, are_counted_upwards) {
  EXPECT_EQ(count_pages(0, 20), 1);
  EXPECT_EQ(count_pages(20, 20), 1);
  EXPECT_EQ(count_pages(21, 20), 2);
}

TEST(Forms, link_the_error_summary_to_the_field) {
  const std::vector<Fault> faults{{FaultKind::invalid, "field.missing", "title", {}, {}}};
  EXPECT_NE(error_summary(faults).markup().find("<a href=\"#title\">"), std::string::npos);
  const auto field = text_field({.name = "title", .label = "标题", .hint = "不超过 120 字"}, faults).markup();
  EXPECT_NE(field.find("aria-describedby=\"title-hint title-error\""), std::string::npos);
  EXPECT_NE(field.find("aria-invalid=\"true\""), std::string::npos);
  EXPECT_NE(field.find("<label for=\"title\">"), std::string::npos);
  EXPECT_TRUE(title_with_errors("写信", faults).starts_with("错误："));
}

TEST(Forms, say_nothing_when_nothing_is_wrong) {
  EXPECT_TRUE(error_summary({}).empty());
  const auto field = text_field({.name = "a", .label = "甲"}, {}).markup();
  EXPECT_EQ(field.find("aria-"), std::string::npos);
}

TEST(Forms, echo_hostile_values_as_text) {
  const auto area = text_area({.name = "a", .label = "甲", .value = "</textarea><script>"}, {}).markup();
  EXPECT_EQ(area.find("<script>"), std::string::npos);
}

TEST(Forms, give_each_kind_of_field_a_name_a_reader_hears) {
  const std::vector<Choice> choices{{"a", "甲"}, {"b", "乙"}};
  EXPECT_NE(select_field({.name = "s", .label = "选", .value = "b"}, choices, {})
                .markup()
                .find("<option value=\"b\" selected=\"\">"),
            std::string::npos);
  EXPECT_NE(radio_group({.name = "r", .label = "选", .value = "a"}, choices, {}).markup().find("<legend>选</legend>"),
            std::string::npos);
  EXPECT_NE(check_box({.name = "c", .label = "同意"}, true, {}).markup().find("checked"), std::string::npos);
}

TEST(Tables, name_their_rows_and_columns) {
  const auto markup = data_table({.caption = "统计", .columns = {"单位", "件数"}, .rows = {{"财政局", "3"}}}).markup();
  EXPECT_NE(markup.find("<th scope=\"row\">财政局</th><td>3</td>"), std::string::npos);
  EXPECT_NE(markup.find("<caption>统计</caption>"), std::string::npos);
}

}  // namespace gongkai::html
