#include "oversight/web_json.hpp"

#include "directory/api.hpp"
#include "oversight/store.hpp"
#include "platform/i18n/messages.hpp"
#include "regulation/outcome.hpp"

namespace gongkai::oversight {

namespace {

json::object with(json::object object, json::object more) {
  for (auto& [name, value] : more) object[name] = std::move(value);
  return object;
}

json::object named(std::string_view id, std::string_view name) {
  return {{"id", id}, {"name", name}};
}

json::array deductions_json(const Sheet& sheet, const std::vector<Deduction>& deductions) {
  json::array items;
  for (const auto& one : deductions)
    items.push_back({{"criterion", one.criterion},
                     {"name", sheet.find(one.criterion)->name},
                     {"cases", one.cases},
                     {"points", one.points}});
  return items;
}

json::array results_json(const Sheet& sheet, const std::vector<UnitResult>& results) {
  json::array items;
  for (const auto& one : results)
    items.push_back({{"unit", named(to_text(one.unit), one.name)},
                     {"cases", one.cases},
                     {"mark", mark_text(one.tenths)},
                     {"rank", one.rank ? json::value(*one.rank) : json::value()},
                     {"deductions", deductions_json(sheet, one.deductions)}});
  return items;
}

json::object row_json(db::Session& session, const Sheet& sheet, const ScoredSample& one) {
  const auto& sample = one.sample;
  const auto scorer = sample.scorer ? directory::find_person(session, sample.scorer) : std::nullopt;
  return {{"id", to_text(sample.id)},
          {"case", to_text(sample.case_id)},
          {"number", sample.number},
          {"position", sample.position},
          {"unit", named(to_text(sample.unit), sample.unit_name)},
          {"outcome", sample.outcome},
          {"outcome_name", outcome_name(sample.outcome)},
          {"scorer", scorer ? json::value(named(to_text(sample.scorer), scorer->name)) : json::value()},
          {"stage", id_of(stage_of(sample))},
          {"stage_name", i18n::text("oversight.stage_" + std::string(id_of(stage_of(sample))))},
          {"mark", sample.scored_at ? json::value(mark_text(mark_of(sheet, one.scores).tenths())) : json::value()},
          {"version", sample.version}};
}

json::array reasons_json(const std::optional<Fault>& fault) {
  json::array reasons;
  if (fault) reasons.emplace_back(i18n::messages().message(*fault));
  return reasons;
}

json::object act_json(bool permitted, const std::optional<Fault>& fault) {
  return {{"permitted", permitted}, {"allowed", permitted && !fault}, {"reasons", reasons_json(fault)}};
}

json::array names_of(const std::vector<std::string>& outcomes) {
  json::array names;
  for (const auto& outcome : outcomes) names.emplace_back(outcome_name(outcome));
  return names;
}

const Score* score_of(const std::vector<Score>& scores, std::string_view criterion) {
  const auto found = std::ranges::find(scores, criterion, &Score::criterion);
  return found == scores.end() ? nullptr : &*found;
}

json::object found_json(const Proposal& found) {
  return {{"verdict", found.verdict ? json::value(id_of(*found.verdict)) : json::value()},
          {"evidence", found.evidence}};
}

json::value score_json(const Score* score) {
  if (!score) return nullptr;
  return json::object{
      {"verdict", id_of(score->verdict)},
      {"lost", score->lost},
      {"reason", score->reason},
      {"lost_after_appeal", score->lost_after_appeal ? json::value(*score->lost_after_appeal) : json::value()}};
}

/// What was found is shown as it was when the sheet was filled in; before that, as it is now.
json::array sheet_json(db::Session& session, const Context& context, const Sample& sample, const Sheet& sheet,
                       const std::vector<Score>& scores) {
  const auto found = sample.scored_at ? std::vector<Proposal>(sheet.criteria.size())
                                      : Examined(session, context, sample.case_id).propose(sheet);
  json::array rows;
  for (std::size_t i = 0; i < sheet.criteria.size(); ++i) {
    const auto& criterion = sheet.criteria[i];
    const auto* score = score_of(scores, criterion.id);
    rows.push_back({{"id", criterion.id},
                    {"name", criterion.name},
                    {"points", criterion.points},
                    {"basis", criterion.basis},
                    {"look_at", criterion.look_at},
                    {"found", found_json(score ? score->found : found[i])},
                    {"score", score_json(score)}});
  }
  return rows;
}

json::value words_json(const std::string& words, const std::string& by, const std::optional<Instant>& at) {
  if (!at) return nullptr;
  return json::object{{"words", words}, {"by", by}, {"at", to_iso(*at)}};
}

std::optional<Fault> why_not_score_now(db::Session& session, const Context& context, const Inspection& inspection,
                                       const Sample& sample) {
  if (auto fault = why_not_change_scores(inspection)) return fault;
  return why_not_score({context.actor.person, context.actor.unit}, sample, store::hands_in(session, sample.case_id));
}

}  // namespace

std::string outcome_name(std::string_view outcome) {
  const auto* found = regulation::catalog_outcomes().find(outcome);
  return found ? found->label : std::string(outcome);
}

std::string mark_text(std::int64_t tenths) {
  return fmt::format("{}.{}", tenths / 10, tenths % 10);
}

json::array strata_json(const std::vector<Stratum>& strata) {
  json::array items;
  for (const auto& one : strata)
    items.push_back({{"id", one.id}, {"name", one.name}, {"size", one.size}, {"drawn", one.drawn}});
  return items;
}

json::array items_json(const std::vector<requests::FileItem>& items) {
  json::array list;
  for (const auto& item : items) {
    const auto stage = std::string(requests::id_of(item.stage));
    const bool is_missing = item.presence == requests::Presence::missing;
    list.push_back({{"stage", stage},
                    {"stage_name", i18n::text("requests.file_stage_" + stage)},
                    {"id", item.id},
                    {"name", i18n::text("requests.file_item_" + item.id)},
                    {"presence", requests::id_of(item.presence)},
                    {"evidence", item.evidence},
                    {"advice", is_missing ? i18n::text("requests.file_lacks_" + item.id) : std::string_view()}});
  }
  return list;
}

json::object inspection_json(db::Session& session, const Inspection& inspection) {
  const auto unit = directory::find_unit(session, inspection.unit);
  return {{"id", to_text(inspection.id)},
          {"name", inspection.name},
          {"unit", named(to_text(inspection.unit), unit ? unit->name : "")},
          {"first_day", to_text(inspection.first_day)},
          {"last_day", to_text(inspection.last_day)},
          {"outcome_names", names_of(inspection.outcomes)},
          {"strata", id_of(inspection.strata)},
          {"is_share", inspection.amount.is_share},
          {"amount", inspection.amount.value},
          {"seed", inspection.seed},
          {"frame_size", inspection.frame_size},
          {"frame_digest", inspection.frame_digest},
          {"drawn_by", inspection.drawn_by_name},
          {"drawn_at", to_iso(inspection.drawn_at)},
          {"told_at", directory::instant_or_null(inspection.told_at)},
          {"appeal_until", inspection.appeal_until ? json::value(to_text(*inspection.appeal_until)) : json::value()},
          {"closed_at", directory::instant_or_null(inspection.closed_at)},
          {"version", inspection.version}};
}

Result<json::object> whole_json(db::Session& session, Context& context, InspectionId id) {
  const auto inspection = store::find(session, id);
  if (!inspection) return refuse(FaultKind::not_found, "oversight.not_found");
  const auto samples = scored_samples(session, context, *inspection);
  const bool all = sees_all(context.actor, *inspection);
  if (samples.empty() && !all) return refuse(FaultKind::not_found, "oversight.not_found");
  const auto sheet = parse_sheet(inspection->sheet);
  const auto minimum = settings().minimum_for_rank;
  json::array rows;
  std::vector<Sample> bare;
  for (const auto& one : samples) {
    rows.push_back(row_json(session, sheet, one));
    bare.push_back(one.sample);
  }
  const bool may = context.actor.may(permission::draw, inspection->unit_path);
  return with(inspection_json(session, *inspection),
              {{"frame", all ? strata_json(inspection->frame) : json::array{}},
               {"sees_all", all},
               {"minimum_for_rank", minimum},
               {"samples", std::move(rows)},
               {"results", results_json(sheet, results_of(sheet, samples, all ? minimum : INT64_MAX))},
               {"deductions", deductions_json(sheet, deductions_of(sheet, samples))},
               {"assign", act_json(may, why_not_change_scores(*inspection))},
               {"tell", act_json(may, why_not_tell(*inspection, bare))},
               {"close", act_json(may, why_not_close(*inspection, bare, context.today()))}});
}

Result<json::object> sample_json(db::Session& session, Context& context, SampleId id) {
  const auto sample = store::find(session, *context.services.vault, id);
  const auto inspection = sample ? store::find(session, sample->inspection) : std::nullopt;
  if (!inspection || !sees(context.actor, *inspection, *sample))
    return refuse(FaultKind::not_found, "oversight.sample_not_found");
  const auto sheet = parse_sheet(inspection->sheet);
  const auto scores = store::scores_of(session, *context.services.vault, id);
  const auto& actor = context.actor;
  const bool is_scorer = sample->scorer == actor.person && actor.may(permission::score, inspection->unit_path);
  return with(
      row_json(session, sheet, {*sample, scores}),
      {{"inspection", named(to_text(inspection->id), inspection->name)},
       {"points", sheet.points()},
       {"sheet", sheet_json(session, context, *sample, sheet, scores)},
       {"appeal", words_json(sample->appeal, sample->appealed_by_name, sample->appealed_at)},
       {"answer", words_json(sample->answer, sample->answered_by_name, sample->answered_at)},
       {"may_read_case", actor.may(permission::read, sample->unit_path)},
       {"score", act_json(is_scorer, why_not_score_now(session, context, *inspection, *sample))},
       {"assign", act_json(actor.may(permission::draw, inspection->unit_path),
                           sample->scored_at ? std::optional(Fault{FaultKind::conflict, "oversight.scored_already"})
                                             : why_not_change_scores(*inspection))},
       {"complain", act_json(actor.may(permission::appeal, sample->unit_path),
                             why_not_appeal(*inspection, *sample, context.today()))},
       {"reply", act_json(actor.may(permission::draw, inspection->unit_path),
                          why_not_answer(*inspection, *sample, actor.person))}});
}

json::object choices_json(db::Session& session, const Context& context) {
  json::array outcomes, strata, scorers;
  for (const auto& outcome : regulation::catalog_outcomes().all()) outcomes.push_back(named(outcome.id, outcome.label));
  for (const auto by : {Strata::unit, Strata::outcome, Strata::none})
    strata.push_back(named(id_of(by), i18n::text("oversight.strata_" + std::string(id_of(by)))));
  std::string path = "/";
  if (const auto scope = context.actor.scope_of(permission::draw); !scope.empty()) path = scope.front().unit_path;
  for (const auto& one : scorers_of(session, path))
    scorers.push_back({{"id", to_text(one.person)}, {"name", one.name}, {"unit_name", one.unit_name}});
  json::array criteria;
  for (const auto& one : catalog_sheet().criteria)
    criteria.push_back(
        {{"id", one.id}, {"name", one.name}, {"points", one.points}, {"basis", one.basis}, {"look_at", one.look_at}});
  return {{"outcomes", std::move(outcomes)},
          {"strata", std::move(strata)},
          {"scorers", std::move(scorers)},
          {"criteria", std::move(criteria)},
          {"edition", catalog_sheet().edition},
          {"minimum_for_rank", settings().minimum_for_rank},
          {"appeal_working_days", settings().appeal_working_days}};
}

}  // namespace gongkai::oversight
