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
  std::vector<std::string> paragraphs;         // of a PDF
  bool is_spreadsheet() const { return !rows.empty(); }
};

struct LinkEntry {
  std::string kind;  // of content::LinkKind
  std::string to;    // the key of a document without links of its own
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
  std::map<std::string, std::string> fields;  // beside those that every document of its kind has
  std::vector<LinkEntry> links;
  std::string registration;  // 登记编号 of a normative document
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

}  // namespace gongkai::demo
