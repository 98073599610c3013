#include "open_data/record.hpp"

#include "base/text.hpp"
#include "layout/page.hpp"

namespace gongkai::open_data {

namespace {

std::string absolute(std::string_view origin, std::string_view path) {
  return std::string(origin) + std::string(path);
}

std::string field_of(const Record& record, std::string_view name) {
  const auto fields = content::fields_of(record.document.fields_text);
  return std::string(content::value_of(fields, name));
}

/// A spreadsheet takes = + - @ at the front for a formula.
std::string harmless(std::string cell) {
  if (!cell.empty() && std::string_view("=+-@\t\r").find(cell.front()) != std::string_view::npos) cell.insert(0, "'");
  return cell;
}

json::array attachments_json(const Record& record, std::string_view origin) {
  json::array list;
  for (const auto& attachment : record.attachments)
    list.push_back({{"name", attachment.name},
                    {"media_type", attachment.media_type},
                    {"size", attachment.size},
                    {"address", absolute(origin, layout::file_address(attachment))}});
  return list;
}

json::array links_json(const Record& record, std::string_view origin) {
  json::array list;
  for (const auto& link : record.links)
    list.push_back({{"kind", name_of(link.kind)},
                    {"title", link.title},
                    {"address", absolute(origin, layout::document_address(link.document))}});
  return list;
}

}  // namespace

const std::vector<Field>& fields() {
  static const std::vector<Field> list{
      {"id", "编号，不变"},
      {"address", "网页地址"},
      {"index_number", "索引号"},
      {"title", "标题"},
      {"document_number", "发文字号"},
      {"type", "文稿类型"},
      {"unit", "发布机关"},
      {"column", "栏目"},
      {"theme", "主题分类"},
      {"formed_on", "成文日期"},
      {"published_at", "发布时间"},
      {"changed_at", "最近更新时间"},
      {"validity", "有效性：in_force 有效、amended 已修改、lapsed 失效、repealed 废止"},
      {"summary", "摘要"},
      {"text", "正文文字"}};
  return list;
}

std::vector<std::string> to_row(const Record& record, std::string_view origin) {
  const auto& document = record.document;
  return {gongkai::to_text(document.id),
          absolute(origin, layout::document_address(document.id)),
          document.index_number,
          document.title,
          field_of(record, "document_number"),
          record.type_name,
          record.unit,
          record.column,
          field_of(record, "theme"),
          field_of(record, "formed_on"),
          to_iso(document.published_at),
          to_iso(document.released_at),
          record.validity,
          document.summary,
          document.plain_text};
}

json::object to_json(const Record& record, std::string_view origin) {
  json::object object;
  const auto row = to_row(record, origin);
  for (std::size_t i = 0; i < row.size(); ++i) object[fields()[i].name] = row[i];
  json::object declared;
  for (const auto& [name, value] : content::fields_of(record.document.fields_text)) declared[name] = value;
  object["fields"] = std::move(declared);
  object["attachments"] = attachments_json(record, origin);
  object["links"] = links_json(record, origin);
  return object;
}

std::string csv_line(const std::vector<std::string>& cells) {
  std::string line;
  for (const auto& cell : cells) {
    if (!line.empty() || &cell != &cells.front()) line += ',';
    line += '"';
    for (const char c : harmless(cell)) {
      if (c == '"') line += '"';
      line += c;
    }
    line += '"';
  }
  return line + "\r\n";
}

}  // namespace gongkai::open_data
