#include "site_report/form.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <stdexcept>
#include <utility>

#include "base/assets.hpp"
#include "platform/json/json.hpp"

namespace gongkai::site_report {

namespace {

constexpr std::string_view file = "catalog/site_report/rows.json";

constexpr std::array<std::pair<std::string_view, Kind>, 4> kinds{
    {{"number", Kind::number}, {"decimal", Kind::decimal}, {"text", Kind::text}, {"choice", Kind::choice}}};

constexpr std::array<std::pair<std::string_view, Count>, 14> counts{
    {{"site_name", Count::site_name},
     {"sponsor", Count::sponsor},
     {"identity_code", Count::identity_code},
     {"icp_number", Count::icp_number},
     {"police_number", Count::police_number},
     {"visitors", Count::visitors},
     {"visits", Count::visits},
     {"released", Count::released},
     {"topics_kept", Count::topics_kept},
     {"topics_opened", Count::topics_opened},
     {"error_reports", Count::error_reports},
     {"error_reports_answered", Count::error_reports_answered},
     {"opinions", Count::opinions},
     {"subscribers", Count::subscribers}}};

template <class Value, std::size_t N>
std::optional<Value> named(const std::array<std::pair<std::string_view, Value>, N>& names, std::string_view name) {
  const auto found = std::ranges::find(names, name, &std::pair<std::string_view, Value>::first);
  return found == names.end() ? std::nullopt : std::optional(found->second);
}

std::unexpected<Fault> broken(std::string_view place) {
  return refuse(FaultKind::invalid, "site_report.form_broken", std::string(place));
}

Result<std::vector<std::string>> texts(const json::array& list, std::string_view place) {
  std::vector<std::string> found;
  for (const auto& one : list) {
    if (!one.is_string()) return broken(place);
    found.emplace_back(one.as_string());
  }
  return found;
}

Result<void> read_count(Row& row, const json::value& said) {
  json::Reader reader(said);
  const auto count = named(counts, reader.text("of"));
  row.how = reader.text("how");
  row.types = TRY(texts(reader.list("types"), row.id));
  CHECK_OK(reader.finish());
  if (!count) return broken(row.id);
  row.count = *count;
  return {};
}

Result<Row> read_row(const json::value& said) {
  json::Reader reader(said);
  Row row{.id = reader.text("id"), .label = reader.text("label"), .unit = reader.text_or("unit", "")};
  const auto kind = named(kinds, reader.text_or("kind", "number"));
  row.options = TRY(texts(reader.list("options"), row.id));
  row.optional = reader.boolean_or("optional", false);
  row.needs_source = reader.boolean_or("needs_source", true) && kind != Kind::text;
  CHECK_OK(reader.finish());
  if (!kind || (*kind == Kind::choice) == row.options.empty()) return broken(row.id);
  row.kind = *kind;
  if (const auto* counted = said.as_object().if_contains("counted")) CHECK_OK(read_count(row, *counted));
  return row;
}

Result<Part> read_part(const json::value& said) {
  json::Reader reader(said);
  Part part{.id = reader.text("id"), .name = reader.text("name")};
  for (const auto& row : reader.list("rows")) part.rows.push_back(TRY(read_row(row)));
  CHECK_OK(reader.finish());
  return part;
}

Result<Identity> read_identity(const json::value& said, const Form& form) {
  json::Reader reader(said);
  Identity identity{.left = TRY(texts(reader.list("left"), "left")), .equal = false, .right = {}};
  identity.right = TRY(texts(reader.list("right"), "right"));
  const auto relation = reader.text("relation");
  CHECK_OK(reader.finish());
  if (relation != "at_most" && relation != "equal") return broken("relation");
  identity.equal = relation == "equal";
  for (const auto* side : {&identity.left, &identity.right})
    for (const auto& id : *side)
      if (const auto* row = form.find(id); !row || row->kind != Kind::number) return broken(id);
  if (identity.left.empty() || identity.right.empty()) return broken("identities");
  return identity;
}

/// A row is known by its id, and a document type belongs to one row of each total: otherwise parts could exceed the whole.
Result<void> check_ids(const Form& form) {
  std::set<std::string> ids;
  for (const auto& part : form.parts)
    for (const auto& row : part.rows)
      if (!ids.insert(row.id).second) return broken(row.id);
  return {};
}

Result<void> read_due(Form& form, std::string_view due) {
  const auto day = parse_day("2001-" + std::string(due));  // no leap day: the term exists every year
  if (!day) return broken("due");
  form.due_month = day->month();
  form.due_day = day->day_of_month();
  return {};
}

}  // namespace

std::string_view name_of(Kind kind) {
  return std::ranges::find(kinds, kind, &std::pair<std::string_view, Kind>::second)->first;
}

const Row* Form::find(std::string_view id) const {
  for (const auto& part : parts)
    for (const auto& row : part.rows)
      if (row.id == id) return &row;
  return nullptr;
}

Result<Form> parse_form(std::string_view text) {
  const auto parsed = TRY(json::parse(text));
  json::Reader reader(parsed);
  Form form{.mark = reader.text("mark"), .source = reader.text("source")};
  const auto due = reader.text("due");
  for (const auto& part : reader.list("parts")) form.parts.push_back(TRY(read_part(part)));
  for (const auto& said : reader.list("identities")) form.identities.push_back(TRY(read_identity(said, form)));
  CHECK_OK(reader.finish());
  CHECK_OK(read_due(form, due));
  CHECK_OK(check_ids(form));
  return form;
}

const Form& form() {
  static const Form loaded = [] {
    auto parsed = parse_form(assets::find(file).value());
    if (!parsed) throw std::logic_error(std::string(file) + ": " + parsed.error().field);
    return *std::move(parsed);
  }();
  return loaded;
}

}  // namespace gongkai::site_report
