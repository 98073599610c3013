// Pure: what may stand in a row, what must hold between rows, when the report is due, and how it is frozen.
#pragma once
#include "site_report/model.hpp"

namespace gongkai::site_report {

inline constexpr std::size_t most_value = 100, most_note = 200, most_reason = 200;

/// As it is kept: a number without blanks and leading zeros. A counted row takes an explanation and no value.
Result<Entry> checked(const Row& row, Entry entry);
Sheet sheet_of(const Form& form, const Counts& counts, const std::vector<Entry>& entries);

/// Rows without their value or its source, and identities that do not hold; each names a row.
std::vector<Fault> why_incomplete(const Form& form, const Sheet& sheet);

Day due_of(const Form& form, std::int64_t year);
/// 国办函〔2018〕12号: on the home page by January 31 of the following year.
Standing standing_of(const Form& form, std::int64_t year, std::optional<Day> published_on, Day today);

/// What an edition says beside its rows.
struct Heading {
  std::string site{};
  std::string site_code{};
  std::int64_t year = 0;
  std::int64_t edition = 1;
  Instant published_at{};
  std::string reason{};
};
std::string frozen_text(const Form& form, const Sheet& sheet, const Heading& heading);

/// An edition as it is read again. It needs no form: rows may have been renamed since.
struct FrozenRow {
  std::string label{};
  std::string unit{};
  std::string value{};
  std::string how{};  // "" for a row that a person filled
  std::string note{};
  bool operator==(const FrozenRow&) const = default;
};
struct FrozenPart {
  std::string name{};
  std::vector<FrozenRow> rows{};
  bool operator==(const FrozenPart&) const = default;
};
std::vector<FrozenPart> parts_of(std::string_view frozen);

}  // namespace gongkai::site_report
