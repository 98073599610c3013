// Requests: how many durable applications a second 64 submitters get in, how long the desk with 10,000 open cases waits,
// and what a changed calendar costs.
//   build/bench/bench/requests [folder [sqlite|postgres]]      GONGKAI_TEST_PG=$(tools/postgres start --durable) adds PostgreSQL
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <thread>

#include "base/assets.hpp"
#include "base/bytes.hpp"
#include "bench/storage_parts.hpp"
#include "directory/use_cases.hpp"
#include "platform/auth/vault.hpp"
#include "platform/calendar/calendars.hpp"
#include "requests/jobs.hpp"
#include "requests/queue.hpp"
#include "requests/statistics.hpp"
#include "requests/use_cases.hpp"

namespace gongkai::bench {
namespace {

constexpr int submitters = 64;
constexpr int each_submits = 150;
constexpr int open_cases = 10'000;
constexpr int units = 20;

db::Options sqlite_in(const std::string& folder) {
  return {.engine = db::Engine::sqlite, .path = folder + "/requests-bench.db", .readers = 8};
}

/// An installation with a tree of units, as the server has it.
class Installation {
 public:
  explicit Installation(const db::Options& options) : m_database(db::Database::open(options)) {
    db::migrate(*m_database, {"platform/db", "platform/feed", "platform/jobs", "platform/audit", "platform/auth",
                              "platform/transaction", "platform/calendar", "platform/files", "directory", "casework",
                              "content", "requests"});
    m_calendars = std::make_unique<calendar::Calendars>(*m_database);
    services.calendars = m_calendars.get();
    services.after_commit = [this](const auto& changes) { requests::follow(services, changes); };
    found();
  }

  Context as(const auth::Actor& actor) { return {.services = services, .actor = actor, .request_id = "bench"}; }
  Context nobody() { return as(auth::nobody()); }
  Context officer() { return as(auth::system_actor()); }
  const std::vector<UnitId>& places() const { return m_units; }

 private:
  std::unique_ptr<db::Database> m_database;
  SystemClock m_clock;
  IdMaker m_ids{m_clock};
  auth::Vault m_vault{auth::new_key_ring(auth::Suite::aes_gcm)};
  std::unique_ptr<calendar::Calendars> m_calendars;
  std::vector<UnitId> m_units;

  void found() {
    auto context = officer();
    const auto root = directory::found_city(context, {"云海市人民政府", "云海市", "37", "云海市人民政府门户网站"});
    if (!root) throw std::runtime_error("the city was not founded: " + root.error().code);
    for (int i = 0; i < units; ++i)
      m_units.push_back(
          directory::add_unit(context, *root,
                              {.kind = directory::UnitKind::department, .name = fmt::format("云海市第{}局", i)})
              .value());
  }

