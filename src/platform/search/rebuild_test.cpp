// The file can be missing, damaged or old: search comes up, says so, and rebuilds beside what still serves.
#include <atomic>
#include <fstream>
#include <thread>

#include "platform/search/index_file.hpp"
#include "platform/search/search_fixture.hpp"

namespace gongkai::search {
namespace {

class Rebuild : public SearchTest {
 protected:
  static Source the_city(Checkpoint checkpoint) {
    return [checkpoint](const Sink& sink) {
      for (auto& document : documents_of_the_city()) sink(std::move(document));
      return checkpoint;
    };
  }
  void overwrite(std::streamoff at, std::string_view bytes) {
    std::fstream stream(file(), std::ios::in | std::ios::out | std::ios::binary);
    stream.seekp(at);
    stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  }
};

TEST_F(Rebuild, is_needed_when_the_file_is_missing_and_fills_it) {
  EXPECT_TRUE(index->statistics().needs_rebuild);
  std::int64_t reported = 0;
  index->rebuild(the_city({0, 77}), [&](std::int64_t documents) { reported = documents; });
  EXPECT_EQ(reported, 24);
  EXPECT_EQ(index->statistics().documents, 24);
  EXPECT_EQ(index->checkpoint(), (Checkpoint{0, 77}));
  EXPECT_FALSE(index->statistics().needs_rebuild);
  EXPECT_EQ(ids("公租房").front(), 1);
  EXPECT_TRUE(index->check());
  index.reset();
  open();
  EXPECT_FALSE(index->statistics().needs_rebuild);
  EXPECT_EQ(index->checkpoint(), (Checkpoint{0, 77}));
}

TEST_F(Rebuild, drops_documents_that_the_source_no_longer_has) {
  add({.id = 999, .title = "不再存在的公告"});
  index->rebuild(the_city({0, 2}), {});
  EXPECT_TRUE(ids("不再存在").empty());
}

TEST_F(Rebuild, serves_the_old_index_and_keeps_what_is_applied_meanwhile) {
  add({.id = 1, .title = "青鸟公告"});
  index->rebuild(
      [&](const Sink& sink) {
        for (auto& document : documents_of_the_city()) sink(std::move(document));
        EXPECT_EQ(index->statistics().state, State::rebuilding);
        EXPECT_EQ(ids("青鸟公告"), std::vector<std::int64_t>{1});
        const Change change = Document{.id = 500, .title = "重建期间发布的公告"};
        index->apply({&change, 1}, {0, 9});
        return Checkpoint{0, 5};
      },
      {});
  EXPECT_EQ(ids("重建期间"), std::vector<std::int64_t>{500});
  EXPECT_EQ(index->checkpoint(), (Checkpoint{0, 9}));
  EXPECT_TRUE(ids("青鸟公告").empty());
}

TEST_F(Rebuild, that_fails_leaves_the_old_index) {
  add({.id = 1, .title = "青鸟公告"});
  EXPECT_THROW(index->rebuild([](const Sink&) -> Checkpoint { throw std::runtime_error("no database"); }, {}),
               std::runtime_error);
  EXPECT_EQ(ids("青鸟公告"), std::vector<std::int64_t>{1});
  EXPECT_EQ(index->statistics().state, State::ready);
  EXPECT_FALSE(std::filesystem::exists(beside(file(), ".new")));
}

TEST_F(Rebuild, swaps_under_readers_without_a_wrong_answer) {
  index->rebuild(the_city({0, 1}), {});
  std::atomic<bool> done = false;
  std::atomic<int> wrong = 0;
  std::thread reader([&] {
    while (!done)
      if (index->query({.text = "公共租赁住房"}).total != 3) ++wrong;
  });
  for (int i = 0; i < 5; ++i) index->rebuild(the_city({0, 1}), {});
  done = true;
  reader.join();
  EXPECT_EQ(wrong, 0);
}

TEST_F(Rebuild, a_file_that_is_not_a_database_is_set_aside) {
  index.reset();
  std::ofstream(file(), std::ios::trunc)
      << "this is not a database, and long enough to be read as a header of one …………………………………………";
  open();
  EXPECT_TRUE(index->statistics().needs_rebuild);
  EXPECT_TRUE(std::filesystem::exists(beside(file(), ".broken-1")));
  index->rebuild(the_city({0, 3}), {});
  EXPECT_EQ(index->statistics().documents, 24);
}

TEST_F(Rebuild, a_damaged_file_is_set_aside) {
  add_city();
  index.reset();
  overwrite(4096 * 3, std::string(4096 * 4, '\x5A'));
  open();
  EXPECT_TRUE(index->statistics().needs_rebuild);
  EXPECT_NO_THROW(index->query({.text = "公告"}));
}

TEST_F(Rebuild, damage_at_any_page_never_stops_the_start) {
  add_city();
  index.reset();
  const auto pages = size_of(file()) / 4096;
  const auto copy = beside(file(), ".copy");
  std::filesystem::copy_file(file(), copy);
  for (std::int64_t page = 0; page < pages; page += 3) {
    SCOPED_TRACE(page);
    remove_database(file());
    std::filesystem::copy_file(copy, file());
    overwrite(page * 4096, std::string(600, '\xA5'));
    ASSERT_NO_THROW(open());
    try {
      index->query({.text = "公共租赁住房", .facets = true});
    } catch (const Error&) {
      EXPECT_TRUE(index->statistics().needs_rebuild);
    }
    index->rebuild(the_city({0, 1}), {});
    ASSERT_EQ(index->query({.text = "公共租赁住房"}).total, 3);
    index.reset();
  }
}

TEST_F(Rebuild, an_older_analysis_serves_until_the_rebuild) {
  add_city();
  index.reset();
  {
    const Connection connection(file(), Access::write);
    connection.run(("PRAGMA user_version = " + std::to_string(layout_version * 1000)).c_str());
  }
  open();
  EXPECT_TRUE(index->statistics().needs_rebuild);
  EXPECT_EQ(index->query({.text = "公共租赁住房"}).total, 3);
  index->rebuild(the_city({0, 1}), {});
  EXPECT_FALSE(index->statistics().needs_rebuild);
}

TEST_F(Rebuild, another_layout_is_set_aside) {
  add_city();
  index.reset();
  {
    const Connection connection(file(), Access::write);
    connection.run("PRAGMA user_version = 999001");
  }
  open();
  EXPECT_TRUE(index->statistics().needs_rebuild);
  EXPECT_EQ(index->statistics().documents, 0);
}

TEST_F(Rebuild, an_unfinished_rebuild_is_thrown_away_at_the_next_start) {
  add_city();
  index.reset();
  std::ofstream(beside(file(), ".new")) << "half a file";
  open();
  EXPECT_FALSE(std::filesystem::exists(beside(file(), ".new")));
  EXPECT_EQ(index->statistics().documents, 24);
  EXPECT_FALSE(index->statistics().needs_rebuild);
}

}  // namespace
}  // namespace gongkai::search
