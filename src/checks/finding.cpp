#include "checks/finding.hpp"

#include <array>

namespace gongkai::checks {
namespace {
constexpr std::array<std::pair<Kind, std::string_view>, 25> kinds{{
    {Kind::id_number, "id_number"},
    {Kind::phone, "phone"},
    {Kind::landline, "landline"},
    {Kind::bank_card, "bank_card"},
    {Kind::address, "address"},
    {Kind::passport, "passport"},
    {Kind::email, "email"},
    {Kind::secret_mark, "secret_mark"},
    {Kind::hidden_content, "hidden_content"},
    {Kind::unreadable, "unreadable"},
    {Kind::term, "term"},
    {Kind::leader, "leader"},
    {Kind::punctuation, "punctuation"},
    {Kind::numeral, "numeral"},
    {Kind::traditional, "traditional"},
    {Kind::spacing, "spacing"},
    {Kind::document_number, "document_number"},
    {Kind::duplicate_number, "duplicate_number"},
    {Kind::disclosure_mark, "disclosure_mark"},
    {Kind::dead_link, "dead_link"},
    {Kind::missing_field, "missing_field"},
    {Kind::title, "title"},
    {Kind::duplicate_title, "duplicate_title"},
    {Kind::column_fit, "column_fit"},
    {Kind::copied, "copied"},
}};
}  // namespace

std::string_view name_of(Kind kind) {
  for (const auto& [each, name] : kinds)
    if (each == kind) return name;
  return "";
}

std::optional<Kind> parse_kind(std::string_view name) {
  for (const auto& [kind, each] : kinds)
    if (each == name) return kind;
  return std::nullopt;
}

bool is_personal(Kind kind) {
  return kind >= Kind::id_number && kind <= Kind::email;
}

std::string_view name_of(Severity severity) {
  switch (severity) {
    case Severity::note: return "note";
    case Severity::should: return "should";
    case Severity::must: return "must";
  }
  return "";
}

std::optional<Severity> parse_severity(std::string_view name) {
  for (const auto severity : {Severity::note, Severity::should, Severity::must})
    if (name_of(severity) == name) return severity;
  return std::nullopt;
}

std::string_view name_of(Where where) {
  switch (where) {
    case Where::title: return "title";
    case Where::summary: return "summary";
    case Where::body: return "body";
    case Where::field: return "field";
    case Where::attachment: return "attachment";
    case Where::file_name: return "file_name";
  }
  return "";
}

}  // namespace gongkai::checks
