#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>

#include "base/bytes.hpp"
#include "platform/audit/query.hpp"
#include "platform/audit/sealer.hpp"
#include "platform/audit/store.hpp"
#include "platform/audit/trail.hpp"
#include "platform/audit/verify.hpp"
#include "tests/support/databases.hpp"

namespace gongkai::audit {
namespace {
using testing::EachEngine;
const Instant now = start_of(Day::of(2026, 3, 2));

Event event(int number) {
  Event e{
      .act = "test.act", .person = PersonId{7}, .actor_name = "王芳", .unit = UnitId{3}, .subject_kind = "document"};
  e.subject = number;
  e.details = {{"after", json::object{{"title", "关于第" + std::to_string(number) + "号"}}}};
  e.request_id = "r-" + std::to_string(number);
  e.address = "10.0.0.1";
  e.at = now.plus_seconds(number);
  return e;
}

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = std::filesystem::temp_directory_path() / "gongkai-audit-XXXXXX";
    if (!mkdtemp(name.data())) throw std::runtime_error("mkdtemp failed");
    m_path = name;
  }
  ~TemporaryFolder() { std::filesystem::remove_all(m_path); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return m_path; }

 private:
  std::filesystem::path m_path;
};

class Trail : public EachEngine {
 protected:
  Trail() : EachEngine({"platform/audit"}) {}

  void write(int from, int to) {
    for (int i = from; i <= to; ++i) record_read(database(), event(i));
    seal_all();
  }
  /// A transaction of somebody else (the server's own vacuum) may hold the horizon back for a moment.
  void seal_all() {
    Sealer sealer(database());
    do sealer.seal_now();
    while (database().read([](db::Session& session) { return store::count_unsealed(session); }) > 0);
  }
  /// What somebody with the database's password could do.
  void tamper(const std::string& sql) {
    ASSERT_TRUE(database().write([&](db::Session& session) -> Result<void> {
      session.run_script(sql);
      return {};
    }));
  }
  Report check(const Proof& proof = {}) { return verify(database(), proof, now.plus_seconds(3600), 2); }
  std::int64_t event_at(std::int64_t seq) {
    std::int64_t id = 0;
    database().read([&](db::Session& session) {
      for (const auto& entry : find_events(session, {.count = 1000}))
        if (entry.seq == seq) id = entry.event;
    });
    return id;
  }
};

TEST_P(Trail, is_intact_when_nobody_touched_it) {
  write(1, 50);
  const auto report = check();
  EXPECT_TRUE(report.is_intact());
  EXPECT_EQ(report.records, 50);
  EXPECT_EQ(report.last_seq, 50);
}

TEST_P(Trail, of_nothing_is_intact) {
  EXPECT_TRUE(check().is_intact());
}

TEST_P(Trail, shows_a_change_in_any_column_of_any_row) {
  const std::vector<std::string> changes{"at = at + 1",
                                         "act = 'test.acu'",
                                         "outcome = 1",
                                         "person = 8",
                                         "person = NULL",
                                         "unit = 4",
                                         "subject_kind = 'documenu'",
                                         "subject = subject + 1",
                                         "details = '{}'",
                                         "request_id = 'r-x'",
                                         "actor_name = '王芬'",
                                         "address = '10.0.0.2'",
                                         "actor_name = NULL",
                                         "salt = personal_digest",
                                         "personal_digest = salt"};
  write(1, 12);
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const auto seq = static_cast<std::int64_t>(1 + i % 12);
    const auto id = event_at(seq);
    const auto where = " WHERE id = " + std::to_string(id);
    tamper("CREATE TABLE kept AS SELECT * FROM audit_event" + where + ";");
    tamper("UPDATE audit_event SET " + changes[i] + where + ";");
    EXPECT_EQ(check().first, (Finding{Harm::changed, seq, id})) << changes[i];
    tamper(
        "UPDATE audit_event SET at = k.at, act = k.act, outcome = k.outcome, person = k.person, unit = k.unit,"
        " subject_kind = k.subject_kind, subject = k.subject, details = k.details, request_id = k.request_id,"
        " actor_name = k.actor_name, address = k.address, salt = k.salt, personal_digest = k.personal_digest"
        " FROM kept k WHERE audit_event.id = k.id; DROP TABLE kept;");
    ASSERT_TRUE(check().is_intact()) << changes[i];
  }
}

