// The conversation with the server is libcurl's.
#include <curl/curl.h>

#include <cstring>
#include <memory>
#include <mutex>
#include <stdexcept>

#include "platform/mail/mail.hpp"

namespace gongkai::mail {

namespace {

constexpr long connect_seconds = 10, whole_seconds = 60;

struct Rest {
  std::string_view bytes;
};

std::size_t give(char* into, std::size_t size, std::size_t count, void* from) {
  auto& rest = *static_cast<Rest*>(from);
  const auto taken = std::min(size * count, rest.bytes.size());
  std::memcpy(into, rest.bytes.data(), taken);
  rest.bytes.remove_prefix(taken);
  return taken;
}

std::size_t drop(char* /*bytes*/, std::size_t size, std::size_t count, void* /*unused*/) {
  return size * count;
}

void start_once() {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

using Handle = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
using Recipients = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

void set_up(CURL* curl, const Settings& settings, const Recipients& to, const std::string& from, Rest& rest) {
  curl_easy_setopt(curl, CURLOPT_URL, settings.server.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  // Over the network the password goes only through TLS; a server on this machine may do without.
  const bool needs_tls = !settings.user.empty();
  curl_easy_setopt(curl, CURLOPT_USE_SSL, static_cast<long>(needs_tls ? CURLUSESSL_ALL : CURLUSESSL_TRY));
  if (needs_tls) {
    curl_easy_setopt(curl, CURLOPT_USERNAME, settings.user.c_str());
    curl_easy_setopt(curl, CURLOPT_PASSWORD, settings.password.c_str());
  }
  curl_easy_setopt(curl, CURLOPT_MAIL_FROM, from.c_str());
  curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, to.get());
  curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(curl, CURLOPT_READFUNCTION, give);
  curl_easy_setopt(curl, CURLOPT_READDATA, &rest);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, drop);
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, connect_seconds);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, whole_seconds);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
}

}  // namespace

Result<void> send(const Settings& settings, const Message& message, Instant now, std::string_view id) {
  if (!settings.is_set()) return refuse(FaultKind::unavailable, "mail.not_set_up");
  if (!is_address(message.to)) return refuse(FaultKind::invalid, "mail.refused");
  start_once();
  const Handle curl(curl_easy_init(), curl_easy_cleanup);
  if (!curl) throw std::runtime_error("mail: no handle");
  const auto bytes = compose(message, settings, now, id);
  Rest rest{bytes};
  const std::string from = "<" + settings.from + ">";
  const Recipients to(curl_slist_append(nullptr, ("<" + message.to + ">").c_str()), curl_slist_free_all);
  set_up(curl.get(), settings, to, from, rest);
  const auto outcome = curl_easy_perform(curl.get());
  if (outcome == CURLE_OK) return {};
  long status = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
  // A wrong password is the office's to mend: then the mail is not lost.
  if (status >= 500 && outcome != CURLE_LOGIN_DENIED) return refuse(FaultKind::invalid, "mail.refused");
  throw std::runtime_error(std::string("mail: ") + curl_easy_strerror(outcome));
}

}  // namespace gongkai::mail
