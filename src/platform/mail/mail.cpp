#include "platform/mail/mail.hpp"

#include <algorithm>

#include "base/bytes.hpp"
#include "base/text.hpp"

namespace gongkai::mail {

namespace {

constexpr std::size_t most_address = 254;    // RFC 5321 §4.5.3.1.3
constexpr std::size_t word_bytes = 45;       // an encoded word has at most 75 characters (RFC 2047 §2)
constexpr std::size_t line_characters = 76;  // RFC 2045 §6.8

bool is_plain(char c) {
  return c > ' ' && c < 127;
}

/// Encoded words that cut no character in two.
std::string encoded_subject(std::string_view subject) {
  std::string out;
  while (!subject.empty()) {
    auto size = std::min(subject.size(), word_bytes);
    while (size < subject.size() && size > 0 && (static_cast<unsigned char>(subject[size]) & 0xC0U) == 0x80U) --size;
    if (size == 0) size = std::min(subject.size(), word_bytes);  // no UTF-8 at all
    if (!out.empty()) out += "\r\n ";
    out += "=?UTF-8?B?" + to_base64(subject.substr(0, size)) + "?=";
    subject.remove_prefix(size);
  }
  return out;
}

std::string wrapped(const std::string& base64) {
  std::string out;
  for (std::size_t at = 0; at < base64.size(); at += line_characters)
    out += base64.substr(at, line_characters) + "\r\n";
  return out;
}

/// "Mon, 16 Mar 2026 09:05:09 +0000"
std::string date_of(Instant now) {
  auto text = to_http_date(now);
  text.replace(text.size() - 3, 3, "+0000");
  return text;
}

std::string one_line(std::string_view value) {
  std::string line(value);
  std::erase_if(line, [](char c) { return c == '\r' || c == '\n'; });
  return line;
}

}  // namespace

bool is_address(std::string_view text) {
  const auto at = text.find('@');
  if (text.size() > most_address || at == std::string_view::npos || at == 0 || at > 64) return false;
  const auto domain = text.substr(at + 1);
  const auto in_domain = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '.';
  };
  return std::ranges::all_of(text, is_plain) && text.find_first_of("<>()[],;:\\\"") == std::string_view::npos &&
         domain.find('.') != std::string_view::npos && !domain.starts_with('.') && !domain.ends_with('.') &&
         domain.find("..") == std::string_view::npos && std::ranges::all_of(domain, in_domain);
}

std::string compose(const Message& message, const Settings& settings, Instant now, std::string_view id) {
  const auto domain = settings.from.substr(std::min(settings.from.find('@'), settings.from.size() - 1) + 1);
  std::string out = "Date: " + date_of(now) + "\r\nFrom: " + one_line(settings.from) +
                    "\r\nTo: " + one_line(message.to) + "\r\nSubject: " + encoded_subject(one_line(message.subject)) +
                    "\r\nMessage-ID: <" + one_line(id) + "@" + domain + ">\r\nAuto-Submitted: auto-generated\r\n";
  for (const auto& [name, value] : message.headers) out += name + ": " + one_line(value) + "\r\n";
  out += "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n";
  return out + wrapped(to_base64(message.text));
}

}  // namespace gongkai::mail
