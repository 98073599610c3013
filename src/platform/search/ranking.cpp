#include "platform/search/ranking.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "platform/search/text_form.hpp"

namespace gongkai::search {
namespace {
bool is_withdrawn(Validity validity) {
  return validity == Validity::repealed || validity == Validity::lapsed;
}

/// 1 for the newest document of the index, a half four years before.
double newness(std::int64_t row, Day newest) {
  return 1.0 / (1.0 + std::max(0, newest - day_of(row)) / 1461.0);
}

using Forms = std::vector<std::vector<std::string>>;

bool cut_front(std::string_view& title, std::string_view mark) {
  const auto at = title.find(mark);
  if (at == title.npos || at + mark.size() == title.size()) return false;
  title.remove_prefix(at + mark.size());
  return true;
}

double title_weight(std::string_view whole, const Forms& parts) {
  const auto title = core_of(whole);
  double covered = 0;
  double early = 0;
  for (const auto& forms : parts) {
    for (const auto& form : forms) {
      const auto in_core = title.find(form);
      const auto at = in_core == title.npos ? whole.find(form) : in_core;
      if (at == whole.npos) continue;
      covered += static_cast<double>(form.size());
      early += 1.0 / (1.0 + static_cast<double>(at) / 12.0);
      break;
    }
  }
  const auto length = static_cast<double>(std::max<std::size_t>(title.size(), 1));
  return std::min(1.0, covered / length) + 0.25 * early / static_cast<double>(parts.size());
}

void sort_heaviest_first(std::vector<Weighed>& rows, std::size_t count) {
  std::sort(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(count), [](const Weighed& a, const Weighed& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.row > b.row;
  });
}
}  // namespace

std::string_view core_of(std::string_view title) {
  if (cut_front(title, "关于"))
    for (const std::string_view act : {"印发", "公布", "发布"})
      if (title.starts_with(act) && title.size() > act.size()) {
        title.remove_prefix(act.size());
        break;
      }
  for (const std::string_view end :
       {"的实施意见", "的通知", "的公告", "的通告", "的意见", "的决定", "的公示", "的批复"})
    if (title.ends_with(end) && title.size() > end.size()) {
      title.remove_suffix(end.size());
      break;
    }
  return title;
}

bool title_holds(std::string_view title, const std::vector<Part>& parts) {
  const auto form = to_code_points(title);
  return std::all_of(parts.begin(), parts.end(), [&](const Part& part) {
    return std::any_of(part.forms.begin(), part.forms.end(),
                       [&](const auto& phrase) { return find_phrase(form, phrase) != form.npos; });
  });
}

void rank_titles(std::vector<std::int64_t>& rows, const std::vector<Part>& parts, const Columns& columns) {
  Forms forms;
  for (const Part& part : parts) {
    forms.emplace_back();
    for (const auto& form : part.forms) forms.back().push_back(to_utf8(form));
  }
  const Day newest = columns.newest();
  std::vector<Weighed> weighed;
  weighed.reserve(rows.size());
  for (const std::int64_t row : rows) {
    const Row* found = columns.find(row);
    if (found == nullptr) continue;
    const double penalty = is_withdrawn(found->validity) ? 0.2 : 0.0;
    weighed.push_back({row, title_weight(found->title, forms) + 0.2 * newness(row, newest) - penalty});
  }
  sort_heaviest_first(weighed, weighed.size());
  rows.clear();
  for (const Weighed& each : weighed) rows.push_back(each.row);
}

void rank_weighed(std::vector<Weighed>& rows, std::size_t scored, const Columns& columns) {
  const Day newest = columns.newest();
  scored = std::min(scored, rows.size());
  for (std::size_t i = 0; i < scored; ++i) {
    const Row* found = columns.find(rows[i].row);
    const bool behind = found != nullptr && is_withdrawn(found->validity);
    rows[i].weight = rows[i].weight * (behind ? 0.8 : 1.0) + 0.5 * newness(rows[i].row, newest);
  }
  sort_heaviest_first(rows, scored);
}

}  // namespace gongkai::search
