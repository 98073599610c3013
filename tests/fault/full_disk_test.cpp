// The disk of the data folder fills up while the city works, and somebody makes room.
#include "tests/fault/notices.hpp"
#include "tests/fault/small_disk.hpp"
#include "tests/functional/prepared_city.hpp"

namespace gongkai::testing {
namespace {

class FullDisk : public ::testing::Test {
 protected:
  void SetUp() override {
    prepare_city(db::Engine::sqlite);
    disk = SmallDisk::mount(160);
    if (!disk) GTEST_SKIP() << "this user may not mount a small disk";
    city = std::make_unique<City>(db::Engine::sqlite, without_rate_limits());
    editor = std::make_unique<NoticeWriter>(*city);
    const auto made = editor->write("写满之前");
    ASSERT_EQ(made.status, 201) << made.text;
    document = made.text_at("id");
  }
  /// The last bytes of a page may still take a draft or two.
  Reply first_refusal() {
    for (int number = 0; number < 200; ++number) {
      disk->fill();
      const auto reply = editor->write("写满之后" + std::to_string(number));
      if (reply.status != 201) return reply;
      acknowledged.push_back(reply.text_at("id"));
    }
    return {};
  }

  std::unique_ptr<SmallDisk> disk;
  std::unique_ptr<City> city;
  std::unique_ptr<NoticeWriter> editor;
  std::string document;
  std::vector<std::string> acknowledged;
};

TEST_F(FullDisk, stops_writing_with_a_clear_word_goes_on_reading_and_recovers_without_a_restart) {
  const auto refused = first_refusal();
  ASSERT_EQ(refused.status, 503) << refused.text;
  EXPECT_EQ(refused.at("error").at("code").as_string(), "storage.read_only");
  EXPECT_NE(refused.text.find("服务器磁盘空间不足"), std::string::npos) << refused.text;

  EXPECT_EQ(editor->clerk().get("/api/documents/" + document).status, 200);
  for (const auto* address : {"/", "/sitemap.xml", "/search?q=2026", "/healthz"})
    EXPECT_EQ(visit(*city, address).status, 200) << address;
  EXPECT_EQ(visit(*city, "/readyz").status, 503);
  const auto file =
      editor->clerk().upload("/api/documents/" + document + "/attachments", "大.txt", std::string(200'000, 'x'));
  EXPECT_EQ(file.status, 503) << file.text;
  EXPECT_NE(file.text.find("服务器磁盘空间不足"), std::string::npos) << file.text;

  disk->make_room();
  Reply again;
  EXPECT_TRUE(comes_true([&] { return again = editor->write("有空间之后"), again.status == 201; })) << again.text;
  EXPECT_TRUE(comes_true([&] { return visit(*city, "/readyz").status == 200; }));
  for (const auto& id : acknowledged)
    EXPECT_EQ(editor->clerk().get("/api/documents/" + id).status, 200) << id << " is lost";
  const auto attached = editor->clerk().upload("/api/documents/" + document + "/attachments", "记录.txt", "巡查记录");
  EXPECT_LT(attached.status, 300) << attached.text;
  city->process().send_signal(SIGTERM);
  EXPECT_EQ(city->process().wait(), 0);
  const auto verdict = verify_audit(*city);
  EXPECT_EQ(verdict.exit_code, 0) << verdict.text;
}

}  // namespace
}  // namespace gongkai::testing
