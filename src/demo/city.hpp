// What catalog/demo says, as plain structs. References between them are keys and slugs; city_test.cpp resolves them all.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "directory/model.hpp"
#include "directory/rules.hpp"
#include "platform/json/json.hpp"

namespace gongkai::demo {

struct UnitEntry {
  std::string key;     // "fishery": how the other files name it
  std::string parent;  // "" for the city
  std::string theme;   // 主题分类 of its documents
  std::string duty;
  directory::UnitFields fields;
};

struct SiteEntry {
  std::string slug;  // "" is the city's
  std::string unit;
  std::string tree;  // which column tree of columns.json
  directory::SiteFields fields;
};

struct ColumnEntry {
  std::string slug, name, kind, about;
  std::string parent;  // "" on the first level
  bool may_be_empty = false;
};

struct RoleEntry {
  std::string role, unit;
  bool with_subtree = true;
};
struct PersonEntry {
  std::string login, name, unit, post;
  std::vector<RoleEntry> roles;
};

struct AttachmentEntry {
  std::string name;  // with its extension
  std::string title;
  std::vector<std::vector<std::string>> rows;  // of a spreadsheet
  std::vector<std::string> paragraphs;         // of a PDF or a text document
  bool is_spreadsheet() const { return !rows.empty(); }
  bool is_text_document() const { return name.ends_with(".docx"); }
};

struct LinkEntry {
  std::string kind;  // of content::LinkKind
  std::string to;    // the key of another document
};

/// What becomes of a document that is not simply public.
enum class Fate {
  released,
  draft,
  in_review,
  returned,
  without_interpretation,
  filed,
  withdrawn,
  expiring,
  scheduled,
  urgent
};
std::optional<Fate> parse_fate(std::string_view name);

struct FateEntry {
  Fate fate = Fate::released;
  std::string remark;  // why it came back, was withdrawn, was urgent; the note to the ground
  std::string disclosure = "proactive";
  std::string ground;
  std::vector<std::string> signed_by;  // logins, in the order of the route's steps
  std::optional<Instant> at;           // when it will be released, or leaves the lists
};

struct DocumentEntry {
  std::string key;
  std::string type;  // document type of the content core
  std::string site, column, unit;
  std::string title;
  std::string number;  // 发文字号, or ""
  std::string issuer;
  std::string theme;  // "" takes the unit's
  Day written{};
  std::optional<Day> valid_until;
  Instant released{};
  /// Paragraphs; "# …" is a heading, "= signer|day" the signature.
  std::vector<std::string> body;
  std::vector<AttachmentEntry> attachments;
  std::map<std::string, std::string> fields;  // beside those that every document of its kind has; tables as JSON
  std::vector<LinkEntry> links;
  std::string registration;  // 登记编号 of a normative document
  FateEntry fate;
};

struct City {
  std::vector<UnitEntry> units;  // parents before children
  std::vector<SiteEntry> sites;
  std::map<std::string, std::vector<ColumnEntry>> trees;
  std::vector<PersonEntry> people;
  std::vector<DocumentEntry> documents;  // in the order of their release

  const UnitEntry* unit(std::string_view key) const;
  const SiteEntry* site(std::string_view slug) const;
  /// Who writes and who releases for the unit: its own people, or the city's.
  const PersonEntry& person_with(std::string_view role, std::string_view unit) const;
};

/// Reads the embedded files; throws std::runtime_error with the place when one is broken: they are part of the binary.
City read_city();
DocumentEntry read_document(const json::value& value);

}  // namespace gongkai::demo
