// After the scoring: the units are told, appeal, and get an answer.
#include "casework/notices.hpp"
#include "oversight/loading.hpp"
#include "oversight/store.hpp"
#include "oversight/use_cases.hpp"
#include "platform/calendar/calendars.hpp"

namespace gongkai::oversight {

namespace {

std::string mark_text(const Sheet& sheet, const std::vector<Score>& scores) {
  const auto tenths = mark_of(sheet, scores).tenths();
  return fmt::format("{}.{}", tenths / 10, tenths % 10);
}

Result<void> notify(Transaction& tx, const Inspection& inspection, const Sample& sample, std::string_view kind) {
  const auto& vault = *tx.context().services.vault;
  const auto of = casework::find(tx.db(), vault, sample.case_id);
  if (!of) return {};
  const auto mark = mark_text(parse_sheet(inspection.sheet), store::scores_of(tx.db(), vault, sample.id));
  json::object facts{{"name", inspection.name}, {"mark", mark}};
  if (inspection.appeal_until) facts["until"] = to_text(*inspection.appeal_until);
  casework::tell(tx, *of, kind, sample.unit, {}, std::move(facts), std::string(kind) + " " + to_text(sample.id));
  return {};
}

}  // namespace

Result<void> tell(Context& context, InspectionId id, std::int64_t version) {
  return in_transaction(context, "oversight.tell", [&](Transaction& tx) -> Result<void> {
    auto inspection = TRY(open_inspection(tx, id, version, permission::draw));
    const auto samples = store::samples_of(tx.db(), *context.services.vault, id);
    if (auto fault = why_not_tell(inspection, samples)) return std::unexpected(*std::move(fault));
    inspection.told_at = tx.now();
    inspection.appeal_until =
        context.services.calendars->current()->add(context.today(), settings().appeal_working_days);
    tx.after("appeal_until", json::value(to_text(*inspection.appeal_until)));
    for (const auto& sample : samples) CHECK_OK(notify(tx, inspection, sample, "inspected"));
    return save(tx, inspection);
  });
}

Result<void> appeal(Context& context, SampleId id, const std::string& words, std::int64_t version) {
  return in_transaction(context, "oversight.appeal", [&](Transaction& tx) -> Result<void> {
    auto opened = TRY(open_sample(tx, id, version));
    CHECK_OK(tx.require(permission::appeal, opened.sample.unit_path));
    if (auto fault = why_not_appeal(opened.inspection, opened.sample, context.today()))
      return std::unexpected(*std::move(fault));
    opened.sample.appeal = TRY(words_of(words, "words"));
    opened.sample.appealed_at = tx.now();
    opened.sample.appealed_by_name = context.actor.name;
    return save(tx, opened.sample);
  });
}

Result<void> answer(Context& context, SampleId id, const Ruling& ruling, std::int64_t version) {
  return in_transaction(context, "oversight.answer", [&](Transaction& tx) -> Result<void> {
    auto opened = TRY(open_sample(tx, id, version));
    CHECK_OK(tx.require(permission::draw, opened.inspection.unit_path));
    if (auto fault = why_not_answer(opened.inspection, opened.sample, context.actor.person))
      return std::unexpected(*std::move(fault));
    const auto& vault = *context.services.vault;
    const auto sheet = parse_sheet(opened.inspection.sheet);
    const auto before = store::scores_of(tx.db(), vault, id);
    const auto scores = TRY(given_back(before, ruling.lost));
    for (const auto& score : scores)
      if (score.lost_after_appeal) store::put(tx.db(), vault, id, score);
    opened.sample.answer = TRY(words_of(ruling.words, "words"));
    opened.sample.answered_at = tx.now();
    opened.sample.answered_by_name = context.actor.name;
    tx.before("mark", json::value(mark_of(sheet, before).tenths()));
    tx.after("mark", json::value(mark_of(sheet, scores).tenths()));
    CHECK_OK(save(tx, opened.sample));
    return notify(tx, opened.inspection, opened.sample, "appeal_answered");
  });
}

Result<void> close(Context& context, InspectionId id, std::int64_t version) {
  return in_transaction(context, "oversight.close", [&](Transaction& tx) -> Result<void> {
    auto inspection = TRY(open_inspection(tx, id, version, permission::draw));
    const auto samples = store::samples_of(tx.db(), *context.services.vault, id);
    if (auto fault = why_not_close(inspection, samples, context.today())) return std::unexpected(*std::move(fault));
    inspection.closed_at = tx.now();
    return save(tx, inspection);
  });
}

}  // namespace gongkai::oversight
