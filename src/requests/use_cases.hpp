// What applicants, outside parties and officers can do. Each is one transaction; each act of an officer takes the version
// that the officer saw and refuses with all its reasons (acts.hpp gives the same reasons to the screen).
#pragma once
#include "platform/transaction/transaction.hpp"
#include "regulation/wizard.hpp"
#include "requests/model.hpp"

namespace gongkai::requests {

// Permissions, asked for over the unit of the case.
namespace permission {
inline constexpr std::string_view read = "requests.read";
inline constexpr std::string_view register_ = "requests.register";   // counter
inline constexpr std::string_view handle = "requests.handle";        // officer
inline constexpr std::string_view approve = "requests.approve";      // head of the 工作机构
inline constexpr std::string_view reveal = "requests.reveal";        // who the applicant is, with a reason
inline constexpr std::string_view supervise = "requests.supervise";  // the city's disclosure office
}  // namespace permission

// -- the applicant -----------------------------------------------------------------------------------------------------

/// Every fault of the form at once (fields: "name", "document_number", "phone", "description", "unit" …).
Result<void> check(const Submission& submission, Day today);

/// By the internet. Repeated with the same idempotency key of the context it answers the same case: two submits within a
/// second are one case. The clock starts when an officer confirms (Art. 31(3)).
Result<Receipt> submit(Context& context, const Submission& submission);
/// The receipt of a case, for a page that is shown again; only after submit, find_by_code or find_by_phone.
Receipt receipt_of(Context& context, const casework::Case& of);

/// The case behind its number and the phone that the applicant gave; refused like casework::find_by_code.
Result<casework::Case> find_by_phone(Context& context, std::string_view number, std::string_view phone);

/// The corrected description, once asked for (Art. 30). `on` is the day it arrived.
Result<void> correct(Context& context, CaseId id, const std::string& description,
                     const std::vector<Attachment>& attachments, std::int64_t version);
Result<void> withdraw(Context& context, CaseId id, const std::string& reason, std::int64_t version);
/// The applicant says that they have paid; an officer confirms with `fee_paid`.
Result<void> report_payment(Context& context, CaseId id, const std::string& note, std::int64_t version);
Result<void> choose_delivery(Context& context, CaseId id, const Wishes& wishes, std::int64_t version);
Result<void> explain_volume(Context& context, CaseId id, const std::string& reason, std::int64_t version);  // Art. 35
Result<void> rate(Context& context, CaseId id, const Rating& rating);

/// A form that is not sent yet, behind a token; kept for 30 days, sealed. `token` empty makes a new one.
Result<std::string> save_draft(Context& context, std::string_view token, const json::object& form);
std::optional<json::object> load_draft(Context& context, std::string_view token);
Result<void> forget_draft(Context& context, std::string_view token);

// -- an outside party --------------------------------------------------------------------------------------------------

/// What the party may see of the case: the question and the terms, never the applicant. The first look is kept as the
/// day the letter was received.
Result<Consultation> open_by_token(Context& context, std::string_view token);
struct Opinion {
  std::string answer{};  // "agree", "refuse", "partly", "information"
  std::string words{};
  Day on{};
};
Result<void> answer_by_token(Context& context, std::string_view token, const Opinion& opinion);

// -- intake ------------------------------------------------------------------------------------------------------------

Result<Receipt> take_in(Context& context, const Intake& intake);  // permission register
/// Both sides have confirmed: the date of receipt (Art. 31).
Result<void> confirm(Context& context, CaseId id, Day on, const std::string& note, std::int64_t version);

// -- the officer -------------------------------------------------------------------------------------------------------

Result<void> sign_for(Context& context, CaseId id, std::int64_t version);  // 签收
Result<void> transfer(Context& context, CaseId id, UnitId to, const std::string& reason, std::int64_t version);
Result<void> hand_to(Context& context, CaseId id, PersonId to, std::int64_t version);
Result<void> ask_unit(Context& context, CaseId id, UnitId unit, const std::string& question, std::int64_t version);
Result<void> give_opinion(Context& context, CaseId id, const std::string& words, std::int64_t version);  // co-handling
Result<void> add_note(Context& context, CaseId id, const std::string& words, std::int64_t version);      // contact log
Result<void> change_applicant_kind(Context& context, CaseId id, const std::string& kind, const std::string& reason,
                                   std::int64_t version);

struct CorrectionOrder {
  std::string what{};  // what is unclear, said once and completely
  Day on{};
  Day until{};  // a reasonable period
};
Result<void> ask_correction(Context& context, CaseId id, const CorrectionOrder& order, std::int64_t version);
Result<void> note_corrected(Context& context, CaseId id, Day on, const std::string& description, std::int64_t version);

struct ConsultationOrder {
  std::string kind{};  // kind::third_party, joint_maker, other_body
  Party party{};
  std::string question{};
  Day on{};
};
struct Asked {
  CaseId id{};
  std::string token{};  // for the address in the letter; "" when the party works on this platform
};
Result<Asked> consult(Context& context, CaseId id, const ConsultationOrder& order, std::int64_t version);
Result<void> note_party_received(Context& context, CaseId consultation, Day on, std::int64_t version);
Result<void> note_opinion(Context& context, CaseId consultation, const Opinion& opinion, std::int64_t version);
/// Its 15 working days are over: a third party has not answered (the body decides), a joint maker is deemed to consent.
Result<void> note_silence(Context& context, CaseId consultation, std::int64_t version);
/// The answer is not needed any more.
Result<void> call_off(Context& context, CaseId consultation, const std::string& reason, std::int64_t version);
Result<void> remind(Context& context, CaseId consultation, const std::string& note, std::int64_t version);

Result<void> ask_extension(Context& context, CaseId id, int working_days, const std::string& reason,
                           std::int64_t version);
/// By the head of the 工作机构, before the term runs out (Art. 33(2)).
Result<void> extend(Context& context, CaseId id, int working_days, const std::string& reason, std::int64_t version);
Result<void> ask_reason(Context& context, CaseId id, const std::string& note, std::int64_t version);  // Art. 35
/// The reason is reasonable: a reasonable time more. (An unreasonable one ends in a decision.)
Result<void> accept_reason(Context& context, CaseId id, Day until, const std::string& note, std::int64_t version);

struct FeeOrder {
  std::string by{};  // "item" or "page"; never both (109号 §3)
  std::int64_t count = 0;
  Day on{};
  std::optional<Day> received_on{};
};
Result<std::int64_t> notify_fee(Context& context, CaseId id, const FeeOrder& order, std::int64_t version);  // yuan
/// The notice reached the applicant: its 20 working days begin (109号).
Result<void> note_fee_received(Context& context, CaseId id, Day on, std::int64_t version);
Result<void> note_paid(Context& context, CaseId id, Day on, const std::string& receipt, std::int64_t version);
Result<void> waive_fee(Context& context, CaseId id, const std::string& reason, std::int64_t version);

// -- the answer --------------------------------------------------------------------------------------------------------

/// A document that everybody can read already.
struct Published {
  std::string title{};
  std::string address{};  // https://…
};

struct Decision {
  std::string outcome{};                      // of regulation::catalog_outcomes(): open, refuse_secret …
  std::string ground{};                       // of the withheld part of a partial disclosure: E14a …
  std::vector<regulation::Choice> choices{};  // what the wizard was answered; kept with the case
  std::string reasons{};                      // words for the letter; sealed
  std::vector<Published> published{};         // 已主动公开: where it is to be found
};
/// What the answer will be; the letter follows.
Result<void> decide(Context& context, CaseId id, const Decision& decision, std::int64_t version);
Result<void> take_back_decision(Context& context, CaseId id, const std::string& reason, std::int64_t version);

struct Reply {
  Day on{};
  std::string way{};     // "letter", "on_the_spot"
  std::string letter{};  // number of the letter
};
/// The answer is given: closes the case with the outcome that was decided. For answers on the spot (Art. 33(1)) and
/// letters that were sent outside this system; a letter of this system calls replied() when it is sent.
Result<void> reply(Context& context, CaseId id, const Reply& reply, std::int64_t version);
/// For letters::on_sent, within its transaction.
Result<void> replied(Transaction& tx, CaseId id, const Reply& reply);

/// Without an answer, with an outcome that the applicant brought about: correction or payment not in time, other.
Result<void> close(Context& context, CaseId id, const std::string& outcome, const std::string& reason,
                   std::int64_t version);
Result<void> archive(Context& context, CaseId id, const std::string& shelf, std::int64_t version);

/// The answer does not stand and is given anew: annulled on reconsideration or by a court, or put right by the body itself.
struct Reopening {
  std::string ground{};        // "reconsideration", "lawsuit", "own_correction"
  std::string document{};      // number of the decision or judgment; not for own_correction
  Day on{};                    // the body received it; the term runs from there
  std::optional<Day> until{};  // by when it wants the new answer; none: the term of Art. 33(2)
  std::string reason{};
};
Result<void> reopen(Context& context, CaseId id, const Reopening& reopening, std::int64_t version);

/// The result of a case that is no request: "corrected", "refused", "transferred", "adopted", "upheld", "dismissed".
Result<void> finish(Context& context, CaseId id, const std::string& result, const std::string& words,
                    std::int64_t version);

Result<void> attach(Context& context, CaseId id, const files::Checked& checked, const std::string& name,
                    const std::string& role, std::int64_t version);
/// The supervising office presses: tells the unit and its officer.
Result<void> urge(Context& context, CaseId id, const std::string& words, std::int64_t version);
/// What the applicant said by telephone or letter.
Result<void> note_withdrawn(Context& context, CaseId id, const std::string& reason, std::int64_t version);
Result<void> note_explained(Context& context, CaseId id, const std::string& reason, std::int64_t version);

/// Who the applicant is, in the clear; the look is kept in the audit trail with its reason.
Result<Applicant> reveal(Context& context, CaseId id, const std::string& reason);

}  // namespace gongkai::requests
