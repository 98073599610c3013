#include "platform/documents/record_lines.hpp"

#include "base/text.hpp"
#include "platform/documents/records.hpp"

namespace gongkai::documents {

namespace {

void append_json(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    const auto code = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n') out += "\\n";
    else if (code < 0x20) out += fmt::format("\\u{:04x}", code);
    else out += c;
  }
  out += '"';
}

}  // namespace

Result<void> RecordLines::add(std::string_view place, const Values& values) {
  std::string line = "{\"#\":";
  append_json(line, clean_utf8(place));
  for (const auto& [name, value] : values) {
    if (value.empty()) continue;
    line += ',';
    append_json(line, clean_utf8(name));
    line += ':';
    append_json(line, clean_utf8(value));
  }
  if (line.size() > max_record_bytes) return add_fault(place, "import.record_too_large");
  return add_line(std::move(line));
}

Result<void> RecordLines::add_fault(std::string_view place, std::string_view code) {
  std::string line = "{\"#\":";
  append_json(line, clean_utf8(place));
  line += ",\"!\":";
  append_json(line, code);
  return add_line(std::move(line));
}

Result<void> RecordLines::add_line(std::string line) {
  if (m_lines.size() + line.size() + 2 > max_records_bytes)
    return refuse(FaultKind::too_large, "files.records_too_many");
  m_lines += line;
  m_lines += "}\n";
  return {};
}

}  // namespace gongkai::documents
