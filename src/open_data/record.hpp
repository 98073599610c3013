// A public document as others take it along.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "content/api.hpp"
#include "platform/json/json.hpp"

namespace gongkai::open_data {

/// What the record needs beside the document.
struct Record {
  content::PublicDocument document;
  std::string unit;
  std::string column;
  std::string type_name;
  std::string validity{};  // today
  std::vector<content::Attachment> attachments{};
  std::vector<content::LinkedDocument> links{};
};

struct Field {
  std::string_view name;
  std::string_view meaning;  // for people, in Chinese
};
/// The columns of the table and the members of the object, in one order.
const std::vector<Field>& fields();

/// `origin` goes before addresses: "https://www.example.org".
json::object to_json(const Record& record, std::string_view origin);
/// Cells in the order of fields(); the body is the plain text.
std::vector<std::string> to_row(const Record& record, std::string_view origin);
/// RFC 4180, and no cell begins a formula when a spreadsheet opens it.
std::string csv_line(const std::vector<std::string>& cells);

}  // namespace gongkai::open_data
