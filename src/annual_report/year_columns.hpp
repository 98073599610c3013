// One year of the column array: the own figures of every unit that reports, what the units signed, and who adds up whom.
// The same structure is read for one unit alone where a transaction has to see its own state (read_year).
#pragma once
#include <unordered_map>

#include "annual_report/counting.hpp"
#include "directory/model.hpp"
#include "remedies/rules.hpp"
#include "report_format/columns.hpp"

namespace gongkai::annual_report {

/// A unit's report, as far as adding up needs it.
struct ReportState {
  CaseId id{};
  UnitId unit{};
  std::string stage{};
  std::string digest{};  // of its latest edition
  /// The unit stands by its latest edition: it is added up as signed, whatever the ledgers say by now.
  bool stands = false;
  std::optional<Tables> edition{};
  std::optional<std::int64_t> public_received{};  // new requests as the published edition says
  std::vector<Entry> entries{};
  std::vector<Adjustment> adjustments{};
  bool operator==(const ReportState&) const = default;
};

/// A document of table 2, counted for its unit.
struct DocumentCount {
  UnitId unit{};
  int cell = -1;
  std::int64_t value = 0;
};

class YearColumns {
 public:
  struct Row {
    UnitId unit{};
    directory::UnitKind kind{};
    std::string name{};
    int parent = -1;  // the row that adds this one up
    int end = 0;      // behind the last row below this one
    bool operator==(const Row&) const = default;
  };

  /// Of the units below the path, in the order of their tree.
  YearColumns(int year, const std::vector<directory::Unit>& units, std::string_view below);

  int year() const { return m_year.number; }
  Format format() const { return m_format; }
  const std::vector<Row>& rows() const { return m_rows; }
  /// The row that counts what belongs to the unit; none outside.
  std::optional<int> counting(UnitId unit) const;
  /// The row of a unit that reports itself.
  std::optional<int> row_of(UnitId unit) const;
  const ReportState& state(int row) const { return m_states[static_cast<std::size_t>(row)]; }
  Tables own(int row) const { return m_own.at(static_cast<std::size_t>(row), money_unit()); }
  std::optional<Tables> edition(int row) const;

  void count(const Counted& request, int times);
  void count(UnitId unit, const remedies::Course& course, int times);
  void count(const std::vector<DocumentCount>& documents);
  void put(ReportState state);

  /// What the row and every row below it say, in their order: an edition that stands, else the own figures with those of
  /// the children that have a report, and the adjustments. The first row is always counted, never its edition.
  report_format::Columns rolled_up(int row) const;

  report_format::MoneyUnit money_unit() const;
  /// Cell by cell and state by state.
  bool operator==(const YearColumns& other) const;

 private:
  void place(const std::vector<directory::Unit>& units, std::string_view below);
  template <class T, class Join>
  void roll_up(std::span<const T> own, std::span<const T> editions, std::span<T> out, int first, int count,
               Join join) const;

  Year m_year;
  Format m_format;
  std::vector<Row> m_rows;
  std::vector<int> m_parents;  // of the rows, side by side for the way through all cells
  std::unordered_map<UnitId, int> m_counting;
  report_format::Columns m_own, m_editions;
  std::vector<ReportState> m_states;  // their tables are in m_editions
  std::vector<std::uint8_t> m_stands, m_has_report;
};

}  // namespace gongkai::annual_report
