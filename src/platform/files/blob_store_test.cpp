#include "platform/files/blob_store.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "tests/files_samples/samples.hpp"

namespace gongkai::files {
namespace {
namespace fs = std::filesystem;
using samples::Folder;

int count_files(const fs::path& folder) {
  int count = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) count += entry.is_regular_file();
  return count;
}
Instant in_a_day() {
  return SystemClock().now().plus_seconds(24 * 3600);
}

TEST(Blobs, are_found_by_both_digests) {
  const Folder folder;
  BlobStore store(folder.path());
  const auto blob = store.put(folder.write("source", "abc"));
  ASSERT_TRUE(blob);
  EXPECT_EQ(blob->sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(blob->sm3, "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");  // GB/T 32905, example 1
  EXPECT_EQ(blob->size, 3);
  const auto path = store.open(blob->sha256, 3);
  ASSERT_TRUE(path);
  EXPECT_TRUE(path->string().ends_with("blobs/ba/78/" + blob->sha256));
}

TEST(Blobs, the_same_content_is_stored_once) {
  const Folder folder;
  BlobStore store(folder.path());
  const auto first = store.put(folder.write("a", "same")), second = store.put(folder.write("b", "same"));
  ASSERT_TRUE(first && second);
  EXPECT_EQ(*first, *second);
  EXPECT_EQ(count_files(folder.path() / "blobs"), 1);
  EXPECT_EQ(count_files(folder.path() / "tmp"), 0);
}

TEST(Blobs, missing_and_shortened_ones_are_refused_clearly) {
  const Folder folder;
  BlobStore store(folder.path());
  const auto blob = store.put(folder.write("a", "content"));
  fs::resize_file(store.path_of(blob->sha256), 3);
  EXPECT_EQ(store.open(blob->sha256, blob->size).error().code, "files.corrupt");
  fs::remove(store.path_of(blob->sha256));
  EXPECT_EQ(store.open(blob->sha256, blob->size).error().code, "files.missing");
  EXPECT_EQ(store.verify(*blob), BlobState::missing);
}

TEST(Blobs, a_changed_byte_is_found_and_storing_again_heals_it) {
  const Folder folder;
  BlobStore store(folder.path());
  const auto source = folder.write("a", "content");
  const auto blob = store.put(source);
  EXPECT_EQ(store.verify(*blob), BlobState::good);
  std::ofstream(store.path_of(blob->sha256)) << "Content";
  EXPECT_EQ(store.verify(*blob), BlobState::corrupt);
  ASSERT_TRUE(store.put(source));
  EXPECT_EQ(store.verify(*blob), BlobState::good);
}

TEST(Blobs, a_full_disk_is_a_refusal_that_leaves_nothing_behind) {
  const Folder folder;
  BlobStore store(folder.path());
  const auto source = folder.write("a", std::string(1 << 20, 'x'));
  // a limit on the size of files stands for the full disk: write() fails in the middle
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  const rlimit small{64 << 10, before.rlim_max};
  const auto handler = ::signal(SIGXFSZ, SIG_IGN);
  setrlimit(RLIMIT_FSIZE, &small);
  const auto refused = store.put(source);
  setrlimit(RLIMIT_FSIZE, &before);
  ::signal(SIGXFSZ, handler);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "storage.disk_full");
  EXPECT_EQ(refused.error().kind, FaultKind::unavailable);
  EXPECT_EQ(count_files(folder.path() / "tmp"), 0);
  EXPECT_EQ(count_files(folder.path() / "blobs"), 0);
  EXPECT_TRUE(store.put(source));
}

TEST(Blobs, a_source_that_is_not_there_throws) {
  const Folder folder;
  BlobStore store(folder.path());
  EXPECT_THROW((void)store.put(folder.path() / "nothing"), std::system_error);
  EXPECT_EQ(count_files(folder.path() / "tmp"), 0);
}

TEST(Blobs, put_again_are_not_removed) {
  const Folder folder;
  BlobStore store(folder.path());
  const auto blob = store.put(folder.write("a", "x"));
  EXPECT_FALSE(store.remove(blob->sha256, SystemClock().now().plus_seconds(-60)));
  EXPECT_TRUE(store.remove(blob->sha256, in_a_day()));
  EXPECT_FALSE(store.remove(blob->sha256, in_a_day()));
}

TEST(Blobs, interrupted_writes_are_cleaned_up) {
  const Folder folder;
  BlobStore store(folder.path());
  folder.write("tmp/half", "x");
  EXPECT_EQ(store.clean_up(SystemClock().now().plus_seconds(-60)), 0);
  EXPECT_EQ(store.clean_up(in_a_day()), 1);
}

TEST(Blobs, an_empty_file_is_a_blob_too) {
  const Folder folder;
  BlobStore store(folder.path());
  const auto blob = store.put(folder.write("a", ""));
  ASSERT_TRUE(blob);
  EXPECT_EQ(store.verify(*blob), BlobState::good);
}
}  // namespace
}  // namespace gongkai::files
