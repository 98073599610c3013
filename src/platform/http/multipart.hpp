// multipart/form-data as it arrives: fields into memory, files to disk, everything bounded.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "platform/http/message.hpp"

namespace gongkai::http {

struct FormLimits {
  std::size_t fields = 500;            // names and values, files not counted
  std::size_t field_bytes = 1u << 20;  // of one value
  std::size_t uploads = 20;
  std::size_t part_header_bytes = 4096;  // of one part
};

/// Feed it bytes in any portions; the files it wrote are removed with it unless they are taken.
class MultipartReader {
 public:
  MultipartReader(std::string_view boundary, std::filesystem::path folder, std::int64_t upload_limit,
                  FormLimits limits);
  ~MultipartReader();
  MultipartReader(const MultipartReader&) = delete;
  MultipartReader& operator=(const MultipartReader&) = delete;

  Result<void> feed(std::string_view bytes);
  /// The closing boundary must have come.
  Result<void> finish();

  Fields take_fields() { return std::move(m_fields); }
  /// The caller removes them from now on.
  std::vector<Upload> take_uploads() { return std::exchange(m_uploads, {}); }

 private:
  enum class State { preamble, after_boundary, headers, content, epilogue };
  bool advance(Result<void>& outcome);  // false when more bytes are needed
  bool skip_preamble();
  bool read_after_boundary(Result<void>& outcome);
  bool read_headers(Result<void>& outcome);
  bool read_content(Result<void>& outcome);
  Result<void> begin_part(std::string_view headers);
  Result<void> begin_upload(std::string file_name, std::string content_type);
  Result<void> take_content(std::string_view bytes);
  Result<void> end_part();
  void close_file();

  std::string m_delimiter;  // "\r\n--boundary"
  std::filesystem::path m_folder;
  std::int64_t m_upload_limit;
  FormLimits m_limits;
  State m_state = State::preamble;
  std::string m_buffer = "\r\n";  // so that the first boundary looks like the others
  std::string m_name;
  std::string m_value;
  bool m_in_file = false;
  int m_descriptor = -1;
  Fields m_fields;
  std::vector<Upload> m_uploads;
};

/// "1 MB", "512 KB": limits as the messages name them.
std::string size_text(std::int64_t bytes);

}  // namespace gongkai::http
