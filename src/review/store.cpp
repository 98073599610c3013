#include "review/store.hpp"

#define ROUND_FIELDS "id, document, edition, unit, number, route, content_digest, started_at, ended_at, outcome"
#define SIGNATURE_FIELDS \
  "round, step, person, person_name, on_behalf, on_behalf_name, override_reason, remark, signed_at"
#define REMARK_FIELDS                                                                                        \
  "id, round, edition, person, person_name, quote, position, text, written_at, resolved_by, resolved_name, " \
  "answer, resolved_at"

namespace gongkai {

using review::Remark;
using review::Round;
using review::Signature;
using review::store::OpenRound;
using review::store::Override;

template <>
struct db::Columns<Round> {
  static constexpr auto list = std::tuple{db::column("id", &Round::id),
                                          db::column("document", &Round::document),
                                          db::column("edition", &Round::edition),
                                          db::column("unit", &Round::unit),
                                          db::column("number", &Round::number),
                                          db::column("route", &Round::route),
                                          db::column("content_digest", &Round::content_digest),
                                          db::column("started_at", &Round::started_at),
                                          db::column("ended_at", &Round::ended_at),
                                          db::column("outcome", &Round::outcome)};
};
template <>
struct db::Columns<Signature> {
  static constexpr auto list = std::tuple{db::column("round", &Signature::round),
                                          db::column("step", &Signature::step),
                                          db::column("person", &Signature::person),
                                          db::column("person_name", &Signature::person_name),
                                          db::column("on_behalf", &Signature::on_behalf),
                                          db::column("on_behalf_name", &Signature::on_behalf_name),
                                          db::column("override_reason", &Signature::override_reason),
                                          db::column("remark", &Signature::remark),
                                          db::column("signed_at", &Signature::signed_at)};
};
template <>
struct db::Columns<Remark> {
  static constexpr auto list = std::tuple{db::column("id", &Remark::id),
                                          db::column("round", &Remark::round),
                                          db::column("edition", &Remark::edition),
                                          db::column("person", &Remark::person),
                                          db::column("person_name", &Remark::person_name),
                                          db::column("quote", &Remark::quote),
                                          db::column("position", &Remark::position),
                                          db::column("text", &Remark::text),
                                          db::column("written_at", &Remark::written_at),
                                          db::column("resolved_by", &Remark::resolved_by),
                                          db::column("resolved_name", &Remark::resolved_name),
                                          db::column("answer", &Remark::answer),
                                          db::column("resolved_at", &Remark::resolved_at)};
};
template <>
struct db::Columns<OpenRound> {
  static constexpr auto list = std::tuple{db::column("round", &OpenRound::round),
                                          db::column("document", &OpenRound::document),
                                          db::column("edition", &OpenRound::edition),
                                          db::column("unit", &OpenRound::unit),
                                          db::column("site", &OpenRound::site),
                                          db::column("number", &OpenRound::number),
                                          db::column("route", &OpenRound::route),
                                          db::column("type", &OpenRound::type),
                                          db::column("title", &OpenRound::title),
                                          db::column("writer_name", &OpenRound::writer_name),
                                          db::column("started_at", &OpenRound::started_at),
                                          db::column("form_signed", &OpenRound::form_signed)};
};
template <>
struct db::Columns<review::store::Writer> {
  static constexpr auto list = std::tuple{db::column("edition", &review::store::Writer::edition),
                                          db::column("person", &review::store::Writer::person)};
};
template <>
struct db::Columns<Override> {
  static constexpr auto list =
      std::tuple{db::column("document", &Override::document), db::column("unit", &Override::unit),
                 db::column("title", &Override::title),       db::column("step", &Override::step),
                 db::column("route", &Override::route),       db::column("person_name", &Override::person_name),
                 db::column("reason", &Override::reason),     db::column("signed_at", &Override::signed_at)};
};

}  // namespace gongkai

