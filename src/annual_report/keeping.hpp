// Reports as the ledger keeps them: cases that are opened, editions that are added, and reports that were written elsewhere.
#pragma once
#include "annual_report/exchange.hpp"
#include "directory/model.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::annual_report {

/// The case of a unit and a year, which has none yet. Nobody is told.
Result<casework::Case> open_report(Transaction& tx, const directory::Unit& unit, int year);

/// The next edition, in the transaction of the act that makes it.
Edition add_edition(Transaction& tx, CaseId id, std::string frozen, std::string reason);

/// A report that a person has confirmed cell by cell against a file (report_intake).
struct Confirmed {
  directory::Unit unit{};
  Frozen report{};
  std::string reason{};  // said with the edition: which file, what was corrected
  json::object facts{};  // of the event
};
/// What stands against keeping it: the year, or the stage of the report that is there.
std::optional<Fault> why_not_keep(db::Session& session, Context& context, const directory::Unit& unit, int year);
/// Last year's report is handed in by it (the unit has no line to this system), one of an earlier year is recorded as signed.
/// Identities are checked as in every file. Asks for reports.collect over the unit; reports of earlier years may be kept with
/// reports.write as well.
Result<CaseId> keep(Transaction& tx, const Confirmed& confirmed);

/// The newest edition of the unit's report; none when nothing was signed or taken in.
std::optional<Frozen> signed_report(db::Session& session, UnitId unit, int year);

}  // namespace gongkai::annual_report
