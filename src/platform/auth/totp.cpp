#include "platform/auth/totp.hpp"

#include <fmt/format.h>
#include <qrencode.h>

#include <memory>
#include <stdexcept>

#include "base/bytes.hpp"
#include "platform/auth/crypto.hpp"

namespace gongkai::auth {
namespace {
constexpr std::int64_t step_seconds = 30;
constexpr int code_digits = 6;

std::string escape(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '.' || c == '_') out += c;
    else out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}
}  // namespace

std::string new_totp_secret() {
  return random_bytes(20);
}

std::int64_t totp_step(Instant now) {
  return now.micros / 1'000'000 / step_seconds;
}

std::string totp_code(std::string_view secret, std::int64_t step, int digits) {
  std::string counter(8, '\0');
  for (std::size_t i = 0; i < 8; ++i) counter[i] = static_cast<char>((step >> (56 - 8 * static_cast<int>(i))) & 255);
  const auto mac = hmac_sha1(secret, counter);
  const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(mac[i])); };
  const std::size_t offset = byte(mac.size() - 1) & 15;  // dynamic truncation, RFC 4226 §5.3
  const auto number =
      ((byte(offset) & 127) << 24) | (byte(offset + 1) << 16) | (byte(offset + 2) << 8) | byte(offset + 3);
  std::uint32_t modulus = 1;
  for (int i = 0; i < digits; ++i) modulus *= 10;
  return fmt::format("{:0{}}", number % modulus, digits);
}

std::optional<std::int64_t> match_totp(std::string_view secret, std::string_view code, Instant now,
                                       std::int64_t last_used_step) {
  const auto current = totp_step(now);
  std::optional<std::int64_t> matched;
  for (std::int64_t step = current - 1; step <= current + 1; ++step)
    if (equal_in_constant_time(totp_code(secret, step, code_digits), code) && step > last_used_step) matched = step;
  return matched;
}

std::string totp_uri(std::string_view secret, std::string_view issuer, std::string_view login) {
  return fmt::format("otpauth://totp/{0}:{1}?secret={2}&issuer={0}&algorithm=SHA1&digits=6&period=30", escape(issuer),
                     escape(login), to_base32(secret));
}

std::vector<std::vector<bool>> qr_modules(std::string_view text) {
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> code{
      QRcode_encodeString8bit(std::string(text).c_str(), 0, QR_ECLEVEL_M), &QRcode_free};
  if (!code) throw std::runtime_error("the text does not fit into a QR code");
  const auto width = static_cast<std::size_t>(code->width);
  std::vector<std::vector<bool>> rows(width, std::vector<bool>(width));
  for (std::size_t y = 0; y < width; ++y)
    for (std::size_t x = 0; x < width; ++x) rows[y][x] = (code->data[y * width + x] & 1) != 0;
  return rows;
}

std::string qr_svg(std::string_view text) {
  const auto rows = qr_modules(text);
  constexpr std::size_t margin = 4;  // modules of quiet zone that readers need
  std::string path;
  for (std::size_t y = 0; y < rows.size(); ++y)
    for (std::size_t x = 0; x < rows.size(); ++x)
      if (rows[y][x]) path += fmt::format("M{} {}h1v1h-1z", x + margin, y + margin);
  return fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {0}\" shape-rendering=\"crispEdges\" "
      "aria-hidden=\"true\">"
      "<path fill=\"#fff\" d=\"M0 0h{0}v{0}H0z\"/><path d=\"{1}\"/></svg>",
      rows.size() + 2 * margin, path);
}

std::vector<std::string> new_recovery_codes() {
  std::vector<std::string> codes;
  for (int i = 0; i < 10; ++i) {
    const auto text = to_base32(random_bytes(10));  // 80 bits: no slow hash needed
    codes.push_back(text.substr(0, 4) + "-" + text.substr(4, 4) + "-" + text.substr(8, 4) + "-" + text.substr(12, 4));
  }
  return codes;
}

std::string recovery_code_form(std::string_view code) {
  std::string form;
  for (const char c : code)
    if (c != '-' && c != ' ') form += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return form;
}

}  // namespace gongkai::auth
