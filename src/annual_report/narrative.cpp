#include "annual_report/narrative.hpp"

#include <algorithm>
#include <stdexcept>

#include "annual_report/store.hpp"
#include "base/assets.hpp"
#include "base/text.hpp"
#include "directory/api.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::annual_report {

namespace {

constexpr int part_count = 6;

struct Sentence {
  std::string format{};  // "" for both
  std::string when{};
  std::string words{};
};
using Sentences = std::map<int, std::vector<Sentence>>;

Sentences read_sentences() {
  const auto parsed = json::parse(assets::find("catalog/annual_report/narrative.json").value_or(""));
  if (!parsed) throw std::runtime_error("catalog/annual_report/narrative.json is no JSON");
  Sentences all;
  json::Reader reader(*parsed);
  for (const auto& said : reader.list("parts")) {
    json::Reader part(said);
    const auto number = static_cast<int>(part.integer("part"));
    for (const auto& one : part.list("sentences")) {
      json::Reader sentence(one);
      all[number].push_back({sentence.text_or("format", ""), sentence.text_or("when", ""), sentence.text("words")});
    }
  }
  return all;
}

const Sentences& sentences() {
  static const auto read = read_sentences();
  return read;
}

/// "t3.new.total", "t2.a20_1.normative.made": table, row, column.
int cell_at(const Form& form, std::string_view place) {
  const auto first = place.find('.'), last = place.rfind('.');
  if (first == std::string_view::npos || first == last) return -1;
  return form.cell_named(place.substr(0, first), place.substr(first + 1, last - first - 1), place.substr(last + 1));
}

std::string shown(const Tables& tables, const Form& form, int cell) {
  const auto* name = form.find(cell);
  const auto value = tables.value(cell);
  return name && name->kind == report_format::CellKind::amount ? decimal(value) : std::to_string(value);
}

std::optional<std::string> simple(std::string_view name, const Figures& figures) {
  if (name == "unit") return figures.unit;
  if (name == "year") return std::to_string(figures.year);
  if (name == "contact") return figures.contact;
  if (name == "phone") return figures.phone;
  if (name == "address") return figures.address;
  if (name == "fees") return figures.fees;
  return std::nullopt;
}

std::optional<std::string> value_of(std::string_view reference, const Figures& figures) {
  if (auto known = simple(reference, figures)) return known;
  const auto& form = report_format::form(figures.format);
  if (reference.starts_with("growth ")) {
    const int cell = cell_at(form, reference.substr(7));
    if (cell < 0) return std::nullopt;
    const bool comparable = figures.last_year && report_format::form(figures.last_format).find(cell);
    return growth(figures.tables.value(cell),
                  comparable ? std::optional(figures.last_year->value(cell)) : std::nullopt);
  }
  const bool last = reference.ends_with("@last");
  if (last) reference.remove_suffix(5);
  const int cell = cell_at(form, reference);
  if (cell < 0) return std::nullopt;
  if (!last) return shown(figures.tables, form, cell);
  return figures.last_year ? shown(*figures.last_year, form, cell)
                           : std::string(i18n::text("annual_report.no_last_year"));
}

/// 国办函〔2020〕109号: notices, what they asked for, what came in; zero is said, too.
std::string fee_words(const store::Fees& fees) {
  if (fees.notices == 0 && fees.collected == 0) return std::string(i18n::text("annual_report.no_fees"));
  return i18n::text("annual_report.fees", {{"notices", std::to_string(fees.notices)},
                                           {"noticed", std::to_string(fees.noticed)},
                                           {"collected", std::to_string(fees.collected)}});
}

/// "t3.new.total > 0", "t4.review.total = 0".
bool holds(std::string_view when, const Figures& figures) {
  if (when.empty()) return true;
  const auto blank = when.find(' ');
  const int cell = cell_at(report_format::form(figures.format), when.substr(0, blank));
  if (cell < 0) return false;
  const bool positive = when.substr(blank + 1).starts_with('>');
  return (figures.tables.value(cell) > 0) == positive;
}

}  // namespace

