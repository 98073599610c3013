// What people ask for: the words that descriptions have in common, month against month. Pure.
#pragma once
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "casework/model.hpp"
#include "request_mining/settings.hpp"

namespace gongkai::request_mining {

struct Asked {
  CaseId id{};
  std::string applicant{};    // the same text for the same applicant; "" counts for itself
  std::string description{};  // without personal data: see without_people
};

struct Topic {
  std::string word{};
  std::int64_t now = 0;     // cases of the month
  std::int64_t before = 0;  // of the month before, the base
  std::int64_t applicants_now = 0;
  std::int64_t applicants_before = 0;
  std::int64_t rise() const { return now - before; }
  bool operator==(const Topic&) const = default;
};

/// Subject words of one description: its runs of Han characters between stop words, figures and punctuation, and every
/// part of them that is long enough.
std::set<std::u32string> words_in(std::string_view description, const Settings& settings);

/// Words of at least settings.fewest_cases cases in either month; a word is left out when a longer one with it stands in
/// just the same cases. Those that rise most come first.
std::vector<Topic> topics_of(const std::vector<Asked>& now, const std::vector<Asked>& before, const Settings& settings);

/// Whether the description holds the word as topics_of counts it.
bool holds(std::string_view description, std::string_view word, const Settings& settings);

/// For those who may not see the cases: topics of fewer applicants than k are left out, counts of fewer are withheld.
struct Shown {
  std::string word{};
  std::optional<std::int64_t> now{};
  std::optional<std::int64_t> before{};
};
std::vector<Shown> shown_to_outsiders(const std::vector<Topic>& topics, const Settings& settings);
std::optional<std::int64_t> shown_count(std::int64_t cases, std::int64_t applicants, const Settings& settings);
std::int64_t applicants_among(const std::vector<Asked>& asked);

}  // namespace gongkai::request_mining
