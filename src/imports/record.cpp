#include "imports/record.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "platform/documents/charset.hpp"
#include "platform/documents/csv.hpp"
#include "platform/documents/mapped_file.hpp"
#include "platform/documents/workers.hpp"
#include "platform/files/store.hpp"
#include "platform/json/json.hpp"

namespace gongkai::imports {

namespace {

constexpr std::size_t max_file_bytes = std::size_t{1} << 30;
constexpr std::size_t max_line_bytes = 8 << 20;
constexpr int max_nesting = 4;

class CsvRecords final : public Records {
 public:
  explicit CsvRecords(std::string_view text) : m_reader(text) {
    const auto first = m_reader.next();
    if (first && *first)
      for (const auto& name : (*first)->cells) m_names.emplace_back(trim(name));
    else if (first) m_fault = first->error();
  }
  std::optional<Record> next() override {
    if (m_fault) {
      Record broken{.place = "1", .fault = std::move(m_fault)};
      m_fault.reset();
      return broken;
    }
    auto row = m_reader.next();
    if (!row) return std::nullopt;
    if (!*row) return Record{.place = line_of(row->error()), .fault = std::move(*row).error()};
    return named(**row);
  }

 private:
  static std::string line_of(const Fault& fault) { return fault.details.empty() ? "" : fault.details.front().second; }
  Record named(documents::CsvRow& row) const {
    Record record{.place = std::to_string(row.line)};
    if (row.cells.size() > m_names.size() &&
        std::any_of(row.cells.begin() + static_cast<std::ptrdiff_t>(m_names.size()), row.cells.end(),
                    [](const std::string& cell) { return !cell.empty(); })) {
      record.fault =
          Fault{FaultKind::invalid, "import.too_many_cells", {}, {{"columns", std::to_string(m_names.size())}}, {}};
      return record;
    }
    for (std::size_t i = 0; i < std::min(row.cells.size(), m_names.size()); ++i)
      if (!m_names[i].empty() && !row.cells[i].empty())
        record.values.emplace_back(m_names[i], clean_utf8(row.cells[i]));
    return record;
  }

  documents::CsvReader m_reader;
  std::vector<std::string> m_names;
  std::optional<Fault> m_fault;
};

std::string plain(const json::value& value) {
  if (value.is_string()) return clean_utf8(std::string_view(value.get_string()));
  if (value.is_null()) return {};
  return json::to_string(value);
}

void flatten(const json::object& object, const std::string& prefix, int depth, Record& record) {
  for (const auto& [key, value] : object) {
    const auto name = prefix + clean_utf8(std::string_view(key));
    if (value.is_object() && depth < max_nesting) {
      flatten(value.get_object(), name + ".", depth + 1, record);
    } else if (value.is_array()) {
      std::vector<std::string> parts;
      for (const auto& one : value.get_array()) parts.push_back(plain(one));
      record.values.emplace_back(name, join(parts, "；"));
    } else if (auto text = plain(value); !text.empty()) {
      record.values.emplace_back(name, std::move(text));
    }
  }
}

class LineRecords final : public Records {
 public:
  explicit LineRecords(std::string_view text) : m_text(text) {}
  std::optional<Record> next() override {
    while (m_at < m_text.size()) {
      const auto end = std::min(m_text.find('\n', m_at), m_text.size());
      const auto line = trim(m_text.substr(m_at, end - m_at));
      m_at = end + 1;
      ++m_line;
      if (!line.empty()) return record_of(line);
    }
    return std::nullopt;
  }

 private:
  Record record_of(std::string_view line) const {
    Record record{.place = std::to_string(m_line)};
    const auto wrong = [&](std::string code) {
      record.values.clear();
      record.fault = Fault{FaultKind::invalid, std::move(code), {}, {{"line", record.place}}, {}};
      return record;
    };
    if (line.size() > max_line_bytes) return wrong("import.record_too_large");
    const auto value = json::parse(line);
    if (!value || !value->is_object()) return wrong("import.no_object");
    flatten(value->get_object(), "", 0, record);
    // "#" and "!" are what our own converter says about the place and about a page that it could not read
    if (const auto place = record.value("#"); !place.empty()) record.place = place;
    if (const auto code = record.value("!"); !code.empty()) return wrong(std::string(code));
    std::erase_if(record.values, [](const auto& pair) { return pair.first == "#"; });
    return record;
  }

