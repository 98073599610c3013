// How records of a foreign source become documents: which column is the title, which is the day, what stands for what.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "content/types.hpp"
#include "imports/record.hpp"
#include "platform/documents/records.hpp"
#include "platform/json/json.hpp"

namespace gongkai::imports {

struct FieldMap {
  std::string to;         // title, summary, body, published_on, index_number, or a field of the document type
  std::string from;       // column of the source, "" for none
  std::string otherwise;  // when the column is empty
  std::map<std::string, std::string, std::less<>> values{};  // what stands for what: 规范性文件 → normative
};

struct Mapping {
  std::string origin;  // names the old system: its records are taken over once
  std::string type;
  ColumnId column{};                                       // where documents go …
  std::string column_from;                                 // … unless this column of the source says it,
  std::map<std::string, ColumnId, std::less<>> columns{};  // by these names
  std::string unit_from;    // column with the unit's name, full or short; "": all of the import's unit
  std::string key;          // column that names the record in its origin; "": the record's own digest
  std::string attachments;  // column with paths or addresses, by ";"
  std::string only_column;  // take over only records with this value in this column
  std::string only_value;
  std::string writer = "迁移";
  documents::Selectors selectors{};  // of a web site
  std::vector<FieldMap> fields;
};

/// All faults at once; the type must be known and its required fields must come from somewhere.
Result<Mapping> parse_mapping(const json::value& value, const content::TypeBook& types);
json::object to_json(const Mapping& mapping);
/// A first proposal: columns that are called like the fields, or like fields usually are called.
Mapping proposal(const std::vector<std::string>& columns, Source source, const content::DocumentType* type);

/// What a record becomes, before any database is asked.
struct Prepared {
  std::string key;
  std::string unit_name;  // "" means the import's unit
  content::Draft draft{};
  Day published_on{};
  std::string index_number;
  std::vector<std::string> attachments{};
  std::vector<RowFault> faults{};  // all of them; anything else is good only without
};
/// False in `wanted` when the mapping leaves the record out.
Prepared prepare(const Record& record, const Mapping& mapping, const content::DocumentType& type, Day today,
                 bool& wanted);

/// "2024年3月1日", "2024/3/1 10:00" and the like.
std::optional<Day> understand_day(std::string_view text);
/// Text without markup as paragraphs; markup as it is.
std::string as_markup(std::string_view text);

}  // namespace gongkai::imports
