// The audit trail: what an append costs on a core, how fast rows are written and verified, against SQLite rows without a chain.
//   build/bench/bench/audit [rows]      prints a Markdown table
#include <fmt/format.h>
#include <stdlib.h>
#include <time.h>

#include <chrono>
#include <filesystem>
#include <iostream>

#include "base/assets.hpp"
#include "base/bytes.hpp"
#include "platform/audit/chain.hpp"
#include "platform/audit/trail.hpp"
#include "platform/audit/verify.hpp"
#include "platform/db/database.hpp"

namespace {
using namespace gongkai;
using Stopwatch = std::chrono::steady_clock;

double seconds_since(Stopwatch::time_point start) {
  return std::chrono::duration<double>(Stopwatch::now() - start).count();
}

/// Time of this thread on a core: what others do on the machine does not count.
double core_microseconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

audit::Event event(std::int64_t number) {
  audit::Event e{.act = "content.release",
                 .person = PersonId{123456789012345},
                 .actor_name = "王芳",
                 .unit = UnitId{223456789012345}};
  e.subject_kind = "document";
  e.subject = 323456789012345 + number;
  e.details = {{"after", json::object{{"state", "released"}, {"title", "关于公布二〇二六年重点工作的通知"}}}};
  e.request_id = "0f1e2d3c4b5a6978";
  e.address = "10.20.30.40";
  e.at = Instant{1'772'380'800'000'000 + number};
  return e;
}

/// The arithmetic of one append: salt digest and link, without any storage.
double chain_microseconds(std::int64_t rounds) {
  audit::Entry entry{.seq = 1,
                     .event = 1,
                     .at = Instant{1},
                     .act = "content.release",
                     .person = 1,
                     .unit = 2,
                     .subject_kind = "document"};
  entry.details = json::to_string(event(1).details);
  entry.request_id = "0f1e2d3c4b5a6978";
  entry.salt = random_bytes(16);
  entry.algorithm = static_cast<std::int64_t>(audit::current_algorithm);
  auto hash = audit::genesis();
  const auto start = core_microseconds();
  for (std::int64_t i = 0; i < rounds; ++i) {
    entry.seq = i;
    entry.personal_digest = audit::personal_digest(audit::current_algorithm, *entry.salt, "王芳", "10.20.30.40");
    hash = audit::link(hash, entry);
  }
  return (core_microseconds() - start) / static_cast<double>(rounds);
}

void write(db::Database& database, std::int64_t rows) {
  constexpr std::int64_t batch = 5'000;
  for (std::int64_t from = 0; from < rows; from += batch)
    (void)database.write([&](db::Session& session) -> Result<void> {
      for (std::int64_t i = from; i < std::min(from + batch, rows); ++i) audit::append(session, event(i));
      return {};
    });
}
}  // namespace

int main(int argc, char** argv) {
  assets::add_embedded();
  const std::int64_t rows = argc > 1 ? std::stoll(argv[1]) : 300'000;
  std::string folder = (std::filesystem::temp_directory_path() / "gongkai-bench-XXXXXX").string();
  if (!mkdtemp(folder.data())) return 2;
  {
    const auto database = db::Database::open({.path = folder + "/audit.db", .reserve_bytes = 0});
    db::migrate(*database, {"platform/audit"});
    const auto chain = chain_microseconds(200'000);
    auto start = Stopwatch::now();
    write(*database, rows);
    const auto written = seconds_since(start);
    std::cout << "| audit trail, SM3 | measured | reach |\n|---|---|---|\n";
    std::cout << fmt::format("| arithmetic of an append, one core | {:.2f} µs | < 2 µs |\n", chain);
    std::cout << fmt::format("| append to SQLite, {} rows in groups of 5,000 | {:.0f} rows/s | – |\n", rows,
                             static_cast<double>(rows) / written);
    for (const int threads : {1, 2}) {
      start = Stopwatch::now();
      const auto report = audit::verify(*database, {}, Instant{0}, threads);
      const auto seconds = seconds_since(start);
      std::cout << fmt::format(
          "| verify, {} thread{} | {:.0f} rows/s; 10,000,000 rows in {:.0f} s (extrapolated){} | < 60 s |\n", threads,
          threads > 1 ? "s" : "", static_cast<double>(rows) / seconds, 1e7 * seconds / static_cast<double>(rows),
          report.is_intact() ? "" : ", BROKEN");
    }
  }
  std::filesystem::remove_all(folder);
}
