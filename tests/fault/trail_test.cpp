// Somebody with access to the SQLite file changes the trail behind the platform's back.
#include <filesystem>

#include "tests/fault/notices.hpp"

namespace gongkai::testing {
namespace {
namespace fs = std::filesystem;
constexpr std::int64_t victim = 10;  // number in the chain, in the middle of what the demo city leaves

struct Forgery {
  const char* name;
  const char* statement;
  const char* harm;
};

#define EVENT " WHERE id = (SELECT event FROM audit_seal WHERE seq = 10)"
#define NEXT_LETTER(column) \
  "UPDATE audit_event SET " column " = char(unicode(" column ") + 1) || substr(" column ", 2)" EVENT
#define NEXT_NUMBER(column) "UPDATE audit_event SET " column " = coalesce(" column ", 0) + 1" EVENT
#define OTHER_BYTE(column)                                                                  \
  column " = CAST(substr(" column ", 1, length(" column ") - 1) || CASE hex(substr(" column \
         ", -1)) WHEN '00' "                                                                \
         "THEN x'01' ELSE x'00' END AS BLOB)"

constexpr Forgery forgeries[]{
    {"at", NEXT_NUMBER("at"), "changed"},
    {"act", NEXT_LETTER("act"), "changed"},
    {"outcome", NEXT_NUMBER("outcome"), "changed"},
    {"person", NEXT_NUMBER("person"), "changed"},
    {"unit", NEXT_NUMBER("unit"), "changed"},
    {"subject_kind", "UPDATE audit_event SET subject_kind = subject_kind || 'x'" EVENT, "changed"},
    {"subject", NEXT_NUMBER("subject"), "changed"},
    {"details", NEXT_LETTER("details"), "changed"},
    {"request_id", "UPDATE audit_event SET request_id = request_id || 'x'" EVENT, "changed"},
    {"actor_name", "UPDATE audit_event SET actor_name = coalesce(actor_name, '') || '。'" EVENT, "changed"},
    {"address", "UPDATE audit_event SET address = coalesce(address, '') || '1'" EVENT, "changed"},
    {"salt", "UPDATE audit_event SET " OTHER_BYTE("salt") EVENT, "changed"},
    {"personal_digest", "UPDATE audit_event SET " OTHER_BYTE("personal_digest") EVENT, "changed"},
    {"seal_hash", "UPDATE audit_seal SET " OTHER_BYTE("hash") " WHERE seq = 10", "changed"},
    {"seal_algorithm", "UPDATE audit_seal SET algorithm = algorithm + 1 WHERE seq = 10", "changed"},
    {"seal_event", "UPDATE audit_seal SET event = -event WHERE seq = 10", "missing"},
    {"removed_event", "DELETE FROM audit_event" EVENT, "missing"},
    {"removed_seal", "DELETE FROM audit_seal WHERE seq = 10", "missing"},
};

class Trail : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    city = std::make_unique<City>(db::Engine::sqlite);
    stop();
    fs::copy_file(database(), city->data() + "/gongkai.sound");
  }
  static void TearDownTestSuite() { city.reset(); }
  void SetUp() override { restore(); }
  static void stop() {
    city->process().send_signal(SIGTERM);
    EXPECT_EQ(city->process().wait(), 0);
  }
  static std::string database() { return city->data() + "/gongkai.db"; }
  static void restore() {
    fs::copy_file(city->data() + "/gongkai.sound", database(), fs::copy_options::overwrite_existing);
  }
  static void execute(const std::string& statement) {
    const auto finished = run_program({"/usr/bin/sqlite3", database(), statement + "; SELECT changes()"});
    EXPECT_EQ(finished.exit_code, 0) << finished.err;
    EXPECT_NE(finished.out, "0\n") << "nothing was changed by: " << statement;
  }
  inline static std::unique_ptr<City> city;
};

TEST_F(Trail, names_the_record_of_which_one_byte_was_changed) {
  ASSERT_EQ(verify_audit(*city).exit_code, 0);
  for (const auto& forgery : forgeries) {
    SCOPED_TRACE(forgery.name);
    execute(forgery.statement);
    const auto verdict = verify_audit(*city);
    EXPECT_EQ(verdict.exit_code, 1) << verdict.text;
    ASSERT_TRUE(verdict.report.contains("first")) << verdict.text;
    const auto& first = verdict.report.at("first").as_object();
    EXPECT_EQ(first.at("seq").to_number<std::int64_t>(), victim) << verdict.text;
    EXPECT_EQ(first.at("harm").as_string(), forgery.harm);
    restore();
  }
}

TEST_F(Trail, is_not_cut_off_behind_the_back_of_a_checkpoint) {
  // Its time is at night; an installation that was off at night makes up for it at its next start.
  execute("UPDATE job_schedule SET slot = 0 WHERE name = 'audit.checkpoint'");
  city->start();
  const fs::path checkpoints = city->data() + "/audit/checkpoints";
  ASSERT_TRUE(comes_true([&] { return fs::exists(checkpoints) && !fs::is_empty(checkpoints); }))
      << "no checkpoint was written";
  stop();
  const auto sound = verify_audit(*city);
  ASSERT_EQ(sound.exit_code, 0) << sound.text;
  EXPECT_GE(sound.report.at("checkpoints").to_number<int>(), 1) << sound.text;

  execute("DELETE FROM audit_event WHERE id IN (SELECT event FROM audit_seal WHERE seq > 10)");
  execute("DELETE FROM audit_seal WHERE seq > 10");
  const auto verdict = verify_audit(*city);
  EXPECT_EQ(verdict.exit_code, 1) << verdict.text;
  EXPECT_EQ(verdict.report.at("first").at("harm").as_string(), "truncated") << verdict.text;
  EXPECT_EQ(verdict.report.at("first").at("seq").to_number<std::int64_t>(), victim + 1);
}

}  // namespace
}  // namespace gongkai::testing
