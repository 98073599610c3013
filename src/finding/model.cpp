#include "finding/model.hpp"

namespace gongkai::finding {

std::string_view name_of(WordKind kind) {
  switch (kind) {
    case WordKind::synonym: return "synonym";
    case WordKind::successor: return "successor";
    case WordKind::question_word: return "question_word";
    case WordKind::unwelcome: return "unwelcome";
  }
  return "";
}

std::optional<WordKind> parse_word_kind(std::string_view name) {
  for (const auto kind : {WordKind::synonym, WordKind::successor, WordKind::question_word, WordKind::unwelcome})
    if (name == name_of(kind)) return kind;
  return std::nullopt;
}

std::string_view name_of(QueryView view) {
  switch (view) {
    case QueryView::zero: return "zero";
    case QueryView::unclicked: return "unclicked";
    case QueryView::frequent: return "frequent";
  }
  return "";
}

std::optional<QueryView> parse_query_view(std::string_view name) {
  for (const auto view : {QueryView::zero, QueryView::unclicked, QueryView::frequent})
    if (name == name_of(view)) return view;
  return std::nullopt;
}

}  // namespace gongkai::finding
