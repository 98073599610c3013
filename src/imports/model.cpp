#include "imports/model.hpp"

#include <array>

#include "base/text.hpp"

namespace gongkai::imports {

namespace {
constexpr std::array<std::string_view, 5> sources{"csv", "workbook", "json_lines", "word_press", "web_site"};
constexpr std::array<std::string_view, 8> states{"uploaded", "checking", "checked", "running",
                                                 "done",     "undoing",  "undone",  "failed"};
constexpr std::pair<std::string_view, Source> endings[] = {
    {".csv", Source::csv},          {".txt", Source::csv},           {".xlsx", Source::workbook},
    {".jsonl", Source::json_lines}, {".ndjson", Source::json_lines}, {".xml", Source::word_press},
    {".wxr", Source::word_press},   {".zip", Source::web_site}};
}  // namespace

std::string_view name_of(Source source) {
  return sources.at(static_cast<std::size_t>(source) - 1);
}
std::optional<Source> parse_source(std::string_view name) {
  for (std::size_t i = 0; i < sources.size(); ++i)
    if (sources[i] == name) return static_cast<Source>(i + 1);
  return std::nullopt;
}
std::optional<Source> source_of(std::string_view file_name) {
  const auto folded = fold(file_name);
  for (const auto& [ending, source] : endings)
    if (folded.ends_with(ending)) return source;
  return std::nullopt;
}

std::string_view name_of(State state) {
  return states.at(static_cast<std::size_t>(state) - 1);
}

}  // namespace gongkai::imports
