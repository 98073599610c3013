#include "case_library/needles.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "case_library/birth.hpp"
#include "checks/names.hpp"
#include "checks/personal.hpp"

namespace gongkai::case_library {

namespace {

constexpr std::u32string_view numerals = U"〇一二三四五六七八九";
constexpr std::size_t short_number = 8;  // shorter numbers occur by chance within longer ones
constexpr std::size_t longest_name = 4;  // of a person, without the family name's second character
constexpr std::size_t most_rounds = 4;   // replacing may bring together what stood apart

/// As fold() writes it; most characters are their own form.
std::u32string one_form(char32_t c) {
  if (checks::is_han(c) || checks::is_digit(c) || (c >= U'a' && c <= U'z')) return {c};
  return to_code_points(fold(to_utf8({&c, 1})));
}

bool is_number(std::u32string_view core) {
  return std::ranges::all_of(core, checks::is_digit);
}

/// Two Han characters or four others: shorter, finding it again means nothing.
bool is_telling(std::u32string_view core) {
  std::size_t weight = 0;
  for (const char32_t c : core) weight += checks::is_han(c) ? 2U : 1U;
  return weight >= 4;
}

std::u32string plain(std::string_view text) {
  return core_of(text, false).text;
}

class Collector {
 public:
  Collector(const Settings& settings) : m_settings(settings) {}

  void add(const std::string& kind, std::u32string core, bool fragment) {
    if (!is_telling(core)) return;
    if (m_settings.passed_over.contains(core)) return;
    if (!m_known.insert(core).second) return;
    const bool whole = is_number(core) && core.size() < short_number;
    m_needles.list.push_back({kind, std::move(core), fragment, whole});
  }
  void add_value(const Sealed& value) {
    const auto end = value.kind == "file_name" ? value.text.rfind('.') : value.text.npos;
    const auto core = plain(std::string_view(value.text).substr(0, end));
    if (m_settings.passed_over.contains(core)) {
      ++m_needles.passed_over;
      return;
    }
    add(value.kind, core, false);
    if (value.kind == "document_number")
      for (auto& day : birth_writings(value.text)) add("born", plain(day), false);
    if (value.kind == "phone") add_local_number(value.kind, core);
    if (value.kind == "applicant" || value.kind == "representative" || value.kind == "contact" ||
        value.kind == "party" || value.kind == "name")
      add_name_parts(value.kind, core);
  }
  Needles finish() {
    std::ranges::stable_sort(m_needles.list, std::ranges::greater{},
                             [](const Needle& needle) { return needle.core.size(); });
    return std::move(m_needles);
  }

 private:
  /// 0535-6000001 is written without the area code, too.
  void add_local_number(const std::string& kind, const std::u32string& core) {
    if (!core.starts_with(U"0")) return;
    for (const std::size_t area : {3U, 4U})
      if (core.size() >= area + 7) add(kind, core.substr(area), true);
  }

  std::size_t surname_length(const std::u32string& name) const {
    const bool compound =
        std::ranges::any_of(m_settings.compound_surnames, [&](const auto& one) { return name.starts_with(one); });
    return compound && name.size() > 2 ? 2 : 1;
  }

  void add_name_parts(const std::string& kind, const std::u32string& name) {
    const auto surname = surname_length(name);
    const bool is_person = name.size() >= surname + 1 && name.size() <= surname + longest_name - 1 &&
                           std::ranges::all_of(name, checks::is_han);
    if (!is_person) return add_organisation_parts(kind, name);
    add(kind, name.substr(surname), true);
    for (const auto& title : m_settings.titles) add(kind, name.substr(0, surname) + title, true);
  }

  /// 云海示例建设有限公司: 云海示例建设, and what follows the place of registration.
  void add_organisation_parts(const std::string& kind, const std::u32string& name) {
    auto rest = name;
    for (const auto& ending : m_settings.organisation_endings)
      if (rest.ends_with(ending) && rest.size() > ending.size() + 1) {
        rest.resize(rest.size() - ending.size());
        break;
      }
    if (rest.size() >= 3) add(kind, rest, true);
    const auto place = rest.substr(0, 8).find_last_of(U"省市县区");
    if (place != rest.npos && rest.size() - place > 3) add(kind, rest.substr(place + 1), true);
  }

