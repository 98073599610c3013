// Records of a foreign collection, one after the other: names with texts, and where they stand in the source.
#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "imports/model.hpp"
#include "platform/documents/records.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::imports {

struct Record {
  std::string place;
  std::vector<std::pair<std::string, std::string>> values{};
  std::optional<Fault> fault{};  // it could not be read; there are no values then
  /// "" when it has none.
  std::string_view value(std::string_view name) const;
};

class Records {
 public:
  virtual ~Records() = default;
  virtual std::optional<Record> next() = 0;
};

/// The text must outlive the records. Columns without a name are left out; of two with one name the first counts.
std::unique_ptr<Records> records_of_csv(std::string_view text);
/// Objects of texts, numbers and truth values; objects inside become "outer.inner", lists of texts are joined by "；".
std::unique_ptr<Records> records_of_lines(std::string_view text);

/// A file open for reading records; keeps the bytes alive. GBK and other encodings become UTF-8.
class RecordFile {
 public:
  /// Faults: files.encoding, import.too_large.
  static Result<std::unique_ptr<RecordFile>> open(const std::filesystem::path& path, Source source);
  ~RecordFile();
  /// From the beginning.
  std::unique_ptr<Records> read() const;

 private:
  RecordFile();
  struct Bytes;
  std::unique_ptr<Bytes> m_bytes;
  Source m_source = Source::csv;
};

/// Sources that only a worker process may read become JSON lines.
bool needs_conversion(Source source);
Result<std::string> converted(Services& services, const std::filesystem::path& path, Source source,
                              const documents::Selectors& selectors);

/// All rows of a small table that somebody uploaded: CSV or XLSX. Fault import.too_many_rows above `limit`.
Result<std::vector<Record>> read_table(Services& services, const std::filesystem::path& path,
                                       std::string_view file_name, std::size_t limit = 20'000);

}  // namespace gongkai::imports
