// What a browser carries between the pages: sealed cookies that end soon and say nothing to whoever reads them.
#pragma once
#include <optional>
#include <string>

#include "applicants/account.hpp"
#include "platform/http/message.hpp"
#include "platform/transaction/transaction.hpp"
#include "requests/model.hpp"

namespace gongkai::applicants {

/// The token of the draft, or "".
std::string draft_token(const http::Request& request);
void set_draft_token(const http::Request& request, http::Response& response, std::string_view token);

/// The case that was opened with number and code in this browser, within the last two hours.
std::optional<CaseId> opened_case(const Services& services, const http::Request& request);
/// {} closes it.
void set_opened_case(const Services& services, const http::Request& request, http::Response& response, CaseId id);

/// The case that was handed in from this browser within the last half hour: its query code may be shown.
std::optional<CaseId> handed_in(const Services& services, const http::Request& request);
void set_handed_in(const Services& services, const http::Request& request, http::Response& response, CaseId id);

/// The address that asked for a one-time code in this browser, within the last half hour. {} forgets it.
std::optional<Address> entering(const Services& services, const http::Request& request);
void set_entering(const Services& services, const http::Request& request, http::Response& response,
                  const std::optional<Address>& address);

/// The token of the account's session, or "".
std::string session_token(const http::Request& request);
void set_session_token(const http::Request& request, http::Response& response, std::string_view token);

}  // namespace gongkai::applicants
