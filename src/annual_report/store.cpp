#include "annual_report/store.hpp"

namespace gongkai {

using annual_report::Adjustment;
using annual_report::Edition;
using annual_report::Entry;
using annual_report::store::Place;

namespace annual_report::store {
namespace {
struct PartRow {
  std::int64_t part = 0;
  std::string words{};
};
struct EntryRow {
  std::int64_t cell = 0;
  std::int64_t value = 0;
  std::string source{};
  std::string entered_by{};
  Instant entered_at{};
};
struct FeeRow {
  std::string act{};
  std::string facts{};
};
struct AdjustmentRow {
  std::int64_t cell = 0;
  std::int64_t value = 0;
  std::string reason{};
};
}  // namespace
}  // namespace annual_report::store

template <>
struct db::Columns<Place> {
  static constexpr auto list =
      std::tuple{column("case_id", &Place::id), column("unit", &Place::unit), column("year", &Place::year)};
};
template <>
struct db::Columns<annual_report::store::PartRow> {
  using Row = annual_report::store::PartRow;
  static constexpr auto list = std::tuple{column("part", &Row::part), column("words", &Row::words)};
};
template <>
struct db::Columns<annual_report::store::EntryRow> {
  using Row = annual_report::store::EntryRow;
  static constexpr auto list =
      std::tuple{column("cell", &Row::cell), column("value", &Row::value), column("source", &Row::source),
                 column("entered_by", &Row::entered_by), column("entered_at", &Row::entered_at)};
};
template <>
struct db::Columns<annual_report::store::AdjustmentRow> {
  using Row = annual_report::store::AdjustmentRow;
  static constexpr auto list =
      std::tuple{column("cell", &Row::cell), column("value", &Row::value), column("reason", &Row::reason)};
};
template <>
struct db::Columns<annual_report::store::FeeRow> {
  using Row = annual_report::store::FeeRow;
  static constexpr auto list = std::tuple{column("act", &Row::act), column("facts", &Row::facts)};
};
template <>
struct db::Columns<Edition> {
  static constexpr auto list =
      std::tuple{column("number", &Edition::number),       column("frozen", &Edition::frozen),
                 column("digest", &Edition::digest),       column("reason", &Edition::reason),
                 column("signed_by", &Edition::signed_by), column("signed_at", &Edition::signed_at)};
};

}  // namespace gongkai

