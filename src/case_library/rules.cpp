#include "case_library/rules.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "base/bytes.hpp"
#include "base/text.hpp"
#include "platform/auth/crypto.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::case_library {

namespace {

constexpr std::size_t longest_title = 80, longest_part = 6000, title_of_description = 30, around = 10;

struct Part {
  const char* field;
  std::string Text::* member;
  std::size_t most;
};
constexpr std::array parts{Part{"title", &Text::title, longest_title}, Part{"question", &Text::question, longest_part},
                           Part{"course", &Text::course, longest_part}, Part{"answer", &Text::answer, longest_part},
                           Part{"lesson", &Text::lesson, longest_part}};

std::string some_of(const std::u32string& characters, std::size_t begin, std::size_t end) {
  end = std::min(end, characters.size());
  return begin < end ? to_utf8(characters.substr(begin, end - begin)) : "";
}

}  // namespace

std::int64_t Proof::left() const {
  std::int64_t sum = 0;
  for (const auto& count : counts) sum += count.left;
  return sum;
}

std::string_view name_of(Stage stage) {
  switch (stage) {
    case Stage::drafted: return "drafted";
    case Stage::proven: return "proven";
    case Stage::confirmed: return "confirmed";
    case Stage::in_document: return "in_document";
  }
  return "";
}

std::string whole_of(const Text& text) {
  std::string whole;
  for (const auto& part : parts) whole += text.*part.member + "\n";
  return whole;
}

std::string digest_of(std::string_view whole) {
  return to_hex(auth::sha256(whole));
}

Proof prove(std::string_view whole, const Needles& needles, const Settings& settings) {
  std::map<std::string, Count> counts;
  for (const auto& [kind, word] : settings.neutral) counts[kind].kind = kind;
  for (const auto& needle : needles.list) {
    auto& count = counts[needle.kind];
    count.kind = needle.kind;
    ++(needle.fragment ? count.fragments : count.searched);
  }
  for (const auto& match : matches_in(whole, needles, settings)) ++counts[match.kind].left;
  Proof proof{.digest = digest_of(whole), .passed_over = needles.passed_over};
  for (auto& [kind, count] : counts) proof.counts.push_back(std::move(count));
  return proof;
}

std::vector<Left> left_in(const Text& text, const Needles& needles, const Settings& settings) {
  std::vector<Left> all;
  for (const auto& part : parts) {
    const auto& words = text.*part.member;
    const auto characters = to_code_points(words);
    for (const auto& match : matches_in(words, needles, settings))
      all.push_back({match.kind, part.field,
                     some_of(characters, match.begin - std::min(match.begin, around), match.begin),
                     some_of(characters, match.begin, match.end), some_of(characters, match.end, match.end + around)});
  }
  return all;
}

Text drafted(const Facts& facts, const Needles& needles, const Settings& settings) {
  const auto clean = [&](std::string_view text) { return anonymised(text, needles, settings); };
  const auto question = clean(facts.description);
  const auto first = std::string_view(question).substr(0, question.find('\n'));
  Text text{.title = i18n::text("case_library.title", {{"what", shorten(first, title_of_description)}}),
            .question = question,
            .answer = clean(facts.answer)};
  for (const auto& step : facts.steps) text.course += clean(step) + "\n";
  if (!facts.reasons.empty()) text.answer += "\n" + clean(facts.reasons);
  return text;
}

Stage stage_of(const Study& study, const Proof& newest) {
  if (study.document) return Stage::in_document;
  const auto digest = digest_of(whole_of(study.text));
  if (study.confirmed_digest == digest) return Stage::confirmed;
  return newest.digest == digest && newest.holds() ? Stage::proven : Stage::drafted;
}

std::vector<Fault> why_not_text(const Text& text) {
  std::vector<Fault> faults;
  for (const auto& part : parts) {
    const auto& words = text.*part.member;
    if (count_characters(words) > part.most)
      faults.push_back(
          {FaultKind::invalid, "case_library.too_long", part.field, {{"most", std::to_string(part.most)}}});
  }
  if (trim(text.title).empty()) faults.push_back({FaultKind::invalid, "case_library.title_missing", "title"});
  return faults;
}

std::vector<Fault> why_not_confirm(const Study& study, const Proof& newest, PersonId person,
                                   const std::vector<PersonId>& hands) {
  std::vector<Fault> faults;
  const auto digest = digest_of(whole_of(study.text));
  for (const auto& part : parts)
    if (trim(study.text.*part.member).empty())
      faults.push_back({FaultKind::invalid, "case_library.part_missing", part.field});
  if (newest.digest != digest) faults.push_back({FaultKind::conflict, "case_library.not_proven"});
  else if (!newest.holds())
    faults.push_back({FaultKind::conflict, "case_library.left", "", {{"count", std::to_string(newest.left())}}});
  if (std::ranges::find(hands, person) != hands.end())
    faults.push_back({FaultKind::forbidden, "case_library.second_person"});
  return faults;
}

}  // namespace gongkai::case_library
