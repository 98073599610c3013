#include "platform/files/jobs.hpp"

#include <gtest/gtest.h>

#include "platform/documents/workers.hpp"
#include "tests/files_samples/samples.hpp"
#include "tests/support/services.hpp"

namespace gongkai::testing {
namespace {
using namespace files;

TEST(FileJobs, extract_the_text_of_an_accepted_file) {
  TestServices test(db::Engine::sqlite, platform_folders({"platform/files"}));
  test.clock.set(SystemClock().now());
  const samples::Folder folder;
  documents::Workers workers(documents::launch_self(), {}, 1);
  Store store({.folder = folder.path() / "store"}, workers);
  jobs::Runner runner(*test.database, test.clock, test.ids, {});
  add_jobs(runner, store, *test.database, test.clock);

  const auto checked = store.take_in({folder.write("upload", "文字"), "a.txt"});
  ASSERT_TRUE(checked);
  auto context = test.as_system();
  const auto id = in_transaction(context, "test.files", [&](Transaction& tx) -> Result<FileId> {
    tx.open_to_all();
    return store.accept(tx, *checked).id;
  });
  ASSERT_TRUE(id);
  runner.run_due();
  const auto find = [&] { return test.database->read([&](db::Session& session) { return store.find(session, *id); }); };
  ASSERT_TRUE(find());
  EXPECT_EQ(find()->text, TextState::done);
}

TEST(FileJobs, are_scheduled) {
  TestServices test(db::Engine::sqlite, platform_folders({"platform/files"}));
  const samples::Folder folder;
  documents::Workers workers;
  Store store({.folder = folder.path()}, workers);
  jobs::Runner runner(*test.database, test.clock, test.ids, {});
  add_jobs(runner, store, *test.database, test.clock);
  ASSERT_EQ(runner.scheduled().size(), 2u);
  EXPECT_EQ(runner.scheduled()[0].kind, "files.sweep");
}
}  // namespace
}  // namespace gongkai::testing
