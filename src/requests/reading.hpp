// Reading of requests: for the desks of officers and for the pages of applicants.
#pragma once
#include "casework/kinds.hpp"
#include "platform/calendar/calendars.hpp"
#include "platform/transaction/transaction.hpp"
#include "requests/model.hpp"

namespace gongkai::requests {

/// The request of a case, with everything opened; the caller has asked casework::may_see, or came by number and code.
std::optional<Request> find(db::Session& session, const auth::Vault& vault, CaseId id);
std::vector<Consultation> consultations_of(db::Session& session, const auth::Vault& vault, CaseId id);
std::optional<Consultation> find_consultation(db::Session& session, const auth::Vault& vault, CaseId id);
std::optional<Rating> rating_of(db::Session& session, const auth::Vault& vault, CaseId id);

/// Those whose applicant named this mailbox or this telephone, the newest first; for who has shown that it is theirs.
std::vector<CaseId> cases_of_email(db::Session& session, const auth::Vault& vault, std::string_view email, int limit);
std::vector<CaseId> cases_of_phone(db::Session& session, const auth::Vault& vault, std::string_view phone, int limit);

/// As officers see it before they reveal it: 张*, 370602********1234, 138****1234.
Applicant masked(const Applicant& applicant);

/// One line of the timeline that the applicant is shown, in plain words.
struct Step {
  Day on{};
  std::string words{};
};
std::vector<Step> public_steps(const casework::Kind& kind, const std::vector<casework::Event>& events);

/// Earlier cases of the same applicant, or with the same text from the same applicant: found by keyed digests.
struct Volume {
  std::int64_t this_month = 0;
  std::int64_t this_year = 0;
  std::vector<CaseId> same_text{};  // same applicant, same text
  std::vector<CaseId> cases{};      // newest first, at most 200
};
Volume volume_of(db::Session& session, CaseId id, Day today);

}  // namespace gongkai::requests
