// One record through the mapping. Pure: the same record always becomes the same document or the same faults.
#include <algorithm>

#include "base/text.hpp"
#include "imports/mapping.hpp"
#include "platform/documents/web_page.hpp"
#include "platform/files/digest.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::imports {

namespace {

constexpr std::size_t max_key_bytes = 500, shown_characters = 80;

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      default: out += c;
    }
  return out;
}

/// What the mapping makes of one target, and from which column.
struct Found {
  std::string text;
  std::string column;
};

class Preparing {
 public:
  Preparing(const Record& record, const Mapping& mapping, const content::DocumentType& type)
      : m_record(record), m_mapping(mapping), m_type(type) {}

  Prepared run(Day today) {
    m_result.key = key();
    m_result.unit_name = m_mapping.unit_from.empty() ? "" : std::string(trim(m_record.value(m_mapping.unit_from)));
    if (!m_mapping.unit_from.empty() && m_result.unit_name.empty())
      complain(m_mapping.unit_from, "", {FaultKind::invalid, "import.unit_missing", {}, {}, {}});
    put_texts();
    put_column();
    put_attachments();
    check(today);
    return std::move(m_result);
  }

 private:
  Found find(const FieldMap& field) const {
    std::string text(trim(m_record.value(field.from)));
    if (const auto known = field.values.find(text); known != field.values.end()) text = known->second;
    if (text.empty()) text = field.otherwise;
    return {std::move(text), field.from};
  }

  void put_texts() {
    auto& draft = m_result.draft;
    for (const auto& field : m_mapping.fields) {
      auto found = find(field);
      m_columns[field.to] = found;
      if (field.to == "title") draft.title = std::move(found.text);
      else if (field.to == "summary") draft.summary = std::move(found.text);
      else if (field.to == "body") draft.body = as_markup(found.text);
      else if (field.to == "index_number") m_result.index_number = std::move(found.text);
      else if (field.to == "published_on") put_day(found);
      else if (!found.text.empty()) draft.fields[field.to] = in_form(field.to, found.text);
    }
  }

  void put_day(const Found& found) {
    if (const auto day = understand_day(found.text)) m_result.published_on = *day;
    else
      complain(found.column, found.text,
               {FaultKind::invalid, found.text.empty() ? "import.day_missing" : "import.day_wrong", {}, {}, {}});
  }

  /// Days and labels of choices as the type wants them; anything else is judged as it stands.
  std::string in_form(std::string_view name, const std::string& text) const {
    const auto* rule = m_type.find(name);
    if (rule && rule->kind == content::FieldKind::day)
      if (const auto day = understand_day(text)) return to_text(*day);
    if (rule && rule->kind == content::FieldKind::choice)
      for (const auto& option : rule->options)
        if (option.label == text) return option.value;
    return text;
  }

  void put_column() {
    m_result.draft.column = m_mapping.column;
    if (m_mapping.column_from.empty()) return;
    const auto named = trim(m_record.value(m_mapping.column_from));
    if (const auto known = m_mapping.columns.find(named); known != m_mapping.columns.end())
      m_result.draft.column = known->second;
  }

  void put_attachments() {
    if (m_mapping.attachments.empty()) return;
    for (const auto one : split(m_record.value(m_mapping.attachments), ';'))
      if (!trim(one).empty()) m_result.attachments.emplace_back(trim(one));
  }

  std::string key() const {
    std::string key(m_mapping.key.empty() ? "" : trim(m_record.value(m_mapping.key)));
    if (!key.empty() && key.size() <= max_key_bytes) return key;
    files::TwoDigests digests;
    for (const auto& [name, value] : m_record.values) {
      digests.add(name);
      digests.add(std::string_view("\0", 1));
      digests.add(value);
      digests.add(std::string_view("\0", 1));
    }
    return "sha256:" + digests.finish().first;
  }

  void check(Day today) {
    const auto& draft = m_result.draft;
    if (m_result.published_on > today)
      complain_of("published_on", {FaultKind::invalid, "import.day_in_future", {}, {}, {}});
    auto faults = content::why_not_save(m_type, draft);
    // what lacks the right form is not also missing
    if (faults.empty()) faults = content::why_incomplete(m_type, draft, m_result.attachments.size(), today);
    for (const auto& fault : faults) complain_of(fault.field, fault);
  }

  void complain_of(const std::string& target, const Fault& fault) {
    const auto found = m_columns.find(target);
    if (found == m_columns.end()) return complain(target, "", fault);
    complain(found->second.column.empty() ? target : found->second.column,
             std::string(m_record.value(found->second.column)), fault);
  }
  void complain(const std::string& column, const std::string& value, const Fault& fault) {
    m_result.faults.push_back(
        {m_record.place, column, shorten(value, shown_characters), i18n::messages().message(fault)});
  }

  const Record& m_record;
  const Mapping& m_mapping;
  const content::DocumentType& m_type;
  std::map<std::string, Found, std::less<>> m_columns;
  Prepared m_result;
};

}  // namespace

std::optional<Day> understand_day(std::string_view text) {
  const auto written = documents::first_day(text);
  return written.empty() ? std::nullopt : parse_day(written);
}

std::string as_markup(std::string_view text) {
  for (const std::string_view mark : {"<p", "<div", "<br", "<table", "<section", "<h2", "<ul", "<ol", "<img", "<span"})
    if (text.find(mark) != std::string_view::npos) return std::string(text);
  std::string out;
  for (const auto line : split(text, '\n'))
    if (!trim(line).empty()) out += "<p>" + escaped(trim(line)) + "</p>";
  return out;
}

Prepared prepare(const Record& record, const Mapping& mapping, const content::DocumentType& type, Day today,
                 bool& wanted) {
  wanted = true;
  if (record.fault) {
    Prepared broken;
    broken.faults.push_back({record.place, "", "", i18n::messages().message(*record.fault)});
    return broken;
  }
  if (!mapping.only_column.empty() && record.value(mapping.only_column) != mapping.only_value) {
    wanted = false;
    return {};
  }
  return Preparing(record, mapping, type).run(today);
}

}  // namespace gongkai::imports
