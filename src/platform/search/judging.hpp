// Graded queries and their score, for the tests that judge the order of the hits.
#pragma once
#include <algorithm>
#include <cmath>
#include <map>

#include "base/text.hpp"
#include "platform/search/search_fixture.hpp"

namespace gongkai::search {

struct Judgement {
  std::string kind, query;
  std::map<std::string, int> grades;
  std::string last;  // the cell of grade 1
};

/// `separator` parts the keys of one cell; the last cell is kept as it stands too.
inline std::vector<Judgement> judgements(std::string_view file_name, char separator) {
  std::vector<Judgement> found;
  const auto file = read_case_file(file_name);
  for (const auto line : split(file, '\n')) {
    const auto cells = split(line, '|');
    if (cells.size() < 5 || line.starts_with('#')) continue;
    Judgement judgement{std::string(trim(cells[0])), std::string(trim(cells[1])), {}, std::string(trim(cells[4]))};
    for (int grade = 3; grade > 0; --grade)
      for (const auto key : split(trim(cells[static_cast<std::size_t>(5 - grade)]), separator))
        if (!key.empty()) judgement.grades.emplace(key, grade);
    found.push_back(std::move(judgement));
  }
  return found;
}

inline double gain(int grade, std::size_t place) {
  return (std::exp2(grade) - 1) / std::log2(static_cast<double>(place) + 2);
}

inline double ndcg(const std::vector<int>& grades, const Judgement& judgement) {
  std::vector<int> best;
  for (const auto& [key, grade] : judgement.grades) best.push_back(grade);
  std::ranges::sort(best, std::greater{});
  double reached = 0, ideal = 0;
  for (std::size_t i = 0; i < std::min<std::size_t>(grades.size(), 10); ++i) reached += gain(grades[i], i);
  for (std::size_t i = 0; i < std::min<std::size_t>(best.size(), 10); ++i) ideal += gain(best[i], i);
  return reached / ideal;
}

struct Mean {
  double sum = 0;
  int count = 0;
  void add(double value) { sum += value, ++count; }
  double value() const { return count == 0 ? 0 : sum / count; }
};

}  // namespace gongkai::search
