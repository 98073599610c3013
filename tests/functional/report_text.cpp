#include "tests/functional/report_text.hpp"

#include <boost/json.hpp>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace gongkai::testing {

namespace json = boost::json;

namespace {

json::value read(const std::string& path) {
  std::ifstream file(std::string(GONGKAI_SOURCE_DIR) + "/" + path);
  std::stringstream content;
  content << file.rdbuf();
  return json::parse(content.str());
}

std::string text(const json::value& value) {
  if (value.is_null()) return "";
  return value.is_string() ? std::string(value.get_string()) : json::serialize(value);
}

std::string label(const json::value& of) {
  return std::string(of.at("label").as_string());
}

std::string table_2(const json::value& form, const json::value& figures) {
  std::string out;
  for (const auto& part : form.at("t2").as_array()) {
    out += "信息内容";
    for (const auto& column : part.at("columns").as_array()) out += "\t" + label(column);
    for (const auto& row : part.at("rows").as_array()) {
      out += "\n" + label(row);
      for (const auto& column : part.at("columns").as_array())
        out += "\t" +
               text(figures.at(part.at("id").as_string()).at(row.at("id").as_string()).at(column.at("id").as_string()));
    }
    out += "\n";
  }
  return out;
}

std::string table_3(const json::value& form, const json::value& figures) {
  const auto& columns = form.at("t3").at("columns").as_array();
  std::string out = "项目";
  for (const auto& column : columns) out += "\t" + label(column);
  for (const auto& row : form.at("t3").at("rows").as_array()) {
    out += "\n" + label(row);
    for (const auto& column : columns)
      out += "\t" + text(figures.at(row.at("id").as_string()).at(column.at("id").as_string()));
  }
  return out + "\n";
}

std::string table_4(const json::value& form, const json::value& figures) {
  std::string header, values;
  for (const auto& block : form.at("t4").as_array())
    for (const auto& cell : block.at("cells").as_array()) {
      header += (header.empty() ? "" : "\t") + label(cell);
      values +=
          (values.empty() ? "" : "\t") + text(figures.at(block.at("id").as_string()).at(cell.at("id").as_string()));
    }
  return header + "\n" + values + "\n";
}

}  // namespace

std::string published_report(const std::string& id, const std::string& unit) {
  const auto reports = read("src/report_check/cases/reports.json");
  for (const auto& report : reports.as_array()) {
    if (report.at("id").as_string() != id) continue;
    const auto form = read("catalog/report_formats/" + std::string(report.at("format").as_string()) + ".json");
    const auto& tables = report.at("tables");
    return unit + "\n" + text(report.at("year")) +
           "年政府信息公开工作年度报告\n一、总体情况\n本单位依法公开政府信息。\n" + table_2(form, tables.at("t2")) +
           table_3(form, tables.at("t3")) + table_4(form, tables.at("t4"));
  }
  throw std::invalid_argument(id);
}

}  // namespace gongkai::testing
