#include "requests/letters.hpp"

#include "base/text.hpp"
#include "letters/api.hpp"
#include "letters/kinds.hpp"
#include "platform/auth/vault.hpp"
#include "platform/i18n/messages.hpp"
#include "regulation/applicant.hpp"
#include "requests/desk.hpp"
#include "requests/reading.hpp"
#include "requests/use_cases.hpp"

namespace gongkai::requests {

namespace {

void put_day(letters::Facts& facts, std::string_view id, const casework::Event* event) {
  if (event) facts[std::string(id)] = to_text(event->on);
}

/// First sent and last answered of each kind of party.
void put_consultations(letters::Facts& facts, const std::vector<casework::Event>& events) {
  for (const auto& event : events) {
    if (event.act == "consultation_sent") facts.try_emplace(event.party + "_from", to_text(event.on));
    if (event.act == "opinion_received") facts[event.party + "_to"] = to_text(event.on);
  }
}

/// What letters to others than the applicant never learn: who the applicant is.
void put_applicant(letters::Facts& facts, const Request& request) {
  const auto& a = request.applicant;
  const auto kind = regulation::parse_applicant_kind(a.kind);
  facts["addressee"] = a.name;
  if (kind) facts["applicant_kind"] = regulation::label_of(*kind);
  facts["applicant_identity"] = a.kind == "natural" ? a.document_number : a.credit_code;
  std::vector<std::string> ways;
  for (const auto& way : {a.phone, a.email, a.address})
    if (!way.empty()) ways.push_back(way);
  facts["applicant_contact"] = join(ways, "，");
  facts["form_wanted"] = fmt::format("{}，{}", std::string(i18n::text("requests.form_" + request.wishes.form)),
                                     std::string(i18n::text("requests.delivery_" + request.wishes.delivery)));
}

void put_course(letters::Facts& facts, const Desk& desk) {
  const auto& events = desk.events;
  if (desk.row.received_on) facts["received_on"] = to_text(*desk.row.received_on);
  if (const auto channel = regulation::parse_channel(desk.row.channel))
    facts["channel"] = regulation::label_of(*channel);
  put_day(facts, "correction_asked_on", casework::last_of(events, "correction_asked"));
  put_day(facts, "corrected_on", casework::last_of(events, "corrected"));
  put_day(facts, "extension_told_on", casework::last_of(events, "extended"));
  put_day(facts, "fee_told_on", casework::last_of(events, "fee_notified"));
  put_day(facts, "fee_paid_on", casework::last_of(events, "fee_paid"));
  if (const auto* extended = casework::last_of(events, "extended"))
    facts["extension_days"] = std::to_string(casework::number_fact(*extended, "working_days"));
  put_consultations(facts, events);
  const auto reading = reading_of(desk.situation());
  if (reading && *reading && (*reading)->reply_due) facts["reply_due"] = to_text(*(*reading)->reply_due);
}

Result<letters::Facts> facts_of(db::Session& session, const Context& context, CaseId id, std::string_view kind_id) {
  const auto desk = TRY(open_desk(session, context.services, id, context.services.clock.today()));
  const auto request = find(session, *context.services.vault, id);
  letters::Facts facts;
  put_course(facts, desk);
  if (!request) return facts;
  const auto* corrected = casework::last_of(desk.events, "corrected");
  facts["asked_for"] = corrected ? corrected->note : request->description;
  const auto* kind = letters::book().find_kind(kind_id);
  if (kind && (kind->to == "applicant" || kind->to == "file")) put_applicant(facts, *request);
  return facts;
}

Result<void> note_sent(Transaction& tx, const letters::Letter& letter) {
  if (!store::find(tx.db(), letter.case_id)) return {};  // a letter of another kind of case
  auto desk = TRY(open_desk(tx.db(), tx.context().services, letter.case_id, tx.context().today()));
  const bool is_reply = letter.kind.starts_with("DOC_REPLY_") && !letter.corrects;
  if (is_reply && desk.of.kind == kind::request) {
    if (desk.stage != "decided") return refuse(FaultKind::conflict, "requests.not_decided");
    const auto decided = casework::text_fact(*casework::last_of(desk.events, "decided"), "outcome");
    const auto* outcome = regulation::catalog_outcomes().find(decided);
    if (!outcome || outcome->letter != letter.kind)
      return refuse(FaultKind::conflict, "requests.other_letter", "", {{"outcome", outcome ? outcome->label : ""}});
    return replied(tx, letter.case_id,
                   {.on = letter.sent_on.value_or(Day{}), .way = "letter", .letter = letter.number});
  }
  return casework::append(tx, desk.of,
                          {.act = "letter_sent",
                           .on = letter.sent_on.value_or(desk.today),
                           .facts = {{"kind", letter.kind}, {"number", letter.number}}});
}

}  // namespace

void join_letters(Services& services) {
  for (const auto of : {kind::request, kind::records_correction, kind::proactive_proposal, kind::complaint})
    letters::set_fact_source(services, std::string(of), facts_of);
  letters::on_sent(services, note_sent);
}

}  // namespace gongkai::requests
