#include "site_report/counting.hpp"

#include "readers/api.hpp"
#include "site_report/rules.hpp"
#include "site_report/store.hpp"
#include "sites/api.hpp"

namespace gongkai::site_report {

namespace {

struct Counted {
  const directory::Site& site;
  readers::PeriodCounts readers;
  sites::TopicCounts topics;
  std::vector<store::Released> released;
};

std::int64_t released_of(const Counted& counted, const std::vector<std::string>& types) {
  std::int64_t sum = 0;
  for (const auto& one : counted.released)
    if (types.empty() || std::ranges::find(types, one.type) != types.end()) sum += one.number;
  return sum;
}

std::string value_of(const Row& row, const Counted& counted) {
  const auto number = [](std::int64_t value) { return std::to_string(value); };
  switch (row.count) {
    case Count::none: return {};
    case Count::site_name: return counted.site.name;
    case Count::sponsor: return counted.site.sponsor;
    case Count::identity_code: return counted.site.identity_code;
    case Count::icp_number: return counted.site.icp_number;
    case Count::police_number: return counted.site.police_number;
    case Count::visitors: return number(counted.readers.visitors);
    case Count::visits: return number(counted.readers.pages);
    case Count::released: return number(released_of(counted, row.types));
    case Count::topics_kept: return number(counted.topics.kept);
    case Count::topics_opened: return number(counted.topics.opened);
    case Count::error_reports: return number(counted.readers.reports);
    case Count::error_reports_answered: return number(counted.readers.reports_answered);
    case Count::opinions: return number(counted.readers.opinions);
    case Count::subscribers: return number(counted.readers.subscribers);
  }
  return {};
}

}  // namespace

Counts count_rows(db::Session& session, const Form& form, const directory::Site& site, std::int64_t year) {
  const Day first = Day::of(static_cast<int>(year), 1, 1), next = Day::of(static_cast<int>(year) + 1, 1, 1);
  const Counted counted{.site = site,
                        .readers = readers::counts_of(session, site.id, first, next - 1),
                        .topics = sites::count_topics(session, site.id, first, next - 1),
                        .released = store::released(session, site.id, start_of(first), start_of(next))};
  Counts counts;
  for (const auto& part : form.parts)
    for (const auto& row : part.rows)
      if (row.is_counted()) counts[row.id] = value_of(row, counted);
  return counts;
}

Sheet load_sheet(db::Session& session, const Form& form, const directory::Site& site, std::int64_t year) {
  return sheet_of(form, count_rows(session, form, site, year), store::entries(session, site.id, year));
}

}  // namespace gongkai::site_report
