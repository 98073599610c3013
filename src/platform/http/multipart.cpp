#include "platform/http/multipart.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "base/text.hpp"
#include "platform/http/header_values.hpp"

namespace gongkai::http {

namespace {

std::unexpected<Fault> bad_form() {
  return refuse(FaultKind::invalid, "http.bad_form");
}

std::unexpected<Fault> beyond(std::string code, std::string limit, std::string field) {
  return refuse(FaultKind::too_large, std::move(code), std::move(field), {{"limit", std::move(limit)}});
}

/// Only the last component: old browsers send whole paths, attackers send "../".
std::string base_name(std::string_view name) {
  const std::size_t slash = name.find_last_of("/\\");
  if (slash != std::string_view::npos) name.remove_prefix(slash + 1);
  std::string cleaned = clean_utf8(name);
  std::erase(cleaned, '\0');
  std::erase(cleaned, '\n');
  return cleaned == "." || cleaned == ".." ? std::string{} : cleaned;
}

struct PartHeaders {
  bool is_form_data = false;
  std::string name;
  std::optional<std::string> file_name;
  std::string content_type = "text/plain";
};

PartHeaders parse_part_headers(std::string_view block) {
  PartHeaders headers;
  while (!block.empty()) {
    const std::size_t end = std::min(block.find("\r\n"), block.size());
    const std::string_view line = block.substr(0, end);
    block.remove_prefix(std::min(end + 2, block.size()));
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    const std::string_view name = line.substr(0, colon);
    const std::string_view value = trim(line.substr(colon + 1));
    if (equals_ignoring_case(name, "content-disposition")) {
      headers.is_form_data = media_type(value) == "form-data";
      headers.name = header_parameter(value, "name").value_or("");
      headers.file_name = header_parameter(value, "filename");
    } else if (equals_ignoring_case(name, "content-type")) {
      headers.content_type = media_type(value);
    }
  }
  return headers;
}

void write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) throw std::system_error(errno, std::generic_category(), "writing an upload");
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace

std::string size_text(std::int64_t bytes) {
  if (bytes >= 1 << 20) return fmt::format("{} MB", bytes >> 20);
  if (bytes >= 1 << 10) return fmt::format("{} KB", bytes >> 10);
  return fmt::format("{} 字节", bytes);
}

MultipartReader::MultipartReader(std::string_view boundary, std::filesystem::path folder, std::int64_t upload_limit,
                                 FormLimits limits)
    : m_delimiter(fmt::format("\r\n--{}", boundary)),
      m_folder(std::move(folder)),
      m_upload_limit(upload_limit),
      m_limits(limits) {}

MultipartReader::~MultipartReader() {
  close_file();
  for (const Upload& upload : m_uploads) ::unlink(upload.path.c_str());
}

void MultipartReader::close_file() {
  if (m_descriptor >= 0) ::close(std::exchange(m_descriptor, -1));
}

Result<void> MultipartReader::feed(std::string_view bytes) {
  if (m_state == State::epilogue) return {};
  m_buffer += bytes;
  Result<void> outcome;
  while (outcome && advance(outcome)) {
  }
  return outcome;
}

Result<void> MultipartReader::finish() {
  if (m_state != State::epilogue) return bad_form();
  return {};
}

bool MultipartReader::advance(Result<void>& outcome) {
  switch (m_state) {
    case State::preamble: return skip_preamble();
    case State::after_boundary: return read_after_boundary(outcome);
    case State::headers: return read_headers(outcome);
    case State::content: return read_content(outcome);
    case State::epilogue: return false;
  }
  return false;
}

bool MultipartReader::skip_preamble() {
  const std::size_t at = m_buffer.find(m_delimiter);
  if (at == std::string::npos) {
    if (m_buffer.size() > m_delimiter.size()) m_buffer.erase(0, m_buffer.size() - m_delimiter.size());
    return false;
  }
  m_buffer.erase(0, at + m_delimiter.size());
  m_state = State::after_boundary;
  return true;
}

bool MultipartReader::read_after_boundary(Result<void>& outcome) {
  if (m_buffer.size() < 2) return false;
  if (m_buffer.starts_with("--")) {
    m_buffer.clear();
    m_state = State::epilogue;
    return false;
  }
  if (!m_buffer.starts_with("\r\n")) {
    outcome = bad_form();
    return false;
  }
  m_state = State::headers;  // the line end stays: a part without headers is then "\r\n\r\n" as well
  return true;
}

bool MultipartReader::read_headers(Result<void>& outcome) {
  const std::size_t end = m_buffer.find("\r\n\r\n");
  if (std::min(end, m_buffer.size()) > m_limits.part_header_bytes) {
    outcome = bad_form();
    return false;
  }
  if (end == std::string::npos) return false;
  outcome = begin_part(std::string_view(m_buffer).substr(2, end > 2 ? end - 2 : 0));
  m_buffer.erase(0, end + 4);
  m_value.clear();
  m_state = State::content;
  return outcome.has_value();
}

bool MultipartReader::read_content(Result<void>& outcome) {
  const std::size_t at = m_buffer.find(m_delimiter);
  if (at == std::string::npos) {  // keep what may be the beginning of a delimiter
    const std::size_t safe = m_buffer.size() - std::min(m_buffer.size(), m_delimiter.size() - 1);
    outcome = take_content(std::string_view(m_buffer).substr(0, safe));
    m_buffer.erase(0, safe);
    return false;
  }
  outcome = take_content(std::string_view(m_buffer).substr(0, at));
  if (outcome) outcome = end_part();
  m_buffer.erase(0, at + m_delimiter.size());
  m_state = State::after_boundary;
  return outcome.has_value();
}

Result<void> MultipartReader::begin_part(std::string_view block) {
  PartHeaders headers = parse_part_headers(block);
  if (!headers.is_form_data || headers.name.empty() || !is_valid_utf8(headers.name)) return bad_form();
  m_name = std::move(headers.name);
  m_in_file = headers.file_name.has_value();
  if (m_in_file) return begin_upload(*std::move(headers.file_name), std::move(headers.content_type));
  if (m_fields.pairs().size() >= m_limits.fields)
    return beyond("http.too_many_fields", std::to_string(m_limits.fields), m_name);
  return {};
}

Result<void> MultipartReader::begin_upload(std::string file_name, std::string content_type) {
  if (m_upload_limit <= 0) return refuse(FaultKind::invalid, "http.upload_refused", m_name);
  if (m_uploads.size() >= m_limits.uploads)
    return beyond("http.too_many_uploads", std::to_string(m_limits.uploads), m_name);
  std::string path = (m_folder / "upload-XXXXXX").string();
  m_descriptor = ::mkostemp(path.data(), O_CLOEXEC);
  if (m_descriptor < 0)
    throw std::system_error(errno, std::generic_category(), "making a file for an upload in " + m_folder.string());
  m_uploads.push_back({m_name, base_name(file_name), std::move(content_type), std::move(path), 0});
  return {};
}

Result<void> MultipartReader::take_content(std::string_view bytes) {
  if (m_in_file) {
    Upload& upload = m_uploads.back();
    upload.size += static_cast<std::int64_t>(bytes.size());
    if (upload.size > m_upload_limit) return beyond("http.upload_too_large", size_text(m_upload_limit), m_name);
    write_all(m_descriptor, bytes);
    return {};
  }
  if (m_value.size() + bytes.size() > m_limits.field_bytes) {
    return beyond("http.field_too_large", size_text(static_cast<std::int64_t>(m_limits.field_bytes)), m_name);
  }
  m_value += bytes;
  return {};
}

Result<void> MultipartReader::end_part() {
  if (!m_in_file) {
    if (!is_valid_utf8(m_value) || m_value.contains('\0'))
      return refuse(FaultKind::invalid, "http.bad_encoding", m_name);
    m_fields.add(m_name, std::exchange(m_value, {}));
    return {};
  }
  close_file();
  // an empty file input sends a part without name and content
  if (m_uploads.back().file_name.empty() && m_uploads.back().size == 0) {
    ::unlink(m_uploads.back().path.c_str());
    m_uploads.pop_back();
  }
  return {};
}

}  // namespace gongkai::http
