#include <gtest/gtest.h>

#include "base/assets.hpp"
#include "platform/documents/workers.hpp"
#include "platform/files/store.hpp"
#include "platform/json/json.hpp"
#include "tests/files_samples/pictures.hpp"
#include "tests/files_samples/samples.hpp"
#include "tests/files_samples/worker_main.hpp"

namespace gongkai::files {
namespace {
using namespace samples;

class TakeIn : public testing::Test {
 protected:
  std::string verdict(const std::string& name, std::string_view bytes) {
    const auto result = store.take_in({folder.write("upload", bytes), name, "attachment"});
    if (result) return result->media_type;
    EXPECT_EQ(result.error().field, "attachment");
    EXPECT_TRUE(has_message(result.error().code)) << result.error().code;
    return result.error().code;
  }
  static bool has_message(const std::string& code) {
    return json::parse(*assets::find("catalog/messages/files.json"))->as_object().contains(code);
  }
  Folder folder;
  documents::Workers workers{documents::launch_self(), {}, 1};
  Store store{{.folder = folder.path() / "store"}, workers};
};

TEST_F(TakeIn, good_files_of_every_kind) {
  EXPECT_EQ(verdict("通知.pdf", pdf_of({"x"})), "application/pdf");
  EXPECT_EQ(verdict("通知.docx", docx_with({})),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
  EXPECT_EQ(verdict("图.JPG", picture(".jpg")), "image/jpeg");
  EXPECT_EQ(verdict("图.png", picture(".png")), "image/png");
  EXPECT_EQ(verdict("图.gif", picture(".gif")), "image/gif");
  EXPECT_EQ(verdict("图.webp", picture(".webp")), "image/webp");
  EXPECT_EQ(verdict("说明.txt", "请各单位遵照执行。\n"), "text/plain");
  EXPECT_EQ(verdict("说明.txt", "\xC7\xEB\xB8\xF7\xB5\xA5\xCE\xBB\xD7\xF1\xD5\xD5\xD6\xB4\xD0\xD0"), "text/plain");
  EXPECT_EQ(verdict("表.csv", "单位,数量\n水务局,3\n"), "text/csv");
  EXPECT_EQ(verdict("包.zip", zip_of({{"附件1.txt", "x"}})), "application/zip");
  EXPECT_EQ(verdict("文.ofd", zip_of({{"OFD.xml", "<ofd:OFD xmlns:ofd='o'/>"}})), "application/ofd");
}

TEST_F(TakeIn, pictures_are_stored_as_written_anew) {
  const auto upload = folder.write("upload", picture(".jpg") + "appended secret");
  const auto result = store.take_in({upload, "a.jpg"});
  ASSERT_TRUE(result) << result.error().code;
  std::ifstream in(store.blobs().path_of(result->blob.sha256), std::ios::binary);
  const std::string stored((std::istreambuf_iterator<char>(in)), {});
  EXPECT_EQ(stored.find("secret"), std::string::npos);
  EXPECT_TRUE(std::filesystem::is_empty(store.blobs().tmp()));
}

TEST_F(TakeIn, says_honestly_that_nothing_was_scanned) {
  const auto result = store.take_in({folder.write("upload", "文字"), "a.txt"});
  ASSERT_TRUE(result);
  EXPECT_EQ(result->scan, Scan::not_scanned);
}

TEST_F(TakeIn, refuses_what_is_not_welcome) {
  EXPECT_EQ(verdict("a.exe", "MZ"), "files.type_not_allowed");
  EXPECT_EQ(verdict("a.svg", "<svg/>"), "files.type_not_allowed");
  EXPECT_EQ(verdict("a.html", "<html/>"), "files.type_not_allowed");
  EXPECT_EQ(verdict("a.doc", "x"), "files.old_office");
  EXPECT_EQ(verdict("a.docm", "x"), "files.macro");
  EXPECT_EQ(verdict("a.exe.pdf", pdf_of({"x"})), "files.name_double");
  EXPECT_EQ(verdict("a\xE2\x80\xAE"
                    "fdp.txt",
                    "x"),
            "files.name_deceptive");
  EXPECT_EQ(verdict("a.pdf", ""), "files.empty");
  EXPECT_EQ(verdict("a.txt", std::string(11 << 20, 'a')), "files.too_large");
}

TEST_F(TakeIn, refuses_what_is_not_what_it_says) {
  EXPECT_EQ(verdict("a.pdf", docx_with({})), "files.wrong_content");
  EXPECT_EQ(verdict("a.png", "<svg xmlns='http://www.w3.org/2000/svg' onload='x'/>"), "files.wrong_content");
  EXPECT_EQ(verdict("a.png", picture(".jpg")), "files.wrong_content");
  EXPECT_EQ(verdict("a.txt", "<!DOCTYPE html><script>x</script>"), "files.wrong_content");
  EXPECT_EQ(verdict("a.docx", docx_with({{"word/vbaProject.bin", "x"}})), "files.macro");
  EXPECT_EQ(verdict("a.pdf", pdf_of({"x"}) + zip_of({{"x", "y"}})), "files.polyglot");
  EXPECT_EQ(verdict("a.zip", zip_of({{"zeros", std::string(64 << 20, '\0')}})), "files.bomb");
  EXPECT_EQ(verdict("a.pdf", "%PDF-1.7 truncated"), "files.damaged");
}

TEST_F(TakeIn, refused_files_leave_nothing_in_the_store) {
  verdict("a.zip", zip_of({{"../x", "y"}}));
  int blobs = 0;
  store.blobs().each([&](const std::string&, Instant) { ++blobs; });
  EXPECT_EQ(blobs, 0);
  EXPECT_TRUE(std::filesystem::is_empty(store.blobs().tmp()));
}

TEST(UploadPolicy, every_format_has_a_limit_and_a_type) {
  const auto policy = load_policy();
  EXPECT_GE(policy.rules.size(), 15u);
  for (const auto& rule : policy.rules) {
    EXPECT_GT(rule.max_bytes, 0) << rule.extension;
    EXPECT_FALSE(rule.found_as.empty()) << rule.extension;
    EXPECT_NE(rule.format, documents::Format::html) << "HTML is never served to the public as a file";
  }
  EXPECT_EQ(policy.find("svg"), nullptr);
  EXPECT_TRUE(policy.sheet.starts_with("PDF、DOCX"));
}
}  // namespace
}  // namespace gongkai::files