 public:
  Services services{.database = *m_database, .clock = m_clock, .ids = m_ids, .vault = &m_vault};
};

requests::Submission form(UnitId unit, int number) {
  return {.unit = unit,
          .applicant = {.name = "测试",
                        .document_type = "passport",
                        .document_number = fmt::format("E{:08}", number),
                        .phone = fmt::format("139{:08}", number)},
          .description = fmt::format("请求公开第{}号项目的批准文件和验收意见", number),
          .wishes = {.form = "email", .delivery = "pick_up"}};
}

struct Rate {
  double per_second = 0;
  double middle = 0, late = 0;  // milliseconds
};

Rate submit_at_once(Installation& place) {
  std::atomic<int> next = 0;
  std::vector<std::vector<double>> waits(submitters);
  std::vector<std::thread> threads;
  const auto start = Steady::now();
  for (int t = 0; t < submitters; ++t)
    threads.emplace_back([&, t] {
      for (int i = 0; i < each_submits; ++i) {
        const int number = next++;
        auto context = place.nobody();
        context.idempotency_key = to_hex(random_bytes(16));  // as the forms have it
        const auto begun = Steady::now();
        const auto receipt =
            requests::submit(context, form(place.places()[static_cast<std::size_t>(number % units)], number));
        if (!receipt) throw std::runtime_error("not submitted: " + receipt.error().code);
        waits[static_cast<std::size_t>(t)].push_back(
            std::chrono::duration<double, std::milli>(Steady::now() - begun).count());
      }
    });
  for (auto& thread : threads) thread.join();
  const auto seconds = std::chrono::duration<double>(Steady::now() - start).count();
  std::vector<double> all;
  for (auto& one : waits) all.insert(all.end(), one.begin(), one.end());
  return {submitters * each_submits / seconds, percentile(all, 0.5), percentile(all, 0.99)};
}

/// Up to 10,000 open cases, most of them in hand.
void fill(Installation& place) {
  for (int number = submitters * each_submits; number < open_cases; ++number) {
    auto context = place.nobody();
    if (!requests::submit(context, form(place.places()[static_cast<std::size_t>(number % units)], number)))
      throw std::runtime_error("not submitted");
  }
  auto officer = place.officer();
  for (const auto& entry : requests::queue_of(place.services).all(place.services, officer.today())) {
    if (!requests::confirm(officer, entry->id, {}, "", entry->version) ||
        !requests::sign_for(officer, entry->id, entry->version + 1))
      throw std::runtime_error("not signed for");
  }
}

void measure_submitting(Table& table, const std::string& name, Installation& place) {
  const auto rate = submit_at_once(place);
  table.value(name + ": submit, 64 submitters", rate.per_second, "/s", "≥ 2000");
  table.value(name + ": submit, p50", rate.middle, "ms", "–");
  table.value(name + ": submit, p99", rate.late, "ms", "–");
}

void measure_desk(Table& table, Installation& place) {
  auto officer = place.officer();
  auto& queue = requests::queue_of(place.services);
  const auto today = officer.today();
  const auto find = [&] { keep(queue.find(place.services, today, officer.actor, {}).size()); };
  requests::Queue cold;
  table.value("queue of 10,000 read from the database",
              micros_each(1, [&] { keep(cold.all(place.services, today)); }) / 1e3, "ms", "–");
  find();
  table.value("queue of 10,000, filtered and ordered", micros_each(20, find) / 1e3, "ms", "< 100");
  const std::vector<feed::Change> changed{{std::string(calendar::topic), today.year()}};
  table.value("recount of 10,000 after a change of the calendar",
              micros_each(5, [&] { queue.follow(place.services, changed); }) / 1e3, "ms", "< 1000");
  table.value("whose term moved, of 10,000",
              micros_each(3, [&] { keep(requests::moved_by(place.services, today.year(), today)); }) / 1e3, "ms",
              "< 1000");
  table.value(
      "table 3 of the city",
      micros_each(
          10,
          [&] { officer.database().read([&](db::Session& s) { keep(requests::count_rows(s, today.year(), "/")); }); }) /
          1e3,
      "ms", "–");
}

void measure_postgres(Table& table, const std::string& conninfo) {
  const auto schema = "bench_" + std::to_string(getpid());
  const auto server = db::Database::open({.engine = db::Engine::postgres, .conninfo = conninfo});
  const auto script = [&](const std::string& text) {
    server->write([&](db::Session& s) -> Result<void> { return s.run_script(text), Result<void>{}; });
  };
  script("CREATE SCHEMA " + schema);
  {
    Installation place({.engine = db::Engine::postgres,
                        .conninfo = conninfo + " options='-c search_path=" + schema + "'",
                        .readers = 16,
                        .writers = 32});
    measure_submitting(table, "PostgreSQL", place);
  }
  script("DROP SCHEMA " + schema + " CASCADE");
}

void run(const std::string& folder, const std::string& engine) {
  Table table;
  if (engine != "postgres") {
    Installation place(sqlite_in(folder));
    measure_submitting(table, "SQLite", place);
    fill(place);
    measure_desk(table, place);
  }
  if (const char* conninfo = std::getenv("GONGKAI_TEST_PG"); conninfo && engine != "sqlite")
    measure_postgres(table, conninfo);
  table.print();
}

}  // namespace
}  // namespace gongkai::bench

int main(int argc, char** argv) {
  gongkai::assets::add_embedded();
  std::string folder = argc > 1 ? argv[1] : std::filesystem::temp_directory_path().string();
  folder += "/requests-XXXXXX";
  if (!mkdtemp(folder.data())) return 1;
  gongkai::bench::run(folder, argc > 2 ? argv[2] : "");
  std::filesystem::remove_all(folder);
}
