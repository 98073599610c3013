// What people do in 三审三校. One use case a file; each is one transaction with its audit event.
#pragma once
#include "platform/transaction/transaction.hpp"
#include "review/model.hpp"
#include "review/secrecy.hpp"

namespace gongkai::review {

// -- signatures -------------------------------------------------------------------------------------------------------

struct SignOrder {
  DocumentId document{};
  RoundId round{};  // the one the person has seen
  std::string step;
  std::string remark;
};
/// Asks for the step's permission over the unit: the person's own, or one that was delegated to them.
Result<void> sign(Context& context, const SignOrder& order);
/// 特批: against the rule of distinct people. Asks for review.override over the unit.
Result<void> override_step(Context& context, const SignOrder& order, std::string_view reason);

struct NewRemark {
  DocumentId document{};
  std::string quote;
  std::int64_t position = 0;
  std::string text;
};
/// Open to everybody who may sign a step of the route, and to content.review.
Result<RemarkId> remark(Context& context, const NewRemark& remark);
/// By the writers: content.write over the unit.
Result<void> resolve(Context& context, RemarkId id, std::string_view answer);

// -- secrecy ----------------------------------------------------------------------------------------------------------

struct SecrecyMark {
  std::string item;
  std::string answer;
  std::string remark;
};
/// Signs items of the form of the open round; the form begins with the first. Asks for review.secrecy; never by a writer.
Result<void> answer_secrecy(Context& context, DocumentId document, const std::vector<SecrecyMark>& marks);
Result<void> conclude_secrecy(Context& context, DocumentId document, std::string_view conclusion,
                              std::string_view opinion);
/// Regulation Art. 17(3): what the body cannot decide itself goes to the competent or the secrecy authority.
Result<void> ask_authority(Context& context, DocumentId document, std::string_view authority,
                           std::string_view question);
Result<void> note_authority_answer(Context& context, DocumentId document, std::string_view answer);

// -- delegation and demands -------------------------------------------------------------------------------------------

struct NewDelegation {
  PersonId to{};
  std::vector<std::string> permissions;
  Day first{};
  Day last{};
  std::string reason;
};
/// The person lends rights of their own. 特批 is not lent.
Result<DelegationId> delegate(Context& context, const NewDelegation& order);
Result<void> end_delegation(Context& context, DelegationId id);

struct Demand {
  UnitId unit{};
  std::string route;                         // "": none beyond the types' own
  std::optional<std::int64_t> basis_points;  // none: as the units above
  std::int64_t version = 0;
};
/// Asks for review.settings over the unit.
Result<void> set_demand(Context& context, const Demand& demand);

// -- looking again ----------------------------------------------------------------------------------------------------

/// The nightly draw of what was released on the day; twice draws once. The number of new tasks.
Result<std::int64_t> sample(Context& context, Day released_on);
/// Asks for review.recheck over the unit; by nobody who wrote, signed or released it.
Result<void> recheck(Context& context, RecheckId id, std::string_view result, std::string_view finding);
/// What the unit did about a finding: content.write over the unit.
Result<void> answer_finding(Context& context, RecheckId id, std::string_view answer);

// -- contributions ----------------------------------------------------------------------------------------------------

struct Offer {
  UnitId to_unit{};
  std::string title;
  std::string text;
  std::string source;
};
/// Asks for review.contribute over the person's own unit.
Result<ContributionId> offer(Context& context, const Offer& offer);
struct Decision {
  bool adopted = false;
  std::string reason;     // needed to decline
  DocumentId document{};  // what was made of it, if it is there already
};
/// Asks for review.adopt over the receiving unit.
Result<void> decide(Context& context, ContributionId id, const Decision& decision);

}  // namespace gongkai::review
