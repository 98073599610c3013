#include "regulation/outcome.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "base/assets.hpp"
#include "platform/json/json.hpp"

namespace gongkai::regulation {
namespace {
constexpr std::array grounds{Ground::e14a,  Ground::e14b,  Ground::e14c,  Ground::e15,
                             Ground::e16_1, Ground::e16_2, Ground::e16_3, Ground::e36_7};

std::unexpected<Fault> broken(std::string place) {
  return refuse(FaultKind::invalid, "regulation.catalog_broken", {}, {{"place", "outcomes.json " + std::move(place)}});
}

std::optional<Refusal> parse_refusal(std::string_view id) {
  if (id == "no") return Refusal::no;
  if (id == "partly") return Refusal::partly;
  if (id == "yes") return Refusal::yes;
  return std::nullopt;
}

Result<Outcome> read(const json::value& from, std::size_t index) {
  json::Reader reader(from);
  Outcome outcome{.id = reader.text("id"),
                  .label = reader.text("label"),
                  .reply_id = reader.text("reply"),
                  .article = reader.text_or("article", ""),
                  .letter = reader.text_or("letter", ""),
                  .row_2019 = reader.text("row_2019"),
                  .row_2021 = reader.text("row_2021"),
                  .by_applicant = reader.boolean_or("by_applicant", false),
                  .note = reader.text_or("note", "")};
  const auto ground = reader.text_or("ground", "");
  const auto refusal = parse_refusal(reader.text("refuses"));
  if (!reader.finish() || !refusal) return broken(fmt::format("[{}]", index));
  outcome.refuses = *refusal;
  outcome.ground = parse_ground(ground);
  if (!ground.empty() && !outcome.ground) return broken(outcome.id + " ground");
  return outcome;
}
}  // namespace

// 国办公开办函〔2019〕60号 was used for 2019 and 2020; 国办公开办函〔2021〕30号 holds from the report of 2021 on.
ReportFormat report_format(int year) {
  return year < 2021 ? ReportFormat::format_2019 : ReportFormat::format_2021;
}

std::string_view id_of(ReportFormat format) {
  return format == ReportFormat::format_2019 ? "2019" : "2021";
}

std::string_view id_of(Ground ground) {
  switch (ground) {
    case Ground::e14a: return "E14a";
    case Ground::e14b: return "E14b";
    case Ground::e14c: return "E14c";
    case Ground::e15: return "E15";
    case Ground::e16_1: return "E16_1";
    case Ground::e16_2: return "E16_2";
    case Ground::e16_3: return "E16_3";
    case Ground::e36_7: return "E36_7";
  }
  return {};
}

std::optional<Ground> parse_ground(std::string_view id) {
  for (const auto ground : grounds)
    if (id_of(ground) == id) return ground;
  return std::nullopt;
}

OutcomeBook::OutcomeBook(std::vector<Outcome> outcomes) : m_outcomes(std::move(outcomes)) {}

const Outcome* OutcomeBook::find(std::string_view id) const {
  const auto found = std::ranges::find(m_outcomes, id, &Outcome::id);
  return found == m_outcomes.end() ? nullptr : &*found;
}

const std::string& report_row(const Outcome& outcome, Day decided_on) {
  return report_format(decided_on.year()) == ReportFormat::format_2019 ? outcome.row_2019 : outcome.row_2021;
}

Result<OutcomeBook> parse_outcomes(std::string_view text) {
  const auto root = TRY(json::parse(text));
  const auto* list = root.is_object() ? root.get_object().if_contains("outcomes") : nullptr;
  if (!list || !list->is_array() || list->get_array().empty()) return broken("outcomes");
  std::vector<Outcome> outcomes;
  for (const auto& entry : list->get_array()) {
    auto outcome = TRY(read(entry, outcomes.size()));
    if (std::ranges::find(outcomes, outcome.id, &Outcome::id) != outcomes.end()) return broken(outcome.id);
    outcomes.push_back(std::move(outcome));
  }
  return OutcomeBook(std::move(outcomes));
}

const OutcomeBook& catalog_outcomes() {
  static const OutcomeBook book = [] {
    const auto file = assets::find("catalog/regulation/outcomes.json");
    auto read = parse_outcomes(file ? *file : std::string_view());
    if (!read) throw std::runtime_error("catalog/regulation/outcomes.json is broken");
    return *std::move(read);
  }();
  return book;
}

}  // namespace gongkai::regulation
