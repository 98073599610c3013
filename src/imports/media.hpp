// The files that records name, found in a ZIP of the old system and taken in like any upload.
#pragma once
#include <map>
#include <memory>
#include <string>

#include "platform/documents/archive.hpp"
#include "platform/documents/mapped_file.hpp"
#include "platform/files/store.hpp"

namespace gongkai::imports {

class Media {
 public:
  /// Faults: files.damaged, files.bomb, files.too_many_entries, files.archive_path.
  static Result<std::unique_ptr<Media>> open(const std::filesystem::path& zip);

  /// The entry that a path or an address means: the one whose path ends the same way, or "".
  std::string entry_of(std::string_view reference) const;
  /// Checked and stored as an attachment; each entry is taken in once. Faults of files::Store::take_in and
  /// import.media_missing.
  Result<files::Checked> take_in(files::Store& files, std::string_view reference);

 private:
  explicit Media(const std::filesystem::path& zip) : m_file(zip.string()) {}
  documents::MappedFile m_file;
  std::unique_ptr<documents::Archive> m_archive;
  std::multimap<std::string, std::string, std::less<>> m_by_name;  // last part of the path → path
  std::map<std::string, Result<files::Checked>, std::less<>> m_taken;
};

}  // namespace gongkai::imports
