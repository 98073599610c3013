#include "applicants/answering.hpp"

#include "directory/tokens.hpp"

namespace gongkai::applicants {

Context anonymous(Services& services, const http::Request& request) {
  return Context{.services = services, .request_id = request.id};
}

Context counted(Services& services, const http::Request& request) {
  return Context{.services = services, .request_id = request.id, .address = request.address};
}

http::Response private_answer(std::string body) {
  auto response = http::html(std::move(body));
  response.header("Cache-Control", "no-store");
  return response;
}

http::Response go_to(std::string address) {
  auto response = http::redirect(std::move(address));
  response.header("Cache-Control", "no-store");
  return response;
}

std::optional<Fault> token_fault(Services& services, const http::Request& request) {
  const auto cookie = request.cookies.get(directory::form_cookie);
  if (directory::is_form_token(*services.vault, cookie, request.form.get("csrf"), services.clock.now()))
    return std::nullopt;
  return Fault{FaultKind::conflict, "applicants.send_again", {}, {}, {}};
}

}  // namespace gongkai::applicants
