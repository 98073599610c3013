#include "request_mining/topics.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "base/text.hpp"
#include "platform/search/text_form.hpp"

namespace gongkai::request_mining {

namespace {

constexpr std::size_t longest_description = 2000;  // characters that are looked at

/// The stop word that begins here; 0 when there is none.
std::size_t stop_at(std::u32string_view rest, const Settings& settings) {
  for (const auto& word : settings.stop_words)
    if (rest.starts_with(word)) return word.size();
  return 0;
}

/// Runs of Han characters between everything else.
std::vector<std::u32string> pieces_of(std::string_view description, const Settings& settings) {
  auto form = search::form_of(description);
  if (form.size() > longest_description) form.resize(longest_description);
  std::vector<std::u32string> pieces(1);
  for (std::size_t i = 0; i < form.size();) {
    const auto stop = stop_at(std::u32string_view(form).substr(i), settings);
    const bool is_han = search::class_of(form[i]) == search::CharacterClass::han;
    if (stop == 0 && is_han) pieces.back() += form[i];
    else if (!pieces.back().empty()) pieces.emplace_back();
    i += std::max<std::size_t>(stop, 1);
  }
  return pieces;
}

struct Places {
  std::vector<std::size_t> now{}, before{};  // positions in the lists
  std::size_t size() const { return now.size() + before.size(); }
};
using Counted = std::map<std::u32string, Places>;

void count(const std::vector<Asked>& asked, const Settings& settings, std::vector<std::size_t> Places::* list,
           Counted& counted) {
  for (std::size_t i = 0; i < asked.size(); ++i)
    for (const auto& word : words_in(asked[i].description, settings)) (counted[word].*list).push_back(i);
}

/// A longer word with one more character on either side that stands in as many cases stands in the same ones.
std::set<std::u32string> within_longer(const Counted& counted) {
  std::set<std::u32string> within;
  for (const auto& [word, places] : counted) {
    if (word.size() < 2) continue;
    for (const auto& shorter : {word.substr(1), word.substr(0, word.size() - 1)}) {
      const auto found = counted.find(shorter);
      if (found != counted.end() && found->second.size() == places.size()) within.insert(shorter);
    }
  }
  return within;
}

std::int64_t applicants_at(const std::vector<Asked>& asked, const std::vector<std::size_t>& places) {
  std::vector<Asked> chosen;
  for (const auto place : places) chosen.push_back({.id = asked[place].id, .applicant = asked[place].applicant});
  return applicants_among(chosen);
}

}  // namespace

std::set<std::u32string> words_in(std::string_view description, const Settings& settings) {
  std::set<std::u32string> words;
  for (const auto& piece : pieces_of(description, settings))
    for (std::size_t begin = 0; begin < piece.size(); ++begin)
      for (auto length = settings.shortest; length <= settings.longest && begin + length <= piece.size(); ++length)
        words.insert(piece.substr(begin, length));
  return words;
}

std::vector<Topic> topics_of(const std::vector<Asked>& now, const std::vector<Asked>& before,
                             const Settings& settings) {
  Counted counted;
  count(now, settings, &Places::now, counted);
  count(before, settings, &Places::before, counted);
  const auto fewest = static_cast<std::size_t>(settings.fewest_cases);
  std::erase_if(counted,
                [&](const auto& one) { return one.second.now.size() < fewest && one.second.before.size() < fewest; });
  const auto within = within_longer(counted);
  std::vector<Topic> topics;
  for (const auto& [word, places] : counted)
    if (!within.contains(word))
      topics.push_back({.word = to_utf8(word),
                        .now = std::ssize(places.now),
                        .before = std::ssize(places.before),
                        .applicants_now = applicants_at(now, places.now),
                        .applicants_before = applicants_at(before, places.before)});
  std::ranges::sort(topics, [](const Topic& a, const Topic& b) {
    return std::tuple(b.rise(), b.now, b.word.size(), a.word) < std::tuple(a.rise(), a.now, a.word.size(), b.word);
  });
  if (topics.size() > settings.most) topics.resize(settings.most);
  return topics;
}

bool holds(std::string_view description, std::string_view word, const Settings& settings) {
  const auto sought = to_code_points(word);
  return std::ranges::any_of(pieces_of(description, settings),
                             [&](const std::u32string& piece) { return piece.find(sought) != piece.npos; });
}

std::int64_t applicants_among(const std::vector<Asked>& asked) {
  std::set<std::string_view> known;
  std::int64_t unknown = 0;
  for (const auto& one : asked)
    if (one.applicant.empty()) ++unknown;
    else known.insert(one.applicant);
  return unknown + std::ssize(known);
}

std::optional<std::int64_t> shown_count(std::int64_t cases, std::int64_t applicants, const Settings& settings) {
  return applicants >= settings.smallest_shown ? std::optional(cases) : std::nullopt;
}

std::vector<Shown> shown_to_outsiders(const std::vector<Topic>& topics, const Settings& settings) {
  std::vector<Shown> all;
  for (const auto& topic : topics) {
    Shown shown{.word = topic.word,
                .now = shown_count(topic.now, topic.applicants_now, settings),
                .before = shown_count(topic.before, topic.applicants_before, settings)};
    if (shown.now) all.push_back(std::move(shown));
  }
  return all;
}

}  // namespace gongkai::request_mining
