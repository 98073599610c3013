// What topics are counted from, and what is made of them (研判).
#include "base/text.hpp"
#include "case_library/needles.hpp"
#include "directory/api.hpp"
#include "platform/auth/vault.hpp"
#include "request_mining/store.hpp"
#include "request_mining/use_cases.hpp"
#include "requests/person_json.hpp"
#include "requests/sealing.hpp"
#include "requests/use_cases.hpp"

namespace gongkai::request_mining {

namespace {

constexpr std::size_t longest_result = 4000;

requests::Applicant applicant_of(const auth::Vault& vault, const store::AskedRow& row) {
  const auto parsed = json::parse(vault.open(requests::sealed::applicant, row.id.value, row.applicant));
  return parsed && parsed->is_object() ? requests::applicant_of(parsed->get_object()) : requests::Applicant{};
}

/// Every name and number becomes a stop between words.
std::string without_people(const std::string& description, const requests::Applicant& applicant) {
  const auto& rules = case_library::settings();
  const auto needles = case_library::needles_of({{"applicant", applicant.name},
                                                 {"representative", applicant.representative},
                                                 {"contact", applicant.contact},
                                                 {"address", applicant.address}},
                                                rules);
  auto characters = to_code_points(description);
  for (const auto& match : case_library::matches_in(description, needles, rules))
    for (auto i = match.begin; i < match.end; ++i) characters[i] = U' ';
  return to_utf8(characters);
}

Result<void> require_over(Transaction& tx, std::string_view unit_path) {
  const bool as_supervisor = tx.context().actor.may(requests::permission::supervise, unit_path);
  return tx.require(as_supervisor ? requests::permission::supervise : requests::permission::handle, unit_path);
}

}  // namespace

Day Month::last() const {
  const bool december = first.month() == 12;
  return Day::of(first.year() + (december ? 1 : 0), december ? 1 : first.month() + 1, 1) - 1;
}

Month Month::before() const {
  const auto last = first - 1;
  return {Day::of(last.year(), last.month(), 1)};
}

std::vector<Asked> asked_in(db::Session& session, const Services& services, std::string_view unit_path, Month month,
                            const std::function<bool(std::string_view)>& visible) {
  const auto& vault = *services.vault;
  std::vector<Asked> all;
  for (const auto& row : store::asked_between(session, unit_path, month.first, month.last())) {
    if (!visible(row.unit_path)) continue;
    const auto description = vault.open(requests::sealed::description, row.id.value, row.description);
    all.push_back({.id = row.id,
                   .applicant = row.identity ? row.identity->value : "",
                   .description = without_people(description, applicant_of(vault, row))});
  }
  return all;
}

Result<TopicMemoId> write_memo(Context& context, Memo memo) {
  for (auto* text : {&memo.word, &memo.cause, &memo.measures}) *text = std::string(trim(clean_utf8(*text)));
  return in_transaction(context, "request_mining.write_memo", [&](Transaction& tx) -> Result<TopicMemoId> {
    const auto unit = directory::find_unit(tx.db(), memo.unit);
    if (!unit) return refuse(FaultKind::invalid, "request_mining.unit_unknown", "unit");
    CHECK_OK(require_over(tx, unit->path));
    auto faults = why_not_memo(memo, context.today(), settings());
    const auto responsible = directory::find_unit(tx.db(), memo.responsible);
    if (!responsible || !responsible->path.starts_with(unit->path))
      faults.push_back({FaultKind::invalid, "request_mining.unit_unknown", "responsible"});
    CHECK_OK(all_of(std::move(faults)));
    auto fresh = memo;
    fresh.id = tx.new_id<TopicMemoId>();
    fresh.written_by_name = context.actor.name;
    fresh.written_at = tx.now();
    store::insert(tx.db(), *context.services.vault, fresh);
    tx.about("topic_memo", fresh.id.value, fresh.unit);
    tx.after("due_on", json::value(to_text(fresh.due_on)));
    tx.changed("topic_memo", fresh.id.value);
    return fresh.id;
  });
}

Result<void> finish_memo(Context& context, TopicMemoId id, const std::string& given, std::int64_t version) {
  const auto cleaned = clean_utf8(given);
  const std::string result(trim(cleaned));
  return in_transaction(context, "request_mining.finish_memo", [&](Transaction& tx) -> Result<void> {
    const auto& vault = *context.services.vault;
    auto memo = store::find_memo(tx.db(), vault, id);
    if (!memo) return refuse(FaultKind::not_found, "request_mining.memo_not_found");
    const auto unit = directory::find_unit(tx.db(), memo->unit);
    CHECK_OK(require_over(tx, unit->path));
    tx.about("topic_memo", id.value, memo->unit);
    if (memo->version != version) return refuse(FaultKind::conflict, "version.conflict");
    if (memo->done_on) return refuse(FaultKind::conflict, "request_mining.memo_done");
    if (result.empty()) return refuse(FaultKind::invalid, "field.missing", "result");
    if (count_characters(result) > longest_result)
      return refuse(FaultKind::invalid, "request_mining.too_long", "result",
                    {{"most", std::to_string(longest_result)}});
    memo->result = result;
    memo->done_on = context.today();
    if (!store::update(tx.db(), vault, *memo)) return refuse(FaultKind::conflict, "version.conflict");
    tx.changed("topic_memo", id.value);
    return {};
  });
}

}  // namespace gongkai::request_mining
