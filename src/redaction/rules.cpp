#include "redaction/rules.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "checks/reading.hpp"
#include "platform/documents/needles.hpp"

namespace gongkai::redaction {
namespace {
using documents::Box;
constexpr std::size_t reach = 12;        // characters around a passage
constexpr std::size_t beside = 5;        // of them that say that it is the same place
constexpr std::size_t long_passage = 8;  // says by itself that it is the same

bool is_blank(char32_t c) {
  return c <= U' ' || c == U'\u3000' || c == U'\u00A0';
}

bool counts(char32_t c) {
  return checks::is_han(c) || checks::is_digit(c) || checks::is_letter(c);
}

/// Only what is read aloud, in one form.
std::u32string core(std::string_view text) {
  auto folded = to_code_points(fold(text));
  std::erase_if(folded, [](char32_t c) { return !counts(c); });
  return folded;
}

/// Most of the word's width and the middle of its height are under the mark.
bool hides_word(const Box& mark, const Box& word) {
  const double across = std::min(mark.right(), word.right()) - std::max(mark.x, word.x);
  const Box middle{word.x, word.y + 0.3 * word.height, word.width, 0.4 * word.height};
  return across >= 0.6 * word.width && documents::overlap(mark, middle);
}

/// The characters of a line under the marks, each with the mark's number from 1; 0 is free.
std::vector<std::size_t> covered_in(const documents::SourcePage& page, const documents::SourceLine& line,
                                    const std::vector<Mark>& marks) {
  std::vector<std::size_t> covered(count_characters(line.text));
  const auto cover = [&](std::size_t begin, std::size_t end, std::size_t number) {
    for (auto i = begin; i < std::min(end, covered.size()); ++i) covered[i] = number;
  };
  for (std::size_t i = 0; i < marks.size(); ++i) {
    const auto& mark = marks[i];
    if (mark.page == 0 && mark.line == line.number) cover(mark.begin, mark.end, i + 1);
    if (mark.page == 0 || mark.page != page.number) continue;
    for (const auto& word : line.words)
      if (hides_word(mark.box, word.box)) cover(word.begin, word.end, i + 1);
  }
  return covered;
}

const documents::SourceLine* find_line(const documents::Source& source, const Place& place) {
  for (const auto& page : source.found) {
    if (page.number != place.page) continue;
    const auto found = std::ranges::find(page.lines, place.line, &documents::SourceLine::number);
    if (found != page.lines.end()) return &*found;
  }
  return nullptr;
}

struct Covered {
  PageText text;
  std::vector<std::size_t> by;  // the mark over each character
};
Covered covered_text(const documents::SourcePage& page, const std::vector<Mark>& marks) {
  Covered covered{.text = text_of(page, true), .by = {}};
  std::vector<std::vector<std::size_t>> lines;
  for (const auto& line : page.lines) lines.push_back(covered_in(page, line, marks));
  for (const auto& place : covered.text.places) {
    const auto line = std::ranges::find(page.lines, place.line, &documents::SourceLine::number) - page.lines.begin();
    covered.by.push_back(lines[static_cast<std::size_t>(line)][place.begin]);
  }
  return covered;
}
}  // namespace

std::string_view extension_of(std::string_view name) {
  const auto dot = name.rfind('.');
  return dot == name.npos ? std::string_view() : name.substr(dot);
}

std::string redacted_name(std::string_view source, std::string_view extension) {
  return std::string(source.substr(0, source.rfind('.'))) + "（遮盖版）" + std::string(extension);
}

PageText text_of(const documents::SourcePage& page, bool joined) {
  PageText whole;
  for (const auto& line : page.lines) {
    const checks::Reading reading(line.text);
    for (std::size_t i = 0; i < reading.size(); ++i) {
      if (joined && is_blank(reading.folded[i])) continue;
      whole.text += joined ? reading.folded[i] : reading.written[i];
      whole.places.push_back({page.number, line.number, i, i + 1});
    }
    if (joined) continue;
    whole.text += U'\n';
    whole.places.push_back({page.number, line.number, reading.size(), reading.size()});
  }
  return whole;
}

std::vector<Place> places_of(const PageText& text, std::size_t begin, std::size_t end) {
  std::vector<Place> places;
  for (auto i = begin; i < std::min(end, text.places.size()); ++i) {
    const auto& place = text.places[i];
    if (place.begin == place.end) continue;
    if (!places.empty() && places.back().line == place.line) places.back().end = place.end;
    else places.push_back(place);
  }
  return places;
}

std::vector<std::vector<Place>> find_all(const documents::Source& source, std::string_view words) {
  auto sought = checks::Reading(words).folded;
  std::erase_if(sought, is_blank);
  std::vector<std::vector<Place>> found;
  if (sought.empty()) return found;
  for (const auto& page : source.found) {
    const auto text = text_of(page, true);
    for (auto at = text.text.find(sought); at != std::u32string::npos; at = text.text.find(sought, at + sought.size()))
      found.push_back(places_of(text, at, at + sought.size()));
  }
  return found;
}

std::vector<Mark> marks_on(const documents::Source& source, const std::vector<Place>& places, std::string_view ground) {
  std::vector<Mark> marks;
  for (const auto& place : places) {
    if (!source.has_boxes) {
      marks.push_back({.line = place.line, .begin = place.begin, .end = place.end, .ground = std::string(ground)});
      continue;
    }
    const auto* line = find_line(source, place);
    std::optional<Box> box;
    for (const auto& word : line ? line->words : std::vector<documents::Word>{})
      if (word.begin < place.end && word.end > place.begin) box = box ? united(*box, word.box) : word.box;
    if (box) marks.push_back({.page = place.page, .box = *box, .ground = std::string(ground)});
  }
  return marks;
}

std::vector<Passage> passages_of(const documents::Source& source, const std::vector<Mark>& marks) {
  std::vector<Passage> passages;
  for (const auto& page : source.found) {
    const auto [text, by] = covered_text(page, marks);
    for (std::size_t i = 0; i < by.size(); ++i) {
      if (by[i] == 0) continue;
      auto end = i + 1;
      while (end < by.size() && by[end] == by[i]) ++end;
      const auto from = i > reach ? i - reach : 0, to = std::min(end + reach, by.size());
      passages.push_back({by[i], page.number, to_utf8(text.text.substr(from, i - from)),
                          to_utf8(text.text.substr(i, end - i)), to_utf8(text.text.substr(end, to - end))});
      i = end - 1;
    }
  }
  return passages;
}

bool is_telling(std::string_view text) {
  const auto points = core(text);
  const auto han = std::ranges::count_if(points, checks::is_han);
  return han >= 2 || points.size() >= 4;
}

std::vector<documents::Needle> needles_of(const documents::Source& source, const std::vector<Mark>& marks) {
  std::string rest;
  for (const auto& page : source.found) {
    auto [text, by] = covered_text(page, marks);
    for (std::size_t i = 0; i < by.size(); ++i)
      if (by[i] != 0) text.text[i] = U'\uFFFD';
    rest += to_utf8(text.text);
  }
  std::vector<documents::Needle> needles;
  for (const auto& passage : passages_of(source, marks)) {
    const bool is_known = std::ranges::find(needles, passage.text, &documents::Needle::text) != needles.end();
    if (!is_known && is_telling(passage.text))
      needles.push_back({passage.text, documents::count_in_text(rest, passage.text)});
  }
  return needles;
}

std::vector<std::size_t> uncovered(const std::vector<Mark>& marks, const std::vector<Mark>& by) {
  const auto covers = [](const Mark& over, const Mark& mark) {
    if (over.page != mark.page) return false;
    if (mark.page == 0) return over.line == mark.line && over.begin <= mark.begin && over.end >= mark.end;
    constexpr double tolerance = 0.004;  // of the page: less than a character
    return over.box.x <= mark.box.x + tolerance && over.box.y <= mark.box.y + tolerance &&
           over.box.right() >= mark.box.right() - tolerance && over.box.bottom() >= mark.box.bottom() - tolerance;
  };
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < marks.size(); ++i)
    if (std::ranges::none_of(by, [&](const Mark& over) { return covers(over, marks[i]); })) open.push_back(i + 1);
  return open;
}

