#include "platform/documents/recognise.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "base/text.hpp"
#include "platform/documents/image.hpp"
#include "platform/documents/official_text.hpp"
#include "platform/documents/workers.hpp"
#include "tests/files_samples/samples.hpp"

namespace gongkai::documents {
namespace {
const std::string passage =
    "为规范城市供热管理，维护用热单位和个人的合法权益，根据国家有关规定，结合本市实际，制定本办法。"
    "本办法适用于本市行政区域内城市供热的规划、建设、经营、使用以及监督管理活动。"
    "市住房城乡建设部门负责全市城市供热的监督管理工作，发展改革、财政、生态环境、应急管理等部门按照职责做好相关工作。"
    "供热单位应当在每年十月底前完成供热设施的检修，并将检修情况向社会公布，接受公众监督。";

std::string printed() {
  OfficialText text{.title = "云海市城市供热管理办法"};
  text.body.push_back({.spans = {{passage}}});
  return write_official_pdf(text, {}).bytes;
}

std::u32string without_spaces(std::string_view text) {
  std::u32string out;
  for (const char32_t c : to_code_points(text))
    if (c > U' ' && c != U'　') out += c;
  return out;
}

/// Edits per character of what should have been read.
double error_rate(std::u32string_view wanted, std::u32string_view got) {
  std::vector<std::size_t> row(got.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= wanted.size(); ++i) {
    auto diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= got.size(); ++j) {
      const auto changed = diagonal + (wanted[i - 1] == got[j - 1] ? 0 : 1);
      diagonal = std::exchange(row[j], std::min({row[j] + 1, row[j - 1] + 1, changed}));
    }
  }
  return static_cast<double>(row.back()) / static_cast<double>(wanted.size());
}

TEST(Recognition, reads_a_printed_page_with_few_mistakes) {
  const auto picture = page_picture(printed(), Format::pdf, 1);
  ASSERT_TRUE(picture);
  const auto read = recognise(*picture, Format::jpeg, 1);
  ASSERT_TRUE(read) << read.error().code;
  EXPECT_EQ(read->properties[0].second, "recognised");
  const auto wanted = without_spaces("云海市城市供热管理办法" + passage + "—1—");
  EXPECT_LT(error_rate(wanted, without_spaces(read->parts.at(0).text)), 0.08) << read->parts.at(0).text;
}

TEST(Recognition, uses_the_text_layer_where_there_is_one) {
  const auto read = recognise(printed(), Format::pdf, 1);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->properties[0].second, "text_layer");
  EXPECT_NE(without_spaces(read->parts.at(0).text).find(without_spaces("制定本办法")), std::u32string::npos);
}

TEST(Recognition, an_empty_page_is_no_fault) {
  const auto bytes = write_official_pdf({}, {}).bytes;
  const auto read = recognise(bytes, Format::pdf, 1);
  ASSERT_TRUE(read);
  EXPECT_LT(without_spaces(read->parts.at(0).text).size(), 20u);
}

TEST(Recognition, counts_pages_and_knows_no_others) {
  const auto bytes = printed();
  EXPECT_EQ(count_pages(bytes, Format::pdf).value(), 1);
  EXPECT_EQ(page_picture(bytes, Format::pdf, 2).error().code, "files.page_not_found");
  EXPECT_EQ(page_picture(bytes, Format::pdf, 0).error().code, "files.page_not_found");
}

TEST(Recognition, refuses_what_is_no_scan) {
  EXPECT_EQ(count_pages("text", Format::txt).error().code, "files.text_unsupported");
  EXPECT_EQ(page_picture("%PDF-1.4 broken", Format::pdf, 1).error().code, "files.damaged");
  EXPECT_EQ(gray_picture("\x89PNG broken", Format::png).error().code, "files.damaged");
}

TEST(Recognition, works_inside_the_confined_process) {
  const auto picture = page_picture(printed(), Format::pdf, 1).value();
  const samples::Folder folder;
  const auto file = folder.write("page.jpg", picture);
  Workers workers;
  EXPECT_EQ(workers.page_count(file, Format::jpeg).value(), 1);
  const auto read = workers.recognise(file, Format::jpeg, 1);
  ASSERT_TRUE(read) << read.error().code;
  EXPECT_NE(without_spaces(read->parts.at(0).text).find(without_spaces("供热")), std::u32string::npos);
}

}  // namespace
}  // namespace gongkai::documents
