// All SQL of annual reports, and the facts of requests that they count (docs/adr/0018).
#pragma once
#include <functional>

#include "annual_report/counting.hpp"
#include "platform/db/session.hpp"

namespace gongkai::annual_report::store {

/// Requests of the unit and those below it that touch the year, in the order of their ids.
std::vector<CaseFact> facts(db::Session& session, std::string_view unit_path, int year);
/// Every request with a day of receipt, in the order of their ids; millions may come.
void each_fact(db::Session& session, const std::function<void(CaseFact&&)>& f);
std::optional<CaseFact> fact(db::Session& session, CaseId id);
/// "request", "lawsuit", "annual_report" …; "" when there is no such case.
std::string kind_of_case(db::Session& session, CaseId id);

/// 信息处理费 of the unit and those below it in the year, in yuan: what was noticed and what came in.
struct Fees {
  std::int64_t notices = 0;
  std::int64_t noticed = 0;
  std::int64_t collected = 0;
};
Fees fees(db::Session& session, std::string_view unit_path, int year);

void insert(db::Session& session, CaseId id, UnitId unit, int year);
struct Place {
  CaseId id{};
  UnitId unit{};
  std::int64_t year = 0;
};
std::optional<Place> find(db::Session& session, CaseId id);
std::optional<CaseId> of_unit(db::Session& session, UnitId unit, int year);
/// Of a year, in the order of the ids.
std::vector<Place> of_year(db::Session& session, int year);

/// Where the reports of a year stand, in the order of the ids.
struct Standing {
  CaseId id{};
  UnitId unit{};
  std::string stage{};
  std::int64_t version = 0;
};
std::vector<Standing> standings(db::Session& session, int year);

/// Years that have reports.
std::vector<int> years(db::Session& session);

/// Of the year's reports below the path, in the order of the reports.
struct ActOfReport {
  CaseId id{};
  std::string act{};
  std::string facts{};
};
struct EntryOfReport {
  CaseId id{};
  Entry entry{};
};
struct AdjustmentOfReport {
  CaseId id{};
  Adjustment adjustment{};
};
struct EditionOfReport {
  CaseId id{};
  std::int64_t number = 0;
  std::string frozen{};
  std::string digest{};
};
std::vector<Place> places_below(db::Session& session, std::string_view unit_path, int year);
std::vector<ActOfReport> acts_below(db::Session& session, std::string_view unit_path, int year);
std::vector<EntryOfReport> entries_below(db::Session& session, std::string_view unit_path, int year);
std::vector<AdjustmentOfReport> adjustments_below(db::Session& session, std::string_view unit_path, int year);
/// The latest edition of each.
std::vector<EditionOfReport> editions_below(db::Session& session, std::string_view unit_path, int year);
std::optional<Edition> edition(db::Session& session, CaseId id, std::int64_t number);

/// What the signed reports of the year below the path carried out, each as its latest signature saw it.
std::vector<Carried> carried_below(db::Session& session, std::string_view unit_path, int year);
/// In the place of what the report carried out before.
void replace_carried(db::Session& session, CaseId id, const std::vector<Carried>& carried);

/// All, the newest year first.
std::vector<Place> all(db::Session& session);
/// The report with this edition.
std::optional<CaseId> with_digest(db::Session& session, std::string_view digest);

std::vector<Entry> entries(db::Session& session, CaseId id);
void put(db::Session& session, CaseId id, const Entry& entry);
void remove_entry(db::Session& session, CaseId id, int cell);
/// Which files prove which cells, in the order of the cells.
struct EvidenceOfCell {
  int cell = -1;
  FileId file{};
};
std::vector<EvidenceOfCell> evidence(db::Session& session, CaseId id);
void insert(db::Session& session, CaseId id, const EvidenceOfCell& evidence);
bool remove(db::Session& session, CaseId id, const EvidenceOfCell& evidence);
std::vector<Adjustment> adjustments(db::Session& session, CaseId id);
void put(db::Session& session, CaseId id, const Adjustment& adjustment);
void remove_adjustment(db::Session& session, CaseId id, int cell);
Parts parts(db::Session& session, CaseId id);
void put_part(db::Session& session, CaseId id, int part, std::string_view words);
void remove_part(db::Session& session, CaseId id, int part);

void insert(db::Session& session, CaseId id, const Edition& edition);
/// Newest first.
std::vector<Edition> editions(db::Session& session, CaseId id);
std::optional<Edition> latest(db::Session& session, CaseId id);

/// The report of the year that counts the unit: its own, or that of the nearest unit above with one.
std::optional<CaseId> answering_for(db::Session& session, UnitId unit, int year);

}  // namespace gongkai::annual_report::store
