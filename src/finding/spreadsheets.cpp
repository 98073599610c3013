// Words and best bets as CSV, for Excel and WPS: with a byte order mark, several values in one cell parted by "|".
#include <set>

#include "base/text.hpp"
#include "content/api.hpp"
#include "finding/rules.hpp"
#include "finding/store.hpp"
#include "finding/use_cases.hpp"
#include "platform/documents/csv.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::finding {
namespace {
using documents::CsvReader;
using documents::CsvRow;
using i18n::text;

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::size_t most_rows = 5'000;
constexpr WordKind kinds[] = {WordKind::synonym, WordKind::successor, WordKind::question_word, WordKind::unwelcome};

std::string label_of(WordKind kind) {
  return std::string(text("finding.kind_" + std::string(name_of(kind))));
}

std::optional<WordKind> kind_of(std::string_view cell) {
  for (const auto kind : kinds)
    if (cell == label_of(kind) || cell == name_of(kind)) return kind;
  return std::nullopt;
}

/// A cell that begins with =, +, - or @ would run as a formula where the file is opened.
std::string cell(std::string_view value) {
  std::string out = "\"";
  if (!value.empty() && std::string_view("=+-@\t").contains(value.front())) out += '\'';
  for (const char c : value) out += c == '"' ? "\"\"" : std::string(1, c);
  return out + "\"";
}

std::string row(const std::vector<std::string>& values) {
  std::vector<std::string> cells;
  for (const auto& value : values) cells.push_back(cell(value));
  return join(cells, ",") + "\r\n";
}

std::string header(std::string_view code) {
  std::vector<std::string> names;
  for (const auto name : split(text(code), ',')) names.emplace_back(name);
  return std::string(byte_order_mark) + row(names);
}

std::vector<std::string> values_of(std::string_view cell) {
  std::vector<std::string> values;
  for (const auto value : split(cell, '|')) values.emplace_back(value);
  return tidy(values);
}

std::string at(const CsvRow& row, std::size_t column) {
  return column < row.cells.size() ? std::string(trim(row.cells[column])) : std::string();
}

/// Every row through `take`, which says what is wrong with it; the faults name the line.
Result<void> each_row(std::string_view csv, const std::function<std::vector<Fault>(const CsvRow&)>& take) {
  if (!is_valid_utf8(csv)) return refuse(FaultKind::invalid, "finding.csv_not_utf8", "csv");
  if (csv.starts_with(byte_order_mark)) csv.remove_prefix(byte_order_mark.size());
  std::vector<Fault> faults;
  std::size_t rows = 0;
  CsvReader reader(csv, ',');
  for (auto next = reader.next(); next && faults.size() < 100; next = reader.next()) {
    if (!*next) {
      faults.push_back(next->error());
      continue;
    }
    if (++rows == 1) continue;  // the names of the columns
    if (rows > most_rows) return refuse(FaultKind::too_large, "finding.csv_too_long", "csv");
    for (const auto& fault : take(**next))
      faults.push_back({fault.kind,
                        "finding.csv_row",
                        "csv",
                        {{"line", std::to_string((*next)->line)}, {"why", i18n::messages().message(fault)}},
                        {}});
  }
  if (rows < 2) faults.push_back({FaultKind::invalid, "finding.csv_empty", "csv", {}, {}});
  return all_of(std::move(faults));
}

std::vector<Fault> read_word(const CsvRow& row, std::vector<WordFields>& found) {
  const auto kind = kind_of(at(row, 0));
  if (!kind) return {{FaultKind::invalid, "finding.kind_unknown", "csv", {}, {}}};
  found.push_back({*kind, values_of(at(row, 1)), at(row, 2)});
  return why_not_word(found.back());
}

std::vector<Fault> read_best_bet(const CsvRow& row, db::Session& session, Day today,
                                 std::vector<BestBetFields>& found) {
  std::vector<Fault> faults;
  const auto wrong = [&](std::string code) { faults.push_back({FaultKind::invalid, std::move(code), "csv", {}, {}}); };
  BestBetFields fields{.queries = values_of(at(row, 0)), .first_day = today, .note = at(row, 5)};
  for (const auto& id : values_of(at(row, 1))) {
    const auto parsed = parse_id(id);
    if (!parsed || !content::find_public(session, DocumentId{*parsed})) wrong("finding.document_not_public");
    else fields.documents.push_back(DocumentId{*parsed});
  }
  fields.site = SiteId{parse_id(at(row, 2)).value_or(0)};
  const auto first = parse_day(at(row, 3)), last = parse_day(at(row, 4));
  if ((!first && !at(row, 3).empty()) || (!last && !at(row, 4).empty())) wrong("field.day_expected");
  if (first) fields.first_day = *first;
  fields.last_day = last;
  if (faults.empty()) faults = why_not_best_bet(fields);
  found.push_back(std::move(fields));
  return faults;
}

/// What makes two entries the same.
using WordKey = std::pair<WordKind, std::vector<std::string>>;
using BestBetKey = std::tuple<std::vector<std::string>, std::vector<DocumentId>, SiteId>;
}  // namespace

