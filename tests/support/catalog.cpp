#include "tests/support/catalog.hpp"

#include <algorithm>
#include <map>

namespace gongkai::testing {
namespace {
struct ColumnLine {
  std::string name, type;
  bool required = false;
};
struct IndexLine {
  std::string table, name, column;
  bool is_unique = false;
};
}  // namespace
}  // namespace gongkai::testing

template <>
struct gongkai::db::Columns<gongkai::testing::ColumnLine> {
  using Row = gongkai::testing::ColumnLine;
  static constexpr auto list =
      std::tuple{column("name", &Row::name), column("type", &Row::type), column("required", &Row::required)};
};
template <>
struct gongkai::db::Columns<gongkai::testing::IndexLine> {
  using Row = gongkai::testing::IndexLine;
  static constexpr auto list = std::tuple{column("table_name", &Row::table), column("name", &Row::name),
                                          column("column_name", &Row::column), column("is_unique", &Row::is_unique)};
};

namespace gongkai::testing {
namespace {
const db::Query list_columns{
    "test.list_columns",
    db::TwoTexts{.sqlite = "SELECT m.name || '.' || c.name AS name, lower(c.type) AS type, c.\"notnull\" OR c.pk > 0 "
                           "AS required FROM sqlite_master m, "
                           "pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'",
                 .postgres = "SELECT cast(table_name || '.' || column_name AS text) AS name, cast(data_type AS text) "
                             "AS type, is_nullable = 'NO' AS required "
                             "FROM information_schema.columns WHERE table_schema = current_schema()"}};
const db::Query list_indexes{
    "test.list_indexes",
    db::TwoTexts{.sqlite = "SELECT m.tbl_name AS table_name, m.name, coalesce(c.name, '(expression)') AS column_name, "
                           "l.\"unique\" AS is_unique FROM "
                           "sqlite_master m, pragma_index_list(m.tbl_name) l, pragma_index_info(m.name) c WHERE m.type "
                           "= 'index' AND l.name = m.name "
                           "AND l.origin = 'c' ORDER BY m.name, c.seqno",
                 .postgres = "SELECT cast(t.relname AS text) AS table_name, cast(i.relname AS text) AS name, "
                             "coalesce(cast(a.attname AS text), "
                             "'(expression)') AS column_name, x.indisunique AS is_unique FROM pg_index x JOIN pg_class "
                             "i ON i.oid = x.indexrelid JOIN "
                             "pg_class t ON t.oid = x.indrelid CROSS JOIN LATERAL unnest(cast(x.indkey AS smallint[])) "
                             "WITH ORDINALITY k(number, place) LEFT JOIN "
                             "pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number WHERE t.relnamespace = "
                             "cast(current_schema() AS regnamespace) "
                             "AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = x.indexrelid) ORDER BY "
                             "i.relname, k.place"}};

std::string normal_type(const std::string& type) {
  static const std::map<std::string, std::string> names{
      {"integer", "i64"},          {"bigint", "i64"}, {"boolean", "i64"}, {"real", "f64"},
      {"double precision", "f64"}, {"blob", "bytes"}, {"bytea", "bytes"}};
  const auto found = names.find(type);
  return found == names.end() ? type : found->second;
}
}  // namespace

std::vector<std::string> catalog_of(db::Database& database) {
  std::vector<std::string> lines;
  database.read([&](db::Session& session) {
    for (const auto& column : session.all<ColumnLine>(list_columns))
      if (column.type != "xid8")
        lines.push_back(column.name + " " + normal_type(column.type) + (column.required ? " not null" : ""));
    std::map<std::string, std::pair<IndexLine, std::string>> indexes;
    for (auto& line : session.all<IndexLine>(list_indexes)) {
      auto& [index, columns] = indexes[line.name];
      columns += (columns.empty() ? "" : ", ") + line.column;
      index = std::move(line);
    }
    for (const auto& [name, found] : indexes)
      if (found.second.find("xid") == std::string::npos)
        lines.push_back("index " + found.first.table + " (" + found.second + ")" +
                        (found.first.is_unique ? " unique" : ""));
  });
  std::sort(lines.begin(), lines.end());
  return lines;
}

}  // namespace gongkai::testing
