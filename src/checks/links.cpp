#include "checks/links.hpp"

#include <algorithm>

namespace gongkai::checks {
namespace {
std::string resolved(std::string_view text) {
  constexpr std::pair<std::string_view, std::string_view> entities[] = {
      {"&amp;", "&"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&lt;", "<"}, {"&gt;", ">"}};
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const auto* found = std::find_if(std::begin(entities), std::end(entities),
                                     [&](const auto& entity) { return text.substr(i).starts_with(entity.first); });
    if (found == std::end(entities)) {
      out += text[i++];
    } else {
      out += found->second;
      i += found->first.size();
    }
  }
  return out;
}
}  // namespace

std::vector<Address> addresses_in(std::string_view markup) {
  std::vector<Address> found;
  std::size_t number = 0;
  for (auto at = markup.find("=\""); at != markup.npos; at = markup.find("=\"", at + 2)) {
    const auto before = markup.substr(0, at);
    if (!before.ends_with(" href") && !before.ends_with(" src")) continue;
    const auto end = markup.find('"', at + 2);
    if (end == markup.npos) break;
    ++number;
    auto text = resolved(markup.substr(at + 2, end - at - 2));
    at = end - 1;
    const bool known = std::any_of(found.begin(), found.end(), [&](const auto& one) { return one.text == text; });
    if (!known && found.size() < 500) found.push_back({std::move(text), number});
  }
  return found;
}

bool is_external(std::string_view address) {
  return address.starts_with("http://") || address.starts_with("https://");
}

std::string as_internal(std::string_view address, const std::vector<std::string>& own_hosts) {
  if (is_external(address)) {
    const auto rest = address.substr(address.find("//") + 2);
    const auto host = rest.substr(0, rest.find_first_of("/?#:"));
    if (std::find(own_hosts.begin(), own_hosts.end(), host) == own_hosts.end()) return std::string(address);
    const auto path = rest.find('/');
    address = path == rest.npos ? std::string_view("/") : rest.substr(path);
  }
  return std::string(address.substr(0, address.find_first_of("?#")));
}

}  // namespace gongkai::checks
