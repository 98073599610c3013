// What a platform editor does for the search. Every change holds from the next question on, on every node.
#pragma once
#include "finding/model.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::finding {

/// Asked for by everything here, over the whole platform.
inline constexpr std::string_view manage = "search.manage";
/// Topic of the change feed for words and best bets.
inline constexpr std::string_view topic = "search_words";

Result<SearchWordId> add_word(Context& context, const WordFields& fields);
/// `version` is the one that the editor has seen; returns the new one.
Result<std::int64_t> change_word(Context& context, SearchWordId id, const WordFields& fields, std::int64_t version);
Result<void> remove_word(Context& context, SearchWordId id);

Result<BestBetId> add_best_bet(Context& context, const BestBetFields& fields);
Result<std::int64_t> change_best_bet(Context& context, BestBetId id, const BestBetFields& fields, std::int64_t version);
Result<void> remove_best_bet(Context& context, BestBetId id);

/// Adds what is not there yet; all rows or none, with every row's fault. Returns how many were added.
Result<std::int64_t> import_words(Context& context, std::string_view csv);
Result<std::int64_t> import_best_bets(Context& context, std::string_view csv);
std::string words_csv(db::Session& session);
std::string best_bets_csv(db::Session& session);

/// Once in the life of an installation: the words of catalog/search become the editors' own. False when that was before.
Result<bool> take_over_catalog(Context& context);

}  // namespace gongkai::finding
