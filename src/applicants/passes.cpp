#include "applicants/passes.hpp"

#include "base/bytes.hpp"
#include "platform/auth/vault.hpp"

namespace gongkai::applicants {

namespace {

constexpr std::string_view draft_cookie = "gongkai_draft", case_cookie = "gongkai_case",
                           receipt_cookie = "gongkai_receipt", entry_cookie = "gongkai_entry",
                           session_cookie = "gongkai_applicant";
constexpr std::int64_t draft_seconds = 30 * 86'400, case_seconds = 2 * 3600, receipt_seconds = 1800,
                       entry_seconds = 1800, account_seconds = 2 * 3600;
constexpr std::size_t most_cookie = 800;

/// The text and the moment at which the pass ends, sealed for one cookie.
std::string seal(const Services& services, std::string_view cookie, std::string_view text, Instant until) {
  const auto plain = std::string(text) + " " + to_iso(until);
  return to_base64url(services.vault->seal("applicants." + std::string(cookie), 0, plain).value);
}

std::optional<std::string> open(const Services& services, const http::Request& request, std::string_view cookie) {
  const auto given = request.cookies.get(cookie);
  if (given.empty() || given.size() > most_cookie) return std::nullopt;
  const auto sealed = from_base64(given);
  if (!sealed) return std::nullopt;
  std::string text;
  try {
    text = services.vault->open("applicants." + std::string(cookie), 0, db::Bytes{*sealed});
  } catch (const std::runtime_error&) {  // made up, or sealed for another use
    return std::nullopt;
  }
  const auto space = text.rfind(' ');
  if (space == std::string::npos) return std::nullopt;
  const auto until = parse_instant(std::string_view(text).substr(space + 1));
  if (!until || *until <= services.clock.now()) return std::nullopt;
  return text.substr(0, space);
}

std::optional<CaseId> open_case(const Services& services, const http::Request& request, std::string_view cookie) {
  const auto text = open(services, request, cookie);
  const auto id = text ? parse_id(*text) : std::nullopt;
  return id ? std::optional(CaseId{*id}) : std::nullopt;
}

}  // namespace

std::string draft_token(const http::Request& request) {
  return std::string(request.cookies.get(draft_cookie).substr(0, 200));
}

void set_draft_token(const http::Request& request, http::Response& response, std::string_view token) {
  response.cookie(draft_cookie, token, token.empty() ? 0 : draft_seconds, request.secure);
}

std::optional<CaseId> opened_case(const Services& services, const http::Request& request) {
  return open_case(services, request, case_cookie);
}

void set_opened_case(const Services& services, const http::Request& request, http::Response& response, CaseId id) {
  if (!id) return (void)response.cookie(case_cookie, "", 0, request.secure);
  const auto until = services.clock.now().plus_seconds(case_seconds);
  response.cookie(case_cookie, seal(services, case_cookie, gongkai::to_text(id), until), case_seconds, request.secure);
}

std::optional<CaseId> handed_in(const Services& services, const http::Request& request) {
  return open_case(services, request, receipt_cookie);
}

void set_handed_in(const Services& services, const http::Request& request, http::Response& response, CaseId id) {
  const auto until = services.clock.now().plus_seconds(receipt_seconds);
  response.cookie(receipt_cookie, seal(services, receipt_cookie, gongkai::to_text(id), until), receipt_seconds,
                  request.secure);
}

std::optional<Address> entering(const Services& services, const http::Request& request) {
  const auto text = open(services, request, entry_cookie);
  const auto space = text ? text->find(' ') : std::string::npos;
  if (space == std::string::npos) return std::nullopt;
  const auto way = parse_way(text->substr(0, space));
  return way ? std::optional(Address{*way, text->substr(space + 1)}) : std::nullopt;
}

void set_entering(const Services& services, const http::Request& request, http::Response& response,
                  const std::optional<Address>& address) {
  if (!address) return (void)response.cookie(entry_cookie, "", 0, request.secure);
  const auto until = services.clock.now().plus_seconds(entry_seconds);
  const auto text = std::string(name_of(address->way)) + " " + address->text;
  response.cookie(entry_cookie, seal(services, entry_cookie, text, until), entry_seconds, request.secure);
}

std::string session_token(const http::Request& request) {
  return std::string(request.cookies.get(session_cookie).substr(0, 200));
}

void set_session_token(const http::Request& request, http::Response& response, std::string_view token) {
  response.cookie(session_cookie, token, token.empty() ? 0 : account_seconds, request.secure);
}

}  // namespace gongkai::applicants