TEST_P(Trail, shows_a_changed_seal) {
  write(1, 9);
  tamper("UPDATE audit_seal SET hash = (SELECT hash FROM audit_seal WHERE seq = 3) WHERE seq = 5;");
  EXPECT_EQ(check().first, (Finding{Harm::changed, 5, event_at(5)}));
}

TEST_P(Trail, shows_an_unknown_algorithm) {
  write(1, 3);
  tamper("UPDATE audit_seal SET algorithm = 9 WHERE seq = 2;");
  EXPECT_EQ(check().first, (Finding{Harm::changed, 2, event_at(2)}));
}

TEST_P(Trail, shows_a_removed_event) {
  write(1, 9);
  const auto id = event_at(4);
  tamper("DELETE FROM audit_event WHERE id = " + std::to_string(id) + ";");
  EXPECT_EQ(check().first, (Finding{Harm::missing, 4, id}));
}

TEST_P(Trail, shows_a_removed_event_together_with_its_seal) {
  write(1, 9);
  tamper("DELETE FROM audit_event WHERE id = " + std::to_string(event_at(4)) +
         "; DELETE FROM audit_seal WHERE seq = 4;");
  EXPECT_EQ(check().first, (Finding{Harm::missing, 4, 0}));
}

TEST_P(Trail, shows_two_rows_that_changed_places) {
  write(1, 9);
  const auto third = std::to_string(event_at(3)), seventh = std::to_string(event_at(7));
  tamper("UPDATE audit_seal SET event = -1 WHERE seq = 3; UPDATE audit_seal SET event = " + third +
         " WHERE seq = 7; UPDATE audit_seal SET event = " + seventh + " WHERE seq = 3;");
  EXPECT_EQ(check().first, (Finding{Harm::changed, 3, std::stoll(seventh)}));
}

TEST_P(Trail, shows_an_event_that_lost_its_seal_at_the_end) {
  write(1, 9);
  const auto id = event_at(9);
  tamper("DELETE FROM audit_seal WHERE seq = 9;");
  EXPECT_EQ(check().first, (Finding{Harm::unsealed, 0, id}));
}

TEST_P(Trail, shows_a_cut_tail_by_its_checkpoint) {
  const TemporaryFolder folder;
  write(1, 9);
  ASSERT_TRUE(write_checkpoint(database(), folder.path(), now));
  tamper("DELETE FROM audit_event WHERE id >= " + std::to_string(event_at(7)) +
         "; DELETE FROM audit_seal WHERE seq >= 7;");
  const Proof proof{read_checkpoints(folder.path() / "checkpoints"), Signer::open(folder.path()).public_key()};
  EXPECT_EQ(check(proof).first, (Finding{Harm::truncated, 7, 0}));
}

TEST_P(Trail, shows_a_chain_that_was_written_anew) {
  const TemporaryFolder folder;
  write(1, 4);
  ASSERT_TRUE(write_checkpoint(database(), folder.path(), now));
  write(5, 9);
  ASSERT_TRUE(write_checkpoint(database(), folder.path(), now));
  const Proof proof{read_checkpoints(folder.path() / "checkpoints"), Signer::open(folder.path()).public_key()};
  EXPECT_EQ(check(proof).checkpoints, 2);
  tamper("DELETE FROM audit_event; DELETE FROM audit_seal;");
  write(11, 19);
  EXPECT_TRUE(check().is_intact());
  EXPECT_EQ(check(proof).first, (Finding{Harm::rewritten, 1, 0}));
}

