// 征求意见 and 协查 (Regulation Art. 32, 33(3), 34): sub-cases with their own terms, answered at a desk of this platform, by the
// page behind a token, or on paper. What happens to them is said to the clocks of the request in the same transaction.
#include "base/text.hpp"
#include "casework/access.hpp"
#include "casework/notices.hpp"
#include "platform/auth/vault.hpp"
#include "requests/desk.hpp"
#include "requests/person_json.hpp"
#include "requests/reading.hpp"
#include "requests/sealing.hpp"
#include "requests/use_cases.hpp"

namespace gongkai::requests {

using casework::Event;

namespace {

constexpr std::size_t title_characters = 40;

std::optional<regulation::Party> party_kind(std::string_view kind) {
  if (kind == kind::third_party) return regulation::Party::third_party;
  if (kind == kind::joint_maker) return regulation::Party::joint_maker;
  if (kind == kind::other_body) return regulation::Party::other_body;
  return std::nullopt;
}

/// A consultation and the request it belongs to.
struct Pair {
  casework::Case of{};
  Desk parent{};
};

Result<Pair> open_pair(Transaction& tx, CaseId consultation) {
  auto& context = tx.context();
  auto of = casework::find(tx.db(), *context.services.vault, consultation);
  if (!of || !of->parent) return refuse(FaultKind::not_found, "case.not_found");
  auto parent = TRY(open_desk(tx.db(), context.services, of->parent, context.today()));
  return Pair{*std::move(of), std::move(parent)};
}

struct Said {
  std::string_view act{};         // of the sub-case
  std::string_view parent_act{};  // "" when the clocks do not care
  Day on{};
  json::object facts{};
  std::string note{};
};

/// Writes what happened into the sub-case, and into the request for its clocks.
Result<void> say(Transaction& tx, Pair& pair, const Said& said) {
  auto sub_facts = said.facts;
  CHECK_OK(casework::append(
      tx, pair.of, {.act = std::string(said.act), .on = said.on, .facts = std::move(sub_facts), .note = said.note}));
  if (said.parent_act.empty() || !pair.parent.of.is_open()) return {};
  return perform(tx, pair.parent, said.parent_act, [&](Transaction&, Desk&) -> Result<Event> {
    auto facts = said.facts;
    facts["id"] = to_text(pair.of.id);
    return Event{
        .on = said.on, .party = std::string(regulation::id_of(party_kind(pair.of.kind).value())), .facts = facts};
  });
}

/// By an officer of the asking unit, or of the asked one when it works on this platform.
Result<Pair> at_desk(Transaction& tx, CaseId consultation, std::int64_t version, bool asked_may_too) {
  auto pair = TRY(open_pair(tx, consultation));
  const bool of_asked = asked_may_too && tx.context().actor.may(permission::handle, pair.of.unit_path);
  CHECK_OK(tx.require(permission::handle, of_asked ? pair.of.unit_path : pair.parent.of.unit_path));
  if (pair.of.version != version) return refuse(FaultKind::conflict, "version.conflict");
  return pair;
}

Result<Said> opinion_said(const Opinion& opinion, Day today) {
  static constexpr std::array<std::string_view, 4> answers{"agree", "refuse", "partly", "information"};
  if (std::ranges::find(answers, opinion.answer) == answers.end())
    return refuse(FaultKind::invalid, "requests.answer_unknown", "answer");
  return Said{.act = "answered",
              .parent_act = "opinion_received",
              .on = TRY(past_day(opinion.on, today)),
              .facts = {{"answer", opinion.answer}},
              .note = TRY(words_of(opinion.words, "words", opinion.answer != "agree"))};
}

Result<void> check_order(const ConsultationOrder& order) {
  std::vector<Fault> faults;
  if (!party_kind(order.kind)) faults.push_back({FaultKind::invalid, "requests.consultation_kind", "kind", {}, {}});
  if (trim(order.party.name).empty()) faults.push_back({FaultKind::invalid, "requests.name_missing", "name", {}, {}});
  return all_of(std::move(faults));
}

casework::Case child_of(const Desk& desk, const ConsultationOrder& order, std::string_view question) {
  return {.kind = order.kind,
          .parent = desk.of.id,
          .unit = order.party.unit ? order.party.unit : desk.of.unit,
          .title = shorten(question, title_characters)};
}

Result<void> in_pair(Context& context, std::string_view act, CaseId consultation, std::int64_t version,
                     const std::function<Result<void>(Transaction&, Pair&)>& body, bool asked_may_too = false) {
  return in_transaction(context, "requests." + std::string(act), [&](Transaction& tx) -> Result<void> {
    auto pair = TRY(at_desk(tx, consultation, version, asked_may_too));
    return body(tx, pair);
  });
}

}  // namespace

Result<Asked> consult(Context& context, CaseId id, const ConsultationOrder& order, std::int64_t version) {
  CHECK_OK(check_order(order));
  const auto& vault = *context.services.vault;
  Asked asked;
  const auto done =
      perform(context, {id, version, "consultation_sent"}, [&](Transaction& tx, Desk& desk) -> Result<Event> {
        const auto question = TRY(words_of(order.question, "question", true));
        const auto on = TRY(past_day(order.on, desk.today));
        const auto party = std::string(regulation::id_of(party_kind(order.kind).value()));
        const auto child = child_of(desk, order, question);
        const auto made = TRY(casework::open(
            tx, {.kind = child.kind, .parent = child.parent, .unit = child.unit, .title = child.title, .opened_on = on},
            {.act = "sent", .on = on, .party = party}));
        store::insert(tx.db(), store::PartyRow{.case_id = made.id,
                                               .party = vault.seal(sealed::party, made.id.value,
                                                                   json::to_string(to_json(order.party))),
                                               .question = vault.seal(sealed::question, made.id.value, question)});
        asked = {.id = made.id};
        if (order.party.unit) casework::tell(tx, made, "asked", made.unit, {}, {}, "asked " + to_text(made.id));
        else asked.token = casework::new_token(tx, made, on + settings().token_days);
        return Event{.on = on, .party = party, .facts = {{"id", to_text(made.id)}, {"number", made.number}}};
      });
  CHECK_OK(done);
  return asked;
}

Result<void> note_party_received(Context& context, CaseId consultation, Day on, std::int64_t version) {
  return in_pair(context, "consultation_received", consultation, version,
                 [&](Transaction& tx, Pair& pair) -> Result<void> {
                   const auto day = TRY(past_day(on, pair.parent.today));
                   return say(tx, pair, {.act = "received", .parent_act = "consultation_received", .on = day});
                 });
}

Result<void> note_opinion(Context& context, CaseId consultation, const Opinion& opinion, std::int64_t version) {
  return in_pair(
      context, "opinion_received", consultation, version,
      [&](Transaction& tx, Pair& pair) -> Result<void> {
        CHECK_OK(say(tx, pair, TRY(opinion_said(opinion, pair.parent.today))));
        casework::tell(tx, pair.parent.of, "answered", pair.parent.of.unit, pair.parent.of.assignee, {},
                       "answered " + to_text(pair.of.id));
        return {};
      },
      true);
}

// Third party: silence is neither consent nor refusal, the body decides (Art. 32). Joint maker: deemed consent (Art. 34).
Result<void> note_silence(Context& context, CaseId consultation, std::int64_t version) {
  return in_pair(context, "opinion_missing", consultation, version, [&](Transaction& tx, Pair& pair) -> Result<void> {
    if (pair.of.kind == kind::other_body) return refuse(FaultKind::conflict, "requests.no_term");
    const auto reading = reading_of(pair.parent.situation());
    const auto id = to_text(pair.of.id);
    std::optional<Day> due;
    if (reading && *reading)
      for (const auto& deadline : (*reading)->deadlines)
        if (deadline.id == id) due = deadline.due;
    if (!due) return refuse(FaultKind::conflict, "requests.not_received_yet");
    if (pair.parent.today <= *due)
      return refuse(FaultKind::conflict, "requests.not_yet", "", {{"last", to_chinese(*due)}});
    return say(tx, pair, {.act = "expired", .parent_act = "opinion_missing", .on = pair.parent.today});
  });
}

Result<void> call_off(Context& context, CaseId consultation, const std::string& reason, std::int64_t version) {
  return in_pair(context, "call_off", consultation, version, [&](Transaction& tx, Pair& pair) -> Result<void> {
    return say(tx, pair,
               {.act = "called_off",
                .parent_act = "opinion_received",
                .on = pair.parent.today,
                .facts = {{"called_off", true}},
                .note = TRY(words_of(reason, "reason", true))});
  });
}

Result<void> remind(Context& context, CaseId consultation, const std::string& note, std::int64_t version) {
  return in_pair(context, "remind", consultation, version, [&](Transaction& tx, Pair& pair) -> Result<void> {
    if (!pair.of.is_open()) return refuse(FaultKind::conflict, "requests.consultation_closed");
    CHECK_OK(say(tx, pair, {.act = "reminded", .on = pair.parent.today, .note = TRY(words_of(note, "note", false))}));
    if (pair.of.unit != pair.parent.of.unit)
      casework::tell(tx, pair.of, "reminded", pair.of.unit, pair.of.assignee, {},
                     "reminded " + to_text(pair.of.id) + " " + std::to_string(pair.of.version));
    return {};
  });
}

Result<Consultation> open_by_token(Context& context, std::string_view token) {
  const auto of = TRY(casework::find_by_token(context, token));
  const auto& vault = *context.services.vault;
  const auto read = [&] {
    return context.database().read([&](db::Session& session) { return find_consultation(session, vault, of.id); });
  };
  auto found = read();
  if (!found) return refuse(FaultKind::not_found, "case.token_unknown");
  if (casework::last_of(found->events, "received") || !of.is_open()) return *std::move(found);
  CHECK_OK(in_transaction(context, "requests.consultation_received", [&](Transaction& tx) -> Result<void> {
    tx.open_to_all();
    auto pair = TRY(open_pair(tx, of.id));
    if (pair.of.version != of.version) return {};  // a second look at the same moment
    return say(tx, pair,
               {.act = "received",
                .parent_act = "consultation_received",
                .on = context.today(),
                .facts = {{"by_token", true}}});
  }));
  return *read();
}

Result<void> answer_by_token(Context& context, std::string_view token, const Opinion& opinion) {
  const auto of = TRY(casework::find_by_token(context, token));
  return in_transaction(context, "requests.opinion_received", [&](Transaction& tx) -> Result<void> {
    tx.open_to_all();
    auto pair = TRY(open_pair(tx, of.id));
    auto said = TRY(opinion_said({opinion.answer, opinion.words, context.today()}, context.today()));
    said.facts["by_token"] = true;
    CHECK_OK(say(tx, pair, said));
    casework::tell(tx, pair.parent.of, "answered", pair.parent.of.unit, pair.parent.of.assignee, {},
                   "answered " + to_text(pair.of.id));
    return {};
  });
}

}  // namespace gongkai::requests
