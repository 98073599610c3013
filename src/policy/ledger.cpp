#include "policy/ledger.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace gongkai::policy {

using content::LinkKind;

namespace {

constexpr std::string_view year_mark = "{year}", unit_mark = "{unit}", serial_mark = "{serial:";

/// Digits of the serial at the end of the pattern; 0 when it is not there.
std::size_t serial_width(std::string_view pattern) {
  const auto at = pattern.rfind(serial_mark);
  if (at == std::string_view::npos || pattern.size() != at + serial_mark.size() + 2 || !pattern.ends_with('}'))
    return 0;
  const char digit = pattern[at + serial_mark.size()];
  return digit >= '1' && digit <= '9' ? static_cast<std::size_t>(digit - '0') : 0;
}

std::string_view without_serial(std::string_view pattern) {
  return pattern.substr(0, pattern.rfind(serial_mark));
}

std::size_t count_of(std::string_view text, std::string_view mark) {
  std::size_t count = 0;
  for (auto at = text.find(mark); at != std::string_view::npos; at = text.find(mark, at + mark.size())) ++count;
  return count;
}

std::string replaced(std::string text, std::string_view mark, std::string_view value) {
  if (const auto at = text.find(mark); at != std::string::npos) text.replace(at, mark.size(), value);
  return text;
}

std::size_t leading_digits(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::find_if(text, [](char c) { return c < '0' || c > '9'; }) - text.begin());
}

/// Takes what the mark stands for off the front of the number; false when it is not there.
bool take_digits(std::string_view& number, std::size_t count) {
  if (leading_digits(number) < count) return false;
  number.remove_prefix(count);
  return true;
}

bool is_of(const ReportRow& row, const Policy& policy) {
  return std::ranges::find(row.types, policy.type) != row.types.end();
}

bool counts_as_repealed(const LedgerRules& rules, Standing standing) {
  return std::ranges::find(rules.counts_as_repealed, standing) != rules.counts_as_repealed.end();
}

/// Nothing leaves the stock before it came in, whatever days an old document carries.
std::optional<End> counted_end(const Library& library, const Policy& policy) {
  auto end = library.end_of(policy);
  if (end) end->from = std::max(end->from, made_on(policy));
  return end;
}

/// Made by then and not ended by then. An end that the office does not count leaves the stock silently: T2-STOCK then
/// names the difference.
bool is_valid_on(const Library& library, const Policy& policy, Day day) {
  if (made_on(policy) > day) return false;
  const auto end = counted_end(library, policy);
  return !end || end->from > day;
}

bool repealed_in(const Library& library, const LedgerRules& rules, const Policy& policy, Day first, Day last) {
  const auto end = counted_end(library, policy);
  return end && end->from >= first && end->from <= last && counts_as_repealed(rules, end->standing);
}

template <class F>
void each_of_row(const Library& library, const ReportRow& row, const UnitFilter& unit, F&& f) {
  for (const auto& [id, policy] : library.entries())
    if (is_of(row, *policy) && unit(policy->unit)) f(*policy);
}

}  // namespace

bool is_number_pattern(std::string_view pattern) {
  if (pattern.empty() || pattern.size() > 60 || serial_width(pattern) == 0) return false;
  const auto front = without_serial(pattern);
  if (count_of(front, year_mark) != 1 || count_of(front, unit_mark) > 1 || count_of(front, serial_mark) != 0)
    return false;
  const auto rest = replaced(replaced(std::string(front), year_mark, ""), unit_mark, "");
  return std::ranges::none_of(rest,
                              [](char c) { return c == '{' || c == '}' || static_cast<unsigned char>(c) <= ' '; });
}

std::string number_series(std::string_view pattern, std::string_view unit_code, int year) {
  return replaced(replaced(std::string(without_serial(pattern)), year_mark, std::to_string(year)), unit_mark,
                  unit_code);
}

std::string registration_number(std::string_view pattern, std::string_view series, std::int64_t serial) {
  return fmt::format("{}{:0{}}", series, serial, serial_width(pattern));
}

bool fits_pattern(std::string_view pattern, std::string_view number) {
  if (!is_number_pattern(pattern)) return false;
  const auto width = serial_width(pattern);
  auto front = without_serial(pattern);
  while (!front.empty()) {
    if (front.starts_with(year_mark)) {
      front.remove_prefix(year_mark.size());
      if (!take_digits(number, 4)) return false;
    } else if (front.starts_with(unit_mark)) {
      front.remove_prefix(unit_mark.size());
      if (!take_digits(number, 3)) return false;
    } else {
      if (number.empty() || number.front() != front.front()) return false;
      front.remove_prefix(1);
      number.remove_prefix(1);
    }
  }
  return number.size() >= width && leading_digits(number) == number.size();
}

