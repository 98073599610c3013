// A file of some megabytes beside the database. When the disk is full it is given up: with its space the log can be
// emptied into the database, and the operator's first freed bytes are not eaten by it. Growing it again is the proof
// that there is room, so it also tells when writing may go on.
#pragma once
#include <cstdint>
#include <string>

namespace gongkai::db {

class Reserve {
 public:
  Reserve(std::string path, std::int64_t bytes) : m_path(std::move(path)), m_bytes(bytes) {}

  /// Makes the file, if it is not there; false when the disk has no room for it.
  bool keep() noexcept;
  void give_up() noexcept;

 private:
  std::string m_path;
  std::int64_t m_bytes;
};

}  // namespace gongkai::db
