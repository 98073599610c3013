// The ways in for people without an account: number and query code for the applicant, a token for an outside party.
#pragma once
#include "casework/cases.hpp"

namespace gongkai::casework {

/// The query code of a case: 8 characters without look-alikes, derived from the vault and shown to the applicant once.
std::string query_code(const auth::Vault& vault, CaseId id);

/// A number or code as people type it: small letters, full width and blanks make no difference.
std::string typed(std::string_view text);

/// The case behind number and query code (case and blanks do not matter). Wrong number and wrong code are refused alike
/// ("case.not_tracked"), and guessing becomes slow for who guesses (guessing.hpp).
Result<Case> find_by_code(Context& context, std::string_view number, std::string_view code);
/// Without opening anything.
std::optional<CaseId> id_of_number(db::Session& session, std::string_view number);
std::optional<Case> find_by_number(db::Session& session, const auth::Vault& vault, std::string_view number);

/// Makes the token for the page of an outside party; only its digest is kept.
std::string new_token(Transaction& tx, const Case& of, Day last_day);
/// The case of a token that still stands on that day; "case.token_unknown" otherwise. Guessing becomes slow.
Result<Case> find_by_token(Context& context, std::string_view token);

}  // namespace gongkai::casework
