#include "platform/documents/docx_writer.hpp"

#include <gmock/gmock.h>

#include <fstream>

#include "base/text.hpp"
#include "platform/documents/archive.hpp"
#include "platform/documents/inspect.hpp"
#include "platform/documents/readers.hpp"

namespace gongkai::documents {
namespace {
using ::testing::HasSubstr;
using ::testing::Not;

OfficialText letter() {
  return {.form = PrintForm::letter,
          .head = "云海市财政局",
          .number = "云财公复〔2026〕3号",
          .title = "政府信息公开申请答复书",
          .addressee = "林晓海",
          .body = blocks_of("<p>本机关于2026年3月2日收到您的申请。</p><p>现答复如下：A&amp;B &lt;完&gt;</p>").value(),
          .enclosures = {"预算说明", "决算说明"},
          .signers = {"云海市财政局"},
          .formed_on = Day::of(2026, 3, 20),
          .author = "云海市财政局"};
}

std::string part(const std::string& docx, std::string_view name) {
  return Archive::open(docx).value().read(name).value();
}

/// Kept for a look when GONGKAI_KEEP_PDF names a folder.
std::string kept(std::string bytes) {
  if (const char* folder = std::getenv("GONGKAI_KEEP_PDF")) {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    std::ofstream(std::string(folder) + "/" + test->name() + ".docx", std::ios::binary) << bytes;
  }
  return bytes;
}

TEST(DocxWriter, carries_every_part_of_the_letter_in_order) {
  const auto text = visible_text(read_docx(kept(write_official_docx(letter()))).value());
  std::size_t at = 0;
  for (const auto* expected : {"云海市财政局", "云财公复〔2026〕3号", "政府信息公开申请答复书", "林晓海：",
                               "本机关于2026年3月2日收到您的申请。", "A&B <完>", "附件：1.预算说明", "2.决算说明",
                               "云海市财政局", "2026年3月20日"}) {
    at = text.find(expected, at);
    EXPECT_NE(at, std::string::npos) << expected << "\n" << text;
  }
}

TEST(DocxWriter, passes_the_inspection_of_uploads) {
  EXPECT_TRUE(inspect(write_official_docx(letter()), Format::docx));
}

TEST(DocxWriter, makes_the_same_bytes_for_the_same_text) {
  EXPECT_EQ(write_official_docx(letter()), write_official_docx(letter()));
}

TEST(DocxWriter, sets_the_paper_and_the_grid_of_the_standard) {  // GB/T 9704-2012, 5.1 and 5.2
  const auto xml = part(write_official_docx(letter()), "word/document.xml");
  EXPECT_THAT(xml, HasSubstr(R"(<w:pgSz w:w="11906" w:h="16838"/>)"));  // 210 × 297 mm
  EXPECT_THAT(xml, HasSubstr(R"(w:left="1588")"));                      // 28 mm
  EXPECT_THAT(xml, HasSubstr(R"(w:linePitch="579")"));                  // 225 mm / 22
}

TEST(DocxWriter, leaves_the_number_out_on_the_first_page_of_a_letter) {  // GB/T 9704-2012, 10.1
  const auto docx = write_official_docx(letter());
  EXPECT_THAT(part(docx, "word/document.xml"), HasSubstr("<w:titlePg/>"));
  EXPECT_THAT(part(docx, "word/footer3.xml"), Not(HasSubstr("PAGE")));
  EXPECT_THAT(part(docx, "word/footer1.xml"), HasSubstr("PAGE"));
}

TEST(DocxWriter, never_carries_the_seal) {
  auto text = letter();
  text.seal = Seal{.png = "\x89PNG\r\n\x1A\n"};
  EXPECT_EQ(write_official_docx(text), write_official_docx(letter()));
}

TEST(DocxWriter, merges_cells_over_rows_and_columns) {
  auto text = letter();
  text.body = blocks_of(
                  "<table><thead><tr><th rowspan=\"2\">项目</th><th "
                  "colspan=\"2\">申请人</th></tr><tr><th>自然人</th><th>法人</th></tr></thead>"
                  "<tbody><tr><td>新收</td><td>3</td><td>4</td></tr></tbody></table>")
                  .value();
  const auto docx = kept(write_official_docx(text));
  const auto xml = part(docx, "word/document.xml");
  EXPECT_THAT(xml, HasSubstr(R"(<w:vMerge w:val="restart"/>)"));
  EXPECT_THAT(xml, HasSubstr("<w:vMerge/>"));
  EXPECT_THAT(xml, HasSubstr(R"(<w:gridSpan w:val="2"/>)"));
  EXPECT_EQ(std::string_view(xml).find("gridCol w:w=\"2948\""), xml.find("gridCol")) << "three columns of equal width";
  EXPECT_THAT(visible_text(read_docx(docx).value()), HasSubstr("新收\t3\t4"));
}

}  // namespace
}  // namespace gongkai::documents
