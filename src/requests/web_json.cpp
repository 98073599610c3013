#include "requests/web_json.hpp"

#include "casework/case_files.hpp"
#include "casework/notices.hpp"
#include "directory/api.hpp"
#include "directory/web_json.hpp"
#include "platform/auth/vault.hpp"
#include "platform/i18n/messages.hpp"
#include "regulation/applicant.hpp"
#include "regulation/describe.hpp"
#include "requests/person_json.hpp"
#include "requests/use_cases.hpp"

namespace gongkai::requests {

namespace {

json::value day_or_null(const std::optional<Day>& day) {
  return day ? json::value(to_text(*day)) : json::value();
}

std::string outcome_label(const Desk& desk) {
  if (desk.row.outcome.empty()) return {};
  if (const auto* outcome = regulation::catalog_outcomes().find(desk.row.outcome)) return outcome->label;
  return std::string(i18n::text("requests.result_" + desk.row.outcome));
}

json::array timeline_json(const Desk& desk) {
  json::array lines;
  for (const auto& event : desk.events) {
    const auto* act = desk.kind->find_act(event.act);
    lines.push_back({{"position", event.position},
                     {"act", event.act},
                     {"name", act ? act->name : event.act},
                     {"on", to_text(event.on)},
                     {"at", to_iso(event.at)},
                     {"person", event.person_name},
                     {"party", event.party},
                     {"facts", event.facts},
                     {"note", event.note}});
  }
  return lines;
}

/// Acts of officers only: what the public and the system do offers no button.
json::array acts_json(db::Session& session, const Context& context, const Desk& desk) {
  json::array acts;
  const auto situation = desk.situation();
  for (const auto& act : desk.kind->acts) {
    if (act.permission.empty()) continue;
    auto reasons = why_not(situation, act.id);
    if (act.id == "archived" && reasons.empty()) reasons = why_not_archive(session, context.services, desk);
    const bool may = context.actor.may(act.permission, desk.of.unit_path);
    acts.push_back({{"id", act.id},
                    {"name", act.name},
                    {"permitted", may},
                    {"allowed", may && reasons.empty()},
                    {"reasons", reasons_json(reasons)}});
  }
  return acts;
}

json::object clock_json(const Desk& desk) {
  const auto reading = reading_of(desk.situation());
  if (!reading) return {{"reading", nullptr}, {"summary", ""}, {"lines", json::array{}}, {"fault", ""}};
  if (!*reading)
    return {{"reading", nullptr},
            {"summary", ""},
            {"lines", json::array{}},
            {"fault", i18n::messages().message(reading->error())}};
  json::array lines;
  for (const auto& line : regulation::describe(**reading)) lines.emplace_back(line);
  json::array warnings;
  for (const auto& warning : (*reading)->warnings) warnings.emplace_back(regulation::words_of(warning));
  return {{"reading", regulation::to_json(**reading)},
          {"summary", regulation::summary_of(**reading)},
          {"lines", std::move(lines)},
          {"warnings", std::move(warnings)},
          {"fault", ""}};
}

Colour colour_of(const Desk& desk) {
  const auto reading = reading_of(desk.situation());
  return colour_of(desk.stage, reading && *reading ? &**reading : nullptr, settings());
}

json::array files_json(db::Session& session, const auth::Vault& vault, CaseId id) {
  json::array files;
  for (const auto& file : casework::files_of(session, vault, id))
    files.push_back({{"id", to_text(file.file)},
                     {"name", file.name},
                     {"role", file.role},
                     {"media_type", file.media_type},
                     {"size", file.size},
                     {"added_by", file.added_by_name},
                     {"added_at", to_iso(file.added_at)}});
  return files;
}

json::object head_json(db::Session& session, const Desk& desk) {
  const auto& of = desk.of;
  const auto* stage = desk.kind->find_stage(desk.stage);
  const auto channel = regulation::parse_channel(desk.row.channel);
  const auto colour = colour_of(desk);
  return {{"id", to_text(of.id)},
          {"kind", of.kind},
          {"kind_name", desk.kind->name},
          {"number", of.number},
          {"version", of.version},
          {"title", of.title},
          {"unit", unit_json(session, of.unit)},
          {"assignee", person_json(session, of.assignee)},
          {"stage", desk.stage},
          {"stage_name", stage ? stage->name : ""},
          {"colour", id_of(colour)},
          {"colour_name", label_of(colour)},
          {"channel", desk.row.channel},
          {"channel_name", channel ? regulation::label_of(*channel) : ""},
          {"opened_on", to_text(of.opened_on)},
          {"received_on", day_or_null(desk.row.received_on)},
          {"closed_on", day_or_null(of.closed_on)},
          {"outcome", desk.row.outcome},
          {"outcome_name", outcome_label(desk)},
          {"retention", desk.kind->retention}};
}

void add_request(json::object& said, const Request& request, const Desk& desk) {
  const auto* corrected = casework::last_of(desk.events, "corrected");
  said["applicant"] = applicant_json(masked(request.applicant));
  said["description"] = request.description;
  said["corrected_description"] = corrected ? json::value(corrected->note) : json::value();
  said["form"] = request.wishes.form;
  said["delivery"] = request.wishes.delivery;
  said["about"] = request.about ? json::value(to_text(request.about)) : json::value();
}

json::object volume_json(const Volume& volume) {
  return {{"this_month", volume.this_month},
          {"this_year", volume.this_year},
          {"same_text", static_cast<std::int64_t>(volume.same_text.size())}};
}

}  // namespace

json::array reasons_json(const std::vector<Fault>& faults) {
  json::array reasons;
  for (const auto& fault : faults)
    reasons.push_back({{"code", fault.code}, {"field", fault.field}, {"message", i18n::messages().message(fault)}});
  return reasons;
}

json::object unit_json(db::Session& session, UnitId id) {
  const auto unit = directory::find_unit(session, id);
  return {{"id", to_text(id)}, {"name", unit ? unit->name : ""}};
}

json::value person_json(db::Session& session, PersonId id) {
  if (!id) return nullptr;
  const auto person = directory::find_person(session, id);
  return json::object{{"id", to_text(id)}, {"name", person ? person->name : ""}};
}

json::object applicant_json(const Applicant& applicant) {
  auto said = to_json(applicant);
  const auto kind = regulation::parse_applicant_kind(applicant.kind);
  said["kind_name"] = kind ? regulation::label_of(*kind) : "";
  return said;
}

json::object consultation_json(db::Session& session, const Consultation& c, const Desk* parent) {
  const auto& kind = casework::kind_of(c.of.kind);
  const auto stage = casework::stage_after(kind, c.events);
  const auto* answered = casework::last_of(c.events, "answered");
  json::object said{{"id", to_text(c.of.id)},
                    {"kind", c.of.kind},
                    {"kind_name", kind.name},
                    {"number", c.of.number},
                    {"version", c.of.version},
                    {"unit", unit_json(session, c.of.unit)},
                    {"party", to_json(c.party)},
                    {"question", c.question},
                    {"stage", stage},
                    {"stage_name", kind.find_stage(stage) ? kind.find_stage(stage)->name : ""},
                    {"sent_on", to_text(c.of.opened_on)},
                    {"due", nullptr},
                    {"answer", answered ? casework::text_fact(*answered, "answer") : ""},
                    {"words", answered ? answered->note : ""},
                    {"answered_on", answered ? json::value(to_text(answered->on)) : json::value()}};
  if (!parent) return said;
  if (const auto reading = reading_of(parent->situation()); reading && *reading)
    for (const auto& deadline : (*reading)->deadlines)
      if (deadline.id == to_text(c.of.id)) said["due"] = to_text(deadline.due);
  return said;
}

Result<json::object> desk_json(db::Session& session, Context& context, CaseId id) {
  const auto& vault = *context.services.vault;
  const auto desk = TRY(open_desk(session, context.services, id, context.today()));
  CHECK_OK(casework::may_see(session, context.actor, desk.of));
  auto said = head_json(session, desk);
  if (const auto request = find(session, vault, id)) add_request(said, *request, desk);
  said["clock"] = clock_json(desk);
  said["timeline"] = timeline_json(desk);
  said["acts"] = acts_json(session, context, desk);
  json::array consultations;
  for (const auto& one : consultations_of(session, vault, id))
    consultations.push_back(consultation_json(session, one, &desk));
  said["consultations"] = std::move(consultations);
  json::array helpers;
  for (const auto unit : casework::units_beside(session, id)) helpers.push_back(unit_json(session, unit));
  said["helpers"] = std::move(helpers);
  said["files"] = files_json(session, vault, id);
  said["volume"] = volume_json(volume_of(session, id, desk.today));
  const auto rating = rating_of(session, vault, id);
  said["rating"] =
      rating ? json::value{{"satisfied", rating->satisfied}, {"words", rating->words}, {"missing", rating->missing}}
             : json::value();
  return said;
}

json::object entry_json(db::Session& session, const auth::Vault& vault, const Entry& entry) {
  const auto of = casework::find(session, vault, entry.id);
  const auto* stage = entry.kind->find_stage(entry.stage);
  return {{"id", to_text(entry.id)},
          {"kind", entry.kind->id},
          {"kind_name", entry.kind->name},
          {"number", entry.number},
          {"title", of ? of->title : ""},
          {"version", entry.version},
          {"unit", unit_json(session, entry.unit)},
          {"assignee", person_json(session, entry.assignee)},
          {"stage", entry.stage},
          {"stage_name", stage ? stage->name : ""},
          {"colour", id_of(entry.colour)},
          {"colour_name", label_of(entry.colour)},
          {"state", entry.state ? json::value(regulation::id_of(*entry.state)) : json::value()},
          {"reply_due", day_or_null(entry.reply_due)},
          {"remaining", entry.state ? json::value(entry.remaining) : json::value()},
          {"provisional", entry.provisional},
          {"confirm_by", entry.stage == "unconfirmed" ? day_or_null(entry.confirm_by) : json::value()},
          {"channel", entry.channel},
          {"applicant_kind", entry.applicant_kind},
          {"opened_on", to_text(entry.opened_on)},
          {"received_on", day_or_null(entry.received_on)},
          {"last_act_at", to_iso(entry.last_act_at)}};
}

json::object notice_json(db::Session& session, const casework::Notice& notice) {
  return {{"id", to_text(notice.id)},
          {"case", to_text(notice.case_id)},
          {"number", notice.number},
          {"kind", notice.kind},
          {"words", filled(i18n::text("requests.notice_" + notice.kind), notice.facts)},
          {"unit", unit_json(session, notice.unit)},
          {"facts", notice.facts},
          {"made_at", to_iso(notice.made_at)}};
}

}  // namespace gongkai::requests