namespace gongkai::review::store {

namespace {

const db::Query insert_round{"review.insert_round", "INSERT INTO review_round (" ROUND_FIELDS
                                                    ", version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1)"};
const db::Query round_by_id{"review.round_by_id", "SELECT " ROUND_FIELDS " FROM review_round WHERE id = $1"};
const db::Query round_open{"review.round_open",
                           "SELECT " ROUND_FIELDS
                           " FROM review_round WHERE edition = $1 AND ended_at IS NULL ORDER BY number DESC LIMIT 1"};
const db::Query rounds_of_document{"review.rounds_of_document",
                                   "SELECT " ROUND_FIELDS " FROM review_round WHERE document = $1 ORDER BY id DESC"};
const db::Query count_rounds_of{"review.count_rounds", "SELECT count(*) FROM review_round WHERE edition = $1"};
const db::Query hold_round{"review.hold_round",
                           "UPDATE review_round SET version = version + 1 WHERE id = $1 AND ended_at IS NULL"};
const db::Query end_round{"review.end_round",
                          "UPDATE review_round SET ended_at = $2, outcome = $3, version = version + 1 WHERE id = $1"};

const db::Query insert_signature{"review.insert_signature",
                                 "INSERT INTO review_signature (" SIGNATURE_FIELDS
                                 ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING"};
const db::Query signatures_of_round{"review.signatures_of_round",
                                    "SELECT " SIGNATURE_FIELDS
                                    " FROM review_signature WHERE round = $1 ORDER BY signed_at, step"};
const db::Query signatures_of_rounds{"review.signatures_of_rounds",
                                     "SELECT " SIGNATURE_FIELDS
                                     " FROM review_signature WHERE round IN {{in $1}} ORDER BY round, signed_at, step"};

const db::Query insert_remark{"review.insert_remark",
                              "INSERT INTO review_remark (" REMARK_FIELDS
                              ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"};
const db::Query remark_by_id{"review.remark_by_id", "SELECT " REMARK_FIELDS " FROM review_remark WHERE id = $1"};
const db::Query remarks_of_edition{"review.remarks_of_edition",
                                   "SELECT " REMARK_FIELDS
                                   " FROM review_remark WHERE edition = $1 ORDER BY position, id"};
const db::Query count_unresolved{"review.count_unresolved",
                                 "SELECT count(*) FROM review_remark WHERE edition = $1 AND resolved_at IS NULL"};
const db::Query resolve_remark{"review.resolve_remark",
                               "UPDATE review_remark SET resolved_by = $2, resolved_name = $3, answer = $4, "
                               "resolved_at = $5 WHERE id = $1 AND resolved_at IS NULL"};

const db::Query rounds_of_units{
    "review.rounds_of_units",
    "SELECT r.id AS round, r.document, r.edition, r.unit, d.site, r.number, r.route, d.type, e.title, e.writer_name, "
    "r.started_at, f.concluded_at IS NOT NULL AS form_signed "
    "FROM review_round r JOIN document d ON d.id = r.document JOIN edition e ON e.id = r.edition "
    "LEFT JOIN secrecy_form f ON f.round = r.id "
    "WHERE r.ended_at IS NULL AND r.unit IN {{in $1}} ORDER BY r.started_at, r.id LIMIT $2"};
const db::Query writers_of_rounds{"review.writers_of_rounds",
                                  "SELECT w.edition, w.person FROM edition_writer w JOIN review_round r ON r.edition = "
                                  "w.edition WHERE r.id IN {{in $1}} ORDER BY w.edition, w.person"};
const db::Query list_overrides{
    "review.list_overrides",
    "SELECT r.document, r.unit, e.title, s.step, r.route, s.person_name, s.override_reason AS reason, s.signed_at "
    "FROM review_signature s JOIN review_round r ON r.id = s.round JOIN edition e ON e.id = r.edition "
    "WHERE s.override_reason <> '' AND r.unit IN {{in $1}} AND ($2 = 0 OR s.signed_at < $2) "
    "ORDER BY s.signed_at DESC, s.round DESC LIMIT $3"};

}  // namespace

void insert(db::Session& session, const Round& r) {
  session.exec(insert_round, r.id, r.document, r.edition, r.unit, r.number, r.route, r.content_digest, r.started_at,
               r.ended_at, r.outcome);
}
std::optional<Round> find_round(db::Session& session, RoundId id) {
  return session.one<Round>(round_by_id, id);
}
std::optional<Round> open_round(db::Session& session, EditionId edition) {
  return session.one<Round>(round_open, edition);
}
std::vector<Round> rounds_of(db::Session& session, DocumentId document) {
  return session.all<Round>(rounds_of_document, document);
}
std::int64_t count_rounds(db::Session& session, EditionId edition) {
  return session.one<std::int64_t>(count_rounds_of, edition).value_or(0);
}
bool hold(db::Session& session, RoundId id) {
  return session.exec(hold_round, id) == 1;
}
void end(db::Session& session, RoundId id, Outcome outcome, Instant now) {
  session.exec(end_round, id, now, outcome);
}

bool insert(db::Session& session, const Signature& s) {
  return session.exec(insert_signature, s.round, s.step, s.person, s.person_name, s.on_behalf, s.on_behalf_name,
                      s.override_reason, s.remark, s.signed_at) == 1;
}
std::vector<Signature> signatures_of(db::Session& session, RoundId round) {
  return session.all<Signature>(signatures_of_round, round);
}
std::vector<Signature> signatures_of(db::Session& session, const db::List& rounds) {
  return session.all<Signature>(signatures_of_rounds, rounds);
}

void insert(db::Session& session, const Remark& r) {
  session.exec(insert_remark, r.id, r.round, r.edition, r.person, r.person_name, r.quote, r.position, r.text,
               r.written_at, r.resolved_by, r.resolved_name, r.answer, r.resolved_at);
}
std::optional<Remark> find_remark(db::Session& session, RemarkId id) {
  return session.one<Remark>(remark_by_id, id);
}
std::vector<Remark> remarks_of(db::Session& session, EditionId edition) {
  return session.all<Remark>(remarks_of_edition, edition);
}
std::int64_t count_open_remarks(db::Session& session, EditionId edition) {
  return session.one<std::int64_t>(count_unresolved, edition).value_or(0);
}
bool resolve(db::Session& session, const Remark& r) {
  return session.exec(resolve_remark, r.id, r.resolved_by, r.resolved_name, r.answer, r.resolved_at) == 1;
}

std::vector<OpenRound> open_rounds(db::Session& session, const db::List& units, std::int64_t limit) {
  return session.all<OpenRound>(rounds_of_units, units, limit);
}
std::vector<Writer> writers_of(db::Session& session, const db::List& rounds) {
  return session.all<Writer>(writers_of_rounds, rounds);
}
std::vector<Override> overrides(db::Session& session, const db::List& units, Instant before, std::int64_t limit) {
  return session.all<Override>(list_overrides, units, before, limit);
}

}  // namespace gongkai::review::store
