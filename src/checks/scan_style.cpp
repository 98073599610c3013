#include <algorithm>

#include "checks/style.hpp"

namespace gongkai::checks {

std::vector<Hit> scan_style(const Reading& reading) {
  std::vector<Hit> hits;
  const auto add = [&](std::vector<Hit> more) {
    hits.insert(hits.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  };
  add(scan_punctuation(reading));
  add(scan_dates(reading, digit_groups(reading)));
  add(scan_document_numbers(reading));
  add(scan_traditional(reading));
  add(scan_spacing(reading));
  std::stable_sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) { return a.begin < b.begin; });
  return hits;
}

}  // namespace gongkai::checks
