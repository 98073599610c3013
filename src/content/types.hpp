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

enum class FieldKind {
  text,
  long_text,
  day,
  year,
  choice,
  choices,  // several, one a line
  number,
  money,  // a decimal; the field's unit says 元, 万元 or 亿元
  person,
  telephone,
  document_number,
  address,
  table,  // rows of the declared columns, as a JSON list of objects of texts
};

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
  std::string unit;                  // of money and numbers, shown behind the value
  std::vector<Option> options{};     // of a choice
  std::vector<FieldRule> columns{};  // of a table
};

/// Whether a policy of this type needs its 解读.
enum class Interpretation { none, may, must };

struct LinkRule {
  LinkKind kind = LinkKind::see_also;
  bool required = false;  // before it may leave the writer's desk
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
  std::string page;                // portal template
  std::string category;            // facet of the search page
  std::int64_t sort_order = 1000;  // in the office's list
  std::string ordered_by;          // field of numbers that orders a whole column of them; "": newest first
  bool statutory = false;          // counts as 主动公开 of government information
  std::size_t title_max = 120;
  std::size_t summary_max = 300;
  bool body_required = true;
  std::size_t attachments_max = 20;
  std::string route = "three";  // of reviews: catalog/review/routes.json
  Interpretation interpretation = Interpretation::none;
  bool interprets = false;  // is itself a 解读, of this form:
  std::string form;
  bool library = false;     // stands in the policy library
  bool registered = false;  // stands in the ledger of normative documents
  bool gazette = false;     // goes to the basket of the next issue
  std::string article20;    // class of Regulation Art. 20 that it usually belongs to
  int term = 20;            // working days from forming to publishing, Regulation Art. 26
  std::string retention;    // 永久, 30年, 10年
  std::vector<LinkRule> links;
  std::vector<std::string> stages;
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

const json::object& vocabularies();
/// The types of the catalog; throws at first use when one of them is broken (a test finds it first). What the platform
/// works with is type_book(): these, with what the administrator changed.
const TypeBook& catalog_types();

/// The rows of a table field; nothing when the text is none.
using TableRow = Fields;
std::vector<TableRow> table_of(std::string_view value);
/// The values of a `choices` field.
std::vector<std::string> choices_of(std::string_view value);

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

/// For the office: everything it needs to draw the form, and to change the declaration.
json::object to_json(const DocumentType& type);

}  // namespace gongkai::content
