// Search: our index against plain FTS5 with bm25() over the same documents, in one run.
//   build/bench/bench/search [documents]            prints a Markdown table
//   build/bench/bench/search rebuild [documents]    how long and how large a rebuild is, with readers at work; 1,000,000
#include <fmt/format.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#include <chrono>
#include <cmath>
#include <filesystem>
#include <functional>
#include <iostream>
#include <thread>

#include "base/assets.hpp"
#include "bench/search_corpus.hpp"
#include "platform/search/analysis.hpp"
#include "platform/search/index.hpp"
#include "platform/search/sqlite.hpp"
#include "platform/search/text_form.hpp"

namespace {
using namespace gongkai;
using namespace gongkai::search;
using Clock = std::chrono::steady_clock;
using Ask = std::function<void(const std::string&)>;

/// Time of this thread on a core: what others do on the machine does not count.
double core_milliseconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

double milliseconds_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

/// FTS5 as its manual says: one table, bm25() with weights.
class PlainIndex {
 public:
  PlainIndex(const std::filesystem::path& file, const bench::Corpus& corpus, std::int64_t count) : m_file(file) {
    const Connection db(file, Access::write);
    db.run(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; CREATE TABLE d (row INTEGER PRIMARY KEY, kind TEXT, "
        "area TEXT, title TEXT);"
        "CREATE VIRTUAL TABLE plain USING fts5 (title, body, content='', tokenize='gongkai pairs'); BEGIN");
    Statement row(db.get(), "INSERT INTO d VALUES (?1, ?2, ?3, ?4)");
    Statement text(db.get(), "INSERT INTO plain (rowid, title, body) VALUES (?1, ?2, ?3)");
    for (std::int64_t i = 0; i < count; ++i) {
      const auto document = corpus.document(i);
      row.bind(1, i + 1).bind(2, document.kind).bind(3, document.area).bind(4, document.title).run();
      text.bind(1, i + 1).bind(2, document.title).bind(3, document.body).run();
    }
    db.run("COMMIT; INSERT INTO plain (plain) VALUES ('optimize'); PRAGMA wal_checkpoint(TRUNCATE)");
  }

  class Session {
   public:
    explicit Session(const std::filesystem::path& file)
        : m_db(file, Access::read),
          m_top(m_db.get(),
                "SELECT d.title FROM (SELECT rowid AS r FROM plain WHERE plain MATCH ?1 ORDER BY bm25(plain, 10, 1) "
                "LIMIT 10) JOIN d ON d.row = r"),
          m_kinds(m_db.get(),
                  "SELECT d.kind, count(*) FROM plain JOIN d ON d.row = plain.rowid WHERE plain MATCH ?1 GROUP BY 1"),
          m_areas(m_db.get(),
                  "SELECT d.area, count(*) FROM plain JOIN d ON d.row = plain.rowid WHERE plain MATCH ?1 GROUP BY 1") {
      m_db.run("PRAGMA mmap_size = 4294967296");
    }
    void ask(const std::string& text, bool facets) {
      std::string match;
      for (const auto& part : analyse(text, {}).parts)
        match += (match.empty() ? "" : " AND ") + phrase_expression(part.forms[0]) + (part.is_single() ? " *" : "");
      if (match.empty()) return;
      m_top.bind(1, std::string_view(match)).run();
      if (facets) m_kinds.bind(1, std::string_view(match)).run(), m_areas.bind(1, std::string_view(match)).run();
    }

   private:
    Connection m_db;
    Statement m_top, m_kinds, m_areas;
  };
  const std::filesystem::path& file() const { return m_file; }

 private:
  std::filesystem::path m_file;
};

struct Timing {
  double p50 = 0, p99 = 0, per_second = 0;
  std::string slowest{};
};

Timing measure(const std::vector<std::string>& queries, int threads, int passes, const std::function<Ask()>& make_ask) {
  std::vector<std::vector<std::pair<double, std::string>>> taken(static_cast<std::size_t>(threads));
  std::vector<Ask> asks;
  for (int i = 0; i < threads; ++i) asks.push_back(make_ask());
  for (const auto& query : queries) asks[0](query);
  const auto start = Clock::now();
  std::vector<std::thread> workers;
  for (std::size_t i = 0; i < taken.size(); ++i)
    workers.emplace_back([&, i] {
      for (int pass = 0; pass < passes; ++pass)
        for (const auto& query : queries) {
          const double begin = core_milliseconds();
          asks[i](query);
          taken[i].emplace_back(core_milliseconds() - begin, query);
        }
    });
  for (auto& worker : workers) worker.join();
  const double seconds = milliseconds_since(start) / 1000;
  std::vector<std::pair<double, std::string>> all;
  for (auto& list : taken) all.insert(all.end(), list.begin(), list.end());
  std::sort(all.begin(), all.end());
  const auto at = [&](double share) {
    return all[static_cast<std::size_t>(share * static_cast<double>(all.size() - 1))].first;
  };
  return {at(0.5), at(0.99), static_cast<double>(all.size()) / seconds,
          all[static_cast<std::size_t>(0.99 * static_cast<double>(all.size()))].second};
}

struct Quality {
  double precision = 0;     // share of the first ten that hold every part of the query
  double titles_first = 0;  // share of the first ten with every part in the title, where there are ten such
};

bool holds_all(const std::u32string& form, const std::vector<Part>& parts) {
  return std::all_of(parts.begin(), parts.end(), [&](const Part& part) {
    return std::any_of(part.forms.begin(), part.forms.end(),
                       [&](const auto& phrase) { return find_phrase(form, phrase) != form.npos; });
  });
}

Quality judge(Index& index, const std::vector<std::string>& queries, const bench::Corpus& corpus,
              const std::vector<std::u32string>& titles) {
  double precision = 0, titled = 0;
  int judged = 0, title_judged = 0;
  const Lexicon lexicon(words_of_the_catalog());
  for (const auto& query : queries) {
    const auto answer = index.query({.text = query});
    if (answer.hits.empty() || answer.found != Found::as_written) continue;
    const auto parts = analyse(query, lexicon).parts;
    const auto with_title =
        std::count_if(titles.begin(), titles.end(), [&](const auto& title) { return holds_all(title, parts); });
    double right = 0, in_title = 0;
    for (const Hit& hit : answer.hits) {
      const auto document = corpus.document(hit.id - 1);
      right += holds_all(form_of(document.title + "\n\n" + document.body + "\n\n" + document.unit_name), parts) ? 1 : 0;
      in_title += holds_all(form_of(document.title), parts) ? 1 : 0;
    }
    precision += right / static_cast<double>(answer.hits.size());
    ++judged;
    if (with_title >= 10) titled += in_title / static_cast<double>(answer.hits.size()), ++title_judged;
  }
  return {precision / std::max(1, judged), titled / std::max(1, title_judged)};
}

void print_row(const std::string& name, const Timing& one, const Timing& two) {
  fmt::print("| {} | {:.2f} / {:.2f} | {:.0f} | {:.0f} | {:.2f} / {:.2f} |\n", name, one.p50, one.p99, one.per_second,
             two.per_second, two.p50, two.p99);
  std::cout.flush();
}

int run(std::int64_t count) {
  std::string pattern = (std::filesystem::temp_directory_path() / "gongkai-bench-XXXXXX").string();
  const std::filesystem::path folder = mkdtemp(pattern.data());
  const bench::Corpus corpus;
  const auto queries = bench::queries(corpus);
  auto index = open_index({.file = folder / "search.db"});
  auto start = Clock::now();
  index->rebuild([&](const Sink& sink) {
    for (std::int64_t i = 0; i < count; ++i) sink(corpus.document(i));
    return Checkpoint{0, 1};
  });
  const double built = milliseconds_since(start) / 1000;
  start = Clock::now();
  const PlainIndex plain(folder / "plain.db", corpus, count);
  const double plain_built = milliseconds_since(start) / 1000;
  fmt::print(
      "{} documents ({}), {} queries; ms are core time, QPS is wall time\n\n| | p50 / p99 ms | QPS, 1 thread | QPS, "
      "2 threads | p50 / p99 ms, 2 threads |\n|---|---|---|---|---|\n",
      count, corpus.is_real() ? "statutes recombined" : "generated", queries.size());
  const auto ours = [&](bool facets, bool snippets) {
    return [&, facets, snippets] {
      return Ask([&, facets, snippets](const std::string& text) {
        index->query({.text = text, .facets = facets, .snippets = snippets});
      });
    };
  };
  const auto theirs = [&](bool facets) {
    return [&, facets] {
      auto session = std::make_shared<PlainIndex::Session>(plain.file());
      return Ask([session, facets](const std::string& text) { session->ask(text, facets); });
    };
  };
  const auto compare = [&](const std::string& name, const std::function<Ask()>& make) {
    const auto one = measure(queries, 1, 3, make);
    print_row(name, one, measure(queries, 2, 3, make));
    if (std::getenv("GONGKAI_BENCH_SLOWEST")) fmt::print("slowest: {}\n", one.slowest);
  };
  compare("text", ours(false, false));
  compare("text, plain FTS5 bm25()", theirs(false));
  compare("text + exact facets", ours(true, false));
  compare("text + facets, plain FTS5", theirs(true));
  compare("text + snippets", ours(false, true));
  std::vector<std::u32string> titles;
  for (std::int64_t i = 0; i < count; ++i) titles.push_back(form_of(corpus.document(i).title));
  const auto quality = judge(*index, queries, corpus, titles);
  fmt::print(
      "\n| | ours | plain FTS5 |\n|---|---|---|\n| build, documents a second | {:.0f} | {:.0f} |\n| file, MB | "
      "{:.0f} | {:.0f} |\n",
      static_cast<double>(count) / built, static_cast<double>(count) / plain_built,
      static_cast<double>(index->statistics().file_bytes) / 1e6,
      static_cast<double>(std::filesystem::file_size(plain.file())) / 1e6);
  fmt::print("| P@10 / titles first | {:.3f} / {:.3f} | |\n", quality.precision, quality.titles_first);
  index.reset();
  std::filesystem::remove_all(folder);
  return 0;
}

std::int64_t peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

/// A rebuild of everything, then the same questions as above on the new index.
int rebuild(std::int64_t count) {
  std::string pattern = (std::filesystem::temp_directory_path() / "gongkai-bench-XXXXXX").string();
  const std::filesystem::path folder = mkdtemp(pattern.data());
  const bench::Corpus corpus;
  auto index = open_index({.file = folder / "search.db"});
  const auto start = Clock::now();
  index->rebuild(
      [&](const Sink& sink) {
        for (std::int64_t i = 0; i < count; ++i) sink(corpus.document(i));
        return Checkpoint{0, 1};
      },
      [&](std::int64_t done) {
        if (done % 100'000 == 0) fmt::print(stderr, "{} in {:.0f} s\n", done, milliseconds_since(start) / 1000);
      });
  const double seconds = milliseconds_since(start) / 1000;
  fmt::print("| rebuild of | minutes | documents a second | file, MB | peak memory, MB |\n|---|---|---|---|---|\n");
  fmt::print("| {} | {:.1f} | {:.0f} | {:.0f} | {} |\n\n", count, seconds / 60, static_cast<double>(count) / seconds,
             static_cast<double>(index->statistics().file_bytes) / 1e6, peak_megabytes());
  fmt::print("| | p50 / p99 ms | QPS, 1 thread | QPS, 2 threads | p50 / p99 ms, 2 threads |\n|---|---|---|---|---|\n");
  const auto queries = bench::queries(corpus);
  for (const bool facets : {false, true}) {
    const auto make = [&] {
      return Ask(
          [&, facets](const std::string& text) { index->query({.text = text, .facets = facets, .snippets = false}); });
    };
    const auto one = measure(queries, 1, 2, make);
    print_row(facets ? "text + exact facets" : "text", one, measure(queries, 2, 2, make));
  }
  index.reset();
  std::filesystem::remove_all(folder);
  return 0;
}
}  // namespace

int main(int argc, char** argv) {
  gongkai::assets::add_embedded();
  if (argc > 1 && std::string_view(argv[1]) == "rebuild") return rebuild(argc > 2 ? std::atoll(argv[2]) : 1'000'000);
  return run(argc > 1 ? std::atoll(argv[1]) : 100'000);
}