namespace gongkai::annual_report::store {

namespace {

const db::Query fee_events{
    "annual_report.fees",
    "SELECT e.act, e.facts FROM case_event e JOIN work_case c ON c.id = e.case_id JOIN unit u ON u.id = c.unit WHERE "
    "c.kind = 'request' AND e.act IN ('fee_notified', 'fee_paid') AND substr(u.path, 1, length($1)) = $1 AND e.on_day "
    "BETWEEN $2 AND $3 ORDER BY e.id"};

const db::Query insert_report{"annual_report.insert",
                              "INSERT INTO annual_report (case_id, unit, year) VALUES ($1, $2, $3)"};
const db::Query report_by_id{"annual_report.find", "SELECT case_id, unit, year FROM annual_report WHERE case_id = $1"};
const db::Query report_of_unit{"annual_report.of_unit",
                               "SELECT case_id FROM annual_report WHERE unit = $1 AND year = $2"};
const db::Query reports_of_year{"annual_report.of_year",
                                "SELECT case_id, unit, year FROM annual_report WHERE year = $1 ORDER BY case_id"};

const db::Query reports_below{"annual_report.places_below",
                              "SELECT a.case_id, a.unit, a.year FROM annual_report a JOIN unit u ON u.id = a.unit "
                              "WHERE a.year = $2 AND substr(u.path, 1, length($1)) = $1 ORDER BY a.case_id"};

const db::Query all_reports{"annual_report.all",
                            "SELECT case_id, unit, year FROM annual_report ORDER BY year DESC, case_id"};
const db::Query report_with_digest{
    "annual_report.with_digest",
    "SELECT case_id FROM annual_report_edition WHERE digest = $1 ORDER BY case_id, number LIMIT 1"};

const db::Query entries_of{"annual_report.entries",
                           "SELECT cell, value, source, entered_by, entered_at FROM annual_report_entry "
                           "WHERE case_id = $1 ORDER BY cell"};
const db::Query put_entry{
    "annual_report.put_entry",
    "INSERT INTO annual_report_entry (case_id, cell, value, source, entered_by, entered_at) VALUES "
    "($1, $2, $3, $4, $5, $6) ON CONFLICT (case_id, cell) DO UPDATE SET value = excluded.value, source = "
    "excluded.source, entered_by = excluded.entered_by, entered_at = "
    "excluded.entered_at"};
const db::Query delete_entry{"annual_report.remove_entry",
                             "DELETE FROM annual_report_entry WHERE case_id = $1 AND cell = $2"};
const db::Query adjustments_of{
    "annual_report.adjustments",
    "SELECT cell, value, reason FROM annual_report_adjustment WHERE case_id = $1 ORDER BY cell"};
const db::Query put_adjustment{
    "annual_report.put_adjustment",
    "INSERT INTO annual_report_adjustment (case_id, cell, value, reason) VALUES ($1, $2, $3, $4) ON CONFLICT "
    "(case_id, cell) DO UPDATE SET value = excluded.value, reason = excluded.reason"};
const db::Query delete_adjustment{"annual_report.remove_adjustment",
                                  "DELETE FROM annual_report_adjustment WHERE case_id = $1 AND cell = $2"};
const db::Query parts_of{"annual_report.parts",
                         "SELECT part, words FROM annual_report_part WHERE case_id = $1 ORDER BY part"};
const db::Query put_words{"annual_report.put_part",
                          "INSERT INTO annual_report_part (case_id, part, words) VALUES ($1, $2, $3) ON CONFLICT "
                          "(case_id, part) DO UPDATE SET words = excluded.words"};
const db::Query delete_part{"annual_report.remove_part",
                            "DELETE FROM annual_report_part WHERE case_id = $1 AND part = $2"};

const db::Query insert_edition{
    "annual_report.insert_edition",
    "INSERT INTO annual_report_edition (case_id, number, frozen, digest, reason, signed_by, signed_at) VALUES "
    "($1, $2, $3, $4, $5, $6, $7)"};
const db::Query editions_of{"annual_report.editions",
                            "SELECT number, frozen, digest, reason, signed_by, signed_at FROM annual_report_edition "
                            "WHERE case_id = $1 ORDER BY number DESC"};
const db::Query one_edition{"annual_report.edition",
                            "SELECT number, frozen, digest, reason, signed_by, signed_at FROM annual_report_edition "
                            "WHERE case_id = $1 AND number = $2"};
const db::Query latest_edition{"annual_report.latest",
                               "SELECT number, frozen, digest, reason, signed_by, signed_at FROM annual_report_edition "
                               "WHERE case_id = $1 ORDER BY number DESC LIMIT 1"};
const db::Query report_for{"annual_report.answering_for",
                           "SELECT r.case_id FROM annual_report r JOIN unit a ON a.id = r.unit JOIN unit u ON "
                           "substr(u.path, 1, length(a.path)) = a.path WHERE u.id = $1 AND r.year = $2 ORDER BY "
                           "length(a.path) DESC, r.case_id LIMIT 1"};

}  // namespace

Fees fees(db::Session& session, std::string_view unit_path, int year) {
  Fees sum;
  for (const auto& row : session.all<FeeRow>(fee_events, unit_path, Day::of(year, 1, 1), Day::of(year, 12, 31))) {
    const auto facts = json::parse(row.facts);
    const casework::Event event{.facts = facts && facts->is_object() ? facts->get_object() : json::object{}};
    const auto amount = casework::number_fact(event, "amount");
    if (row.act == "fee_paid") sum.collected += amount;
    else {
      ++sum.notices;
      sum.noticed += amount;
    }
  }
  return sum;
}

void insert(db::Session& session, CaseId id, UnitId unit, int year) {
  session.exec(insert_report, id, unit, year);
}
std::optional<Place> find(db::Session& session, CaseId id) {
  return session.one<Place>(report_by_id, id);
}
std::optional<CaseId> of_unit(db::Session& session, UnitId unit, int year) {
  return session.one<CaseId>(report_of_unit, unit, year);
}
std::vector<Place> of_year(db::Session& session, int year) {
  return session.all<Place>(reports_of_year, year);
}

std::vector<Place> places_below(db::Session& session, std::string_view unit_path, int year) {
  return session.all<Place>(reports_below, unit_path, year);
}

std::vector<Place> all(db::Session& session) {
  return session.all<Place>(all_reports);
}
std::optional<CaseId> with_digest(db::Session& session, std::string_view digest) {
  return session.one<CaseId>(report_with_digest, digest);
}

std::vector<Entry> entries(db::Session& session, CaseId id) {
  std::vector<Entry> all;
  for (auto& row : session.all<EntryRow>(entries_of, id))
    all.push_back(
        {static_cast<int>(row.cell), row.value, std::move(row.source), std::move(row.entered_by), row.entered_at});
  return all;
}
void put(db::Session& session, CaseId id, const Entry& e) {
  session.exec(put_entry, id, e.cell, e.value, e.source, e.entered_by, e.entered_at);
}
void remove_entry(db::Session& session, CaseId id, int cell) {
  session.exec(delete_entry, id, cell);
}
std::vector<Adjustment> adjustments(db::Session& session, CaseId id) {
  std::vector<Adjustment> all;
  for (auto& row : session.all<AdjustmentRow>(adjustments_of, id))
    all.push_back({static_cast<int>(row.cell), row.value, std::move(row.reason)});
  return all;
}
void put(db::Session& session, CaseId id, const Adjustment& a) {
  session.exec(put_adjustment, id, a.cell, a.value, a.reason);
}
void remove_adjustment(db::Session& session, CaseId id, int cell) {
  session.exec(delete_adjustment, id, cell);
}
Parts parts(db::Session& session, CaseId id) {
  Parts all;
  for (auto& row : session.all<PartRow>(parts_of, id)) all[static_cast<int>(row.part)] = std::move(row.words);
  return all;
}
void put_part(db::Session& session, CaseId id, int part, std::string_view words) {
  session.exec(put_words, id, part, words);
}
void remove_part(db::Session& session, CaseId id, int part) {
  session.exec(delete_part, id, part);
}

void insert(db::Session& session, CaseId id, const Edition& e) {
  session.exec(insert_edition, id, e.number, e.frozen, e.digest, e.reason, e.signed_by, e.signed_at);
}
std::vector<Edition> editions(db::Session& session, CaseId id) {
  return session.all<Edition>(editions_of, id);
}
std::optional<Edition> edition(db::Session& session, CaseId id, std::int64_t number) {
  return session.one<Edition>(one_edition, id, number);
}
std::optional<Edition> latest(db::Session& session, CaseId id) {
  return session.one<Edition>(latest_edition, id);
}
std::optional<CaseId> answering_for(db::Session& session, UnitId unit, int year) {
  return session.one<CaseId>(report_for, unit, year);
}

}  // namespace gongkai::annual_report::store
