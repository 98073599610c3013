// Short messages through an HTTP gateway of the office's telephone company: one POST of JSON a message.
//
//   {"id": "…", "phone": "13800000000", "text": "…"}      Authorization: Bearer <GONGKAI_SMS_KEY>
//
// A gateway that speaks otherwise stands behind a small translator of the office; there is no standard to follow.
#pragma once
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace gongkai::mail {

/// The keys `sms.*` of the configuration; the key comes from the environment. Part of Services::parts.
struct SmsSettings {
  std::string gateway{};  // http(s)://…; "" sends nothing
  std::string key{};
  std::string signature{};  // 【云海市政务公开】, before every text
  bool is_set() const { return !gateway.empty(); }
};

/// A mobile telephone of the mainland: 11 digits that begin with 1, perhaps with 86 before.
bool is_mobile(std::string_view phone);

/// The body of the request: `phone` as 11 digits, the text behind the signature.
std::string compose_sms(const SmsSettings& settings, std::string_view phone, std::string_view text,
                        std::string_view id);

/// Fault "mail.sms_refused" for an answer of 4xx (but 408 and 429), which no second try would better; "mail.sms_not_set_up"
/// without a gateway. Throws std::runtime_error for what may work later.
Result<void> send_sms(const SmsSettings& settings, std::string_view phone, std::string_view text, std::string_view id);

}  // namespace gongkai::mail
