#include "platform/files/store.hpp"

#include <gtest/gtest.h>

#include "platform/documents/workers.hpp"
#include "platform/files/housekeeping.hpp"
#include "tests/files_samples/samples.hpp"
#include "tests/support/services.hpp"

namespace gongkai::testing {
namespace {
using namespace files;

class Files : public EachEngineWithServices {
 protected:
  Files() : EachEngineWithServices({"platform/files"}) {}

  /// The clock of the tests lags behind that of the disk, where the blobs got their times.
  void SetUp() override {
    EachEngineWithServices::SetUp();
    if (!IsSkipped()) test().clock.set(SystemClock().now());
  }

  StoredFile add(const std::string& text, const std::string& name = "说明.txt") {
    const auto checked = store.take_in({folder.write("upload", text), name});
    EXPECT_TRUE(checked) << checked.error().code;
    return *change<StoredFile>([&](Transaction& tx) -> Result<StoredFile> { return store.accept(tx, *checked); });
  }
  template <class T, class F>
  Result<T> change(F&& f) {
    auto context = test().as_system();
    std::optional<T> kept;
    const auto done = in_transaction(context, "test.files", [&](Transaction& tx) -> Result<void> {
      tx.open_to_all();
      kept = TRY(f(tx));
      return {};
    });
    if (!done) return std::unexpected(done.error());
    return std::move(*kept);
  }
  Result<bool> use(FileId file, std::int64_t object) {
    return change<bool>([&](Transaction& tx) -> Result<bool> {
      CHECK_OK(store.use(tx, file, "document", object));
      return true;
    });
  }
  void release_all(std::int64_t object) {
    (void)change<bool>([&](Transaction& tx) -> Result<bool> {
      store.release_all(tx, "document", object);
      return true;
    });
  }
  Result<StoredFile> find(FileId id) {
    return database().read([&](db::Session& session) { return store.find(session, id); });
  }
  void a_day_later() { test().clock.advance_seconds(grace_seconds + 60); }
  SweepReport sweep_now() { return sweep(store, database(), test().clock.now()); }

