#include "report_check/alignment.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "report_check/cell_text.hpp"
#include "report_check/labels.hpp"

namespace gongkai::report_check {
namespace {
constexpr int most_broken = 3;             // rows that one label may be broken over
constexpr double break_cost = 0.04;        // of each break: a whole label is the better one
constexpr double neighbour_bonus = 0.015;  // rows of one table follow each other
constexpr double nameless_bonus = 0.15;    // values between the lines of a label belong to it
constexpr std::size_t most_rows = 4'000;

struct Label {
  std::u32string own, whole;
};

std::u32string points(const std::string& text) {
  return to_code_points(text);
}

class Aligner {
 public:
  Aligner(const std::vector<SourceRow>& rows, const std::vector<Wanted>& wanted, double least, std::size_t from)
      : m_from(from), m_count(std::min(rows.size() - from, most_rows)), m_least(least) {
    for (std::size_t i = 0; i < m_count; ++i) {
      m_parts.push_back(parts_of(rows[from + i]));
      m_labels.push_back({points(m_parts.back().own), points(m_parts.back().whole)});
    }
    for (const auto& label : wanted) {
      std::string chain;
      for (const auto& group : label.groups) chain += group;
      const auto nearest = label.groups.empty() ? std::string() : label.groups.back();
      m_wanted.push_back({points(label.label), points(nearest + label.label), points(chain + label.label)});
    }
  }

  std::vector<Match> best() {
    fill();
    return walk_back();
  }

 private:
  struct Forms {
    std::u32string label, with_group, with_all;
  };
  struct Cell {
    double score = 0;     // of the best alignment that ends with this label on this row
    double likeness = 0;  // of this pair
    int previous_row = -1, previous_label = -1;
    int broken = 1;
  };

  /// Some rows joined to one label; empty words when they cannot be one.
  struct Joined {
    std::u32string words;
    bool values_alone = false;  // a row of values without words is among them
  };
  Joined join(std::size_t row, int broken) const {
    Joined joined;
    bool values = false;
    for (std::size_t i = row; i < row + static_cast<std::size_t>(broken); ++i) {
      if (m_parts[i].has_values && values) return {};
      joined.values_alone = joined.values_alone || (m_parts[i].has_values && m_labels[i].whole.empty());
      values = values || m_parts[i].has_values;
      joined.words += m_labels[i].whole;
    }
    return joined;
  }
  void join_all() {
    for (std::size_t row = 0; row < m_count; ++row)
      for (int broken = 1; broken <= most_broken; ++broken)
        m_joined.push_back(row + static_cast<std::size_t>(broken) <= m_count ? join(row, broken) : Joined{});
  }

  double likeness(std::size_t row, int broken, const Forms& form) const {
    const auto& joined = m_joined[row * most_broken + static_cast<std::size_t>(broken - 1)];
    if (joined.words.empty()) return 0;
    double best = std::max({similarity(joined.words, form.label), similarity(joined.words, form.with_group) * 0.99,
                            similarity(joined.words, form.with_all) * 0.98});
    if (broken == 1 && m_labels[row].own != m_labels[row].whole)
      best = std::max(best, similarity(m_labels[row].own, form.label));
    return best - break_cost * (broken - 1) + (joined.values_alone && best > m_least ? nameless_bonus : 0);
  }

  Cell& at(std::size_t label, std::size_t row) { return m_cells[label * m_count + row]; }

  /// The best alignment that ends before this row and this label.
  std::pair<int, int> best_before(std::size_t label, std::size_t row) const {
    return row == 0 || label == 0 ? std::pair(-1, -1) : m_best[(label - 1) * m_count + row - 1];
  }

  void fill() {
    join_all();
    m_cells.assign(m_wanted.size() * m_count, {});
    m_best.assign(m_wanted.size() * m_count, {-1, -1});
    for (std::size_t label = 0; label < m_wanted.size(); ++label)
      for (std::size_t row = 0; row < m_count; ++row) {
        fill_cell(label, row);
        keep_best(label, row);
      }
  }

