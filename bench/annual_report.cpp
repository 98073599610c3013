// The annual report over 1,000,000 requests of 2,000 units: one unit, a district of 60, the whole city with every identity,
// from the column array and by SQL GROUP BY in turn.
//   build/bench/bench/annual_report [folder]
#include <unistd.h>

#include <filesystem>
#include <random>
#include <stdexcept>

#include "annual_report/column_array.hpp"
#include "annual_report/compile.hpp"
#include "annual_report/store.hpp"
#include "annual_report/use_cases.hpp"
#include "base/assets.hpp"
#include "bench/storage_parts.hpp"
#include "directory/api.hpp"
#include "directory/use_cases.hpp"
#include "platform/auth/vault.hpp"
#include "platform/calendar/calendars.hpp"
#include "regulation/applicant.hpp"
#include "regulation/outcome.hpp"
#include "requests/statistics.hpp"

namespace gongkai::bench {
namespace {

namespace report = annual_report;

constexpr int units = 2'000, of_district = 60, requests = 1'000'000, batch = 50'000, rounds = 7;
constexpr int year = 2025, first_year = 2016, years = 10;

const db::Query insert_case{
    "bench.insert_case",
    "INSERT INTO work_case (id, kind, number, unit, title, opened_on, closed_on, version, created_at) VALUES ($1, "
    "'request', $2, $3, $4, $5, $6, 3, 0)"};
const db::Query insert_request{
    "bench.insert_request",
    "INSERT INTO request (case_id, channel, applicant_kind, applicant, description, form, delivery, text_index, "
    "received_on, outcome) VALUES ($1, 'internet', $2, $3, $3, 'email', 'email', $4, $5, $6)"};
/// What a program without the array would ask: every unit, kind of applicant and result of the year, grouped.
const db::Query group_city{
    "bench.group_city",
    "SELECT count(*) AS count FROM unit u JOIN work_case c ON c.unit = u.id JOIN request r ON r.case_id = c.id WHERE "
    "c.kind = 'request' AND substr(u.path, 1, length($1)) = $1 AND r.received_on <= $3 AND (c.closed_on IS NULL OR "
    "c.closed_on >= $2) GROUP BY c.unit, r.applicant_kind, r.outcome, r.received_on < $2, c.closed_on IS NULL OR "
    "c.closed_on > $3"};

class Installation {
 public:
  explicit Installation(const std::string& folder)
      : m_database(db::Database::open({.path = folder + "/annual-report.db", .readers = 4})) {
    db::migrate(*m_database, {"platform/db", "platform/feed", "platform/jobs", "platform/audit", "platform/auth",
                              "platform/transaction", "platform/calendar", "platform/files", "directory", "casework",
                              "content", "requests", "policy", "annual_report"});
    m_calendars = std::make_unique<calendar::Calendars>(*m_database);
    services.calendars = m_calendars.get();
    found();
    for (int first = 0; first < requests; first += batch) fill(first);
    Context system{.services = services, .actor = auth::system_actor(), .request_id = "bench"};
    for (int of = first_year; of <= year; ++of)
      if (of >= 2019 && !report::open_year(system, of)) throw std::runtime_error("no reports");
    services.after_commit = [this](const auto& changes) { report::hear(services, changes); };
  }

  report::Report report_of(UnitId unit) {
    return m_database->read([&](db::Session& session) {
      return *report::load(session, m_vault, *report::store::of_unit(session, unit, year));
    });
  }
  UnitId city{}, district{}, department{};
  std::string path_of(UnitId unit) {
    return m_database->read([&](db::Session& session) { return directory::find_unit(session, unit)->path; });
  }

 private:
  std::unique_ptr<db::Database> m_database;
  SystemClock m_clock;
  IdMaker m_ids{m_clock};
  auth::Vault m_vault{auth::new_key_ring(auth::Suite::aes_gcm)};
  std::unique_ptr<calendar::Calendars> m_calendars;
  std::vector<UnitId> m_units;
  std::mt19937 m_random{1};

  void found() {
    Context context{.services = services, .actor = auth::system_actor(), .request_id = "bench"};
    city = directory::found_city(context, {"云海市人民政府", "云海市", "37", "云海市人民政府门户网站"}).value();
    district =
        directory::add_unit(context, city, {.kind = directory::UnitKind::county, .name = "东海区人民政府"}).value();
    for (int i = 0; i < units - 2; ++i)
      m_units.push_back(directory::add_unit(context, i < of_district ? district : city,
                                            {.kind = directory::UnitKind::department, .name = fmt::format("第{}局", i)})
                            .value());
    department = m_units.front();
  }

