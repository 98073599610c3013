#include "finding/store.hpp"

#include "base/text.hpp"

namespace gongkai::finding::store {
namespace {
/// A row as it lies in the table; lists are one text.
struct WordRow {
  SearchWordId id{};
  WordKind kind = WordKind::synonym;
  std::string words{}, note{}, changed_by{};
  Instant changed_at{};
  std::int64_t version = 1;
};
struct BestBetRow {
  BestBetId id{};
  std::string queries{}, documents{};
  SiteId site{};
  Day first_day{};
  std::optional<Day> last_day{};
  std::string note{}, changed_by{};
  Instant changed_at{};
  std::int64_t version = 1;
};
}  // namespace
}  // namespace gongkai::finding::store

namespace gongkai {
using finding::store::BestBetRow;
using finding::store::WordRow;
template <>
struct db::Columns<WordRow> {
  static constexpr auto list = std::tuple{db::column("id", &WordRow::id),
                                          db::column("kind", &WordRow::kind),
                                          db::column("words", &WordRow::words),
                                          db::column("note", &WordRow::note),
                                          db::column("changed_by", &WordRow::changed_by),
                                          db::column("changed_at", &WordRow::changed_at),
                                          db::column("version", &WordRow::version)};
};
template <>
struct db::Columns<BestBetRow> {
  static constexpr auto list = std::tuple{db::column("id", &BestBetRow::id),
                                          db::column("queries", &BestBetRow::queries),
                                          db::column("documents", &BestBetRow::documents),
                                          db::column("site", &BestBetRow::site),
                                          db::column("first_day", &BestBetRow::first_day),
                                          db::column("last_day", &BestBetRow::last_day),
                                          db::column("note", &BestBetRow::note),
                                          db::column("changed_by", &BestBetRow::changed_by),
                                          db::column("changed_at", &BestBetRow::changed_at),
                                          db::column("version", &BestBetRow::version)};
};
template <>
struct db::Columns<finding::Counted> {
  using Counted = finding::Counted;
  static constexpr auto list =
      std::tuple{db::column("day", &Counted::day),     db::column("site", &Counted::site),
                 db::column("query", &Counted::query), db::column("hits", &Counted::hits),
                 db::column("asked", &Counted::asked), db::column("clicked", &Counted::clicked)};
};
}  // namespace gongkai