std::string words_csv(db::Session& session) {
  std::string out = header("finding.words_header");
  for (const auto& word : store::words(session))
    out += row({label_of(word.fields.kind), join(word.fields.words, "|"), word.fields.note});
  return out;
}

std::string best_bets_csv(db::Session& session) {
  std::string out = header("finding.best_bets_header");
  for (const auto& bet : store::best_bets(session)) {
    const auto& f = bet.fields;
    std::vector<std::string> documents;
    for (const auto id : f.documents) documents.push_back(to_text(id));
    out += row({join(f.queries, "|"), join(documents, "|"), f.site ? to_text(f.site) : "", to_text(f.first_day),
                f.last_day ? to_text(*f.last_day) : "", f.note});
  }
  return out;
}

Result<std::int64_t> import_words(Context& context, std::string_view csv) {
  return in_transaction(context, "search.import_words", [&](Transaction& tx) -> Result<std::int64_t> {
    CHECK_OK(tx.require(manage, "/"));
    std::vector<WordFields> found;
    CHECK_OK(each_row(csv, [&](const CsvRow& row) { return read_word(row, found); }));
    std::set<WordKey> known;
    for (const auto& word : store::words(tx.db())) known.emplace(word.fields.kind, word.fields.words);
    std::int64_t added = 0;
    for (auto& fields : found) {
      if (!known.emplace(fields.kind, fields.words).second) continue;
      store::insert(tx.db(), Word{tx.new_id<SearchWordId>(), std::move(fields), context.actor.name, tx.now(), 1});
      ++added;
    }
    tx.about("search_word", 0, context.actor.unit);
    tx.detail("added", json::value(added));
    tx.changed(topic, 0);
    return added;
  });
}

Result<std::int64_t> import_best_bets(Context& context, std::string_view csv) {
  return in_transaction(context, "search.import_best_bets", [&](Transaction& tx) -> Result<std::int64_t> {
    CHECK_OK(tx.require(manage, "/"));
    std::vector<BestBetFields> found;
    CHECK_OK(each_row(csv, [&](const CsvRow& row) { return read_best_bet(row, tx.db(), context.today(), found); }));
    std::set<BestBetKey> known;
    for (const auto& bet : store::best_bets(tx.db()))
      known.emplace(bet.fields.queries, bet.fields.documents, bet.fields.site);
    std::int64_t added = 0;
    for (auto& fields : found) {
      if (!known.emplace(fields.queries, fields.documents, fields.site).second) continue;
      store::insert(tx.db(), BestBet{tx.new_id<BestBetId>(), std::move(fields), context.actor.name, tx.now(), 1});
      ++added;
    }
    tx.about("best_bet", 0, context.actor.unit);
    tx.detail("added", json::value(added));
    tx.changed(topic, 0);
    return added;
  });
}

}  // namespace gongkai::finding
