#include "requests/reading.hpp"

#include "base/text.hpp"
#include "casework/cases.hpp"
#include "platform/auth/masking.hpp"
#include "platform/auth/vault.hpp"
#include "requests/person_json.hpp"
#include "requests/rules.hpp"
#include "requests/sealing.hpp"
#include "requests/store.hpp"

namespace gongkai::requests {

namespace {
constexpr int most_of_one_applicant = 200;

json::object object_of(const std::string& text) {
  const auto parsed = json::parse(text);
  return parsed && parsed->is_object() ? parsed->get_object() : json::object{};
}
}  // namespace

std::optional<Request> find(db::Session& session, const auth::Vault& vault, CaseId id) {
  auto of = casework::find(session, vault, id);
  const auto row = of ? store::find(session, id) : std::nullopt;
  if (!row) return std::nullopt;
  return Request{.of = *std::move(of),
                 .site = row->site,
                 .channel = row->channel,
                 .applicant = applicant_of(object_of(vault.open(sealed::applicant, id.value, row->applicant))),
                 .description = vault.open(sealed::description, id.value, row->description),
                 .wishes = {.form = row->form, .delivery = row->delivery},
                 .about = row->about,
                 .received_on = row->received_on,
                 .outcome = row->outcome};
}

std::optional<Consultation> find_consultation(db::Session& session, const auth::Vault& vault, CaseId id) {
  auto of = casework::find(session, vault, id);
  const auto row = of ? store::find_party(session, id) : std::nullopt;
  if (!row) return std::nullopt;
  return Consultation{.of = *std::move(of),
                      .party = party_of(object_of(vault.open(sealed::party, id.value, row->party))),
                      .question = vault.open(sealed::question, id.value, row->question),
                      .events = casework::events_of(session, vault, id)};
}

std::vector<Consultation> consultations_of(db::Session& session, const auth::Vault& vault, CaseId id) {
  std::vector<Consultation> all;
  for (const auto& child : casework::children_of(session, vault, id))
    if (auto found = find_consultation(session, vault, child.id)) all.push_back(*std::move(found));
  return all;
}

std::optional<Rating> rating_of(db::Session& session, const auth::Vault& vault, CaseId id) {
  const auto row = store::rating_of(session, id);
  if (!row) return std::nullopt;
  return Rating{
      .satisfied = row->satisfied, .words = vault.open(sealed::rating, id.value, row->words), .missing = row->missing};
}

std::vector<CaseId> cases_of_email(db::Session& session, const auth::Vault& vault, std::string_view email, int limit) {
  return store::of_email(session, vault.blind_index(sealed::email, email), limit);
}

std::vector<CaseId> cases_of_phone(db::Session& session, const auth::Vault& vault, std::string_view phone, int limit) {
  return store::of_phone(session, vault.blind_index(sealed::phone, phone), limit);
}

Applicant masked(const Applicant& a) {
  const auto hidden = [](const std::string& text) { return text.empty() ? std::string() : std::string("****"); };
  const auto name_of = [](const std::string& text) { return text.empty() ? text : auth::mask_name(text); };
  const bool is_person = a.kind == "natural";
  return {.kind = a.kind,
          .name = is_person ? name_of(a.name) : a.name,
          .document_type = a.document_type,
          .document_number = a.document_number.empty() ? "" : auth::mask_id_number(a.document_number),
          .credit_code = a.credit_code,
          .representative = name_of(a.representative),
          .contact = name_of(a.contact),
          .workplace = hidden(a.workplace),
          .address = hidden(a.address),
          .postcode = a.postcode,
          .phone = a.phone.empty() ? "" : auth::mask_phone(a.phone),
          .email = a.email.empty() ? "" : auth::mask_email(a.email)};
}

std::vector<Step> public_steps(const casework::Kind& kind, const std::vector<casework::Event>& events) {
  std::vector<Step> steps;
  for (const auto& event : events)
    if (const auto* act = kind.find_act(event.act); act && !act->public_words.empty())
      steps.push_back({event.on, filled(act->public_words, event.facts)});
  return steps;
}

Volume volume_of(db::Session& session, CaseId id, Day today) {
  const auto row = store::find(session, id);
  if (!row || !row->identity_index) return {};
  Volume volume;
  for (const auto& earlier : store::of_applicant(session, *row->identity_index, most_of_one_applicant)) {
    volume.cases.push_back(earlier.id);
    if (earlier.id != id && earlier.text_index == row->text_index) volume.same_text.push_back(earlier.id);
    if (earlier.opened_on.year() != today.year()) continue;
    ++volume.this_year;
    if (earlier.opened_on.month() == today.month()) ++volume.this_month;
  }
  return volume;
}

}  // namespace gongkai::requests
