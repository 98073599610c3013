#include "case_library/gather.hpp"

#include "base/text.hpp"
#include "casework/case_files.hpp"
#include "checks/names.hpp"
#include "checks/personal.hpp"
#include "letters/api.hpp"
#include "platform/auth/vault.hpp"
#include "regulation/outcome.hpp"
#include "requests/reading.hpp"

namespace gongkai::case_library {

namespace {

class Values {
 public:
  void add(const char* kind, const std::string& text) {
    if (!text.empty()) m_list.push_back({kind, text});
  }
  /// What somebody wrote: only what the scanners take for personal data is sought, not the words themselves.
  void scan(const std::string& text) {
    if (text.empty()) return;
    const checks::Reading reading(text);
    for (const auto& hit : checks::scan_personal(reading, {})) add("found", reading.text(hit.begin, hit.end));
    for (const auto& name : checks::labelled_names(reading.folded, settings().name_labels))
      add("name", reading.text(name.begin, name.end));
  }
  void add_applicant(const requests::Applicant& applicant) {
    add("applicant", applicant.name);
    add("representative", applicant.representative);
    add("contact", applicant.contact);
    add("workplace", applicant.workplace);
    add("document_number", applicant.document_number);
    add("document_number", applicant.credit_code);
    add("address", applicant.address);
    add("postcode", applicant.postcode);
    add("phone", applicant.phone);
    add("email", applicant.email);
  }
  /// A body that works on the platform is no person; whom to ask there is.
  void add_party(const requests::Party& party) {
    if (!party.unit) add("party", party.name);
    add("contact", party.contact);
    add("phone", party.phone);
    add("email", party.email);
    add("address", party.address);
  }
  std::vector<Sealed> finish() { return std::move(m_list); }

 private:
  std::vector<Sealed> m_list;
};

}  // namespace

std::vector<Sealed> sealed_values(db::Session& session, const Services& services, const requests::Request& request) {
  const auto& vault = *services.vault;
  const auto id = request.of.id;
  Values values;
  values.add_applicant(request.applicant);
  values.add("case_number", request.of.number);
  values.scan(request.description);
  for (const auto& event : casework::events_of(session, vault, id)) {
    values.scan(event.note);
    values.add("letter_number", casework::text_fact(event, "letter"));
  }
  for (const auto& consultation : requests::consultations_of(session, vault, id)) {
    values.add_party(consultation.party);
    values.add("case_number", consultation.of.number);
    values.scan(consultation.question);
    for (const auto& event : consultation.events) values.scan(event.note);
  }
  for (const auto& file : casework::files_of(session, vault, id)) values.add("file_name", file.name);
  for (const auto& letter : letters::letters_of(session, services, id)) {
    values.add("letter_number", letter.number);
    values.scan(letter.text);
  }
  if (const auto rating = requests::rating_of(session, vault, id)) values.scan(rating->words);
  return values.finish();
}

Facts facts_of(db::Session& session, const Services& services, const requests::Request& request) {
  const auto events = casework::events_of(session, *services.vault, request.of.id);
  Facts facts{.description = request.description};
  if (const auto* corrected = casework::last_of(events, "corrected"); corrected && !corrected->note.empty())
    facts.description = corrected->note;
  for (const auto& step : requests::public_steps(casework::kind_of(request.of.kind), events))
    facts.steps.push_back(step.words);
  if (const auto* outcome = regulation::catalog_outcomes().find(request.outcome))
    facts.answer = outcome->label + "（" + outcome->article + "）。";
  if (const auto* decided = casework::last_of(events, "decided")) facts.reasons = decided->note;
  return facts;
}

}  // namespace gongkai::case_library
