// Pure rules of the ledger of normative documents (law.md D7.2) and of the counts that the annual report takes from it
// (law.md D2.2, D2.3, D2.7).
#pragma once
#include <map>
#include <string>
#include <vector>

#include "policy/catalog.hpp"
#include "policy/standing.hpp"

namespace gongkai::policy {

/// A form of registration numbers: "{year}" once, "{unit}" at most once, and at the end "{serial:N}" with N digits or more.
bool is_number_pattern(std::string_view pattern);
/// The number without its serial: what counts on its own. `unit_code` are the three digits of the body.
std::string number_series(std::string_view pattern, std::string_view unit_code, int year);
std::string registration_number(std::string_view pattern, std::string_view series, std::int64_t serial);
/// Whether a number could have come from the pattern, whatever year and body.
bool fits_pattern(std::string_view pattern, std::string_view number);

struct Quarter {
  int year = 0;
  int number = 1;
  auto operator<=>(const Quarter&) const = default;
};
Quarter quarter_of(Day day);
Day first_day(Quarter quarter);
Day last_day(Quarter quarter);
std::optional<Quarter> parse_quarter(std::string_view text);  // "2026-3"
std::string to_text(Quarter quarter);

/// Since when it counts in the ledger: its registration; for history without one, the day it was made.
Day made_on(const Policy& policy);

/// The next end that is known, and which of the warnings has begun: the smallest number of days that is not yet passed.
struct Expiry {
  const Policy* policy = nullptr;
  Day last_day{};  // 有效期至
  int days_left = 0;
  int warning = 0;  // 0: none yet
};
int warning_of(int days_left, const std::vector<int>& warn_days);
/// Documents in force whose end comes within the longest warning, the next first.
std::vector<Expiry> expiring(const Library& library, const LedgerRules& rules, Day today);

/// Table 2, format 2021, block 第二十条第（一）项. The identity T2-STOCK (law.md D2.6) holds when every end counts.
struct StockRow {
  std::string id;
  std::string label;
  int made = 0;
  int repealed = 0;
  int valid = 0;         // on 31 December, or today when the year is not over
  int valid_before = 0;  // on 31 December of the year before
  bool balanced() const { return valid == valid_before + made - repealed; }
};
/// Table 2, format 2019.
struct PublicationRow {
  std::string id;
  std::string label;
  int made = 0;             // 本年新制作数量
  int published = 0;        // 本年新公开数量
  int total_published = 0;  // 对外公开总数量
};
using UnitFilter = std::function<bool(UnitId)>;
std::vector<StockRow> count_stock(const Library& library, const LedgerRules& rules, const UnitFilter& unit, int year,
                                  Day today);
std::vector<PublicationRow> count_publications(const Library& library, const LedgerRules& rules, const UnitFilter& unit,
                                               int year);
/// The same of every unit for itself, without those below it, in one pass; units without such documents are left out.
std::map<UnitId, std::vector<StockRow>> count_stock_of_units(const Library& library, const LedgerRules& rules, int year,
                                                             Day today);
std::map<UnitId, std::vector<PublicationRow>> count_publications_of_units(const Library& library,
                                                                          const LedgerRules& rules, int year);
/// The documents behind a number of the table: made, repealed or valid.
enum class StockPart { made, repealed, valid };
std::vector<const Policy*> behind(const Library& library, const LedgerRules& rules, const UnitFilter& unit, int year,
                                  Day today, std::string_view row, StockPart part);

/// 备案目录: what was registered in the quarter, by number.
std::vector<const Policy*> filing_list(const Library& library, const UnitFilter& unit, Quarter quarter);

/// What keeps an evaluation from being decided so: the result must be named, released, and linked to the document.
std::vector<Fault> why_not_conclude(const Evaluation& evaluation, Decision decision, std::string_view finding,
                                    const Library& library, DocumentId result);

}  // namespace gongkai::policy
