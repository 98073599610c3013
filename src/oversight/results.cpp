#include "oversight/results.hpp"

#include "oversight/web_json.hpp"
#include "platform/documents/xlsx_writer.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::oversight {

namespace {

using documents::Cell;

std::string words(std::string_view name) {
  return std::string(i18n::text("oversight.workbook_" + std::string(name)));
}

Cell mark(std::int64_t tenths) {
  return static_cast<double>(tenths) / 10;
}

documents::Sheet drawing(const Inspection& i) {
  documents::Sheet sheet{
      .name = words("drawing"), .title = i.name, .columns = {{words("item"), 24}, {words("value"), 72}}};
  const auto amount = i18n::text(i.amount.is_share ? "oversight.workbook_share" : "oversight.workbook_count",
                                 {{"value", std::to_string(i.amount.value)}});
  sheet.rows = {{words("period"), to_text(i.first_day) + " — " + to_text(i.last_day)},
                {words("strata"), std::string(i18n::text("oversight.strata_" + std::string(id_of(i.strata))))},
                {words("amount"), amount},
                {words("frame_size"), i.frame_size},
                {words("seed"), i.seed},
                {words("frame_digest"), i.frame_digest},
                {words("drawn_at"), to_text(i.drawn_at) + " " + i.drawn_by_name},
                {words("recipe"), words("recipe_text")}};
  for (const auto& stratum : i.frame)
    sheet.rows.push_back({stratum.name.empty() ? words("whole") : stratum.name,
                          i18n::text("oversight.workbook_stratum", {{"size", std::to_string(stratum.size)},
                                                                    {"drawn", std::to_string(stratum.drawn)}})});
  return sheet;
}

documents::Sheet units(const oversight::Sheet& score_sheet, const std::vector<ScoredSample>& samples) {
  documents::Sheet sheet{
      .name = words("units"),
      .columns = {{words("rank")}, {words("unit"), 32}, {words("cases")}, {words("mark")}, {words("deducted"), 80}}};
  for (const auto& one : results_of(score_sheet, samples, settings().minimum_for_rank)) {
    std::string deducted;
    for (const auto& deduction : one.deductions)
      deducted += i18n::text("oversight.workbook_deduction", {{"name", score_sheet.find(deduction.criterion)->name},
                                                              {"cases", std::to_string(deduction.cases)},
                                                              {"points", std::to_string(deduction.points)}});
    sheet.rows.push_back(
        {one.rank ? Cell(*one.rank) : Cell(words("no_rank")), one.name, one.cases, mark(one.tenths), deducted});
  }
  return sheet;
}

documents::Sheet cases(const oversight::Sheet& score_sheet, const std::vector<ScoredSample>& samples) {
  documents::Sheet sheet{.name = words("cases"),
                         .columns = {{words("position")},
                                     {words("number"), 20},
                                     {words("unit"), 32},
                                     {words("outcome"), 24},
                                     {words("mark")}},
                         .landscape = true};
  for (const auto& criterion : score_sheet.criteria)
    sheet.columns.push_back({criterion.name + "（" + std::to_string(criterion.points) + "）"});
  for (const auto& one : samples) {
    std::vector<Cell> row{one.sample.position, one.sample.number, one.sample.unit_name,
                          outcome_name(one.sample.outcome),
                          one.sample.scored_at ? mark(mark_of(score_sheet, one.scores).tenths()) : Cell()};
    for (const auto& criterion : score_sheet.criteria) {
      const auto score = std::ranges::find(one.scores, criterion.id, &Score::criterion);
      if (score == one.scores.end()) row.emplace_back();
      else if (score->verdict == Verdict::not_applicable) row.emplace_back(words("not_applicable"));
      else row.emplace_back(-score->final_loss());
    }
    sheet.rows.push_back(std::move(row));
  }
  return sheet;
}

documents::Sheet deductions(const oversight::Sheet& score_sheet, const std::vector<ScoredSample>& samples) {
  documents::Sheet sheet{.name = words("deductions"),
                         .columns = {{words("criterion"), 48}, {words("cases_deducted")}, {words("points")}}};
  for (const auto& one : deductions_of(score_sheet, samples))
    sheet.rows.push_back({score_sheet.find(one.criterion)->name, one.cases, one.points});
  return sheet;
}

}  // namespace

std::string workbook_of(const Inspection& inspection, const std::vector<ScoredSample>& samples) {
  const auto score_sheet = parse_sheet(inspection.sheet);
  return documents::write_xlsx({drawing(inspection), units(score_sheet, samples), cases(score_sheet, samples),
                                deductions(score_sheet, samples)});
}

http::Response download(http::Response response, std::string_view name) {
  response.header("Content-Disposition", "attachment; filename*=UTF-8''" + http::percent_encode(name));
  return response;
}

}  // namespace gongkai::oversight