namespace gongkai::finding::store {
namespace {
#define WORD_FIELDS "id, kind, words, note, changed_by, changed_at, version"
#define BET_FIELDS "id, queries, documents, site, first_day, last_day, note, changed_by, changed_at, version"

const db::Query all_words{"finding.all_words", "SELECT " WORD_FIELDS " FROM search_word ORDER BY kind, words, id"};
const db::Query word_by_id{"finding.word_by_id", "SELECT " WORD_FIELDS " FROM search_word WHERE id = $1"};
const db::Query insert_word{"finding.insert_word",
                            "INSERT INTO search_word (" WORD_FIELDS ") VALUES ($1, $2, $3, $4, $5, $6, $7)"};
const db::Query update_word{"finding.update_word",
                            "UPDATE search_word SET kind = $2, words = $3, note = $4, changed_by = $5, changed_at = "
                            "$6, version = version + 1 WHERE id = $1 AND version = $7"};
const db::Query delete_word{"finding.delete_word", "DELETE FROM search_word WHERE id = $1"};

const db::Query all_bets{"finding.all_best_bets", "SELECT " BET_FIELDS " FROM best_bet ORDER BY queries, id"};
const db::Query bet_by_id{"finding.best_bet_by_id", "SELECT " BET_FIELDS " FROM best_bet WHERE id = $1"};
const db::Query insert_bet{"finding.insert_best_bet",
                           "INSERT INTO best_bet (" BET_FIELDS ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"};
const db::Query update_bet{"finding.update_best_bet",
                           "UPDATE best_bet SET queries = $2, documents = $3, site = $4, first_day = $5, last_day = "
                           "$6, note = $7, changed_by = $8, changed_at = $9, version = version + 1 WHERE id = $1 AND "
                           "version = $10"};
const db::Query delete_bet{"finding.delete_best_bet", "DELETE FROM best_bet WHERE id = $1"};

const db::Query add_count{
    "finding.add_count",
    "INSERT INTO search_count (day, site, query, hits, asked, clicked) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT "
    "(day, site, query) DO UPDATE SET hits = excluded.hits, asked = search_count.asked + excluded.asked, clicked = "
    "search_count.clicked + excluded.clicked"};
const db::Query add_click{"finding.add_clicks",
                          "UPDATE search_count SET clicked = clicked + $4 WHERE day = $1 AND site = $2 AND query = $3"};
// One text for each view: the last day tells whether there are hits by now.
#define COUNTED(condition)                                                                                          \
  "SELECT g.last_day AS day, g.site, g.query, s.hits, g.asked, g.clicked FROM (SELECT site, query, MAX(day) AS "    \
  "last_day, CAST(SUM(asked) AS BIGINT) AS asked, CAST(SUM(clicked) AS BIGINT) AS clicked FROM search_count WHERE " \
  "day >= $1 GROUP BY site, query) g JOIN search_count s ON s.day = g.last_day AND s.site = g.site AND s.query = "  \
  "g.query WHERE g.asked >= $2" condition " ORDER BY g.asked DESC, g.query, g.site LIMIT $3"
const db::Query counted_zero{"finding.counted_zero", COUNTED(" AND s.hits = 0")};
const db::Query counted_unclicked{"finding.counted_unclicked", COUNTED(" AND s.hits > 0 AND g.clicked * 10 < g.asked")};
const db::Query counted_frequent{"finding.counted_frequent", COUNTED("")};
const db::Query forget{"finding.forget_counts", "DELETE FROM search_count WHERE day < $1"};
const db::Query set_up{"finding.claim_setup",
                       "INSERT INTO search_setup (one, done_at) VALUES (1, $1) ON CONFLICT (one) DO NOTHING"};

std::vector<std::string> lines(std::string_view cell) {
  std::vector<std::string> found;
  for (const auto line : split(cell, '\n'))
    if (!line.empty()) found.emplace_back(line);
  return found;
}

std::string text_of(const std::vector<DocumentId>& documents) {
  std::vector<std::string> texts;
  for (const auto id : documents) texts.push_back(to_text(id));
  return join(texts, " ");
}

std::vector<DocumentId> documents_of(std::string_view cell) {
  std::vector<DocumentId> found;
  for (const auto text : split(cell, ' '))
    if (const auto id = parse_id(text)) found.push_back(DocumentId{*id});
  return found;
}

Word word_of(WordRow&& row) {
  return {row.id,
          {row.kind, lines(row.words), std::move(row.note)},
          std::move(row.changed_by),
          row.changed_at,
          row.version};
}

BestBet best_bet_of(BestBetRow&& row) {
  return {row.id,
          {lines(row.queries), documents_of(row.documents), row.site, row.first_day, row.last_day, std::move(row.note)},
          std::move(row.changed_by),
          row.changed_at,
          row.version};
}

const db::Query& counted_by(QueryView view) {
  switch (view) {
    case QueryView::zero: return counted_zero;
    case QueryView::unclicked: return counted_unclicked;
    case QueryView::frequent: return counted_frequent;
  }
  return counted_frequent;
}
}  // namespace

std::vector<Word> words(db::Session& session) {
  std::vector<Word> found;
  session.each<WordRow>([&](WordRow&& row) { found.push_back(word_of(std::move(row))); }, all_words);
  return found;
}

std::optional<Word> find_word(db::Session& session, SearchWordId id) {
  auto row = session.one<WordRow>(word_by_id, id);
  return row ? std::optional(word_of(*std::move(row))) : std::nullopt;
}

void insert(db::Session& session, const Word& word) {
  session.put(insert_word, word.id, word.fields.kind, join(word.fields.words, "\n"), word.fields.note, word.changed_by,
              word.changed_at, word.version);
}

bool update(db::Session& session, const Word& word) {
  return session.exec(update_word, word.id, word.fields.kind, join(word.fields.words, "\n"), word.fields.note,
                      word.changed_by, word.changed_at, word.version) == 1;
}

void remove(db::Session& session, SearchWordId id) {
  session.put(delete_word, id);
}

std::vector<BestBet> best_bets(db::Session& session) {
  std::vector<BestBet> found;
  session.each<BestBetRow>([&](BestBetRow&& row) { found.push_back(best_bet_of(std::move(row))); }, all_bets);
  return found;
}

std::optional<BestBet> find_best_bet(db::Session& session, BestBetId id) {
  auto row = session.one<BestBetRow>(bet_by_id, id);
  return row ? std::optional(best_bet_of(*std::move(row))) : std::nullopt;
}

void insert(db::Session& session, const BestBet& bet) {
  const auto& f = bet.fields;
  session.put(insert_bet, bet.id, join(f.queries, "\n"), text_of(f.documents), f.site.value, f.first_day, f.last_day,
              f.note, bet.changed_by, bet.changed_at, bet.version);
}

bool update(db::Session& session, const BestBet& bet) {
  const auto& f = bet.fields;
  return session.exec(update_bet, bet.id, join(f.queries, "\n"), text_of(f.documents), f.site.value, f.first_day,
                      f.last_day, f.note, bet.changed_by, bet.changed_at, bet.version) == 1;
}

void remove(db::Session& session, BestBetId id) {
  session.put(delete_bet, id);
}

void add(db::Session& session, const Counted& counted) {
  session.put(add_count, counted.day, counted.site.value, counted.query, counted.hits, counted.asked, counted.clicked);
}

void add_clicks(db::Session& session, const Counted& counted) {
  session.put(add_click, counted.day, counted.site.value, counted.query, counted.clicked);
}

std::vector<Counted> counted(db::Session& session, QueryView view, Day since, std::int64_t least_asked, int limit) {
  return session.all<Counted>(counted_by(view), since, least_asked, limit);
}

void forget_counts(db::Session& session, Day before) {
  session.exec(forget, before);
}

bool claim_setup(db::Session& session, Instant now) {
  return session.exec(set_up, now) == 1;
}

}  // namespace gongkai::finding::store
