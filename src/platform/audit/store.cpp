#include "platform/audit/store.hpp"

namespace gongkai::audit::store {
namespace {
struct Row {
  std::int64_t seq = 0, event = 0;
  std::optional<std::int64_t> stored;
  std::optional<std::int64_t> at, outcome, person, unit, subject;
  std::optional<std::string> act, subject_kind, details, request_id, actor_name, address;
  std::optional<db::Bytes> salt, personal_digest;
  std::int64_t algorithm = 0;
  db::Bytes hash;
};
struct HeadRow {
  std::int64_t seq = 0;
  db::Bytes hash;
};

Entry to_entry(Row&& row) {
  Entry entry{.seq = row.seq, .event = row.event, .stored = row.stored.value_or(0), .at = Instant{row.at.value_or(0)}};
  entry.act = std::move(row.act).value_or("");
  entry.outcome = row.outcome.value_or(0);
  entry.person = row.person.value_or(0);
  entry.unit = row.unit.value_or(0);
  entry.subject_kind = std::move(row.subject_kind).value_or("");
  entry.subject = row.subject.value_or(0);
  entry.details = std::move(row.details).value_or("");
  entry.request_id = std::move(row.request_id).value_or("");
  entry.actor_name = std::move(row.actor_name);
  entry.address = std::move(row.address);
  if (row.salt) entry.salt = std::move(row.salt->value);
  if (row.personal_digest) entry.personal_digest = std::move(row.personal_digest->value);
  entry.algorithm = row.algorithm;
  entry.hash = std::move(row.hash.value);
  return entry;
}
}  // namespace
}  // namespace gongkai::audit::store

template <>
struct gongkai::db::Columns<gongkai::audit::store::Row> {
  using Row = gongkai::audit::store::Row;
  static constexpr auto list = std::tuple{column("seq", &Row::seq),
                                          column("event", &Row::event),
                                          column("stored", &Row::stored),
                                          column("at", &Row::at),
                                          column("act", &Row::act),
                                          column("outcome", &Row::outcome),
                                          column("person", &Row::person),
                                          column("unit", &Row::unit),
                                          column("subject_kind", &Row::subject_kind),
                                          column("subject", &Row::subject),
                                          column("details", &Row::details),
                                          column("request_id", &Row::request_id),
                                          column("actor_name", &Row::actor_name),
                                          column("address", &Row::address),
                                          column("salt", &Row::salt),
                                          column("personal_digest", &Row::personal_digest),
                                          column("algorithm", &Row::algorithm),
                                          column("hash", &Row::hash)};
};
template <>
struct gongkai::db::Columns<gongkai::audit::store::HeadRow> {
  using Row = gongkai::audit::store::HeadRow;
  static constexpr auto list = std::tuple{column("seq", &Row::seq), column("hash", &Row::hash)};
};

