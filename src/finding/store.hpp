// All SQL of the folder.
#pragma once
#include <span>
#include <vector>

#include "finding/model.hpp"
#include "platform/db/session.hpp"

namespace gongkai::finding::store {

std::vector<Word> words(db::Session& session);
std::optional<Word> find_word(db::Session& session, SearchWordId id);
void insert(db::Session& session, const Word& word);
/// False when another version is there by now.
bool update(db::Session& session, const Word& word);
void remove(db::Session& session, SearchWordId id);

std::vector<BestBet> best_bets(db::Session& session);
std::optional<BestBet> find_best_bet(db::Session& session, BestBetId id);
void insert(db::Session& session, const BestBet& bet);
bool update(db::Session& session, const BestBet& bet);
void remove(db::Session& session, BestBetId id);

/// Adds to what the day has already.
void add(db::Session& session, const Counted& counted);
/// Clicks for a question that was asked; for another one nothing happens.
void add_clicks(db::Session& session, const Counted& counted);
/// Since the day, the most asked first; `day` is the last one on which it was asked.
std::vector<Counted> counted(db::Session& session, QueryView view, Day since, std::int64_t least_asked, int limit);
void forget_counts(db::Session& session, Day before);

/// True for the one who is first: the words of the catalog are taken over once.
bool claim_setup(db::Session& session, Instant now);

}  // namespace gongkai::finding::store
