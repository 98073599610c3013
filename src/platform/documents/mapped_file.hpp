// A file's bytes without copying them.
#pragma once
#include <string>
#include <string_view>

namespace gongkai::documents {

class MappedFile {
 public:
  explicit MappedFile(const std::string& path);  // throws std::system_error
  ~MappedFile();
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  std::string_view bytes() const { return {static_cast<const char*>(m_at), m_size}; }

 private:
  void* m_at = nullptr;
  std::size_t m_size = 0;
};

}  // namespace gongkai::documents
