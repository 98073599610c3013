// kill -9 of the writer, two hundred times: the file opens, holds every acknowledged document, and is whole.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "platform/search/pinyin.hpp"
#include "platform/search/search_fixture.hpp"

namespace gongkai::search {
namespace {

Document numbered(std::int64_t id, int edition) {
  Document document{.id = id, .kind = "notice", .site = 1, .day = Day::of(2025, 1, 1) + static_cast<int>(id % 40)};
  document.title = "第" + std::to_string(id) + "号公告";
  document.body = edition == 0 ? "初稿内容，关于海滨公园。" : "修订内容，关于北山公园。";
  return document;
}

/// Adds, edits and removes until it is killed; reports each acknowledged sequence through the pipe.
[[noreturn]] void write_until_killed(const std::filesystem::path& file, int pipe) {
  auto index = open_index({.file = file, .log_limit_bytes = 300'000});
  for (auto sequence = index->checkpoint().sequence + 1;; ++sequence) {
    std::vector<Change> changes{numbered(sequence, 0)};
    if (sequence > 5) changes.emplace_back(numbered(sequence - 5, 1));
    if (sequence % 7 == 0) changes.emplace_back(Removal{sequence - 6});
    index->apply(changes, {0, sequence});
    if (write(pipe, &sequence, sizeof sequence) != sizeof sequence) _exit(1);
  }
}

std::int64_t kill_a_writer(const std::filesystem::path& file, unsigned microseconds) {
  int ends[2];
  if (pipe(ends) != 0) return -1;
  const pid_t child = fork();
  if (child == 0) {
    close(ends[0]);
    write_until_killed(file, ends[1]);
  }
  close(ends[1]);
  std::int64_t acknowledged = 0;
  std::int64_t sequence = 0;
  if (read(ends[0], &sequence, sizeof sequence) == sizeof sequence) acknowledged = sequence;
  usleep(microseconds);
  kill(child, SIGKILL);
  while (read(ends[0], &sequence, sizeof sequence) == sizeof sequence) acknowledged = sequence;
  close(ends[0]);
  waitpid(child, nullptr, 0);
  return acknowledged;
}

/// Each sequence adds one document; one in seven is removed again when it is six old.
std::int64_t documents_after(std::int64_t sequence) {
  return sequence - sequence / 7;
}

class Crash : public SearchTest {
 protected:
  void SetUp() override {}
};

TEST_F(Crash, of_the_writer_never_loses_an_acknowledged_document_or_breaks_the_file) {
  constexpr int rounds = 200;
  readings_of(U"公告");  // the table is inherited by the children, who would each need 0.3 s to make it
  for (int round = 0; round < rounds; ++round) {
    SCOPED_TRACE(round);
    const auto acknowledged = kill_a_writer(file(), static_cast<unsigned>((round * 7919) % 12'000));
    open();
    const auto reached = index->checkpoint().sequence;
    ASSERT_TRUE(reached == acknowledged || reached == acknowledged + 1) << reached << " after " << acknowledged;
    ASSERT_FALSE(index->statistics().needs_rebuild && reached > 0 && round > 0);
    ASSERT_EQ(index->statistics().documents, documents_after(reached));
    ASSERT_EQ(index->query({.text = "公告", .facets = true}).total, documents_after(reached));
    ASSERT_TRUE(round % 10 != 0 || index->check());
    index.reset();
  }
  open();
  EXPECT_TRUE(index->check());
}

}  // namespace
}  // namespace gongkai::search
