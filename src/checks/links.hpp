// The addresses in a document's markup: which lead inside, which outside.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace gongkai::checks {

struct Address {
  std::string text{};
  std::size_t number = 0;  // the how manieth link of the text
  bool operator==(const Address&) const = default;
};

/// href and src of markup from the sanitiser, entities resolved; each once.
std::vector<Address> addresses_in(std::string_view markup);
/// "https://www.city.example/d/x" on one of our hosts is "/d/x"; an outside address stays. Without query and fragment.
std::string as_internal(std::string_view address, const std::vector<std::string>& own_hosts);
bool is_external(std::string_view address);

}  // namespace gongkai::checks