TEST_P(Trail, refuses_a_checkpoint_signed_with_another_key) {
  const TemporaryFolder folder, elsewhere;
  write(1, 4);
  ASSERT_TRUE(write_checkpoint(database(), folder.path(), now));
  const Proof proof{read_checkpoints(folder.path() / "checkpoints"), Signer::open(elsewhere.path()).public_key()};
  EXPECT_EQ(check(proof).first, (Finding{Harm::forged, 4, 0}));
}

TEST_P(Trail, stays_intact_when_personal_columns_are_erased) {
  write(1, 6);
  tamper("UPDATE audit_event SET actor_name = NULL, address = NULL, salt = NULL WHERE id = " +
         std::to_string(event_at(2)) + ";");
  const auto report = check();
  EXPECT_TRUE(report.is_intact());
  EXPECT_EQ(report.erased, 1);
}

TEST_P(Trail, is_verified_from_an_export) {
  const TemporaryFolder folder;
  write(1, 30);
  ASSERT_TRUE(write_checkpoint(database(), folder.path(), now));
  const auto file = folder.path() / "export.jsonl";
  EXPECT_EQ(write_export(database(), file), 30);
  const auto key = Signer::open(folder.path()).public_key();
  const auto report = verify_export(file, folder.path() / "checkpoints", key);
  EXPECT_TRUE(report.is_intact());
  EXPECT_EQ(report.records, 30);
  EXPECT_EQ(report.checkpoints, 1);
}

TEST_P(Trail, export_shows_any_changed_byte) {
  const TemporaryFolder folder;
  write(1, 8);
  ASSERT_TRUE(write_checkpoint(database(), folder.path(), now));
  const auto file = folder.path() / "export.jsonl";
  write_export(database(), file);
  const auto key = Signer::open(folder.path()).public_key();
  std::ifstream in(file);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    auto changed = lines;
    const auto number = random() % lines.size();
    auto& byte = changed[number][random() % changed[number].size()];
    byte = static_cast<char>(byte ^ (1 << (random() % 7)));
    if (byte == '\n') continue;
    std::ofstream out(file, std::ios::trunc);
    for (const auto& line : changed) out << line << '\n';
    out.close();
    const auto report = verify_export(file, folder.path() / "checkpoints", key);
    ASSERT_TRUE(report.first) << changed[number];
    EXPECT_EQ(report.first->seq, static_cast<std::int64_t>(number + 1)) << changed[number];
  }
}

TEST_P(Trail, export_shows_a_missing_line_and_a_cut_end) {
  const TemporaryFolder folder;
  write(1, 8);
  ASSERT_TRUE(write_checkpoint(database(), folder.path(), now));
  const auto file = folder.path() / "export.jsonl";
  write_export(database(), file);
  const auto key = Signer::open(folder.path()).public_key();
  std::ifstream in(file);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  const auto without = [&](std::size_t from, std::size_t to) {
    std::ofstream out(file, std::ios::trunc);
    for (std::size_t i = 0; i < lines.size(); ++i)
      if (i < from || i >= to) out << lines[i] << '\n';
    out.close();
    return verify_export(file, folder.path() / "checkpoints", key).first;
  };
  EXPECT_EQ(without(4, 5), (Finding{Harm::missing, 5, 0}));
  EXPECT_EQ(without(6, 8), (Finding{Harm::truncated, 7, 0}));
}

TEST_P(Trail, random_harm_is_always_found_at_its_place) {
  write(1, 40);
  std::mt19937 random(11);
  for (int round = 0; round < 12; ++round) {
    const auto seq = static_cast<std::int64_t>(1 + random() % 40);
    const auto id = event_at(seq);
    tamper("UPDATE audit_event SET request_id = request_id || 'x' WHERE id = " + std::to_string(id) + ";");
    EXPECT_EQ(check().first, (Finding{Harm::changed, seq, id}));
    tamper("UPDATE audit_event SET request_id = substr(request_id, 1, length(request_id) - 1) WHERE id = " +
           std::to_string(id) + ";");
  }
  EXPECT_TRUE(check().is_intact());
}