  void fill(int first) {
    const auto& outcomes = regulation::catalog_outcomes().all();
    const db::Bytes sealed{std::string(300, 's')}, digest{std::string(32, 'd')};
    const auto done = m_database->write([&](db::Session& session) -> Result<void> {
      for (int i = first; i < first + batch; ++i) {
        const auto id = m_ids.make<CaseId>();
        const auto received = Day::of(first_year, 1, 1) + static_cast<int>(m_random() % (365 * years));
        const bool is_closed = m_random() % 20 > 0;
        session.exec(insert_case, id, fmt::format("bench-{}", i), m_units[m_random() % m_units.size()], digest,
                     received, is_closed ? std::optional(received + static_cast<int>(m_random() % 40)) : std::nullopt);
        session.exec(insert_request, id, regulation::id_of(regulation::applicant_kinds.at(m_random() % 6)), sealed,
                     digest, received, is_closed ? outcomes[m_random() % outcomes.size()].id : std::string());
      }
      return {};
    });
    if (!done) throw std::runtime_error("not filled");
  }

 public:
  Services services{.database = *m_database, .clock = m_clock, .ids = m_ids, .vault = &m_vault};
};

/// The same tables by SQL and from the array, round by round.
template <class BySql, class FromArray>
Contest in_turn(BySql&& by_sql, FromArray&& from_array, int times) {
  Contest contest;
  for (int round = 0; round < rounds; ++round) {
    contest.first(micros_each(1, by_sql) / 1e3);
    contest.second(micros_each(times, from_array) / 1e3);
  }
  return contest;
}

void measure(Table& table, Installation& place, const std::string& what, UnitId unit, double most) {
  const auto asked = place.report_of(unit);
  const auto path = place.path_of(unit);
  const auto contest = place.services.database.read([&](db::Session& session) {
    const auto compiled = report::compile(session, place.services, asked);
    const auto anew = report::compile_anew(session, place.services, asked);
    if (compiled.tables != anew.tables) throw std::runtime_error(what + ": not the same tables");
    return in_turn(
        [&] { keep(session.all<std::int64_t>(group_city, path, Day::of(year, 1, 1), Day::of(year, 12, 31)).size()); },
        [&] { keep(report::compile(session, place.services, asked).breaches.size()); }, 20);
  });
  table.ratio(fmt::format("{} (< {} ms)", what, most), contest, "ms", 1.0);
}

void measure_whole_city(Table& table, Installation& place) {
  auto& array = report::array_of(place.services);
  place.services.database.read([&](db::Session& session) {
    const auto contest = in_turn(
        [&] { keep(session.all<std::int64_t>(group_city, "/", Day::of(year, 1, 1), Day::of(year, 12, 31)).size()); },
        [&] {
          array.with_year(session, place.services, year, [&](const report::YearColumns& columns, const auto*) {
            keep(report_format::adding_up(columns.rolled_up(0), columns.format()).size());
          });
        },
        20);
    table.ratio("2,000 units added up, every identity of each (< 3 ms)", contest, "ms", 1.0);
    array.with_year(session, place.services, year, [&](const report::YearColumns& columns, const auto*) {
      const auto stated = columns.rolled_up(0);
      table.value("… of which the identities",
                  micros_each(50, [&] { keep(report_format::adding_up(stated, columns.format()).size()); }) / 1e3, "ms",
                  "–");
    });
  });
}

void run(const std::string& folder) {
  Installation place(folder);
  Table table;
  auto& array = report::array_of(place.services);
  table.value("reading the array: 1,000,000 requests, 7 years of reports",
              micros_each(1, [&] { place.services.database.read([&](db::Session& s) { array.rebuild(s); }); }) / 1e3,
              "ms", "–");
  measure(table, place, "one unit, compiled", place.department, 1);
  measure(table, place, "a district of 60 units, compiled", place.district, 5);
  measure_whole_city(table, place);
  measure(table, place, "the city, compiled with its 1,939 children", place.city, 10);
  const auto one = place.report_of(place.department).of.id;
  table.value("a change of one case or report, heard",
              micros_each(200, [&] { report::hear(place.services, {{.topic = "case", .object = one.value}}); }), "µs",
              "–");
  table.print();
}

}  // namespace
}  // namespace gongkai::bench

int main(int argc, char** argv) {
  gongkai::assets::add_embedded();
  std::string folder = argc > 1 ? argv[1] : std::filesystem::temp_directory_path().string();
  folder += "/annual-report-XXXXXX";
  if (!mkdtemp(folder.data())) return 1;
  gongkai::bench::run(folder);
  std::filesystem::remove_all(folder);
}