std::vector<documents::Mark> with_reasons(const std::vector<Mark>& marks) {
  std::vector<documents::Mark> out;
  for (const auto& mark : marks) {
    const auto* ground = find_ground(mark.ground);
    out.push_back({.page = mark.page,
                   .box = mark.box,
                   .line = mark.line,
                   .begin = mark.begin,
                   .end = mark.end,
                   .label = ground ? ground->label : "",
                   .reason = ground ? ground->name + "（" + ground->article + "）" : ""});
  }
  return out;
}

std::vector<std::size_t> said_in(std::string_view public_text, const std::vector<Passage>& passages) {
  const auto text = core(public_text);
  std::vector<std::size_t> said;
  for (std::size_t i = 0; i < passages.size(); ++i) {
    const auto alone = core(passages[i].text), before = core(passages[i].before), after = core(passages[i].after);
    const auto is_said = [&](const std::u32string& words) { return text.find(words) != std::u32string::npos; };
    const bool in_place = (before.size() >= beside && is_said(before.substr(before.size() - beside) + alone)) ||
                          (after.size() >= beside && is_said(alone + after.substr(0, beside)));
    const bool by_itself = alone.size() >= long_passage && is_said(alone);
    if (!alone.empty() && (in_place || by_itself)) said.push_back(i);
  }
  return said;
}

}  // namespace gongkai::redaction
