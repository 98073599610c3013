#include "report_check/repair.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <set>

#include "report_check/recognise.hpp"

namespace gongkai::report_check {
namespace {
using report_format::cell_count;
using report_format::Equation;

using Deltas = std::vector<std::pair<int, std::int64_t>>;  // cell and change, by cell

/// Search in one set of equations that hang together by their cells. A repair of fewest cells can be found cell by cell:
/// there is always a broken rule in which only one of the cells still to be changed takes part, so that rule tells by
/// how much. Depth first, one cell more each time until something is found.
class Search {
 public:
  Search(const Tables& tables, std::vector<const Equation*> equations, const RepairLimits& limits)
      : m_tables(tables), m_equations(std::move(equations)), m_limits(limits), m_uses(cell_count) {
    for (std::size_t i = 0; i < m_equations.size(); ++i) {
      m_rest.push_back(m_equations[i]->residual(tables));
      for (const auto& term : m_equations[i]->terms)
        m_uses[static_cast<std::size_t>(term.cell)].push_back({i, term.factor});
    }
    m_most_uses = std::ranges::max(m_uses, {}, [](const auto& uses) { return uses.size(); }).size();
  }

  std::vector<Deltas> smallest() {
    if (broken().empty()) return {};
    for (int cells = 1; cells <= m_limits.cells && m_found.empty() && m_steps < m_limits.steps; ++cells) {
      m_seen.clear();
      go_on(cells);
    }
    return {m_found.begin(), m_found.end()};
  }

 private:
  struct Use {
    std::size_t equation;
    std::int64_t factor;
  };

  bool is_broken(std::size_t equation) const {
    return m_equations[equation]->is_bound ? m_rest[equation] < 0 : m_rest[equation] != 0;
  }
  std::vector<std::size_t> broken() const {
    std::vector<std::size_t> list;
    for (std::size_t i = 0; i < m_equations.size(); ++i)
      if (is_broken(i)) list.push_back(i);
    return list;
  }

  void go_on(int left) {
    const auto open = broken();
    if (open.empty()) return void(m_found.insert(sorted()));
    if (open.size() > static_cast<std::size_t>(left) * m_most_uses || ++m_steps > m_limits.steps) return;
    if (!m_seen.insert({left, sorted()}).second) return;
    // the last cell must be in every broken rule, so one of them is enough to look at
    const auto looked_at = left == 1 ? std::size_t{1} : open.size();
    for (std::size_t i = 0; i < looked_at; ++i)
      for (const auto& term : m_equations[open[i]]->terms) try_cell(open[i], term, left);
  }

  void try_cell(std::size_t equation, const Equation::Term& term, int left) {
    if (std::ranges::find(m_deltas, term.cell, &std::pair<int, std::int64_t>::first) != m_deltas.end()) return;
    const auto delta = -m_rest[equation] / term.factor;
    if (delta * term.factor != -m_rest[equation]) return;
    if (m_tables.value(term.cell) + delta < 0 && m_tables.value(term.cell) >= 0) return;
    change(term.cell, delta);
    m_deltas.emplace_back(term.cell, delta);
    go_on(left - 1);
    m_deltas.pop_back();
    change(term.cell, -delta);
  }

  void change(int cell, std::int64_t delta) {
    for (const auto& use : m_uses[static_cast<std::size_t>(cell)]) m_rest[use.equation] += use.factor * delta;
  }

  Deltas sorted() const {
    auto copy = m_deltas;
    std::ranges::sort(copy);
    return copy;
  }