std::string growth(std::int64_t now, std::optional<std::int64_t> base) {
  if (!base) return std::string(i18n::text("annual_report.no_last_year"));
  const auto from = std::to_string(*base);
  if (*base == now) return i18n::text("annual_report.growth_none", {{"base", from}});
  if (*base == 0) return i18n::text("annual_report.growth_from_zero", {});
  const auto tenths = (std::abs(now - *base) * 2000 + *base) / (2 * *base);  // of a per cent, rounded half up
  const auto rate = fmt::format("{}.{}", tenths / 10, tenths % 10);
  return i18n::text(now > *base ? "annual_report.growth_up" : "annual_report.growth_down",
                    {{"base", from}, {"rate", rate}});
}

std::vector<Piece> pieces_of(std::string_view words, const Figures& figures) {
  std::vector<Piece> pieces;
  while (true) {
    const auto begin = words.find("{{");
    const auto end = begin == std::string_view::npos ? begin : words.find("}}", begin);
    if (end == std::string_view::npos) break;
    if (begin > 0) pieces.push_back({std::string(words.substr(0, begin))});
    const auto reference = trim(words.substr(begin + 2, end - begin - 2));
    auto value = value_of(reference, figures);
    const bool is_known = value.has_value();
    pieces.push_back({is_known ? *std::move(value) : std::string(words.substr(begin, end + 2 - begin)),
                      std::string(reference), is_known});
    words.remove_prefix(end + 2);
  }
  if (!words.empty()) pieces.push_back({std::string(words)});
  return pieces;
}

std::string filled(std::string_view words, const Figures& figures) {
  std::string text;
  for (const auto& piece : pieces_of(words, figures)) text += piece.text;
  return text;
}

Result<void> check_references(std::string_view words, Format format) {
  for (const auto& piece : pieces_of(words, {.format = format}))
    if (!piece.is_known)
      return refuse(FaultKind::invalid, "annual_report.reference_unknown", "words", {{"reference", piece.reference}});
  return {};
}

std::string pattern_of(int part, const Figures& figures) {
  std::string words;
  const auto found = sentences().find(part);
  if (found == sentences().end()) return words;
  for (const auto& sentence : found->second) {
    if (!sentence.format.empty() && sentence.format != report_format::name_of(figures.format)) continue;
    if (holds(sentence.when, figures)) words += sentence.words;
  }
  return words;
}

std::string assembled(int part, const Figures& figures) {
  return filled(pattern_of(part, figures), figures);
}

int cell_meant(std::string_view reference, Format format) {
  if (reference.starts_with("growth ")) reference.remove_prefix(7);
  if (reference.ends_with("@last")) reference.remove_suffix(5);
  return cell_at(report_format::form(format), reference);
}

Figures figures_of(db::Session& session, const Report& report, const Compiled& compiled) {
  Figures figures{.year = report.year, .format = compiled.format, .tables = compiled.tables};
  if (const auto unit = directory::find_unit(session, report.of.unit)) {
    figures.unit = unit->name;
    figures.contact = unit->contact.empty() ? unit->name : unit->contact;
    figures.phone = unit->phone;
    figures.address = unit->address;
  }
  figures.fees = fee_words(store::fees(session, report.of.unit_path, report.year));
  const auto last = store::of_unit(session, report.of.unit, report.year - 1);
  if (const auto edition = last ? store::latest(session, *last) : std::nullopt)
    if (auto frozen = thaw(edition->frozen)) {
      figures.last_year = frozen->tables;
      figures.last_format = frozen->format;
    }
  return figures;
}

Parts narrative(db::Session& session, Services&, const Report& report, const Compiled& compiled) {
  const auto figures = figures_of(session, report, compiled);
  Parts parts;
  for (int part = 1; part <= part_count; ++part) {
    const auto own = report.parts.find(part);
    parts[part] = own == report.parts.end() ? assembled(part, figures) : filled(own->second, figures);
  }
  return parts;
}

}  // namespace gongkai::annual_report
