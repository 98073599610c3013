#include "checks/names.hpp"

#include "checks/reading.hpp"

namespace gongkai::checks {

std::vector<NamePlace> labelled_names(std::u32string_view text, const std::vector<std::u32string>& labels) {
  constexpr std::size_t shortest = 2, longest = 4;
  std::vector<NamePlace> names;
  for (const auto& label : labels)
    for (auto at = text.find(label); at != text.npos; at = text.find(label, at + 1)) {
      auto begin = at + label.size();
      while (begin < text.size() && std::u32string_view(U"：: 　").find(text[begin]) != std::u32string_view::npos)
        ++begin;
      auto end = begin;
      while (end < text.size() && is_han(text[end]) && end - begin <= longest) ++end;
      const auto length = end - begin;
      if (length >= shortest && length <= longest && is_family_name(text[begin])) names.push_back({begin, end});
    }
  return names;
}

}  // namespace gongkai::checks
