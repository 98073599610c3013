#include "requests/letter_facts.hpp"

#include <algorithm>

#include "letters/api.hpp"
#include "letters/kinds.hpp"
#include "platform/i18n/messages.hpp"
#include "requests/desk.hpp"
#include "requests/reading.hpp"
#include "requests/use_cases.hpp"

namespace gongkai::requests {
namespace {
using letters::Facts;

void set(Facts& facts, std::string_view id, std::string value) {
  if (!value.empty()) facts[std::string(id)] = std::move(value);
}

void set_day(Facts& facts, std::string_view id, const std::optional<Day>& day) {
  if (day) facts[std::string(id)] = to_text(*day);
}

void add_applicant(Facts& facts, const Request& request) {
  const auto shown = masked(request.applicant);
  set(facts, "addressee", request.applicant.name);
  set(facts, "applicant_kind", request.applicant.kind);
  set(facts, "asked_for", request.description);
  set_day(facts, "received_on", request.received_on);
  set(facts, "applicant_identity", shown.credit_code.empty() ? shown.document_number : shown.credit_code);
  set(facts, "applicant_contact", shown.phone.empty() ? shown.email : shown.phone);
  set(facts, "form_wanted",
      i18n::text("letters.wishes", {{"form", i18n::text("requests.form_" + request.wishes.form)},
                                    {"delivery", i18n::text("requests.delivery_" + request.wishes.delivery)}}));
  if (const auto channel = regulation::parse_channel(request.channel))
    set(facts, "channel", std::string(regulation::label_of(*channel)));
}

/// What has happened since the case was taken up again: what came before moved the term of the first answer.
std::vector<casework::Event> of_this_answer(const std::vector<casework::Event>& events) {
  const auto last = std::ranges::find(events.rbegin(), events.rend(), "reopened", &casework::Event::act);
  return {last.base(), events.end()};
}

void add_reopening(Facts& facts, const std::vector<casework::Event>& events) {
  const auto* reopened = casework::last_of(events, "reopened");
  if (!reopened) return;
  set_day(facts, "reopened_on", reopened->on);
  set(facts, "reopened_by", casework::text_fact(*reopened, "document"));
}

/// From the first letter that went out to the last opinion that came in.
void add_consultations(Facts& facts, const std::vector<casework::Event>& events) {
  for (const auto& event : events) {
    if (event.act != "consultation_sent" && event.act != "opinion_received" && event.act != "opinion_missing") continue;
    if (event.party != "third_party" && event.party != "joint_maker" && event.party != "other_body") continue;
    const bool is_sent = event.act == "consultation_sent";
    const auto id = event.party + (is_sent ? "_from" : "_to");
    if (is_sent && facts.contains(id)) continue;
    facts[id] = to_text(event.on);
  }
}

void add_correction(Facts& facts, const std::vector<casework::Event>& events) {
  if (const auto* asked = casework::last_of(events, "correction_asked")) {
    set_day(facts, "correction_asked_on", asked->on);
    set_day(facts, "correct_by", casework::day_fact(*asked, "until"));
    set(facts, "items_to_correct", asked->note);
  }
  if (const auto* corrected = casework::last_of(events, "corrected")) set_day(facts, "corrected_on", corrected->on);
}

void add_terms(Facts& facts, const std::vector<casework::Event>& events) {
  if (const auto* extended = casework::last_of(events, "extended")) {
    set_day(facts, "extension_told_on", extended->on);
    set(facts, "extension_days", std::to_string(casework::number_fact(*extended, "working_days")));
    set(facts, "reasons", extended->note);
  }
  if (const auto* asked = casework::last_of(events, "fee_notified")) {
    set_day(facts, "fee_told_on", asked->on);
    set(facts, "fee_amount",
        i18n::text("letters.yuan", {{"amount", std::to_string(casework::number_fact(*asked, "amount"))}}));
  }
  if (const auto* paid = casework::last_of(events, "fee_paid")) set_day(facts, "fee_paid_on", paid->on);
}

void add_clock(Facts& facts, const Situation& situation) {
  const auto reading = reading_of(situation);
  if (!reading || !*reading) return;
  set_day(facts, "reply_due", (*reading)->reply_due);
  for (const auto& deadline : (*reading)->deadlines)
    if (regulation::id_of(deadline.clock) == "CK_FEE") set_day(facts, "pay_by", deadline.due);
}

/// 已主动公开: title and address, a line each.
void add_published(Facts& facts, const casework::Event& decided) {
  const auto* published = decided.facts.if_contains("published");
  if (!published || !published->is_array()) return;
  std::string lines;
  for (const auto& one : published->get_array())
    lines += (lines.empty() ? "" : "\n") +
             i18n::text("letters.published", {{"title", std::string(one.at("title").as_string())},
                                              {"address", std::string(one.at("address").as_string())}});
  set(facts, "supply", lines);
}

/// Only of letters that carry the decision: the note of an extension is no reason for a refusal.
void add_decision(Facts& facts, const std::vector<casework::Event>& events) {
  facts.erase("reasons");
  const auto* decided = casework::last_of(events, "decided");
  if (!decided) return;
  set(facts, "reasons", decided->note);
  const auto ground = casework::text_fact(*decided, "ground");
  if (letters::book().find_ground(ground)) set(facts, "grounds", ground);
  add_published(facts, *decided);
}

Result<Facts> facts_of_request(db::Session& session, const Context& context, CaseId id, std::string_view letter_kind) {
  const auto request = find(session, *context.services.vault, id);
  if (!request) return refuse(FaultKind::not_found, "case.not_found");
  const auto desk = TRY(open_desk(session, context.services, id, context.today()));
  Facts facts;
  add_applicant(facts, *request);
  const auto events = of_this_answer(desk.events);
  add_correction(facts, desk.events);
  add_consultations(facts, events);
  add_terms(facts, events);
  add_reopening(facts, desk.events);
  add_clock(facts, desk.situation());
  const auto* kind = letters::book().find_kind(letter_kind);
  if (kind && kind->is_reply) add_decision(facts, events);
  return facts;
}

/// Letters to an outside party belong to the sub-case.
Result<Facts> facts_of_consultation(db::Session& session, const Context& context, CaseId id, std::string_view) {
  const auto consultation = find_consultation(session, *context.services.vault, id);
  if (!consultation) return refuse(FaultKind::not_found, "case.not_found");
  Facts facts;
  set(facts, "addressee", consultation->party.name);
  set(facts, "consulted_about", consultation->question);
  set(facts, "inquiry", consultation->question);
  return facts;
}

/// A reply that goes out closes the case with the outcome that was decided.
Result<void> note_reply(Transaction& tx, const letters::Letter& letter) {
  const auto desk = TRY(open_desk(tx.db(), tx.context().services, letter.case_id, tx.context().today()));
  if (desk.stage != "decided") return refuse(FaultKind::conflict, "requests.not_decided");
  const auto decided = casework::text_fact(*casework::last_of(desk.events, "decided"), "outcome");
  const auto* outcome = regulation::catalog_outcomes().find(decided);
  if (!outcome || outcome->letter != letter.kind)
    return refuse(FaultKind::conflict, "requests.other_letter", "", {{"outcome", outcome ? outcome->label : ""}});
  return replied(tx, letter.case_id, {.on = *letter.sent_on, .way = "letter", .letter = letter.number});
}

/// The other letters are the paper of acts that were done on the case: a line in its history.
Result<void> note_sent(Transaction& tx, const letters::Letter& letter) {
  auto of = casework::find(tx.db(), *tx.context().services.vault, letter.case_id);
  const auto* declared = letters::book().find_kind(letter.kind);
  if (!of || !declared || !letter.sent_on) return {};
  if (of->kind == kind::request && of->is_open() && declared->clock == "replied") return note_reply(tx, letter);
  if (!casework::kind_of(of->kind).find_act("letter_sent")) return {};
  CHECK_OK(casework::append(
      tx, *of,
      {.act = "letter_sent",
       .on = *letter.sent_on,
       .facts = {{"letter", to_text(letter.id)}, {"name", declared->name}, {"number", letter.number}}}));
  tx.about("letter", letter.id.value, letter.unit);  // the trail of a sending is the letter's
  return {};
}
}  // namespace

void join_letters(Services& services) {
  for (const auto case_kind : {kind::request, kind::records_correction})
    letters::set_fact_source(services, std::string(case_kind), facts_of_request);
  for (const auto case_kind : {kind::third_party, kind::joint_maker, kind::other_body})
    letters::set_fact_source(services, std::string(case_kind), facts_of_consultation);
  letters::on_sent(services, note_sent);
}

}  // namespace gongkai::requests
