// The mark that says how a text may go out: 此件公开发布 (GB/T 9704 附注).
#include "checks/style.hpp"

namespace gongkai::checks {

std::optional<DisclosureMark> find_disclosure_mark(const Reading& reading) {
  constexpr std::pair<std::u32string_view, std::string_view> marks[] = {
      {U"此件公开发布", "proactive"}, {U"此件主动公开", "proactive"}, {U"此件依申请公开", "on_request"},
      {U"此件不予公开", "withheld"},  {U"此件不公开", "withheld"},    {U"此件删减后公开", "on_request"}};
  for (const auto& [words, disclosure] : marks)
    // the last one is the mark; words before it may quote another document
    if (const auto at = reading.folded.rfind(words); at != std::u32string::npos)
      return DisclosureMark{std::string(disclosure), at, at + words.size()};
  return std::nullopt;
}

}  // namespace gongkai::checks