  samples::Folder folder;
  documents::Workers workers{documents::launch_self(), {}, 1};
  Store store{{.folder = folder.path() / "store"}, workers};
};

TEST_P(Files, come_back_as_they_were_accepted) {
  const auto file = add("文字");
  const auto found = find(file.id);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->name, "说明.txt");
  EXPECT_EQ(found->sha256, file.sha256);
  EXPECT_EQ(found->sm3, file.sm3);
  EXPECT_EQ(found->size, 6);
  EXPECT_EQ(found->media_type, "text/plain");
  EXPECT_EQ(found->text, TextState::waiting);
  EXPECT_EQ(found->created_at, test().clock.now());
  EXPECT_TRUE(store.path_of(*found));
  EXPECT_EQ(find(FileId{404}).error().kind, FaultKind::not_found);
}

TEST_P(Files, know_who_uses_them) {
  const auto first = add("一", "b.txt"), second = add("二", "a.txt");
  ASSERT_TRUE(use(first.id, 7));
  ASSERT_TRUE(use(first.id, 7));
  ASSERT_TRUE(use(second.id, 7));
  ASSERT_TRUE(use(first.id, 8));
  const auto used = database().read([&](db::Session& session) { return store.used_by(session, "document", 7); });
  ASSERT_EQ(used.size(), 2u);
  EXPECT_EQ(used[0].name, "a.txt");
  const auto uses = database().read([&](db::Session& session) { return store.uses_of(session, first.id); });
  EXPECT_EQ(uses, (std::vector<Use>{{"document", 7}, {"document", 8}}));
}

TEST_P(Files, that_are_unknown_cannot_be_used) {
  EXPECT_EQ(use(FileId{404}, 7).error().code, "files.not_found");
}

TEST_P(Files, their_text_is_extracted_and_their_users_hear_of_it) {
  const auto file = add("请各单位遵照执行");
  ASSERT_TRUE(use(file.id, 7));
  extract_text(store, database(), file.id, test().clock.now());
  EXPECT_EQ(find(file.id)->text, TextState::done);
  const auto text = database().read([&](db::Session& session) { return store.text_of(session, file.id); });
  ASSERT_TRUE(text);
  EXPECT_EQ(documents::visible_text(*text), "请各单位遵照执行");
  static const db::Query heard{"test.heard", "SELECT count(*) FROM outbox WHERE topic = $1"};
  EXPECT_EQ(database().read([&](db::Session& session) { return *session.one<std::int64_t>(heard, "document"); }), 1);
}

TEST_P(Files, a_text_that_cannot_be_read_is_a_result_with_a_reason) {
  const auto file = add("x");
  std::filesystem::remove(store.blobs().path_of(file.sha256));
  extract_text(store, database(), file.id, test().clock.now());
  EXPECT_EQ(find(file.id)->text, TextState::failed);
  EXPECT_EQ(find(file.id)->text_fault, "files.text_missing");
}

TEST_P(Files, nobody_uses_are_swept_after_a_day) {
  const auto file = add("x");
  EXPECT_EQ(sweep_now().files, 0);
  a_day_later();
  const auto report = sweep_now();
  EXPECT_EQ(report.files, 1);
  EXPECT_EQ(report.blobs, 1);
  EXPECT_FALSE(find(file.id));
}

TEST_P(Files, in_use_survive_every_sweep) {
  const auto file = add("x");
  ASSERT_TRUE(use(file.id, 7));
  extract_text(store, database(), file.id, test().clock.now());
  a_day_later();
  EXPECT_EQ(sweep_now().files, 0);
  EXPECT_TRUE(store.path_of(*find(file.id)));
}

TEST_P(Files, released_have_a_day_of_grace) {
  const auto file = add("x");
  ASSERT_TRUE(use(file.id, 7));
  extract_text(store, database(), file.id, test().clock.now());
  a_day_later();
  release_all(7);
  EXPECT_EQ(sweep_now().files, 0);
  ASSERT_TRUE(find(file.id));
  a_day_later();
  EXPECT_EQ(sweep_now().files, 1);
  EXPECT_FALSE(find(file.id));
}

TEST_P(Files, shared_bytes_stay_while_one_file_needs_them) {
  const auto kept = add("same", "a.txt");
  add("same", "b.txt");
  ASSERT_TRUE(use(kept.id, 7));
  a_day_later();
  const auto report = sweep_now();
  EXPECT_EQ(report.files, 1);
  EXPECT_EQ(report.blobs, 0);
  EXPECT_TRUE(store.path_of(kept));
}

TEST_P(Files, taken_in_but_never_accepted_are_swept) {
  ASSERT_TRUE(store.take_in({folder.write("upload", "x"), "a.txt"}));
  EXPECT_EQ(scrub(store, database()).orphaned, 1);
  EXPECT_EQ(sweep_now().blobs, 0);
  a_day_later();
  EXPECT_EQ(sweep_now().blobs, 1);
}

TEST_P(Files, the_scrub_finds_missing_and_changed_bytes_and_sees_them_return) {
  const auto good = add("a", "a.txt"), changed = add("b", "b.txt"), missing = add("c", "c.txt");
  std::ofstream(store.blobs().path_of(changed.sha256)) << "x";
  std::filesystem::remove(store.blobs().path_of(missing.sha256));
  auto report = scrub(store, database());
  EXPECT_EQ(report.checked, 3);
  EXPECT_EQ(report.corrupt, 1);
  EXPECT_EQ(report.missing, 1);
  EXPECT_EQ(find(good.id)->state, State::good);
  EXPECT_EQ(find(changed.id)->state, State::corrupt);
  EXPECT_EQ(find(missing.id)->state, State::missing);
  add("b", "again.txt");
  report = scrub(store, database());
  EXPECT_EQ(report.restored, 1);
  EXPECT_EQ(find(changed.id)->state, State::good);
}

TEST_P(Files, the_scrub_stops_when_asked) {
  add("a", "a.txt");
  EXPECT_EQ(scrub(store, database(), [] { return false; }).checked, 0);
}

ON_EACH_ENGINE(Files);
}  // namespace
}  // namespace gongkai::testing