Quarter quarter_of(Day day) {
  return {day.year(), (day.month() - 1) / 3 + 1};
}
Day first_day(Quarter quarter) {
  return Day::of(quarter.year, (quarter.number - 1) * 3 + 1, 1);
}
Day last_day(Quarter quarter) {
  return quarter.number == 4 ? Day::of(quarter.year, 12, 31) : first_day({quarter.year, quarter.number + 1}) - 1;
}
std::optional<Quarter> parse_quarter(std::string_view text) {
  if (text.size() != 6 || text[4] != '-' || leading_digits(text) != 4) return std::nullopt;
  const Quarter quarter{(text[0] - '0') * 1000 + (text[1] - '0') * 100 + (text[2] - '0') * 10 + (text[3] - '0'),
                        text[5] - '0'};
  if (quarter.year < 1949 || quarter.number < 1 || quarter.number > 4) return std::nullopt;
  return quarter;
}
std::string to_text(Quarter quarter) {
  return fmt::format("{}-{}", quarter.year, quarter.number);
}

Day made_on(const Policy& policy) {
  return policy.registration ? policy.registration->registered_on : policy.formed_on.value_or(policy.published_on);
}

int warning_of(int days_left, const std::vector<int>& warn_days) {
  int found = 0;
  for (const int days : warn_days)
    if (days_left <= days) found = days;
  return found;
}

std::vector<Expiry> expiring(const Library& library, const LedgerRules& rules, Day today) {
  std::vector<Expiry> found;
  for (const auto& [id, policy] : library.entries()) {
    if (!policy->registered || !policy->valid_until) continue;
    const auto standing = library.standing_on(*policy, today);
    if (!standing || has_ended(*standing)) continue;
    // something else may end it before its term does
    const auto end = library.end_of(*policy);
    const Day last = end ? end->from - 1 : *policy->valid_until;
    const int left = last - today;
    if (const int warning = warning_of(left, rules.warn_days)) found.push_back({policy.get(), last, left, warning});
  }
  std::ranges::sort(found, {}, [](const Expiry& one) { return std::pair(one.last_day, one.policy->id); });
  return found;
}

namespace {

/// A year of table 2 and how a document counts in it; the year that runs ends today.
struct StockYear {
  Day first, last;
  StockYear(int year, Day today)
      : first(Day::of(year, 1, 1)), last(std::min(Day::of(year, 12, 31), std::max(today, first - 1))) {}

  void add(StockRow& row, const Library& library, const LedgerRules& rules, const Policy& policy) const {
    const Day made = made_on(policy);
    row.made += made >= first && made <= last;
    row.repealed += repealed_in(library, rules, policy, first, last);
    row.valid += is_valid_on(library, policy, last);
    row.valid_before += is_valid_on(library, policy, first - 1);
  }
};

struct PublicationYear {
  Day first, last;
  explicit PublicationYear(int year) : first(Day::of(year, 1, 1)), last(Day::of(year, 12, 31)) {}

  bool has(Day day) const { return day >= first && day <= last; }
  void add(PublicationRow& row, const Library&, const LedgerRules&, const Policy& policy) const {
    row.made += has(policy.formed_on.value_or(policy.published_on));
    row.published += has(policy.published_on);
    row.total_published += policy.published_on <= last;
  }
};

template <class Row, class Year>
std::vector<Row> rows_of(const Library& library, const LedgerRules& rules, const UnitFilter& unit, const Year& year) {
  std::vector<Row> rows;
  for (const auto& declared : rules.rows) {
    Row row{.id = declared.id, .label = declared.label};
    each_of_row(library, declared, unit, [&](const Policy& policy) { year.add(row, library, rules, policy); });
    rows.push_back(std::move(row));
  }
  return rows;
}

template <class Row, class Year>
std::map<UnitId, std::vector<Row>> rows_of_units(const Library& library, const LedgerRules& rules, const Year& year) {
  std::vector<Row> empty;
  for (const auto& declared : rules.rows) empty.push_back({.id = declared.id, .label = declared.label});
  std::map<UnitId, std::vector<Row>> units;
  for (std::size_t i = 0; i < rules.rows.size(); ++i)
    each_of_row(
        library, rules.rows[i], [](UnitId) { return true; },
        [&](const Policy& policy) {
          auto& rows = units.try_emplace(policy.unit, empty).first->second;
          year.add(rows[i], library, rules, policy);
        });
  return units;
}

}  // namespace