TEST_P(Trail, is_whole_when_many_write_at_once) {
  std::vector<std::jthread> writers;
  for (int writer = 0; writer < 4; ++writer)
    writers.emplace_back([&, writer] {
      for (int i = 0; i < 25; ++i) record_read(database(), event(writer * 100 + i));
    });
  Sealer sealer(database());
  for (int i = 0; i < 5; ++i) sealer.seal_now();
  writers.clear();
  seal_all();
  const auto report = check();
  EXPECT_TRUE(report.is_intact());
  EXPECT_EQ(report.records, 100);
}

TEST_P(Trail, keeps_nothing_of_a_transaction_that_was_rolled_back) {
  write(1, 2);
  const auto refused = database().write([&](db::Session& session) -> Result<void> {
    append(session, event(3));
    return refuse(FaultKind::conflict, "test.no");
  });
  EXPECT_FALSE(refused);
  write(4, 4);
  EXPECT_EQ(check().records, 3);
  EXPECT_TRUE(check().is_intact());
}

TEST_P(Trail, is_read_in_pages_with_filters) {
  write(1, 30);
  auto other = event(31);
  other.act = "other.act";
  other.person = PersonId{8};
  other.subject_kind = "unit";
  record_read(database(), other);
  const auto find = [&](const Filter& filter) {
    return database().read([&](db::Session& session) { return find_events(session, filter); });
  };
  EXPECT_EQ(find({.act = "other.act"}).size(), 1u);
  EXPECT_EQ(find({.person = PersonId{7}}).size(), 30u);
  EXPECT_EQ(find({.subject_kind = "document", .subject = 5}).size(), 1u);
  EXPECT_EQ(find({.from = now.plus_seconds(10), .to = now.plus_seconds(20)}).size(), 10u);
  const auto first = find({.count = 10});
  const auto second = find({.before = first.back().event, .count = 10});
  EXPECT_EQ(first.front().subject, 31);
  EXPECT_EQ(second.front().subject, 21);
  EXPECT_EQ(database().read([](db::Session& session) { return known_acts(session); }),
            (std::vector<std::string>{"other.act", "test.act"}));
}

ON_EACH_ENGINE(Trail);

TEST(Checkpoint, is_worth_nothing_when_any_value_changed) {
  const TemporaryFolder folder;
  const auto signer = Signer::open(folder.path());
  const auto good = signer.sign({.seq = 5, .count = 5, .hash = std::string(32, 'h'), .at = now});
  EXPECT_TRUE(is_genuine(good, signer.public_key()));
  auto bad = good;
  bad.seq = 6;
  EXPECT_FALSE(is_genuine(bad, signer.public_key()));
  bad = good;
  bad.hash[31] = 'x';
  EXPECT_FALSE(is_genuine(bad, signer.public_key()));
  bad = good;
  bad.at = now.plus_seconds(1);
  EXPECT_FALSE(is_genuine(bad, signer.public_key()));
  EXPECT_FALSE(is_genuine(good, "zz"));
  EXPECT_EQ(parse_checkpoint(to_json_text(good))->signature, good.signature);
}

TEST(Checkpoint, text_that_is_none_is_refused) {
  for (const auto* text : {"", "{}", "[]", "null", R"({"seq":"1"})",
                           R"({"seq":1,"count":1,"hash":"zz","at":"x","signature":""})", "\xff\xfe"})
    EXPECT_FALSE(parse_checkpoint(text)) << text;
}

TEST(Signer, keeps_its_key_and_hides_it_from_others) {
  const TemporaryFolder folder;
  const auto first = Signer::open(folder.path()).public_key();
  EXPECT_EQ(Signer::open(folder.path()).public_key(), first);
  const auto mode = std::filesystem::status(folder.path() / "signing.key").permissions();
  EXPECT_EQ(mode & std::filesystem::perms::all,
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST(Digest, is_the_sm3_of_the_standard) {
  // GB/T 32905-2016, appendix A.1
  EXPECT_EQ(to_hex(digest(Algorithm::sm3, "abc")), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
}

}  // namespace
}  // namespace gongkai::audit
