#include <gtest/gtest.h>

#include <algorithm>

#include "base/text.hpp"
#include "platform/documents/image.hpp"
#include "platform/documents/needles.hpp"
#include "platform/documents/official_text.hpp"
#include "platform/documents/pdf.hpp"
#include "platform/documents/pdf_streams.hpp"
#include "platform/documents/readers.hpp"
#include "platform/documents/recognise.hpp"
#include "platform/documents/redaction.hpp"
#include "tests/files_samples/metadata.hpp"
#include "tests/files_samples/pictures.hpp"
#include "tests/files_samples/samples.hpp"

namespace gongkai::documents {
namespace {
const std::string person = "王小明";
const std::string number = "370602199003078888";

std::string printed() {
  OfficialText text{.title = "关于补助发放情况的答复"};
  text.body.push_back({.spans = {{"经查，申请人王小明，身份证号370602199003078888，于今年三月提出补助申请。"}}});
  text.body.push_back({.spans = {{"按照有关规定，补助由区民政部门核定并按季度发放，标准向社会公开。"}}});
  return write_official_pdf(text, {}).bytes;
}

Source source_of(const std::string& bytes, Format format = Format::pdf, int page = 1) {
  auto source = read_source(bytes, format, page);
  EXPECT_TRUE(source) << (source ? "" : source.error().code);
  return source.value_or(Source{});
}

/// The boxes of the words that lie within the text, one a line.
std::vector<Mark> marks_on(const Source& source, const std::string& text, const std::string& label = "第十五条") {
  std::vector<Mark> marks;
  for (const auto& page : source.found)
    for (const auto& line : page.lines) {
      const auto points = to_code_points(line.text), sought = to_code_points(text);
      for (auto at = points.find(sought); at != std::u32string::npos; at = points.find(sought, at + 1)) {
        std::optional<Box> box;
        for (const auto& word : line.words)
          if (word.begin < at + sought.size() && word.end > at) box = box ? united(*box, word.box) : word.box;
        if (box)
          marks.push_back({.page = page.number, .box = *box, .label = label, .reason = "个人隐私（条例第十五条）"});
      }
    }
  return marks;
}

std::string all_text(const std::string& pdf) {
  std::string text;
  const auto read = read_pdf(pdf).value();
  for (const auto& part : read.parts) text += part.text + "\n";
  return text;
}

std::string redacted(const std::string& bytes, const std::vector<Mark>& marks, Format format = Format::pdf) {
  auto result = redact(bytes, format, marks);
  EXPECT_TRUE(result) << (result ? "" : result.error().code);
  return result.value_or("");
}

CheckReport checked(const std::string& bytes, const std::vector<Mark>& marks, std::vector<Needle> needles,
                    Format format = Format::pdf) {
  auto report = check_redacted(bytes, format, {marks, std::move(needles)});
  EXPECT_TRUE(report) << (report ? "" : report.error().code);
  return report.value_or(CheckReport{});
}

TEST(RedactPdf, shows_words_with_their_places) {
  const auto source = source_of(printed());
  EXPECT_EQ(source.pages, 1);
  EXPECT_TRUE(source.has_boxes);
  const auto marks = marks_on(source, number);
  ASSERT_FALSE(marks.empty());
  EXPECT_GT(marks[0].box.width, 0.1);
  EXPECT_LT(marks[0].box.height, 0.05);
}

TEST(RedactPdf, takes_the_words_under_a_mark_out_of_the_text) {
  const auto source = printed();
  auto marks = marks_on(source_of(source), person);
  for (auto& mark : marks_on(source_of(source), number)) marks.push_back(mark);
  const auto text = all_text(redacted(source, marks));
  EXPECT_EQ(count_in_text(text, person), 0);
  EXPECT_EQ(count_in_text(text, number), 0);
  EXPECT_EQ(count_in_text(text, "标准向社会公开"), 1) << text;
}

TEST(RedactPdf, says_the_reasons_at_the_end) {
  const auto source = printed();
  const auto text = all_text(redacted(source, marks_on(source_of(source), person)));
  EXPECT_NE(text.find("遮盖说明"), std::string::npos) << text;
  EXPECT_EQ(count_in_text(text, "个人隐私（条例第十五条）"), 1) << text;
}

TEST(RedactPdf, proves_that_nothing_is_left) {
  const auto source = printed();
  auto marks = marks_on(source_of(source), person);
  const auto result = redacted(source, marks);
  const auto report = checked(result, marks, {{person, 0}});
  EXPECT_TRUE(report.left.empty()) << report.left.front().kind << " " << report.left.front().place;
  EXPECT_FALSE(report.done.empty());
}

TEST(RedactPdf, proof_finds_a_file_that_only_looks_redacted) {
  const auto source = printed();
  const auto marks = marks_on(source_of(source), person);
  const auto report = checked(source, marks, {{person, 0}});
  const auto has = [&](std::string_view kind) {
    return std::ranges::any_of(report.left, [&](const Leftover& one) { return one.kind == kind; });
  };
  EXPECT_TRUE(has("text"));
  EXPECT_TRUE(has("picture"));
  EXPECT_TRUE(has("structure"));
}

TEST(RedactPdf, proof_reads_what_can_still_be_read_in_a_marked_place) {
  // a mark painted beside the words: the picture shows them still
  const auto source = printed();
  auto meant = marks_on(source_of(source), number);
  ASSERT_FALSE(meant.empty());
  auto painted = meant;
  for (auto& mark : painted) mark.box.y = 0.9;
  const auto report = checked(redacted(source, painted), meant, {{number, 0}});
  EXPECT_TRUE(std::ranges::any_of(report.left, [](const Leftover& one) { return one.kind == "recognised"; }));
}

TEST(RedactPdf, hides_a_character_whole_that_a_mark_touches) {
  const auto source = printed();
  auto marks = marks_on(source_of(source), number);
  ASSERT_FALSE(marks.empty());
  for (auto& mark : marks) mark.box.y += mark.box.height * 0.35, mark.box.height *= 0.3;  // a thin line through it
  EXPECT_EQ(count_in_text(all_text(redacted(source, marks)), number), 0);
}

TEST(RedactPdf, leaves_everything_behind_that_is_not_shown) {
  const auto catalog =
      "/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>/Names<</EmbeddedFiles<</Names[(a.txt)<<>>]>>>>"
      "/OCProperties<</OCGs[<</Type/OCG/Name(hidden)>>]/D<</OFF[]>>>>";
  auto source = samples::pdf_of({"Open text of the first page", "Second page"}, {}, catalog);
  source += "\n%%EOF\n";
  const auto result = redacted(source, {{.page = 1, .box = {0.1, 0.1, 0.2, 0.1}, .reason = "x"}});
  const auto outside = each_stream(result, [](std::string_view) {});
  for (const auto* name :
       {"/JavaScript", "/JS", "/Names", "/OCProperties", "/Info", "/Annots", "/OpenAction", "/Author"})
    EXPECT_EQ(count_name(outside, name), 0u) << name;
  EXPECT_EQ(count_word(result, "%%EOF"), 1u);
  EXPECT_EQ(result.find("Wang"), std::string::npos);
}

TEST(RedactPdf, says_what_it_will_leave_behind) {
  const auto source = samples::pdf_of({"text"}, {}, "/OpenAction<</S/JavaScript/JS(x)>>");
  const auto extras = source_of(source, Format::pdf, 0).extras;
  EXPECT_TRUE(std::ranges::any_of(extras, [](const auto& extra) { return extra.first == "script"; }));
  EXPECT_TRUE(std::ranges::any_of(extras, [](const auto& extra) { return extra.first == "property"; }));
}

TEST(RedactPdf, keeps_no_earlier_revision) {
  // an update at the end replaces the content of the page; the old one is still in the file
  auto source = samples::pdf_of({"Secret Wang"});
  const std::string stream = "BT /F1 24 Tf 72 700 Td (Harmless) Tj ET";
  const auto at = source.size();
  source += fmt::format("6 0 obj\n<</Length {}>>stream\n{}\nendstream\nendobj\n", stream.size(), stream);
  const auto xref = source.size();
  const auto old = source.rfind("startxref");
  const auto first = std::stol(source.substr(old + 10));
  source += fmt::format("xref\n6 1\n{:010} 00000 n \ntrailer<</Size 7/Root 1 0 R/Prev {}>>\nstartxref\n{}\n%%EOF\n", at,
                        first, xref);
  EXPECT_EQ(count_in_text(all_text(source), "Harmless"), 1);
  const auto result = redacted(source, {});
  bool is_there = result.find("Secret") != std::string::npos;
  each_stream(result, [&](std::string_view piece) { is_there = is_there || piece.find("Secret") != piece.npos; });
  EXPECT_FALSE(is_there);
  EXPECT_EQ(count_in_text(all_text(result), "Harmless"), 1);
}

TEST(RedactPdf, drops_text_that_is_there_but_cannot_be_seen) {
  // white on white, and black under a black box: what looks redacted and is not
  const auto hidden = samples::pdf_of({"Shown) Tj ET 1 1 1 rg BT /F1 24 Tf 72 500 Td (Unseen"});
  EXPECT_EQ(count_in_text(all_text(hidden), "Unseen"), 1);
  const auto text = all_text(redacted(hidden, {}));
  EXPECT_EQ(count_in_text(text, "Shown"), 1);
  EXPECT_EQ(count_in_text(text, "Unseen"), 0);
  const auto boxed = samples::pdf_of({"Shown) Tj ET BT /F1 24 Tf 72 500 Td (Unseen) Tj ET 60 490 200 40 re f BT (\\)"});
  EXPECT_EQ(count_in_text(all_text(redacted(boxed, {})), "Unseen"), 0);
}

TEST(RedactPdf, rebuilds_turned_pages_with_their_words_in_place) {
  auto source = samples::pdf_of({"Turned page with a few more words"});
  const std::string box = "/MediaBox[0 0 595 842]";
  source.replace(source.find(box), box.size(), "/MediaBox[0 0 595 842]/Rotate 90");
  const auto found = source_of(source);
  ASSERT_EQ(found.found.size(), 1u);
  EXPECT_GT(found.found[0].width, found.found[0].height);
  const auto marks = marks_on(found, "Turned");
  ASSERT_EQ(marks.size(), 1u);
  const auto result = redacted(source, marks);
  EXPECT_EQ(count_in_text(all_text(result), "Turned"), 0);
  EXPECT_TRUE(checked(result, marks, {{"Turned", 0}}).left.empty());
}

TEST(RedactPdf, recognises_a_scan_so_that_its_words_can_be_marked) {
  const auto picture = page_picture(printed(), Format::pdf, 1);
  ASSERT_TRUE(picture);
  const auto source = source_of(*picture, Format::jpeg);
  ASSERT_EQ(source.found.size(), 1u);
  EXPECT_TRUE(source.found[0].is_recognised);
  EXPECT_FALSE(marks_on(source, number).empty());
}

TEST(RedactPdf, refuses_marks_outside_and_damaged_files) {
  EXPECT_EQ(redact(printed(), Format::pdf, {{.page = 7, .box = {0, 0, 1, 1}}}).error().code, "files.mark_outside");
  EXPECT_EQ(redact(printed(), Format::pdf, {{.page = 1, .box = {0, 0, 0, 1}}}).error().code, "files.mark_outside");
  EXPECT_EQ(redact("%PDF-1.4 broken", Format::pdf, {}).error().code, "files.damaged");
  EXPECT_EQ(read_source(printed(), Format::pdf, 9).error().code, "files.page_not_found");
  EXPECT_EQ(read_source("x", Format::xlsx, 1).error().code, "files.redact_unsupported");
}

TEST(RedactImage, paints_over_the_pixels_and_drops_what_the_camera_wrote) {
  const auto source =
      samples::jpeg_with({{0xE1, samples::exif_of("王小明 370602")}}, samples::picture(".jpg", 400, 200));
  const std::vector<Mark> marks{{.page = 1, .box = {0.6, 0.1, 0.3, 0.5}, .label = "第十五条"}};
  const auto result = redacted(source, marks, Format::jpeg);
  EXPECT_EQ(result.find("Exif"), std::string::npos);
  EXPECT_EQ(result.find("370602"), std::string::npos);
  const auto gray = gray_picture(result, Format::jpeg);
  ASSERT_TRUE(gray);
  EXPECT_LT(static_cast<unsigned char>(gray->pixels[30 * 400 + 245]), 40);
  EXPECT_TRUE(checked(result, marks, {}, Format::jpeg).left.empty());
  EXPECT_FALSE(checked(source, marks, {}, Format::jpeg).left.empty());
}

TEST(RedactImage, writes_each_format_and_makes_a_png_of_a_gif) {
  for (const auto& [suffix, format] :
       {std::pair{".png", Format::png}, std::pair{".webp", Format::webp}, std::pair{".gif", Format::gif}}) {
    const std::vector<Mark> marks{{.page = 1, .box = {0.5, 0, 0.5, 1}}};
    const auto result = redacted(samples::picture(suffix, 200, 100), marks, format);
    EXPECT_TRUE(checked(result, marks, {}, redacted_format(format)).left.empty()) << suffix;
  }
}

TEST(RedactionRows, come_back_as_they_were) {
  const auto source = source_of(printed(), Format::pdf, 0);
  const auto back = decode_source(encode(source));
  ASSERT_TRUE(back);
  EXPECT_EQ(back->found.at(0).lines.size(), source.found.at(0).lines.size());
  EXPECT_EQ(back->extras, source.extras);
  const CheckOrder order{{{.page = 2, .line = 3, .begin = 4, .end = 5, .label = "a\tb\nc\\", .reason = "第"}},
                         {{"甲\n乙", 3}}};
  EXPECT_EQ(decode_check_order(encode(order)), order);
  const CheckReport report{{{"page", 3}}, {{"text", "第1页"}}};
  EXPECT_EQ(decode_check_report(encode(report)), report);
}

TEST(RedactionRows, refuse_what_is_no_answer) {
  for (const auto* text : {"", "page\t1", "source\t1\n", "source\t-1\t0\n", "line\t1\ta\tb\n",
                           "source\t1\t0\nword\t1\t2\n", "source\t1\t1\tx\n", "source\t99999999999999\t1\n"})
    EXPECT_FALSE(decode_source(text)) << text;
  EXPECT_FALSE(decode_check_report(""));
  EXPECT_FALSE(decode_check_report("left\ttext\tplace\n"));
}
}  // namespace
}  // namespace gongkai::documents
