#include "platform/documents/inspect.hpp"

#include <gtest/gtest.h>

#include "platform/documents/archive.hpp"
#include "tests/files_samples/pictures.hpp"
#include "tests/files_samples/samples.hpp"

namespace gongkai::documents {
namespace {
using namespace samples;

std::string verdict(std::string_view bytes, Format format) {
  const auto result = inspect(bytes, format);
  return result ? *result : result.error().code;
}
std::string docx_verdict(Entries more) {
  return verdict(docx_with(std::move(more)), Format::docx);
}

TEST(Inspect, good_files_pass_under_their_own_names) {
  EXPECT_EQ(verdict(pdf_of({"x"}), Format::pdf), "application/pdf");
  EXPECT_NE(verdict(docx_with({}), Format::docx).find("application/"), std::string::npos);
  EXPECT_EQ(verdict("单位,数量\n水务局,3\n", Format::csv).substr(0, 5), "text/");
  EXPECT_EQ(verdict(picture(".png"), Format::png), "image/png");
  EXPECT_EQ(verdict(picture(".jpg"), Format::jpeg), "image/jpeg");
  EXPECT_EQ(verdict(zip_of({{"通知/附件1.txt", "x"}}), Format::zip), "application/zip");
  EXPECT_EQ(verdict(zip_of({{"OFD.xml", "<ofd:OFD xmlns:ofd='o'/>"}}), Format::ofd), "application/zip");
}

TEST(Inspect, content_that_is_not_what_the_name_says) {
  EXPECT_EQ(verdict("<html><script>x</script></html>", Format::pdf), "files.wrong_content");
  EXPECT_EQ(verdict("<html><script>x</script></html>", Format::txt), "files.wrong_content");
  EXPECT_EQ(verdict("<svg xmlns='http://www.w3.org/2000/svg'/>", Format::png), "files.wrong_content");
  EXPECT_EQ(verdict(docx_with({}), Format::xlsx), "files.wrong_content");
  EXPECT_EQ(verdict(zip_of({{"a.txt", "x"}}), Format::docx), "files.wrong_content");
  EXPECT_EQ(verdict(zip_of({{"OFD.xml", "<html/>"}}), Format::ofd), "files.wrong_content");
  EXPECT_EQ(verdict("MZ\x90\x00 program", Format::mp4), "files.wrong_content");
  EXPECT_EQ(verdict("", Format::pdf), "files.empty");
}

TEST(Inspect, macros_by_any_name) {
  EXPECT_EQ(docx_verdict({{"word/vbaProject.bin", "x"}}), "files.macro");
  EXPECT_EQ(docx_verdict({{"word/VBAPROJECT.BIN", "x"}}), "files.macro");
  EXPECT_EQ(docx_verdict({{"xl/macrosheets/sheet1.xml", "<x/>"}}), "files.macro");
  auto renamed = docx_entries("<w:p/>");
  renamed[0].second.insert(renamed[0].second.find("<Override"),
                           R"(<Override PartName="/word/a.xml" ContentType="application/vnd.ms-office.vbaProject"/>)");
  EXPECT_EQ(verdict(zip_of(renamed), Format::docx), "files.macro");
  auto docm = docx_entries("<w:p/>");
  docm[0].second = R"(<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>)";
  EXPECT_EQ(verdict(zip_of(docm), Format::docx), "files.macro");
}

TEST(Inspect, controls_objects_and_programs_inside) {
  EXPECT_EQ(docx_verdict({{"word/activeX/activeX1.xml", "<x/>"}}), "files.active_content");
  EXPECT_EQ(docx_verdict({{"word/embeddings/oleObject1.bin", "x"}}), "files.active_content");
  EXPECT_EQ(docx_verdict({{"word/media/run.EXE", "MZ"}}), "files.embedded_program");
  EXPECT_EQ(docx_verdict({{"word/embeddings/s.xlsx", docx_with({{"xl/vbaProject.bin", "x"}})}}), "files.macro");
  EXPECT_EQ(verdict(zip_of({{"a.html", "x"}}), Format::zip), "files.embedded_program");
}

TEST(Inspect, templates_from_elsewhere) {
  const std::string remote =
      R"(<Relationships><Relationship Id="r" Type="http://x/attachedTemplate" Target="https://evil.example/t.dotm" TargetMode="External"/></Relationships>)";
  EXPECT_EQ(docx_verdict({{"word/_rels/settings.xml.rels", remote}}), "files.remote_part");
  const std::string link =
      R"(<Relationships><Relationship Id="r" Type="http://x/hyperlink" Target="https://www.example.gov.cn/" TargetMode="External"/></Relationships>)";
  EXPECT_EQ(docx_verdict({{"word/_rels/document.xml.rels", link}}).substr(0, 6), "applic");
}

TEST(Inspect, two_formats_in_one_file) {
  const auto zip = zip_of({{"a.txt", "x"}});
  EXPECT_EQ(verdict(pdf_of({"x"}) + zip, Format::pdf), "files.polyglot");
  EXPECT_EQ(verdict(picture(".jpg") + zip, Format::jpeg), "files.polyglot");
  EXPECT_EQ(verdict(picture(".gif") + "<SCRIPT>alert(1)</SCRIPT>", Format::gif), "files.polyglot");
  EXPECT_EQ(verdict(picture(".png") + "<?php system($_GET[0]);", Format::png), "files.polyglot");
  EXPECT_EQ(verdict(zip_of({{"%PDF-1.4", "x"}}), Format::zip), "files.polyglot");
  EXPECT_EQ(verdict("prefix" + zip, Format::zip), "files.wrong_content");
}

TEST(Inspect, passwords) {
  EXPECT_EQ(verdict(zip_of({{"a.txt", "x"}}, "secret"), Format::zip), "files.encrypted");
  std::string ole("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
  EXPECT_EQ(verdict(ole, Format::docx), "files.old_office");
  for (const char c : std::string_view("EncryptedPackage")) ole += c, ole += '\0';
  EXPECT_EQ(verdict(ole, Format::docx), "files.encrypted");
}

TEST(Inspect, active_pdf) {
  EXPECT_EQ(verdict(pdf_of({"x"}, {}, "/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"), Format::pdf),
            "files.active_content");
  EXPECT_EQ(verdict(pdf_of({"x"}, {}, "/OpenAction<</S/Launch/F(cmd.exe)>>"), Format::pdf), "files.active_content");
}

TEST(Inspect, bombs) {
  EXPECT_EQ(verdict(zip_of({{"zeros.txt", std::string(64 << 20, '\0')}}), Format::zip), "files.bomb");
  Entries many;
  for (int i = 0; i < 10'001; ++i) many.emplace_back(fmt::format("{}.txt", i), "");
  EXPECT_EQ(verdict(zip_of(many), Format::zip), "files.too_many_entries");
  EXPECT_EQ(verdict(zip_of({{"inner.zip", "x"}}), Format::zip), "files.nested_archive");
}

TEST(Archive, counts_while_inflating_because_sizes_lie) {
  auto zip = zip_of({{"a", std::string(1 << 20, 'x')}});
  const auto honest = Archive::open(zip, {.entry_bytes = 1 << 21});
  ASSERT_TRUE(honest);
  EXPECT_TRUE(honest->inflate_all());
  const auto strict = Archive::open(zip, {.ratio = 5, .ratio_from = (1 << 20) + 1});
  ASSERT_TRUE(strict);  // the stated size is under ratio_from …
  EXPECT_TRUE(strict->inflate_all());
  EXPECT_EQ(strict->inflate_all().error().code, "files.bomb");  // … but all reads together count
}

TEST(Archive, paths_stay_inside) {
  for (const auto* bad : {"../x", "a/../../x", "/etc/passwd", "a\\b", "C:x", "a/./b", "a\nb", "\xFF"})
    EXPECT_FALSE(is_safe_archive_path(bad)) << bad;
  for (const auto* good : {"a", "a/b.txt", "通知/附件1.pdf", "a..b", "a/"})
    EXPECT_TRUE(is_safe_archive_path(good)) << good;
  EXPECT_EQ(verdict(zip_of({{"../../evil.txt", "x"}}), Format::zip), "files.archive_path");
}

TEST(ProgramNames, are_known_by_their_last_extension) {
  EXPECT_TRUE(is_program_name("发票.pdf.exe"));
  EXPECT_TRUE(is_program_name("RUN.Bat "));
  EXPECT_FALSE(is_program_name("exe.pdf"));
  EXPECT_FALSE(is_program_name("附件1"));
}
}  // namespace
}  // namespace gongkai::documents