std::vector<StockRow> count_stock(const Library& library, const LedgerRules& rules, const UnitFilter& unit, int year,
                                  Day today) {
  return rows_of<StockRow>(library, rules, unit, StockYear(year, today));
}

std::vector<PublicationRow> count_publications(const Library& library, const LedgerRules& rules, const UnitFilter& unit,
                                               int year) {
  return rows_of<PublicationRow>(library, rules, unit, PublicationYear(year));
}

std::map<UnitId, std::vector<StockRow>> count_stock_of_units(const Library& library, const LedgerRules& rules, int year,
                                                             Day today) {
  return rows_of_units<StockRow>(library, rules, StockYear(year, today));
}

std::map<UnitId, std::vector<PublicationRow>> count_publications_of_units(const Library& library,
                                                                          const LedgerRules& rules, int year) {
  return rows_of_units<PublicationRow>(library, rules, PublicationYear(year));
}

std::vector<const Policy*> behind(const Library& library, const LedgerRules& rules, const UnitFilter& unit, int year,
                                  Day today, std::string_view row, StockPart part) {
  const Day first = Day::of(year, 1, 1), last = std::min(Day::of(year, 12, 31), std::max(today, first - 1));
  std::vector<const Policy*> found;
  const auto declared = std::ranges::find(rules.rows, row, &ReportRow::id);
  if (declared == rules.rows.end()) return found;
  const auto belongs = [&](const Policy& policy) {
    switch (part) {
      case StockPart::made: return made_on(policy) >= first && made_on(policy) <= last;
      case StockPart::repealed: return repealed_in(library, rules, policy, first, last);
      case StockPart::valid: return is_valid_on(library, policy, last);
    }
    return false;
  };
  each_of_row(library, *declared, unit, [&](const Policy& policy) {
    if (belongs(policy)) found.push_back(&policy);
  });
  std::ranges::sort(found, {}, [](const Policy* policy) { return std::pair(made_on(*policy), policy->id); });
  return found;
}

std::vector<const Policy*> filing_list(const Library& library, const UnitFilter& unit, Quarter quarter) {
  std::vector<const Policy*> found;
  for (const auto& [id, policy] : library.entries()) {
    if (!policy->registration || !unit(policy->unit)) continue;
    if (quarter_of(policy->registration->registered_on) == quarter) found.push_back(policy.get());
  }
  std::ranges::sort(found, {}, [](const Policy* policy) { return policy->registration->number; });
  return found;
}

std::vector<Fault> why_not_conclude(const Evaluation& evaluation, Decision decision, std::string_view finding,
                                    const Library& library, DocumentId result) {
  if (evaluation.decision) return {{FaultKind::conflict, "policy.evaluation_decided"}};
  std::vector<Fault> faults;
  if (trim(finding).empty()) faults.push_back({FaultKind::invalid, "policy.finding_missing", "finding"});
  if (count_characters(finding) > 1000) faults.push_back({FaultKind::invalid, "policy.finding_too_long", "finding"});
  const auto expect = [&](std::vector<LinkKind> kinds, bool needed) {
    if (!result) {
      if (needed) faults.push_back({FaultKind::invalid, "policy.result_missing", "result"});
      return;
    }
    const Policy* found = library.find(result);
    const bool linked = found && std::ranges::any_of(found->ties, [&](const Tie& tie) {
                          return tie.to == evaluation.document && std::ranges::find(kinds, tie.kind) != kinds.end();
                        });
    if (!linked) faults.push_back({FaultKind::invalid, "policy.result_not_linked", "result"});
  };
  switch (decision) {
    case Decision::keep:
    case Decision::declare_lapsed:
      if (result) faults.push_back({FaultKind::invalid, "policy.result_not_wanted", "result"});
      break;
    case Decision::repeal: expect({LinkKind::repeals, LinkKind::replaces}, false); break;
    case Decision::amend: expect({LinkKind::amends}, true); break;
    case Decision::interpret: expect({LinkKind::interprets}, true); break;
    case Decision::replace: expect({LinkKind::replaces}, true); break;
  }
  return faults;
}

}  // namespace gongkai::policy
