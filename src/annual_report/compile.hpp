// The draft of a report from the ledgers: the unit's own figures, its children's, and what holds between them.
#pragma once
#include "annual_report/counting.hpp"
#include "annual_report/exchange.hpp"
#include "directory/model.hpp"
#include "platform/transaction/transaction.hpp"
#include "report_format/identities.hpp"

namespace gongkai::annual_report {

/// Who reports to whom: open units with a government's kind report, what is below one without reporting itself belongs to it.
struct Scope {
  directory::Unit unit{};
  std::vector<directory::Unit> children{};  // that report themselves, directly below
};
bool reports(const directory::Unit& unit, int year);
Scope scope_of(const std::vector<directory::Unit>& units, UnitId unit, int year);

struct Child {
  UnitId unit{};
  std::string name{};
  CaseId report{};       // none: nothing was opened for it
  std::string stage{};   // "", drafting, submitted, signed, published, revising
  std::string digest{};  // of the edition that was added; "" when its draft was counted
  Tables tables{};
  Format format = Format::form_2021;
};

struct Compiled {
  Format format = Format::form_2021;
  Tables own{};
  Tables tables{};  // own + children + adjustments
  std::vector<Child> children{};
  std::vector<CarryGap> gaps{};  // against last year's signed report, with the cases that made them
  std::vector<report_format::Breach> breaches{};
  std::vector<report_format::Breach> between{};  // against last year's signed report
  bool has_last_year = false;
};

/// Children that stand by a signed edition are added as they signed; the others as their ledgers stand. From the column
/// array where it is there: for reading.
Compiled compile(db::Session& session, Services& services, const Report& report);
/// The same from the ledgers as this session sees them: what a signature rests on.
Compiled compile_anew(db::Session& session, Services& services, const Report& report);
/// What the unit itself carries into the next year, of its own figures.
std::vector<Carried> own_carried_out(db::Session& session, const Report& report);

/// The cases or documents behind a counted cell of the unit's own figures.
struct Behind {
  std::vector<CaseId> cases{};
  struct Document {
    std::string id{};
    std::string title{};
    std::string number{};
  };
  std::vector<Document> documents{};
};
Behind behind(db::Session& session, Services& services, const Report& report, int cell);

std::optional<Report> load(db::Session& session, const auth::Vault& vault, CaseId id);

/// Counts the closed years' drafts and open reports once more, by other ways, and compares. Every difference is one line.
std::vector<std::string> recount(db::Session& session, Services& services, const Report& report);

}  // namespace gongkai::annual_report
