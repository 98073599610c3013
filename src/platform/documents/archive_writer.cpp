#include "platform/documents/archive_writer.hpp"

#include <zip.h>

#include <memory>
#include <stdexcept>

namespace gongkai::documents {
namespace {
constexpr time_t one_time = 315'619'200;  // 1980-01-02: the first year that a ZIP knows, wherever the machine stands

[[noreturn]] void fail(const char* what) {
  throw std::runtime_error(std::string("archive: ") + what);
}

void add(zip_t* archive, const ArchivePart& part) {
  auto* source = zip_source_buffer(archive, part.bytes.data(), part.bytes.size(), 0);
  if (!source) fail("no source");
  const auto index = zip_file_add(archive, part.name.c_str(), source, ZIP_FL_ENC_UTF_8);
  if (index < 0) {
    zip_source_free(source);
    fail("the same name twice");
  }
  const auto entry = static_cast<zip_uint64_t>(index);
  if (zip_file_set_mtime(archive, entry, one_time, 0) != 0) fail("no time");
}

std::string content_of(zip_source_t* target) {
  if (zip_source_open(target) != 0) fail("cannot be read back");
  zip_source_seek(target, 0, SEEK_END);
  std::string bytes(static_cast<std::size_t>(std::max<zip_int64_t>(zip_source_tell(target), 0)), '\0');
  zip_source_seek(target, 0, SEEK_SET);
  const auto got = zip_source_read(target, bytes.data(), bytes.size());
  zip_source_close(target);
  if (got != static_cast<zip_int64_t>(bytes.size())) fail("cannot be read back");
  return bytes;
}
}  // namespace

std::string write_archive(const std::vector<ArchivePart>& parts) {
  zip_error_t error;
  zip_error_init(&error);
  const std::unique_ptr<zip_source_t, decltype(&zip_source_free)> target(
      zip_source_buffer_create(nullptr, 0, 0, &error), zip_source_free);
  if (!target) fail("no memory");
  zip_source_keep(target.get());
  std::unique_ptr<zip_t, decltype(&zip_discard)> archive(zip_open_from_source(target.get(), ZIP_TRUNCATE, &error),
                                                         zip_discard);
  if (!archive) {
    zip_source_free(target.get());
    fail("cannot be begun");
  }
  for (const auto& part : parts) add(archive.get(), part);
  if (zip_close(archive.get()) != 0) fail("cannot be finished");
  archive.release();  // NOLINT(bugprone-unused-return-value): zip_close has freed it
  return content_of(target.get());
}

}  // namespace gongkai::documents
