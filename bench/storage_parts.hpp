// Timing in turns and the table of the result.
#pragma once
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

namespace gongkai::bench {

using Steady = std::chrono::steady_clock;

/// Keeps the compiler from dropping a result.
template <class T>
void keep(const T& value) {
  asm volatile("" : : "g"(&value) : "memory");
}

template <class F>
double micros_each(int times, F&& f) {
  const auto start = Steady::now();
  for (int i = 0; i < times; ++i) f();
  return std::chrono::duration<double, std::micro>(Steady::now() - start).count() / times;
}
template <class F>
double per_second(int times, F&& f) {
  return 1e6 / micros_each(times, f);
}

inline double percentile(std::vector<double> values, double share) {
  if (values.empty()) return 0;
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

/// Two contenders that ran in turn.
class Contest {
 public:
  void first(double value) { m_first.push_back(value); }
  void second(double value) { m_second.push_back(value); }
  double first() const { return percentile(m_first, 0.5); }
  double second() const { return percentile(m_second, 0.5); }
  /// Median of the ratios round by round: both of a round met the same neighbours.
  double ratio() const {
    std::vector<double> ratios;
    for (std::size_t i = 0; i < m_first.size(); ++i) ratios.push_back(m_second[i] / m_first[i]);
    return percentile(ratios, 0.5);
  }

 private:
  std::vector<double> m_first, m_second;
};

class Table {
 public:
  void ratio(const std::string& what, const Contest& contest, const char* unit, double most) {
    add(what, contest, unit, fmt::format("≤ {:.2f}", most));
  }
  void at_least(const std::string& what, const Contest& contest, const char* unit, double least) {
    add(what, contest, unit, fmt::format("≥ {:.1f}", least));
  }
  void value(const std::string& what, double value, const char* unit, const std::string& goal) {
    m_lines += fmt::format("| {} | – | {:.2f} {} | – | {} |\n", what, value, unit, goal);
  }
  void print() const {
    fmt::print("| measure | reference | gongkai | ratio | reach |\n|---|---|---|---|---|\n{}", m_lines);
  }

 private:
  void add(const std::string& what, const Contest& contest, const char* unit, const std::string& goal) {
    m_lines += fmt::format("| {} | {:.2f} {} | {:.2f} {} | {:.2f} | {} |\n", what, contest.first(), unit,
                           contest.second(), unit, contest.ratio(), goal);
  }
  std::string m_lines;
};

}  // namespace gongkai::bench
