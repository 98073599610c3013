// What the forms of the office offer, from the catalogs of the Regulation.
#include "platform/i18n/messages.hpp"
#include "regulation/applicant.hpp"
#include "regulation/wizard.hpp"
#include "requests/web_json.hpp"

namespace gongkai::requests {

namespace {

json::object named(std::string_view id, std::string_view name) {
  return {{"id", id}, {"name", name}};
}

template <class Range>
json::array labelled(const Range& values) {
  json::array all;
  for (const auto value : values) all.push_back(named(regulation::id_of(value), regulation::label_of(value)));
  return all;
}

json::array worded(std::string_view prefix, std::initializer_list<std::string_view> ids) {
  json::array all;
  for (const auto id : ids) all.push_back(named(id, i18n::text(fmt::format("requests.{}_{}", prefix, id))));
  return all;
}

json::array outcomes_json(Day today) {
  json::array all;
  for (const auto& outcome : regulation::catalog_outcomes().all())
    all.push_back({{"id", outcome.id},
                   {"name", outcome.label},
                   {"article", outcome.article},
                   {"reply", outcome.reply_id},
                   {"letter", outcome.letter},
                   {"row", regulation::report_row(outcome, today)},
                   {"by_applicant", outcome.by_applicant}});
  return all;
}

json::object wizard_json() {
  const auto& wizard = regulation::catalog_wizard();
  json::array questions;
  for (const auto& question : wizard.questions()) {
    json::array answers;
    for (const auto& answer : question.answers)
      answers.push_back({{"id", answer.id},
                         {"label", answer.label},
                         {"article", answer.article},
                         {"explanation", answer.explanation},
                         {"next", answer.next},
                         {"outcome", answer.outcome},
                         {"act", answer.act}});
    questions.push_back({{"id", question.id},
                         {"stage", question.stage},
                         {"text", question.text},
                         {"hint", question.hint},
                         {"answers", std::move(answers)}});
  }
  return {{"first", wizard.first()}, {"questions", std::move(questions)}};
}

json::object results_json() {
  json::object all;
  for (const auto of : {kind::records_correction, kind::proactive_proposal, kind::complaint}) {
    json::array results;
    for (const auto id : results_of(of))
      results.push_back(named(id, i18n::text(fmt::format("requests.result_{}", id))));
    all[of] = std::move(results);
  }
  return all;
}

json::array kinds_json() {
  json::array all;
  for (const auto of : {kind::request, kind::records_correction, kind::proactive_proposal, kind::complaint}) {
    const auto& kind = casework::kind_of(of);
    json::array stages;
    for (const auto& stage : kind.stages) stages.push_back(named(stage.id, stage.name));
    all.push_back({{"id", kind.id}, {"name", kind.name}, {"stages", std::move(stages)}});
  }
  return all;
}

}  // namespace

json::object choices_json(Day today) {
  return {{"kinds", kinds_json()},
          {"channels", labelled(regulation::channels)},
          {"applicant_kinds", labelled(regulation::applicant_kinds)},
          {"document_types", labelled(regulation::identity_kinds)},
          {"forms", worded("form", {"paper", "email", "disc"})},
          {"deliveries", worded("delivery", {"post", "express", "email", "fax", "pick_up", "read_on_site"})},
          {"parties", worded("party", {kind::third_party, kind::joint_maker, kind::other_body})},
          {"answers", worded("answer", {"agree", "refuse", "partly", "information"})},
          {"grounds", worded("ground", {"E14a", "E14b", "E14c", "E15", "E16_1", "E16_2", "E16_3", "E36_7"})},
          {"outcomes", outcomes_json(today)},
          {"results", results_json()},
          {"wizard", wizard_json()}};
}

json::object table_json(int year, const std::vector<TableRow>& table) {
  json::array rows;
  for (const auto& row : table) {
    json::array cells;
    for (const auto cell : row.columns) cells.emplace_back(cell);
    rows.push_back({{"id", row.id}, {"cells", std::move(cells)}});
  }
  return {{"year", year}, {"format", regulation::id_of(regulation::report_format(year))}, {"rows", std::move(rows)}};
}

}  // namespace gongkai::requests