  std::string_view m_text;
  std::size_t m_at = 0;
  std::int64_t m_line = 0;
};

documents::RecordSource foreign_source(Source source) {
  switch (source) {
    case Source::word_press: return documents::RecordSource::word_press;
    case Source::web_site: return documents::RecordSource::web_site;
    case Source::csv:
    case Source::json_lines:
    case Source::workbook: break;
  }
  return documents::RecordSource::workbook;
}

}  // namespace

std::string_view Record::value(std::string_view name) const {
  const auto found = std::ranges::find(values, name, &std::pair<std::string, std::string>::first);
  return found == values.end() ? std::string_view() : std::string_view(found->second);
}

std::unique_ptr<Records> records_of_csv(std::string_view text) {
  return std::make_unique<CsvRecords>(text);
}
std::unique_ptr<Records> records_of_lines(std::string_view text) {
  return std::make_unique<LineRecords>(text);
}

struct RecordFile::Bytes {
  explicit Bytes(const std::filesystem::path& path) : file(path.string()) {}
  documents::MappedFile file;
  std::string decoded;  // when the file is in another encoding
  std::string_view text;
};

RecordFile::RecordFile() = default;
RecordFile::~RecordFile() = default;

Result<std::unique_ptr<RecordFile>> RecordFile::open(const std::filesystem::path& path, Source source) {
  std::error_code error;
  if (std::filesystem::file_size(path, error) > max_file_bytes || error)
    return refuse(FaultKind::too_large, "import.too_large", "file");
  auto opened = std::unique_ptr<RecordFile>(new RecordFile);
  opened->m_source = source;
  opened->m_bytes = std::make_unique<Bytes>(path);
  auto& bytes = *opened->m_bytes;
  bytes.text = bytes.file.bytes();
  if (is_valid_utf8(bytes.text)) return opened;
  auto decoded = documents::decode_text(bytes.text);
  if (!decoded) return refuse(FaultKind::invalid, "files.encoding", "file");
  bytes.decoded = std::move(*decoded);
  bytes.text = bytes.decoded;
  return opened;
}

std::unique_ptr<Records> RecordFile::read() const {
  return m_source == Source::csv ? records_of_csv(m_bytes->text) : records_of_lines(m_bytes->text);
}

bool needs_conversion(Source source) {
  return source == Source::workbook || source == Source::word_press || source == Source::web_site;
}

Result<std::string> converted(Services& services, const std::filesystem::path& path, Source source,
                              const documents::Selectors& selectors) {
  return services.files->workers().records(path.string(), {foreign_source(source), selectors});
}

Result<std::vector<Record>> read_table(Services& services, const std::filesystem::path& path,
                                       std::string_view file_name, std::size_t limit) {
  const auto source = source_of(file_name);
  if (source != Source::csv && source != Source::workbook)
    return refuse(FaultKind::invalid, "import.not_a_table", "file");
  std::vector<Record> rows;
  const auto take_all = [&](Records& records) -> Result<void> {
    while (auto record = records.next()) {
      if (rows.size() == limit)
        return refuse(FaultKind::too_large, "import.too_many_rows", "file", {{"limit", std::to_string(limit)}});
      rows.push_back(std::move(*record));
    }
    return {};
  };
  if (source == Source::workbook) {
    const auto lines = TRY(converted(services, path, *source, {}));
    CHECK_OK(take_all(*records_of_lines(lines)));
  } else {
    const auto file = TRY(RecordFile::open(path, *source));
    CHECK_OK(take_all(*file->read()));
  }
  return rows;
}

}  // namespace gongkai::imports
