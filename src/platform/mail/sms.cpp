#include "platform/mail/sms.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <stdexcept>

#include "base/text.hpp"

namespace gongkai::mail {

namespace {

constexpr long connect_seconds = 10, whole_seconds = 30;
constexpr long refused_from = 400, failed_from = 500, timeout_status = 408, busy_status = 429;

std::string digits_of(std::string_view phone) {
  const auto plain = fold(phone);
  std::string digits;
  for (const char c : plain)
    if (c >= '0' && c <= '9') digits += c;
  if (digits.size() == 13 && digits.starts_with("86")) digits.erase(0, 2);
  return digits;
}

/// As JSON; the texts come from our catalog and are valid UTF-8.
std::string json_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : clean_utf8(text)) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n' || c == '\t') out += ' ';
    else out += c;
  }
  return out + "\"";
}

std::size_t drop(char* /*bytes*/, std::size_t size, std::size_t count, void* /*unused*/) {
  return size * count;
}

using Handle = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
using Headers = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

Headers headers_of(const SmsSettings& settings) {
  Headers list(curl_slist_append(nullptr, "Content-Type: application/json; charset=utf-8"), curl_slist_free_all);
  if (!settings.key.empty())
    if (auto* longer = curl_slist_append(list.get(), ("Authorization: Bearer " + settings.key).c_str()))
      (void)list.release(), list.reset(longer);
  return list;
}

}  // namespace

bool is_mobile(std::string_view phone) {
  const auto digits = digits_of(phone);
  return digits.size() == 11 && digits[0] == '1' && digits[1] >= '3';
}

std::string compose_sms(const SmsSettings& settings, std::string_view phone, std::string_view text,
                        std::string_view id) {
  return "{\"id\":" + json_text(id) + ",\"phone\":" + json_text(digits_of(phone)) +
         ",\"text\":" + json_text(settings.signature + std::string(text)) + "}";
}

Result<void> send_sms(const SmsSettings& settings, std::string_view phone, std::string_view text, std::string_view id) {
  if (!settings.is_set()) return refuse(FaultKind::unavailable, "mail.sms_not_set_up");
  if (!is_mobile(phone)) return refuse(FaultKind::invalid, "mail.sms_refused");
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
  const Handle curl(curl_easy_init(), curl_easy_cleanup);
  if (!curl) throw std::runtime_error("sms: no handle");
  const auto body = compose_sms(settings, phone, text, id);
  const auto headers = headers_of(settings);
  curl_easy_setopt(curl.get(), CURLOPT_URL, settings.gateway.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDSIZE, static_cast<long>(body.size()));
  curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDS, body.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, drop);
  curl_easy_setopt(curl.get(), CURLOPT_CONNECTTIMEOUT, connect_seconds);
  curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT, whole_seconds);
  curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
  if (const auto outcome = curl_easy_perform(curl.get()); outcome != CURLE_OK)
    throw std::runtime_error(std::string("sms: ") + curl_easy_strerror(outcome));
  long status = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
  if (status < 300) return {};
  if (status >= refused_from && status < failed_from && status != timeout_status && status != busy_status)
    return refuse(FaultKind::invalid, "mail.sms_refused");
  throw std::runtime_error("sms: the gateway answers " + std::to_string(status));
}

}  // namespace gongkai::mail
