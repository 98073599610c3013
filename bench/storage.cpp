// The storage layer against what lies below it: raw SQLite, and fdatasync on the same disk. Contenders run in turn, round
// by round, in one process, and medians are compared: on a shared machine only ratios mean something.
//   build/bench/bench/storage [folder]      GONGKAI_TEST_PG=$(tools/postgres start --durable) adds PostgreSQL
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <functional>
#include <thread>

#include "base/assets.hpp"
#include "bench/storage_parts.hpp"
#include "platform/audit/trail.hpp"
#include "platform/feed/follower.hpp"
#include "platform/jobs/runner.hpp"

namespace gongkai::bench {
namespace {
struct Row {
  std::int64_t id = 0, unit = 0, state = 0, day = 0;
  std::string number, title, content;
  bool open = false;
  std::optional<std::int64_t> closed;
};
}  // namespace
}  // namespace gongkai::bench

template <>
struct gongkai::db::Columns<gongkai::bench::Row> {
  using Row = gongkai::bench::Row;
  static constexpr auto list =
      std::tuple{column("id", &Row::id),           column("unit", &Row::unit),     column("state", &Row::state),
                 column("day", &Row::day),         column("number", &Row::number), column("title", &Row::title),
                 column("content", &Row::content), column("open", &Row::open),     column("closed", &Row::closed)};
};

namespace gongkai::bench {
namespace {
#define POINT "SELECT id, unit, state, day, number, title, content, open, closed FROM request WHERE id = $1"
#define LIST \
  "SELECT id, unit, state, day, number, title, content, open, closed FROM request WHERE id > $1 ORDER BY id LIMIT 50"
#define INSERT                                                                                                        \
  "INSERT INTO request (id, unit, state, day, number, title, content, open, closed) VALUES ($1, $2, $3, $4, $5, $6, " \
  "$7, $8, $9)"
const db::Query find_request{"bench.find", POINT};
const db::Query list_requests{"bench.list", LIST};
const db::Query insert_request{"bench.insert", INSERT};
const db::Query insert_single{"bench.insert_single", "INSERT INTO single (id, content) VALUES ($1, $2)"};

constexpr std::int64_t rows = 100'000;
const std::string content(220, 'c');
constexpr auto schema = R"(
CREATE TABLE request (id {{i64}} PRIMARY KEY, unit {{i64}} NOT NULL, state {{i64}} NOT NULL, day {{i64}} NOT NULL, number {{text}} NOT NULL,
  title {{text}} NOT NULL, content {{text}} NOT NULL, open {{bool}} NOT NULL, closed {{i64}}) {{strict}};
CREATE TABLE single (id {{i64}} PRIMARY KEY, content {{text}} NOT NULL) {{strict}};)";

void insert(db::Session& session, std::int64_t id) {
  session.exec(insert_request, id, id % 60, 1, 20000, "2026-0001", "关于公开一份文件的申请", content, true,
               std::optional<std::int64_t>{});
}

/// The same reads and writes by the C interface, with the pragmas of the product.
class Raw {
 public:
  explicit Raw(const std::string& path) {
    sqlite3_open_v2(path.c_str(), &m_handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
    run("PRAGMA cache_size = -65536; PRAGMA mmap_size = 1073741824; PRAGMA synchronous = FULL; PRAGMA foreign_keys = "
        "ON");
    for (const auto& [statement, sql] :
         {std::pair(&m_point, POINT), std::pair(&m_list, LIST), std::pair(&m_insert, INSERT)})
      sqlite3_prepare_v3(m_handle, sql, -1, SQLITE_PREPARE_PERSISTENT, statement, nullptr);
  }
  ~Raw() {
    for (auto* statement : {m_point, m_list, m_insert}) sqlite3_finalize(statement);
    sqlite3_close(m_handle);
  }
  void run(const char* sql) { sqlite3_exec(m_handle, sql, nullptr, nullptr, nullptr); }
  std::optional<Row> point(std::int64_t id) {
    sqlite3_bind_int64(m_point, 1, id);
    std::optional<Row> found;
    if (sqlite3_step(m_point) == SQLITE_ROW) found = read(m_point);
    sqlite3_reset(m_point);
    return found;
  }
  std::vector<Row> list(std::int64_t after) {
    sqlite3_bind_int64(m_list, 1, after);
    std::vector<Row> found;
    while (sqlite3_step(m_list) == SQLITE_ROW) found.push_back(read(m_list));
    sqlite3_reset(m_list);
    return found;
  }
  void insert(std::int64_t id) {
    const std::string number = "2026-0001", title = "关于公开一份文件的申请";
    for (const auto& [at, value] : {std::pair(1, id), std::pair(2, id % 60), std::pair<int, std::int64_t>(3, 1),
                                    std::pair<int, std::int64_t>(4, 20000), std::pair<int, std::int64_t>(8, 1)})
      sqlite3_bind_int64(m_insert, at, value);
    for (const auto& [at, text] : {std::pair(5, &number), std::pair(6, &title), std::pair(7, &content)})
      sqlite3_bind_text(m_insert, at, text->data(), static_cast<int>(text->size()), SQLITE_STATIC);
    sqlite3_bind_null(m_insert, 9);
    sqlite3_step(m_insert);
    sqlite3_reset(m_insert);
  }

 private:
  static std::string text(sqlite3_stmt* s, int column) {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(s, column));
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(s, column))};
  }
  static Row read(sqlite3_stmt* s) {
    Row row{sqlite3_column_int64(s, 0),
            sqlite3_column_int64(s, 1),
            sqlite3_column_int64(s, 2),
            sqlite3_column_int64(s, 3),
            text(s, 4),
            text(s, 5),
            text(s, 6),
            sqlite3_column_int(s, 7) != 0,
            std::nullopt};
    if (sqlite3_column_type(s, 8) != SQLITE_NULL) row.closed = sqlite3_column_int64(s, 8);
    return row;
  }
  sqlite3* m_handle = nullptr;
  sqlite3_stmt *m_point = nullptr, *m_list = nullptr, *m_insert = nullptr;
};