namespace gongkai::audit::store {
namespace {
#define EVENT_VALUES                                                                                                  \
  "INSERT INTO audit_event (at, act, outcome, person, unit, subject_kind, subject, details, request_id, actor_name, " \
  "address, salt, personal_digest) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"
#define EVENT_COLUMNS                                                                                              \
  "e.id AS stored, e.at, e.act, e.outcome, e.person, e.unit, e.subject_kind, e.subject, e.details, e.request_id, " \
  "e.actor_name, e.address, e.salt, e.personal_digest"

const db::Query insert_returning{"audit.insert_returning", EVENT_VALUES " RETURNING id"};
const db::Query insert{"audit.insert", EVENT_VALUES};
const db::Query find_head{"audit.find_head", "SELECT seq, hash FROM audit_seal ORDER BY seq DESC LIMIT 1"};
const db::Query insert_seal{"audit.insert_seal",
                            "INSERT INTO audit_seal (seq, event, algorithm, hash) VALUES ($1, $2, $3, $4)"};
const db::Query list_sealed{"audit.list_sealed", "SELECT s.seq, s.event, s.algorithm, s.hash, " EVENT_COLUMNS
                                                 " FROM audit_seal s LEFT JOIN audit_event e ON e.id = s.event"
                                                 " WHERE s.seq >= $1 AND s.seq <= $2 ORDER BY s.seq"};
const db::Query find_hash{"audit.find_hash", "SELECT hash FROM audit_seal WHERE seq = $1"};
const db::Query find_unsealed{"audit.find_unsealed",
                              "SELECT e.id FROM audit_event e LEFT JOIN audit_seal s ON s.event = e.id"
                              " WHERE s.event IS NULL AND e.at < $1 ORDER BY e.id LIMIT 1"};
const db::Query count_unsealed_events{"audit.count_unsealed",
                                      "SELECT count(*) FROM audit_event e LEFT JOIN audit_seal s ON s.event = e.id"
                                      " WHERE s.event IS NULL"};

// A transaction id at or above the snapshot's end comes from another cluster that this one was restored from: it is over.
const db::Query find_horizon{"audit.find_horizon",
                             {"", "SELECT cast(pg_snapshot_xmin(pg_current_snapshot()) AS text)"}};
const db::Query list_unsealed{
    "audit.list_unsealed",
    {"",
     "SELECT cast(0 AS BIGINT) AS seq, e.id AS event, cast(0 AS BIGINT) AS algorithm, e.salt AS hash, " EVENT_COLUMNS
     " FROM audit_event e LEFT JOIN audit_seal s ON s.event = e.id"
     " WHERE s.event IS NULL AND e.xid >= cast(cast($1 AS text) AS xid8)"
     " AND (e.xid < pg_snapshot_xmin(pg_current_snapshot()) OR e.xid >= pg_snapshot_xmax(pg_current_snapshot()))"
     " ORDER BY e.xid, e.id LIMIT $2"}};
const db::Query lock{"audit.lock", {"", "SELECT pg_try_advisory_xact_lock(7311846022163985)"}};

// The first condition is there for the index; those behind it hold for every way of asking.
#define FIND_EVENTS(condition)                                                                                        \
  "SELECT coalesce(s.seq, 0) AS seq, e.id AS event, coalesce(s.algorithm, 0) AS algorithm, coalesce(s.hash, e.salt) " \
  "AS hash, " EVENT_COLUMNS " FROM audit_event e LEFT JOIN audit_seal s ON s.event = e.id WHERE " condition           \
  " e.id < $1 AND e.at >= $2 AND e.at < $3 AND ($4 = '' OR e.act = $4) AND (cast($5 AS BIGINT) = 0 OR e.person = $5)" \
  " AND ($6 = '' OR e.subject_kind = $6) AND (cast($7 AS BIGINT) = 0 OR e.subject = $7) ORDER BY e.id DESC LIMIT $8"
const db::Query find_events{"audit.find_events", FIND_EVENTS("")};
const db::Query find_by_person{"audit.find_by_person", FIND_EVENTS("e.person = $5 AND")};
const db::Query find_by_subject{"audit.find_by_subject", FIND_EVENTS("e.subject_kind = $6 AND e.subject = $7 AND")};
const db::Query find_by_act{"audit.find_by_act", FIND_EVENTS("e.act = $4 AND")};
const db::Query count_seals{"audit.count_seals", "SELECT count(*) FROM audit_seal"};
const db::Query list_acts{"audit.list_acts", "SELECT DISTINCT act FROM audit_event ORDER BY act"};

std::optional<std::int64_t> or_null(std::int64_t id) {
  return id ? std::optional(id) : std::nullopt;
}
}  // namespace

std::int64_t insert_now(db::Session& session, const Entry& e) {
  return *session.one<std::int64_t>(insert_returning, e.at, e.act, e.outcome, or_null(e.person), or_null(e.unit),
                                    e.subject_kind, e.subject, e.details, e.request_id, e.actor_name, e.address,
                                    db::BytesView{*e.salt}, db::BytesView{e.personal_digest});
}

void insert_later(db::Session& session, const Entry& e) {
  session.put(insert, e.at, e.act, e.outcome, or_null(e.person), or_null(e.unit), e.subject_kind, e.subject, e.details,
              e.request_id, e.actor_name, e.address, db::BytesView{*e.salt}, db::BytesView{e.personal_digest});
}

Head head(db::Session& session) {
  auto row = session.one<HeadRow>(find_head);
  return row ? Head{row->seq, std::move(row->hash.value)} : Head{};
}

Head seal(db::Session& session, Entry entry, const Head& before) {
  entry.seq = before.seq + 1;
  entry.algorithm = static_cast<std::int64_t>(current_algorithm);
  const auto hash = link(before.hash, entry);
  session.put(insert_seal, entry.seq, entry.event, entry.algorithm, db::BytesView{hash});
  return {entry.seq, hash};
}

void each_sealed(db::Session& session, std::int64_t first, std::int64_t last, const std::function<bool(Entry&&)>& f) {
  session.each<Row>([&](Row&& row) { return f(to_entry(std::move(row))); }, list_sealed, first, last);
}

std::string hash_at(db::Session& session, std::int64_t seq) {
  auto hash = session.one<db::Bytes>(find_hash, seq);
  return hash ? std::move(hash->value) : std::string();
}

std::int64_t first_unsealed(db::Session& session, Instant before) {
  return session.one<std::int64_t>(find_unsealed, before).value_or(0);
}
std::int64_t count_sealed(db::Session& session) {
  return *session.one<std::int64_t>(count_seals);
}

std::string horizon(db::Session& session) {
  return session.one<std::string>(find_horizon).value_or("0");
}
std::vector<Entry> unsealed(db::Session& session, const std::string& from, std::int64_t count) {
  std::vector<Entry> entries;
  session.each<Row>([&](Row&& row) { entries.push_back(to_entry(std::move(row))); }, list_unsealed, from, count);
  return entries;
}
bool try_lock(db::Session& session) {
  return session.one<bool>(lock).value_or(false);
}

std::vector<Entry> find(db::Session& session, const Filter& f) {
  const auto& query = f.subject != 0   ? find_by_subject
                      : f.person       ? find_by_person
                      : !f.act.empty() ? find_by_act
                                       : find_events;
  std::vector<Entry> entries;
  session.each<Row>([&](Row&& row) { entries.push_back(to_entry(std::move(row))); }, query, f.before, f.from, f.to,
                    f.act, f.person.value, f.subject_kind, f.subject, f.count);
  return entries;
}
std::vector<std::string> acts(db::Session& session) {
  return session.all<std::string>(list_acts);
}

std::int64_t count_unsealed(db::Session& session) {
  return session.one<std::int64_t>(count_unsealed_events).value_or(0);
}

}  // namespace gongkai::audit::store
