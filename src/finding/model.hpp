// What people maintain for the search: words, best bets; and what the search counts: questions.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "base/time.hpp"
#include "content/model.hpp"

namespace gongkai {
using SearchWordId = Id<struct SearchWordTag>;
using BestBetId = Id<struct BestBetTag>;
}  // namespace gongkai

namespace gongkai::finding {

/// synonym: words with one meaning · successor: an old name and the present one · question_word: passed over in
/// questions · unwelcome: nothing with it is suggested, no question with it is kept.
enum class WordKind { synonym = 1, successor, question_word, unwelcome };
std::string_view name_of(WordKind kind);
std::optional<WordKind> parse_word_kind(std::string_view name);

struct WordFields {
  WordKind kind = WordKind::synonym;
  std::vector<std::string> words{};
  std::string note{};
};

struct Word {
  SearchWordId id{};
  WordFields fields{};
  std::string changed_by{};
  Instant changed_at{};
  std::int64_t version = 1;
};

struct BestBetFields {
  std::vector<std::string> queries{};
  std::vector<DocumentId> documents{};
  SiteId site{};  // none: on every site
  Day first_day{};
  std::optional<Day> last_day{};
  std::string note{};
};

struct BestBet {
  BestBetId id{};
  BestBetFields fields{};
  std::string changed_by{};
  Instant changed_at{};
  std::int64_t version = 1;
};

/// A question as it was asked on one day; the count of all who asked it.
struct Counted {
  Day day{};
  SiteId site{};
  std::string query{};
  std::int64_t hits = 0;
  std::int64_t asked = 0;
  std::int64_t clicked = 0;
};

/// zero: nothing was found · unclicked: something was found and hardly anybody opened it · frequent: all.
enum class QueryView { zero, unclicked, frequent };
std::string_view name_of(QueryView view);
std::optional<QueryView> parse_query_view(std::string_view name);

}  // namespace gongkai::finding