  const Tables& m_tables;
  std::vector<const Equation*> m_equations;
  const RepairLimits& m_limits;
  std::vector<std::vector<Use>> m_uses;  // by cell
  std::vector<std::int64_t> m_rest;
  std::size_t m_most_uses = 1;
  int m_steps = 0;
  Deltas m_deltas;
  std::set<Deltas> m_found;
  std::set<std::pair<int, Deltas>> m_seen;
};

/// Equations that share cells, directly or by others, as groups.
std::vector<std::vector<const Equation*>> groups_of(const std::vector<Equation>& equations) {
  std::array<int, cell_count> parent{};
  std::iota(parent.begin(), parent.end(), 0);
  const auto root = [&](int cell) {
    while (parent[static_cast<std::size_t>(cell)] != cell) cell = parent[static_cast<std::size_t>(cell)];
    return cell;
  };
  for (const auto& equation : equations)
    for (const auto& term : equation.terms)
      parent[static_cast<std::size_t>(root(term.cell))] = root(equation.terms[0].cell);
  std::map<int, std::vector<const Equation*>> groups;
  for (const auto& equation : equations)
    if (!equation.terms.empty()) groups[root(equation.terms[0].cell)].push_back(&equation);
  std::vector<std::vector<const Equation*>> list;
  for (auto& [first, group] : groups) list.push_back(std::move(group));
  return list;
}

/// One digit wrong, missing or too much, or two exchanged: what fingers do.
bool is_slip(std::int64_t from, std::int64_t to) {
  const auto a = std::to_string(from), b = std::to_string(to);
  if (a.size() == b.size()) {
    std::vector<std::size_t> different;
    for (std::size_t i = 0; i < a.size(); ++i)
      if (a[i] != b[i]) different.push_back(i);
    return different.size() == 1 ||
           (different.size() == 2 && a[different[0]] == b[different[1]] && a[different[1]] == b[different[0]]);
  }
  const auto& shorter = a.size() < b.size() ? a : b;
  const auto& longer = a.size() < b.size() ? b : a;
  if (longer.size() != shorter.size() + 1) return false;
  for (std::size_t i = 0; i < longer.size(); ++i)
    if (longer.substr(0, i) + longer.substr(i + 1) == shorter) return true;
  return false;
}

struct Rank {
  int agreement = 0;  // statements that hold afterwards
  int written = 0;    // changed cells that had a number: a zero is rarely a slip
  int slips = 0;
  std::int64_t distance = 0;
  auto operator<=>(const Rank&) const = default;
};

Rank rank_of(const Tables& tables, const Deltas& deltas, const std::vector<Statement>& statements) {
  Rank rank;
  auto changed = tables;
  for (const auto& [cell, delta] : deltas) {
    const auto from = tables.value(cell);
    changed.cells[static_cast<std::size_t>(cell)] = from + delta;
    rank.written += from != 0;
    rank.slips += is_slip(from, from + delta);
    rank.distance -= delta < 0 ? -delta : delta;
  }
  for (const auto& statement : statements) {
    std::int64_t sum = 0;
    for (const int cell : statement.cells) sum += changed.value(cell);
    rank.agreement += sum == statement.number;
  }
  return rank;
}

Repair to_repair(const Tables& tables, const Deltas& deltas, const Rank& rank, std::size_t statements) {
  Repair repair{.changes = {}, .because = {}, .agreement = rank.agreement};
  for (const auto& [cell, delta] : deltas)
    repair.changes.push_back({cell, tables.cells[static_cast<std::size_t>(cell)], tables.value(cell) + delta});
  repair.because = say(statements > 0 ? "REPAIR-AGREES" : "REPAIR", {{"cells", std::to_string(deltas.size())},
                                                                     {"agreement", std::to_string(rank.agreement)},
                                                                     {"statements", std::to_string(statements)}});
  return repair;
}

/// The repairs of two groups of rules together.
std::vector<Deltas> combined(const std::vector<Deltas>& left, const std::vector<Deltas>& right, std::size_t most) {
  std::vector<Deltas> all;
  for (const auto& a : left)
    for (const auto& b : right) {
      if (all.size() >= most) return all;
      auto both = a;
      both.insert(both.end(), b.begin(), b.end());
      std::ranges::sort(both);
      all.push_back(std::move(both));
    }
  return all;
}
}  // namespace

std::vector<Repair> find_repairs(const Tables& tables, const std::vector<Equation>& equations,
                                 const std::vector<Statement>& statements, const RepairLimits& limits) {
  std::vector<Deltas> candidates{{}};
  for (auto& group : groups_of(equations)) {
    const bool holds = std::ranges::all_of(group, [&](const Equation* equation) { return equation->holds(tables); });
    if (holds) continue;
    auto found = Search(tables, std::move(group), limits).smallest();
    if (found.empty()) return {};
    std::ranges::stable_sort(found, std::ranges::greater{},
                             [&](const Deltas& deltas) { return rank_of(tables, deltas, statements); });
    constexpr std::size_t most = 200;
    candidates = combined(candidates, found, most);
  }
  if (candidates.size() == 1 && candidates.front().empty()) return {};
  std::ranges::stable_sort(candidates, std::ranges::greater{},
                           [&](const Deltas& deltas) { return rank_of(tables, deltas, statements); });
  std::vector<Repair> repairs;
  for (const auto& deltas : candidates) {
    if (repairs.size() >= limits.answers) break;
    repairs.push_back(to_repair(tables, deltas, rank_of(tables, deltas, statements), statements.size()));
  }
  return repairs;
}

}  // namespace gongkai::report_check
