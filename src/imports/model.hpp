// Documents of other systems, taken over as a whole and, if need be, given back as a whole.
#pragma once
#include <optional>
#include <string>

#include "content/model.hpp"

namespace gongkai {
using ImportId = Id<struct ImportTag>;
using ImportMappingId = Id<struct ImportMappingTag>;
}  // namespace gongkai

namespace gongkai::imports {

enum class Source { csv = 1, workbook, json_lines, word_press, web_site };
std::string_view name_of(Source source);
std::optional<Source> parse_source(std::string_view name);
/// By the ending of the file's name.
std::optional<Source> source_of(std::string_view file_name);

enum class State { uploaded = 1, checking, checked, running, done, undoing, undone, failed };
std::string_view name_of(State state);

struct Import {
  ImportId id{};
  UnitId unit{};
  std::string name;
  Source source = Source::csv;
  FileId file{};
  FileId records{};
  FileId media{};
  std::string mapping;
  State state = State::uploaded;
  std::int64_t total = 0;
  std::int64_t faulty = 0;
  std::int64_t skipped = 0;
  std::int64_t existing = 0;
  std::int64_t taken = 0;
  std::int64_t position = 0;
  std::int64_t kept = 0;
  PersonId ordered_by{};
  Instant created_at{};
  std::optional<Instant> started_at;
  std::optional<Instant> finished_at;
  std::string fault;
  std::int64_t version = 1;
};

/// Why a record cannot be taken over.
struct RowFault {
  std::string place;  // line, row or page in the source
  std::string column;
  std::string value;
  std::string reason;  // in words
};

struct TakenItem {
  std::string origin;
  std::string source_key;
  ImportId import{};
  DocumentId document{};
  std::string place;
};

struct SavedMapping {
  ImportMappingId id{};
  UnitId unit{};
  std::string name;
  std::string mapping;
  Instant saved_at{};
};

}  // namespace gongkai::imports
