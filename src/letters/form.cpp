#include "letters/form.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "platform/documents/docx_writer.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::letters {
namespace {
using documents::TemplateParagraph;

std::string place_of(const TemplateParagraph& paragraph) {
  const auto part = paragraph.part.starts_with("header")   ? i18n::text("letters.form.header")
                    : paragraph.part.starts_with("footer") ? i18n::text("letters.form.footer")
                                                           : i18n::text("letters.form.body");
  return i18n::text(
      "letters.form.place",
      {{"part", part}, {"number", std::to_string(paragraph.number)}, {"text", shorten(trim(paragraph.text), 24)}});
}

bool holds(const TemplateParagraph& paragraph, std::string_view id) {
  const auto& name = book().find_field(id)->name;
  return std::ranges::any_of(documents::placeholders_in(paragraph.text),
                             [&](const auto& place) { return place.name == name; });
}

bool is_alone(const TemplateParagraph& paragraph, std::string_view id) {
  const auto places = documents::placeholders_in(paragraph.text);
  const auto whole = trim(paragraph.text);
  return places.size() == 1 && holds(paragraph, id) && places[0].end - places[0].begin == whole.size();
}

/// What the catalog's template of the kind states must stand in the unit's as well, unless it is optional.
std::vector<const Field*> mandatory(const Kind& kind) {
  std::vector<const Field*> fields;
  const auto add = [&](std::string_view id) { fields.push_back(book().find_field(id)); };
  if (kind.has_number()) add("number");
  if (std::ranges::find(kind.needs, "addressee") != kind.needs.end()) add("addressee");
  add("unit");
  add("signed_on");
  std::set<std::string> seen{"unit", "addressee"};
  for (const auto& paragraph : kind.paragraphs)
    for (const auto& place : documents::placeholders_in(paragraph)) {
      const auto* field = book().field_named(place.name);
      const bool is_needed =
          field->element > 0 && (field->by == "letter" || std::ranges::find(kind.needs, field->id) != kind.needs.end());
      if (is_needed && seen.insert(field->id).second) fields.push_back(field);
    }
  return fields;
}

bool may_stand(const Kind& kind, const Field& field) {
  const auto fields = fields_of(kind);
  return field.by == "letter" || std::ranges::find(fields, &field) != fields.end();
}

class Reading {
 public:
  Reading(const Kind& kind, const documents::TemplateText& text) : m_kind(kind), m_text(text) {}

  FormReading read() {
    if (m_text.has_comments) fault("comments");
    if (m_text.has_revisions) fault("revisions");
    for (const auto& paragraph : m_text.paragraphs) look_at(paragraph);
    for (const auto* field : mandatory(m_kind))
      if (!m_found.contains(field->id))
        fault("missing", {{"field", field->name}, {"element", std::string(book().element_name(field->element))}});
    find_body();
    return std::move(m_reading);
  }

 private:
  void fault(std::string_view code, std::vector<std::pair<std::string, std::string>> details = {}) {
    m_reading.faults.push_back({FaultKind::invalid, "letters.form." + std::string(code), "file", std::move(details)});
  }

  void look_at(const TemplateParagraph& paragraph) {
    const auto place = place_of(paragraph);
    if (paragraph.text.find("｛｛") != std::string::npos || paragraph.text.find("｝｝") != std::string::npos)
      fault("full_width", {{"place", place}});
    for (const auto& placeholder : documents::placeholders_in(paragraph.text)) {
      if (placeholder.name.empty()) {
        fault("broken", {{"place", place}});
        continue;
      }
      const auto* field = book().field_named(placeholder.name);
      if (!field) fault_unknown(placeholder.name, place);
      else if (!may_stand(m_kind, *field))
        fault("foreign", {{"place", place}, {"field", field->name}, {"kind", m_kind.name}});
      else m_found.insert(field->id);
    }
  }

  void fault_unknown(const std::string& name, const std::string& place) {
    std::vector<std::string_view> names;
    for (const auto& field : book().fields)
      if (may_stand(m_kind, field)) names.push_back(field.name);
    const auto near = std::string(nearest(name, names));
    fault(near.empty() ? "unknown" : "unknown_near", {{"place", place}, {"field", shorten(name, 30)}, {"near", near}});
  }

  void find_body() {
    std::vector<TemplateParagraph> story;
    for (const auto& paragraph : m_text.paragraphs)
      if (paragraph.part == "document") story.push_back(paragraph);
    auto begin = std::ranges::find_if(story, [](const auto& one) { return holds(one, "addressee"); });
    begin = begin == story.end() ? skip_head(story) : begin + 1;
    const auto end = std::find_if(begin, story.end(),
                                  [](const auto& one) { return is_alone(one, "unit") || holds(one, "signed_on"); });
    for (auto one = begin; one != end; ++one) m_reading.paragraphs.emplace_back(trim(one->text));
    if (m_reading.paragraphs.empty()) fault("no_body");
  }

  /// A form for the file names its addressee in the body: it begins behind head, number and title.
  static std::vector<TemplateParagraph>::iterator skip_head(std::vector<TemplateParagraph>& story) {
    return std::ranges::find_if(story, [](const auto& one) {
      return !is_alone(one, "unit") && !is_alone(one, "number") && !is_alone(one, "title") &&
             !documents::placeholders_in(one.text).empty();
    });
  }

  const Kind& m_kind;
  const documents::TemplateText& m_text;
  std::set<std::string, std::less<>> m_found;
  FormReading m_reading;
};
}  // namespace

FormReading read_form(const Kind& kind, const documents::TemplateText& text) {
  return Reading(kind, text).read();
}

std::string sample_form(const Kind& kind) {
  const auto place = [](std::string_view id) { return "{{" + book().find_field(id)->name + "}}"; };
  documents::OfficialText text{.form = documents::PrintForm::letter,
                               .head = place("unit"),
                               .number = kind.has_number() ? place("number") : "",
                               .title = kind.title,
                               .signers = {place("unit"), place("signed_on")}};
  if (std::ranges::find(kind.needs, "addressee") != kind.needs.end()) text.addressee = place("addressee");
  for (const auto& paragraph : kind.paragraphs) text.body.push_back({.spans = {{.text = paragraph}}});
  return documents::write_official_docx(text);
}

}  // namespace gongkai::letters