  void fill_cell(std::size_t label, std::size_t row) {
    auto& cell = at(label, row);
    for (int broken = 1; broken <= most_broken && row + static_cast<std::size_t>(broken) <= m_count; ++broken) {
      const double like = likeness(row, broken, m_wanted[label]);
      if (like < m_least || like <= cell.likeness) continue;
      cell.likeness = like;
      cell.broken = broken;
    }
    if (cell.likeness <= 0) return;
    cell.score = cell.likeness;
    const auto [before_label, before_row] = best_before(label, row);
    if (before_label < 0) return;
    const auto& before = at(static_cast<std::size_t>(before_label), static_cast<std::size_t>(before_row));
    const bool overlaps = before_row + before.broken > static_cast<int>(row);
    if (overlaps) return;
    const bool next = before_row + before.broken == static_cast<int>(row);
    cell.score += before.score + (next ? neighbour_bonus : 0);
    cell.previous_label = before_label;
    cell.previous_row = before_row;
  }

  void keep_best(std::size_t label, std::size_t row) {
    auto best = std::pair<int, int>(-1, -1);
    const auto offer = [&](std::pair<int, int> other) {
      if (other.first < 0) return;
      if (best.first < 0 || score_of(other) > score_of(best)) best = other;
    };
    if (row > 0) offer(m_best[label * m_count + row - 1]);
    if (label > 0) offer(m_best[(label - 1) * m_count + row]);
    if (at(label, row).likeness > 0) offer({static_cast<int>(label), static_cast<int>(row)});
    m_best[label * m_count + row] = best;
  }
  double score_of(std::pair<int, int> place) {
    return at(static_cast<std::size_t>(place.first), static_cast<std::size_t>(place.second)).score;
  }

  std::vector<Match> walk_back() {
    std::vector<Match> matches(m_wanted.size());
    if (m_count == 0 || m_wanted.empty()) return matches;
    auto [label, row] = m_best.back();
    while (label >= 0) {
      const auto& cell = at(static_cast<std::size_t>(label), static_cast<std::size_t>(row));
      matches[static_cast<std::size_t>(label)] = {static_cast<int>(m_from) + row, cell.broken, cell.likeness};
      label = cell.previous_label;
      row = cell.previous_row;
    }
    return matches;
  }

  std::size_t m_from;
  std::size_t m_count;
  double m_least;
  std::vector<RowParts> m_parts;
  std::vector<Label> m_labels;
  std::vector<Forms> m_wanted;
  std::vector<Joined> m_joined;  // by row and how many are joined
  std::vector<Cell> m_cells;
  std::vector<std::pair<int, int>> m_best;
};
}  // namespace

RowParts parts_of(const SourceRow& row) {
  RowParts parts;
  int words_end = -1, first_value = -1, last_words = -1;
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    const auto& cell = row.cells[i];
    if (cell.text.empty()) continue;
    // "1." is the number of a label that was split, never a value
    const bool is_number = is_value(cell.text) && !cell.text.ends_with('.') && !cell.text.ends_with("、");
    if (is_number) {
      if (first_value < 0) first_value = static_cast<int>(i);
      continue;
    }
    if (last_words < 0) first_value = -1;  // a running number before the label
    if (first_value < 0) last_words = static_cast<int>(i);
  }
  for (int i = 0; i <= last_words; ++i) {
    const auto& cell = row.cells[static_cast<std::size_t>(i)];
    parts.whole += cell.squashed;
    if (!cell.squashed.empty()) parts.own = cell.squashed;
    words_end = std::max(words_end, cell.column + cell.columns);
  }
  parts.label_end = std::max(0, words_end);
  parts.has_values = first_value >= 0;
  return parts;
}

std::vector<Match> align(const std::vector<SourceRow>& rows, const std::vector<Wanted>& wanted, double least_likeness,
                         std::size_t from) {
  if (from >= rows.size()) return std::vector<Match>(wanted.size());
  return Aligner(rows, wanted, least_likeness, from).best();
}

}  // namespace gongkai::report_check