  const Settings& m_settings;
  std::set<std::u32string> m_known;
  Needles m_needles;
};

bool stands_alone(const Core& core, std::size_t begin, std::size_t end) {
  return (begin == 0 || !checks::is_digit(core.text[begin - 1])) &&
         (end == core.text.size() || !checks::is_digit(core.text[end]));
}

void find(const Core& core, const Needle& needle, std::vector<Match>& found) {
  for (auto at = core.text.find(needle.core); at != core.text.npos; at = core.text.find(needle.core, at + 1)) {
    const auto end = at + needle.core.size();
    if (needle.whole && !stands_alone(core, at, end)) continue;
    found.push_back({needle.kind, core.places[at], core.places[end - 1] + 1});
  }
}

void scan(std::string_view text, const Settings& settings, std::vector<Match>& found) {
  const checks::Reading reading(text);
  for (const auto& hit : checks::scan_personal(reading, {})) found.push_back({"found", hit.begin, hit.end});
  for (const auto& day : births_in(reading)) found.push_back({"born", day.begin, day.end});
  for (const auto& name : checks::labelled_names(reading.folded, settings.name_labels)) {
    const auto word = reading.folded.substr(name.begin, name.end - name.begin);
    const bool general = std::ranges::any_of(settings.passed_over, [&](const auto& one) {
      return word == one || (word.size() > one.size() && word.starts_with(one));
    });
    if (!general) found.push_back({"name", name.begin, name.end});
  }
}

/// The earlier and longer one stays, and takes in what overlaps it.
std::vector<Match> apart(std::vector<Match> found) {
  std::ranges::stable_sort(
      found, [](const Match& a, const Match& b) { return a.begin != b.begin ? a.begin < b.begin : a.end > b.end; });
  std::vector<Match> kept;
  for (auto& match : found) {
    if (kept.empty() || match.begin >= kept.back().end) kept.push_back(std::move(match));
    else kept.back().end = std::max(kept.back().end, match.end);
  }
  return kept;
}

}  // namespace

Core core_of(std::string_view text, bool numerals_as_digits) {
  Core core;
  const auto characters = to_code_points(text);
  for (std::size_t i = 0; i < characters.size(); ++i)
    for (char32_t c : one_form(characters[i])) {
      const auto numeral = numerals_as_digits ? numerals.find(c == U'零' ? U'〇' : c) : numerals.npos;
      if (numeral != numerals.npos) c = U'0' + static_cast<char32_t>(numeral);
      if (!checks::is_han(c) && !checks::is_digit(c) && !checks::is_letter(c) && c != U'〇') continue;
      core.text += c;
      core.places.push_back(i);
    }
  return core;
}

Needles needles_of(const std::vector<Sealed>& values, const Settings& settings) {
  Collector collector(settings);
  for (const auto& value : values) collector.add_value(value);
  return collector.finish();
}

std::vector<Match> matches_in(std::string_view text, const Needles& needles, const Settings& settings) {
  std::vector<Match> found;
  const auto written = core_of(text, false), in_digits = core_of(text, true);
  for (const auto& needle : needles.list) {
    find(written, needle, found);
    if (std::ranges::any_of(needle.core, checks::is_digit)) find(in_digits, needle, found);
  }
  scan(text, settings, found);
  return apart(std::move(found));
}

std::string anonymised(std::string_view text, const Needles& needles, const Settings& settings) {
  std::string now(text);
  for (std::size_t round = 0; round < most_rounds; ++round) {
    const auto matches = matches_in(now, needles, settings);
    if (matches.empty()) break;
    const auto characters = to_code_points(now);
    std::u32string next;
    std::size_t at = 0;
    for (const auto& match : matches) {
      next.append(characters, at, match.begin - at);
      const auto word = settings.neutral.find(match.kind);
      const auto neutral = to_code_points(word == settings.neutral.end() ? "" : word->second);
      if (!next.ends_with(neutral)) next += neutral;  // 申请人欧阳测试 is one person
      at = match.end;
    }
    next.append(characters, at);
    now = to_utf8(next);
  }
  return now;
}

}  // namespace gongkai::case_library
