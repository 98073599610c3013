#include "applicants/passes.hpp"

#include "base/bytes.hpp"
#include "platform/auth/vault.hpp"

namespace gongkai::applicants {

namespace {

constexpr std::string_view draft_cookie = "gongkai_draft", case_cookie = "gongkai_case",
                           receipt_cookie = "gongkai_receipt";
constexpr std::int64_t draft_seconds = 30 * 86'400, case_seconds = 2 * 3600, receipt_seconds = 1800;
constexpr std::size_t most_cookie = 400;

/// The case and the moment at which the pass ends, sealed for one cookie.
std::string seal(const Services& services, std::string_view cookie, CaseId id, Instant until) {
  const auto text = gongkai::to_text(id) + " " + to_iso(until);
  return to_base64url(services.vault->seal("applicants." + std::string(cookie), 0, text).value);
}

std::optional<CaseId> open(const Services& services, const http::Request& request, std::string_view cookie) {
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
  const auto space = text.find(' ');
  if (space == std::string::npos) return std::nullopt;
  const auto id = parse_id(std::string_view(text).substr(0, space));
  const auto until = parse_instant(std::string_view(text).substr(space + 1));
  if (!id || !until || *until <= services.clock.now()) return std::nullopt;
  return CaseId{*id};
}

}  // namespace

std::string draft_token(const http::Request& request) {
  return std::string(request.cookies.get(draft_cookie).substr(0, 200));
}

void set_draft_token(const http::Request& request, http::Response& response, std::string_view token) {
  response.cookie(draft_cookie, token, token.empty() ? 0 : draft_seconds, request.secure);
}

std::optional<CaseId> opened_case(const Services& services, const http::Request& request) {
  return open(services, request, case_cookie);
}

void set_opened_case(const Services& services, const http::Request& request, http::Response& response, CaseId id) {
  if (!id) return (void)response.cookie(case_cookie, "", 0, request.secure);
  const auto until = services.clock.now().plus_seconds(case_seconds);
  response.cookie(case_cookie, seal(services, case_cookie, id, until), case_seconds, request.secure);
}

std::optional<CaseId> handed_in(const Services& services, const http::Request& request) {
  return open(services, request, receipt_cookie);
}

void set_handed_in(const Services& services, const http::Request& request, http::Response& response, CaseId id) {
  const auto until = services.clock.now().plus_seconds(receipt_seconds);
  response.cookie(receipt_cookie, seal(services, receipt_cookie, id, until), receipt_seconds, request.secure);
}

}  // namespace gongkai::applicants
