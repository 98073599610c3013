#include "letters/model.hpp"

#include <array>

namespace gongkai::letters {
namespace {
constexpr std::array<std::string_view, 5> states{"draft", "submitted", "approved", "sent", "discarded"};
constexpr std::array<std::string_view, 6> ways{"by_hand", "registered_post", "express", "e_mail", "fax", "online"};

template <class Enum, std::size_t N>
std::optional<Enum> parse(const std::array<std::string_view, N>& names, std::string_view name) {
  for (std::size_t i = 0; i < N; ++i)
    if (names[i] == name) return static_cast<Enum>(i + 1);
  return std::nullopt;
}
}  // namespace

std::string_view name_of(State state) {
  return states[static_cast<std::size_t>(state) - 1];
}
std::optional<State> parse_state(std::string_view name) {
  return parse<State>(states, name);
}
std::string_view name_of(Way way) {
  return ways[static_cast<std::size_t>(way) - 1];
}
std::optional<Way> parse_way(std::string_view name) {
  return parse<Way>(ways, name);
}

}  // namespace gongkai::letters
