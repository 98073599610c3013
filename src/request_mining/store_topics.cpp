// What topics are counted from, and their memos.
#include "platform/json/json.hpp"
#include "request_mining/store.hpp"

namespace gongkai {

namespace request_mining::store {
namespace {
struct MemoRow {
  TopicMemoId id{};
  UnitId unit{};
  std::string word{};
  Day month{};
  UnitId responsible{};
  Day due_on{};
  db::Bytes words{};
  std::optional<Day> done_on{};
  std::string written_by_name{};
  Instant written_at{};
  std::int64_t version = 1;
};
}  // namespace
}  // namespace request_mining::store

template <>
struct db::Columns<request_mining::store::AskedRow> {
  using Row = request_mining::store::AskedRow;
  static constexpr auto list = std::tuple{
      column("id", &Row::id),
      column("unit", &Row::unit),
      column("unit_path", &Row::unit_path),
      column("applicant", &Row::applicant),
      column("description", &Row::description),
      column("identity_index", &Row::identity),
  };
};
template <>
struct db::Columns<request_mining::store::MemoRow> {
  using Row = request_mining::store::MemoRow;
  static constexpr auto list = std::tuple{
      column("id", &Row::id),
      column("unit", &Row::unit),
      column("word", &Row::word),
      column("month", &Row::month),
      column("responsible", &Row::responsible),
      column("due_on", &Row::due_on),
      column("words", &Row::words),
      column("done_on", &Row::done_on),
      column("written_by_name", &Row::written_by_name),
      column("written_at", &Row::written_at),
      column("version", &Row::version),
  };
};

}  // namespace gongkai

namespace gongkai::request_mining::store {

namespace {

constexpr std::string_view words_column = "topic_memo.words";

#define MEMO_FIELDS                                                                                               \
  "m.id, m.unit, m.word, m.month, m.responsible, m.due_on, m.words, m.done_on, m.written_by_name, m.written_at, " \
  "m.version FROM topic_memo m "

const db::Query list_asked{
    "request_mining.asked_between",
    "SELECT c.id, c.unit, u.path AS unit_path, r.applicant, r.description, r.identity_index FROM "
    "work_case c JOIN request r ON r.case_id = c.id JOIN unit u ON u.id = c.unit WHERE c.kind = "
    "'request' AND substr(u.path, 1, length($1)) = $1 AND c.opened_on BETWEEN $2 AND $3 ORDER BY "
    "c.id"};
const db::Query insert_memo{
    "request_mining.insert_memo",
    "INSERT INTO topic_memo (id, unit, word, month, responsible, due_on, words, written_by_name, "
    "written_at, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1)"};
const db::Query update_memo{"request_mining.update_memo",
                            "UPDATE topic_memo SET words = $3, done_on = $4, version = version + 1 WHERE id = $1 AND "
                            "version = $2"};
const db::Query find_one_memo{"request_mining.find_memo", "SELECT " MEMO_FIELDS "WHERE m.id = $1"};
const db::Query list_memos{"request_mining.memos",
                           "SELECT " MEMO_FIELDS
                           "JOIN unit u ON u.id = m.unit WHERE u.path = $1 OR ($2 AND substr(u.path, 1, length($1)) = "
                           "$1) ORDER BY m.id DESC LIMIT $3"};

db::Bytes sealed(const auth::Vault& vault, const Memo& memo) {
  const json::object words{{"cause", memo.cause}, {"measures", memo.measures}, {"result", memo.result}};
  return vault.seal(words_column, memo.id.value, json::to_string(words));
}

Memo memo_of(const auth::Vault& vault, MemoRow row) {
  const auto words = json::parse(vault.open(words_column, row.id.value, row.words));
  if (!words) throw std::runtime_error("the words of a memo are no JSON");
  json::Reader reader(*words);
  return {.id = row.id,
          .unit = row.unit,
          .word = std::move(row.word),
          .month = row.month,
          .responsible = row.responsible,
          .due_on = row.due_on,
          .cause = reader.text_or("cause", ""),
          .measures = reader.text_or("measures", ""),
          .result = reader.text_or("result", ""),
          .done_on = row.done_on,
          .written_by_name = std::move(row.written_by_name),
          .written_at = row.written_at,
          .version = row.version};
}

}  // namespace

std::vector<AskedRow> asked_between(db::Session& session, std::string_view unit_path, Day first, Day last) {
  return session.all<AskedRow>(list_asked, unit_path, first, last);
}
void insert(db::Session& session, const auth::Vault& vault, const Memo& memo) {
  session.exec(insert_memo, memo.id, memo.unit, memo.word, memo.month, memo.responsible, memo.due_on,
               sealed(vault, memo), memo.written_by_name, memo.written_at);
}
bool update(db::Session& session, const auth::Vault& vault, const Memo& memo) {
  return session.exec(update_memo, memo.id, memo.version, sealed(vault, memo), memo.done_on) == 1;
}
std::optional<Memo> find_memo(db::Session& session, const auth::Vault& vault, TopicMemoId id) {
  auto row = session.one<MemoRow>(find_one_memo, id);
  if (!row) return std::nullopt;
  return memo_of(vault, *std::move(row));
}
std::vector<Memo> memos(db::Session& session, const auth::Vault& vault, std::string_view unit_path, bool with_subtree,
                        int limit) {
  std::vector<Memo> all;
  for (auto& row : session.all<MemoRow>(list_memos, unit_path, with_subtree, limit))
    all.push_back(memo_of(vault, std::move(row)));
  return all;
}

}  // namespace gongkai::request_mining::store
