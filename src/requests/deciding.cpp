// The answer: decided once, given once, closed with exactly one outcome.
#include "regulation/wizard.hpp"
#include "requests/desk.hpp"
#include "requests/use_cases.hpp"

namespace gongkai::requests {

using casework::Event;

namespace {

Result<const regulation::Outcome*> outcome_of(std::string_view id) {
  const auto* outcome = regulation::catalog_outcomes().find(id);
  if (!outcome) return refuse(FaultKind::invalid, "requests.outcome_unknown", "outcome");
  return outcome;
}

/// Answers of the wizard that lead elsewhere than to the outcome are a slip.
Result<json::array> choices_of(const Decision& decision) {
  json::array kept;
  if (decision.choices.empty()) return kept;
  const auto standpoint =
      TRY(regulation::evaluate(regulation::catalog_wizard(), regulation::catalog_outcomes(), decision.choices));
  if (!standpoint.outcome || standpoint.outcome->id != decision.outcome)
    return refuse(FaultKind::invalid, "requests.wizard_elsewhere", "outcome");
  for (const auto& choice : decision.choices)
    kept.push_back({{"question", choice.question}, {"answer", choice.answer}});
  return kept;
}

constexpr std::size_t most_published = 20, longest_address = 500;

/// Addresses go into a letter: web addresses alone, and only where the answer is that the information is public.
Result<json::array> published_of(const Decision& decision, const regulation::Outcome& outcome) {
  json::array kept;
  if (decision.published.empty()) return kept;
  if (outcome.reply_id != "R36_1") return refuse(FaultKind::invalid, "requests.published_not_asked", "published");
  if (decision.published.size() > most_published)
    return refuse(FaultKind::invalid, "requests.published_too_many", "published",
                  {{"most", std::to_string(most_published)}});
  for (const auto& one : decision.published) {
    const auto title = TRY(words_of(one.title, "published", true));
    const auto address = TRY(words_of(one.address, "published", true));
    const bool is_web = address.starts_with("https://") || address.starts_with("http://");
    if (!is_web || address.size() > longest_address || address.find_first_of(" \r\n\t") != std::string::npos)
      return refuse(FaultKind::invalid, "requests.published_address", "published");
    kept.push_back({{"title", title}, {"address", address}});
  }
  return kept;
}

Result<Event> decision_event(const Decision& decision) {
  const auto* outcome = TRY(outcome_of(decision.outcome));
  if (outcome->by_applicant) return refuse(FaultKind::invalid, "requests.no_reply_for_it", "outcome");
  if (!decision.ground.empty() && !regulation::parse_ground(decision.ground))
    return refuse(FaultKind::invalid, "requests.ground_unknown", "ground");
  if (outcome->reply_id == "R37" && decision.ground.empty())
    return refuse(FaultKind::invalid, "requests.ground_missing", "ground");  // Art. 37: reasons for the withheld part
  json::object facts{{"outcome", outcome->id}, {"choices", TRY(choices_of(decision))}};
  const auto ground = outcome->ground ? std::string(regulation::id_of(*outcome->ground)) : decision.ground;
  if (!ground.empty()) facts["ground"] = ground;
  if (auto published = TRY(published_of(decision, *outcome)); !published.empty())
    facts["published"] = std::move(published);
  return Event{.facts = std::move(facts), .note = TRY(words_of(decision.reasons, "reasons", true))};
}

Result<Event> reply_event(Desk& desk, const Reply& reply) {
  const auto* decided = casework::last_of(desk.events, "decided");
  if (!decided) return refuse(FaultKind::conflict, "requests.not_decided");
  if (reply.way != "letter" && reply.way != "on_the_spot")
    return refuse(FaultKind::invalid, "requests.reply_way", "way");
  if (reply.way == "letter" && reply.letter.empty())
    return refuse(FaultKind::invalid, "requests.letter_missing", "letter");
  const auto on = TRY(past_day(reply.on, desk.today));
  const auto outcome = casework::text_fact(*decided, "outcome");
  desk.row.outcome = outcome;
  return Event{.on = on, .facts = {{"outcome", outcome}, {"way", reply.way}, {"letter", reply.letter}}};
}

}  // namespace

Result<void> decide(Context& context, CaseId id, const Decision& decision, std::int64_t version) {
  return perform(context, {id, version, "decided"},
                 [&](Transaction&, Desk&) -> Result<Event> { return decision_event(decision); });
}

Result<void> take_back_decision(Context& context, CaseId id, const std::string& reason, std::int64_t version) {
  return perform(context, {id, version, "decision_taken_back"}, [&](Transaction&, Desk&) -> Result<Event> {
    return Event{.note = TRY(words_of(reason, "reason", true))};
  });
}

Result<void> reply(Context& context, CaseId id, const Reply& given, std::int64_t version) {
  return perform(context, {id, version, "replied"},
                 [&](Transaction&, Desk& desk) -> Result<Event> { return reply_event(desk, given); });
}

Result<void> replied(Transaction& tx, CaseId id, const Reply& given) {
  auto desk = TRY(open_desk(tx.db(), tx.context().services, id, tx.context().today()));
  return perform(tx, desk, "replied", [&](Transaction&, Desk& at) -> Result<Event> { return reply_event(at, given); });
}

Result<void> close(Context& context, CaseId id, const std::string& outcome_id, const std::string& reason,
                   std::int64_t version) {
  return perform(context, {id, version, "closed"}, [&](Transaction&, Desk& desk) -> Result<Event> {
    const auto* outcome = TRY(outcome_of(outcome_id));
    if (auto fault = why_not_close(desk.situation(), *outcome)) return std::unexpected(std::move(*fault));
    desk.row.outcome = outcome->id;
    return Event{.facts = {{"outcome", outcome->id}}, .note = TRY(words_of(reason, "reason", true))};
  });
}

Result<void> archive(Context& context, CaseId id, const std::string& shelf, std::int64_t version) {
  return perform(context, {id, version, "archived"}, [&](Transaction& tx, Desk& desk) -> Result<Event> {
    CHECK_OK(all_of(why_not_archive(tx.db(), context.services, desk)));
    return Event{.facts = {{"retention", desk.kind->retention}}, .note = TRY(words_of(shelf, "shelf", false))};
  });
}

Result<void> finish(Context& context, CaseId id, const std::string& result, const std::string& words,
                    std::int64_t version) {
  return perform(context, {id, version, "finished"}, [&](Transaction&, Desk& desk) -> Result<Event> {
    if (!is_result_of(desk.of.kind, result)) return refuse(FaultKind::invalid, "requests.result_unknown", "result");
    desk.row.outcome = result;
    return Event{.facts = {{"result", result}}, .note = TRY(words_of(words, "words", true))};
  });
}

}  // namespace gongkai::requests