template <class F>
void in_write(db::Database& database, F&& f) {
  if (!database.write([&](db::Session& s) -> Result<void> { return f(s), Result<void>{}; })) std::abort();
}

void thin_layer(Table& table, db::Database& database, const std::string& path) {
  Raw raw(path);
  std::int64_t at = 0;
  const auto next = [&] { return at = (at * 48271 + 11) % rows + 1; };
  Contest points, lists, inserts;
  std::int64_t id = 10'000'000;
  for (int round = 0; round < 9; ++round) {
    raw.run("BEGIN");
    points.first(micros_each(20'000, [&] { keep(raw.point(next())); }));
    raw.run("COMMIT");
    database.read(
        [&](db::Session& s) { points.second(micros_each(20'000, [&] { keep(s.one<Row>(find_request, next())); })); });
    raw.run("BEGIN");
    lists.first(micros_each(1'000, [&] { keep(raw.list(next())); }));
    raw.run("COMMIT");
    database.read(
        [&](db::Session& s) { lists.second(micros_each(1'000, [&] { keep(s.all<Row>(list_requests, next())); })); });
    raw.run("BEGIN IMMEDIATE");
    inserts.first(micros_each(10'000, [&] { raw.insert(++id); }));
    raw.run("COMMIT");
    in_write(database, [&](db::Session& s) { inserts.second(micros_each(10'000, [&] { insert(s, ++id); })); });
  }
  table.ratio("point read, layer over raw SQLite", points, "µs", 1.10);
  table.ratio("list of 50, layer over raw SQLite", lists, "µs", 1.05);
  table.ratio("insert in a transaction, layer over raw SQLite", inserts, "µs", 1.05);
}

void durable(Table& table, const std::string& name, db::Database& database, const std::string& folder, bool single) {
  const int file = open((folder + "/sync").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  const std::string block(4096, 's');
  for (int i = 0; i < 256; ++i) (void)!pwrite(file, block.data(), block.size(), i * 4096);
  fsync(file);
  std::int64_t id = 0, place = 0;
  Contest alone, grouped;
  for (int round = 0; round < 9; ++round) {
    const double sync = per_second(200, [&] {
      (void)!pwrite(file, block.data(), block.size(), (++place % 256) * 4096);
      fdatasync(file);
    });
    alone.first(sync), grouped.first(sync);
    if (single)
      alone.second(
          per_second(200, [&] { in_write(database, [&](db::Session& s) { s.put(insert_single, ++id, content); }); }));
    grouped.second(32 * per_second(200, [&] {
                     in_write(database, [&](db::Session& s) {
                       for (int i = 0; i < 32; ++i) s.put(insert_single, ++id, content);
                     });
                   }));
  }
  close(file);
  if (single) table.at_least(name + ", one insert a commit over fdatasync", alone, "/s", 0.8);
  table.at_least(name + ", 32 inserts a commit over fdatasync", grouped, "/s", single ? 15 : 8);
}

/// A request with its audit event and outbox row, from many threads at once.
void submitters(Table& table, db::Database& database, int count) {
  const SystemClock clock;
  IdMaker ids(clock);
  std::vector<double> latencies;
  std::mutex mutex;
  std::vector<std::thread> threads;
  const auto start = Steady::now();
  const int each = 64'000 / count;
  for (int t = 0; t < count; ++t)
    threads.emplace_back([&] {
      std::vector<double> own;
      for (int i = 0; i < each; ++i) {
        const auto began = Steady::now();
        in_write(database, [&](db::Session& s) {
          const auto id = ids.next();
          insert(s, id);
          feed::append(s, {"request", id}, clock.now());
          s.put(insert_single, id, content);
        });
        own.push_back(std::chrono::duration<double, std::milli>(Steady::now() - began).count());
      }
      const std::lock_guard lock(mutex);
      latencies.insert(latencies.end(), own.begin(), own.end());
    });
  for (auto& thread : threads) thread.join();
  const auto seconds = std::chrono::duration<double>(Steady::now() - start).count();
  table.value(fmt::format("three-row transaction, {} submitters", count),
              static_cast<double>(latencies.size()) / seconds, "/s", "≥ 30,000");
  table.value("its 99th percentile", percentile(latencies, 0.99), "ms", "< 15");
}

void job_claims(Table& table, const std::string& name, db::Database& database) {
  const SystemClock clock;
  IdMaker ids(clock);
  in_write(database, [&](db::Session& s) {
    for (int i = 0; i < 2000; ++i) jobs::enqueue(s, ids, "bench", json::object{}, clock.now());
  });
  const double rate = per_second(1000, [&] {
    keep(*database.write(
        [&](db::Session& s) -> Result<std::size_t> {
          return jobs::lease::claim(s, "bench", clock.now().plus_seconds(1), clock.now().plus_seconds(600), 1).size();
        },
        db::Isolation::read_committed));
  });
  table.value(name + ", job claims, one a durable commit", rate, "/s", "–");
}

void feed_latency(Table& table, const std::string& name, db::Database& database, db::Database& other_node) {
  const SystemClock clock;
  std::mutex mutex;
  std::condition_variable arrived;
  std::int64_t seen = 0;
  feed::Follower follower(other_node, clock, "bench");
  follower.add({.name = "bench", .apply = [&](const std::vector<feed::Change>& changes, const std::string&) {
                  const std::lock_guard lock(mutex);
                  seen = changes.back().object;
                  arrived.notify_all();
                }});
  follower.catch_up();
  follower.start();
  std::vector<double> latencies;
  for (std::int64_t i = 1; i <= 300; ++i) {
    const auto began = Steady::now();
    in_write(database, [&](db::Session& s) { feed::append(s, {"bench", i}, clock.now()); });
    std::unique_lock lock(mutex);
    arrived.wait(lock, [&] { return seen >= i; });
    latencies.push_back(std::chrono::duration<double, std::milli>(Steady::now() - began).count());
  }
  table.value(name + ", change seen by a follower, commit included, p50", percentile(latencies, 0.5), "ms", "–");
  table.value(name + ", change seen by a follower, commit included, p99", percentile(latencies, 0.99), "ms", "< 20");
}

void prepare(db::Database& database, std::int64_t count) {
  db::migrate(database, {"platform/audit", "platform/feed", "platform/jobs", "bench"});
  in_write(database, [&](db::Session& s) {
    for (std::int64_t id = 1; id <= count; ++id) insert(s, id);
  });
}

void run(const std::string& folder) {
  const std::array tables{assets::Asset{"src/bench/schema/0001_bench.sql", schema}};
  assets::add(tables);
  Table table;
  {
    const auto path = folder + "/bench.db";
    const auto database = db::Database::open({.path = path, .reserve_bytes = 0});
    prepare(*database, rows);
    thin_layer(table, *database, path);
    durable(table, "SQLite", *database, folder, true);
    submitters(table, *database, 64);
    job_claims(table, "SQLite", *database);
    feed_latency(table, "SQLite, same process", *database, *database);
  }
  if (const char* conninfo = std::getenv("GONGKAI_TEST_PG")) {
    const auto schema_name = "bench_" + std::to_string(getpid());
    db::Options options{.engine = db::Engine::postgres, .conninfo = conninfo};
    const auto server = db::Database::open(options);
    in_write(*server, [&](db::Session& s) { s.run_script("CREATE SCHEMA " + schema_name); });
    options.conninfo += " options='-c search_path=" + schema_name + "'";
    {
      const auto database = db::Database::open(options), other_node = db::Database::open(options);
      prepare(*database, 1000);
      durable(table, "PostgreSQL", *database, folder, false);
      job_claims(table, "PostgreSQL", *database);
      feed_latency(table, "PostgreSQL, another node", *database, *other_node);
    }
    in_write(*server, [&](db::Session& s) { s.run_script("DROP SCHEMA " + schema_name + " CASCADE"); });
  }
  table.print();
}
}  // namespace
}  // namespace gongkai::bench

int main(int argc, char** argv) {
  gongkai::assets::add_embedded();
  std::string folder = std::string(argc > 1 ? argv[1] : ".") + "/gongkai-bench-XXXXXX";
  if (!mkdtemp(folder.data())) return 2;
  gongkai::bench::run(folder);
  std::filesystem::remove_all(folder);
}
