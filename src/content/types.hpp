// Document types are data (docs/adr/0005): catalog/types/*.json says which fields a notice has, what they are called and
// what makes them valid. The office draws its form from the same declaration that the server validates with.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "content/links.hpp"
#include "content/model.hpp"
#include "platform/json/json.hpp"

namespace gongkai {
struct Services;
}

namespace gongkai::content {

enum class FieldKind { text, long_text, day, choice, number, document_number, address };

struct Option {
  std::string value;
  std::string label;
};

struct FieldRule {
  std::string name;
  std::string label;
  std::string hint;
  FieldKind kind = FieldKind::text;
  bool required = false;
  bool shown = true;    // in the metadata table of the public page
  std::string group;    // heading above the field in the office's form
  std::string initial;  // what the office's form begins with
  std::size_t max_characters = 200;
  std::vector<Option> options{};  // of a choice
};

enum class CheckKind {
  not_in_future,  // the day has come
  not_before,     // not earlier than the other field
  needed_with,    // required when the other field has the value (any, when the value is empty)
};

struct Check {
  CheckKind kind = CheckKind::not_in_future;
  std::string field;
  std::string other;
  std::string value;
};

struct DocumentType {
  std::string id;
  std::string name;  // 通知公告
  std::string about;
  std::string page;        // portal template
  std::string category;    // facet of the search page
  bool statutory = false;  // counts as 主动公开 of government information
  std::string route = "three";  // 三审三校 or a shorter one, of catalog/review/routes.json
  std::size_t title_max = 120;
  std::size_t summary_max = 300;
  bool body_required = true;
  std::size_t attachments_max = 20;
  std::string article20;   // class of Regulation Art. 20 it belongs to: A20_01 … A20_15; "" for none
  std::int64_t term = 20;  // working days to publish it in: Regulation Art. 26
  std::vector<FieldRule> fields;
  std::vector<Check> checks;

  const FieldRule* find(std::string_view field) const;
};

struct TypeBook {
  std::vector<DocumentType> types;
  const DocumentType* find(std::string_view id) const;
};

/// Refuses unknown kinds, names that come twice, checks of fields that are not there, a choice without options: all
/// faults at once. `vocabularies` is the object of catalog/types/vocabularies.json.
Result<DocumentType> parse_type(std::string_view json_text, const json::object& vocabularies);

/// The types of the catalog; throws at first use when one of them is broken (a test finds it first).
const TypeBook& types();
/// The types of this installation: the catalog's, and over them what its administrator declared.
std::shared_ptr<const TypeBook> type_book(const Services& services);

/// What the writer typed: kept in a draft although incomplete, but never of the wrong form.
struct Draft {
  ColumnId column{};
  std::string title;
  std::string summary;
  std::string body;
  Fields fields;
  Attribute attribute{};
  std::optional<std::vector<DocumentLink>> links{};  // nothing: as they are
};
/// Faults that keep a draft from being saved: unknown fields, too long, not a day, not among the options.
std::vector<Fault> why_not_save(const DocumentType& type, const Draft& draft);
/// Faults that keep it from leaving the writer's desk: required parts that are missing, checks across fields.
std::vector<Fault> why_incomplete(const DocumentType& type, const Draft& draft, std::size_t attachments, Day today);

/// For the office: everything it needs to draw the form.
json::object to_json(const DocumentType& type);

}  // namespace gongkai::content
