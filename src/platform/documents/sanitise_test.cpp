#include "platform/documents/sanitise.hpp"

#include <gtest/gtest.h>

#include <random>

#include "base/id.hpp"
#include "base/text.hpp"

namespace gongkai::documents {
namespace {
std::string clean(std::string_view html) {
  const auto result = sanitise(html);
  return result ? result->markup : "refused: " + result.error().code;
}

TEST(Sanitise, keeps_what_an_officer_writes) {
  const std::string good =
      R"(<h2>一、总体要求</h2><p class="align-center">到<strong>2026</strong>年底<br>完成。</p><table><caption>表一</caption><thead><tr><th scope="col" colspan="2">单位</th></tr></thead><tbody><tr><td>甲</td><td rowspan="2">1</td></tr></tbody></table><ul><li>一</li></ul>)";
  EXPECT_EQ(clean(good), good);
  EXPECT_TRUE(sanitise(good)->faults.empty());
}

struct Attack {
  const char* html;
  const char* left;
};
class Attacks : public testing::TestWithParam<Attack> {};
TEST_P(Attacks, are_disarmed) {
  EXPECT_EQ(clean(GetParam().html), GetParam().left);
}
INSTANTIATE_TEST_SUITE_P(
    Known, Attacks,
    testing::Values(Attack{"<script>alert(1)</script>好", "好"}, Attack{"<p onclick=alert(1)>好</p>", "<p>好</p>"},
                    Attack{"<a href='javascript:alert(1)'>点</a>", "<a>点</a>"},
                    Attack{"<a href='jAvA\tscRipt:alert(1)'>点</a>", "<a>点</a>"},
                    Attack{"<a href='&#106;avascript:alert(1)'>点</a>", "<a>点</a>"},
                    Attack{"<a href=' \x01javascript:x'>点</a>", "<a>点</a>"},
                    Attack{"<a href='data:text/html,<script>x</script>'>点</a>", "<a>点</a>"},
                    Attack{"<a href='//evil.example/x'>点</a>", "<a>点</a>"},
                    Attack{"<a href='/\\evil.example'>点</a>", "<a>点</a>"}, Attack{"<img src=x onerror=alert(1)>", ""},
                    Attack{"<img src='https://evil.example/track.gif'>", ""},
                    Attack{"<svg><script>alert(1)</script></svg>好", "好"}, Attack{"<svg/onload=alert(1)>", ""},
                    Attack{"<math><mi xlink:href='javascript:x'>y</mi></math>", ""},
                    Attack{"<iframe src='https://evil.example'></iframe>好", "好"},
                    Attack{"<object data=x><p>好</p></object>", ""}, Attack{"<style>@import 'x'</style>好", "好"},
                    Attack{"<p style='background:url(javascript:x)'>好</p>", "<p>好</p>"},
                    Attack{"<!--<script>-->好<!-- -->", "好"},
                    Attack{"<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">", "<p></p>"},
                    Attack{"<form action=x><input name=a>好</form>", "好"},
                    Attack{"<template><script>x</script></template>好", "好"},
                    Attack{"<base href='https://evil.example/'>好", "好"},
                    Attack{"<meta http-equiv=refresh content='0;url=x'>好", "好"},
                    Attack{"<p id=x name=y class='evil indent'>好</p>", "<p class=\"indent\">好</p>"},
                    Attack{"<textarea><script>x</script></textarea>好", "好"},
                    Attack{"<title><img src=x onerror=alert(1)></title>好", "好"},
                    Attack{"<p>1 < 2 & 3 > 2 \"好\"</p>", "<p>1 &lt; 2 &amp; 3 &gt; 2 &quot;好&quot;</p>"},
                    Attack{"<<script>script>alert(1)</script>", "&lt;"},
                    Attack{"<video src=x onerror=alert(1)><source></video>好", "好"}));

TEST(Sanitise, images_come_only_from_this_platform) {
  const auto own = "/f/" + id_text(12345) + "/1.png";
  EXPECT_EQ(clean("<img src='" + own + "' alt='图一' width=100 onload=x>"),
            "<img src=\"" + own + "\" alt=\"图一\" width=\"100\">");
  EXPECT_EQ(clean("<img src='/f/" + id_text(12345) + "/../../x'>"), "");
  EXPECT_EQ(clean("<img src='/f/zzz/1.png'>"), "");
}

TEST(Sanitise, outward_links_do_not_tell_where_they_come_from) {
  EXPECT_EQ(clean("<a href='https://www.example.gov.cn/'>网站</a>"),
            "<a href=\"https://www.example.gov.cn/\" rel=\"noopener noreferrer\">网站</a>");
  EXPECT_EQ(clean("<a href='/d/1'>文</a>"), "<a href=\"/d/1\">文</a>");
}

TEST(Sanitise, alignment_in_a_style_becomes_a_class) {
  EXPECT_EQ(clean("<p style='text-align: Center; color:red'>好</p>"), "<p class=\"align-center\">好</p>");
}

TEST(Sanitise, tells_the_author_what_was_left_out) {
  const auto result =
      sanitise("<script>x</script><script>y</script><img src=x><a href='javascript:x'>y</a><iframe></iframe>");
  ASSERT_TRUE(result);
  ASSERT_EQ(result->faults.size(), 4u);
  EXPECT_EQ(result->faults[1].code, "files.html_image_removed");
}

TEST(Sanitise, plain_text_has_a_line_a_block) {
  const auto result = sanitise(
      "<h2>标题</h2>\n<p>第一段，<b>重点</b>。</p><table><tr><td>甲</td><td>乙</td></tr></table><ul><li>一</"
      "li><li>二</li></ul>");
  ASSERT_TRUE(result);
  EXPECT_EQ(result->plain_text, "标题\n第一段，重点。\n甲\t乙\n一\n二");
}

TEST(Sanitise, size_and_depth_are_bounded) {
  EXPECT_EQ(clean(std::string(3 << 20, 'a')), "refused: files.html_too_large");
  std::string deep;
  for (int i = 0; i < 300; ++i) deep += "<div>";
  EXPECT_EQ(clean(deep), "refused: files.html_too_deep");
}

// Each would make the parser nest 20,000 deep (seconds of work) while looking flat to a careless scan.
TEST(Sanitise, depth_cannot_be_hidden_from_the_scan) {
  for (const std::string unit :
       {"<div>", "<div><!--</div>-->", "<div title='</div>'>", "<div><style></div></style>", "<b></p>",
        "<div><table><td></div>", "<span><div></span>", "<svg><g></svg x=<div>", "<div></body>", "<p><b id=1></p>",
        "<div><textarea></div></textarea>", "<svg><style><g></style>"}) {
    std::string html;
    for (int i = 0; i < 20'000; ++i) html += unit;
    const auto result = sanitise(html);
    EXPECT_TRUE(!result || result->markup.size() < 2'000'000) << unit;
  }
}

TEST(Sanitise, large_flat_tables_pass) {
  std::string html = "<table><tbody>";
  for (int i = 0; i < 3'000; ++i) html += "<tr><td>甲<td><p>乙</p></td></tr>";
  EXPECT_TRUE(sanitise(html + "</tbody></table>"));
}

std::string random_html(std::mt19937& random) {
  static const std::vector<std::string> pieces{"<p>",
                                               "</p>",
                                               "<b>",
                                               "</b>",
                                               "<table>",
                                               "</table>",
                                               "<tr>",
                                               "<td>",
                                               "</td>",
                                               "<th scope=col>",
                                               "<ul>",
                                               "<li>",
                                               "</ul>",
                                               "<a href=/x>",
                                               "<a href=javascript:x>",
                                               "</a>",
                                               "<div class='note'>",
                                               "</div>",
                                               "<pre>",
                                               "\n",
                                               "</pre>",
                                               "<h1>",
                                               "</h1>",
                                               "<script>",
                                               "</script>",
                                               "文字",
                                               " ",
                                               "&lt;b&gt;",
                                               "&amp;amp;",
                                               "<svg>",
                                               "</svg>",
                                               "<select>",
                                               "<option>",
                                               "<!--",
                                               "-->",
                                               "<caption>",
                                               "<col>",
                                               "<form>",
                                               "<i>",
                                               "<dd>",
                                               "<dl>",
                                               "<img src=x>"};
  std::string html;
  for (int i = 0; i < 25; ++i) html += pieces[random() % pieces.size()];
  return html;
}

TEST(Sanitise, is_idempotent_on_random_markup) {
  std::mt19937 random(20260302);
  for (int round = 0; round < 4'000; ++round) {
    const auto html = random_html(random);
    const auto once = sanitise(html);
    ASSERT_TRUE(once) << html;
    const auto twice = sanitise(once->markup);
    ASSERT_TRUE(twice);
    ASSERT_EQ(twice->markup, once->markup) << html;
    ASSERT_EQ(once->markup.find("script"), std::string::npos) << html;
    ASSERT_TRUE(is_valid_utf8(once->markup));
  }
}
}  // namespace
}  // namespace gongkai::documents
