// The numbers of the portal that need the platform's inside; bench/portal.sh calls it and adds those that do not.
//   portal path DATA                   the list page that is measured, and how many documents it lists
//   portal statements DATA             the SQL statements of one list page
//   portal releases DATA [COUNT]       from the commit of a release to page, list, feed and search
//   portal dependants DATA [COUNT]     a release that COUNT cached pages depend on
//   portal records DATA COUNT NAME     NAME.jsonl and NAME.map.json for an import
//   portal search DATA                 search over HTTP, and the index rebuilt from the database
#include <sqlite3.h>
#include <sys/resource.h>

#include <atomic>
#include <fstream>
#include <functional>
#include <iostream>
#include <semaphore>
#include <thread>

#include "base/assets.hpp"
#include "bench/portal_city.hpp"
#include "bench/search_corpus.hpp"
#include "platform/json/json.hpp"
#include "platform/search/index.hpp"

namespace {
using namespace gongkai;
using namespace gongkai::bench;

// --- statements

/// What SQLite's trace saw while a page was read: each statement and when it began.
struct Traced {
  std::string sql;
  Steady::time_point began{};
};
thread_local std::vector<Traced>* g_traced = nullptr;  // of the reading thread: the platform works beside it

int trace(unsigned, void*, void* statement, void*) {
  if (g_traced) g_traced->push_back({sqlite3_sql(static_cast<sqlite3_stmt*>(statement)), Steady::now()});
  return 0;
}
int trace_connection(sqlite3* connection, char**, const void*) {
  return sqlite3_trace_v2(connection, SQLITE_TRACE_STMT, trace, nullptr);
}

std::string list_path(const City& city) {
  return "/c/" + city.column().slug;
}

int print_path(const std::string& folder) {
  const City city(folder, false);
  fmt::print("{} {}\n", list_path(city), city.documents_in_column());
  return 0;
}

/// The medians of 500 readings: for each statement the time until the next began, which is its own and that of the code
/// after it.
int print_statements(const std::string& folder) {
  sqlite3_auto_extension(reinterpret_cast<void (*)()>(trace_connection));
  City city(folder);
  http::Request request;
  request.path = list_path(city);
  request.host = "127.0.0.1";
  std::vector<Traced> traced;
  std::vector<std::vector<double>> microseconds;
  std::vector<double> whole;
  std::size_t bytes = 0;
  for (int i = 0; i < 500; ++i) {
    traced.clear();
    g_traced = &traced;
    const auto began = Steady::now();
    bytes = city.platform().router().dispatch(request).body.size();
    g_traced = nullptr;
    traced.push_back({"", Steady::now()});
    whole.push_back(milliseconds_since(began) * 1000);
    microseconds.resize(traced.size() - 1);
    for (std::size_t at = 0; at + 1 < traced.size(); ++at)
      microseconds[at].push_back(
          std::chrono::duration<double, std::micro>(traced[at + 1].began - traced[at].began).count());
  }
  const auto is_bracket = [](const Traced& one) { return one.sql.starts_with("BEGIN") || one.sql == "ROLLBACK"; };
  const auto statements = std::ranges::count_if(traced, std::not_fn(is_bracket)) - 1;
  fmt::print(
      "{} statements in one transaction; {} bytes in {:.0f} µs without the server\n\n| µs | statement |\n|---|---|\n",
      statements, bytes, spread_of(whole).p50);
  for (std::size_t at = 0; at + 1 < traced.size(); ++at)
    fmt::print("| {:.1f} | {} |\n", spread_of(microseconds[at]).p50, traced[at].sql);
  return 0;
}

// --- releases

struct Seen {
  double page = 0, list = 0, feed = 0;
};

/// Reads the address until it shows the text; the milliseconds that took since `start`.
double until_shown(Client& client, const std::string& path, const std::string& text, Steady::time_point start) {
  while (client.get(path).find(text) == std::string_view::npos)
    if (milliseconds_since(start) > 600'000) throw std::runtime_error(path + " does not show the release");
  return milliseconds_since(start);
}

struct Submitted {
  DocumentId id{};
  std::int64_t version = 0;
};
Submitted submit(Context& writer, UnitId unit, const content::Draft& draft) {
  const auto id = value_or_die(content::create(writer, "notice", unit, draft));
  return {id, value_or_die(content::submit(writer, id, 1))};
}

/// A reader on another thread, sent off in the moment of the commit.
class Reader {
 public:
  explicit Reader(City& city)
      : m_list(list_path(city)), m_feed("/feed/" + city.column().slug + ".xml"), m_client(city.port()) {
    city.services().after_commit = [this, &city](const std::vector<feed::Change>& changes) {
      committed = Steady::now();
      if (m_armed.exchange(false)) m_go.release();
      city.platform().services().after_commit(changes);
    };
  }
  /// The pages as they are before, in the cache.
  void warm(const std::string& page) {
    for (const auto& path : {page, m_list, m_feed}) m_client.get(path);
  }
  Seen read(const std::string& page, const std::string& title) {
    m_go.acquire();
    return {until_shown(m_client, page, title, committed), until_shown(m_client, m_list, title, committed),
            until_shown(m_client, m_feed, title, committed)};
  }
  void arm() { m_armed = true; }
  Steady::time_point committed{};

 private:
  std::string m_list, m_feed;
  Client m_client;
  std::atomic<bool> m_armed = false;
  std::binary_semaphore m_go{0};
};

void print_spread(std::string_view name, const std::vector<double>& values, std::string_view goal) {
  const auto spread = spread_of(values);
  fmt::print("| {} | {:.2f} | {:.2f} | {:.2f} | {} |\n", name, spread.p50, spread.p99, spread.worst, goal);
}

int releases(const std::string& folder, int count) {
  City city(folder);
  auto writer = city.as("bianji"), releaser = city.as("gongkaiban");
  Reader reader(city);
  Client finder(city.port());
  std::vector<double> page, list, feed, found, answered;
  constexpr int before = 3;  // until the index has caught up with the loaded city
  for (int i = -before; i < count; ++i) {
    const auto title = fmt::format("关于第{}次发布计时的通知", 100'000 + i);
    const auto [id, version] = submit(writer, city.unit(), city.draft(title));
    const auto address = "/d/" + to_text(id);
    reader.warm(address);
    reader.arm();
    Seen seen;
    std::jthread thread([&] { seen = reader.read(address, title); });
    value_or_die(content::release(releaser, id, version));
    const auto done = milliseconds_since(reader.committed);
    const auto searched = until_shown(finder, "/api/search?q=" + http::percent_encode(title), title, reader.committed);
    thread.join();
    if (i < 0) continue;
    answered.push_back(done), found.push_back(searched);
    page.push_back(seen.page), list.push_back(seen.list), feed.push_back(seen.feed);
  }
  fmt::print("{} releases into a column of {} documents; {} documents in the index\n\n", count,
             city.documents_in_column(), city.services().search->statistics().documents);
  fmt::print("| ms after the commit | p50 | p99 | worst | reach |\n|---|---|---|---|---|\n");
  print_spread("its page shows it", page, "≤ 5");
  print_spread("page and list show it", list, "≤ 5");
  print_spread("page, list and feed show it", feed, "≤ 5");
  print_spread("the release itself answers", answered, "–");
  print_spread("search over HTTP finds it", found, "≤ 1,000");
  return 0;
}

// --- dependants

/// Documents that name the target, public at once.
std::vector<std::string> make_dependants(City& city, DocumentId target, int count) {
  auto system = city.platform().system_context();
  std::vector<std::string> pages;
  for (int i = 0; i < count; ++i) {
    auto draft = city.draft(fmt::format("关于落实事项第{}项的通知", i + 1));
    draft.links = std::vector{content::DocumentLink{content::LinkKind::see_also, target, ""}};
    const auto id = value_or_die(content::import_released(system, {.type = "notice",
                                                                   .unit = city.unit(),
                                                                   .draft = draft,
                                                                   .writer_name = "云海市",
                                                                   .published_at = system.now()}));
    pages.push_back("/d/" + to_text(id));
  }
  return pages;
}

int dependants(const std::string& folder, int count) {
  City city(folder);
  auto writer = city.as("bianji"), releaser = city.as("gongkaiban");
  const auto target = submit(writer, city.unit(), city.draft("关于统一事项清单的通知"));
  const auto version = value_or_die(content::release(releaser, target.id, target.version));
  const auto pages = make_dependants(city, target.id, count);
  Client client(city.port());
  std::vector<double> took;
  std::vector<double> invalidated;
  std::int64_t now = version;
  for (int round = 1; round <= 5; ++round) {
    for (const auto& page : pages) client.get(page);
    const auto title = fmt::format("关于统一事项清单的通知（第{}次修订）", round);
    now = value_or_die(content::edit(writer, target.id, city.draft(title), now));
    now = value_or_die(content::submit(writer, target.id, now));
    Steady::time_point committed;
    city.services().after_commit = [&](const std::vector<feed::Change>& changes) {
      committed = Steady::now();
      city.platform().services().after_commit(changes);
    };
    now = value_or_die(content::release(releaser, target.id, now));
    invalidated.push_back(milliseconds_since(committed));
    for (const auto& page : pages) until_shown(client, page, title, committed);
    took.push_back(milliseconds_since(committed));
  }
  fmt::print("| a release that {} cached pages name, ms after the commit | median of 5 | worst | reach |\n", count);
  fmt::print("|---|---|---|---|\n");
  fmt::print("| the release answers, all old pages are gone | {:.1f} | {:.1f} | – |\n", spread_of(invalidated).p50,
             spread_of(invalidated).worst);
  fmt::print("| every one of them was read anew, one after another | {:.0f} | {:.0f} | < 2,000 |\n",
             spread_of(took).p50, spread_of(took).worst);
  return 0;
}

// --- import

int write_records(const std::string& folder, std::int64_t count, const std::string& name) {
  const City city(folder, false);
  const Corpus corpus;
  std::ofstream records(name + ".jsonl");
  for (std::int64_t i = 0; i < count; ++i) {
    const auto document = corpus.document(i);
    records << json::to_string(json::object{{"id", std::to_string(i + 1)},
                                            {"title", document.title},
                                            {"day", to_text(document.day)},
                                            {"body", document.body}})
            << '\n';
  }
  const auto field = [](const char* to, const char* from, const char* otherwise) {
    return json::object{{"to", to}, {"from", from}, {"otherwise", otherwise}};
  };
  std::ofstream(name + ".map.json") << json::to_string(
      json::object{{"origin", name},
                   {"type", "notice"},
                   {"column", to_text(city.column().id)},
                   {"key", "id"},
                   {"fields", json::array{field("title", "title", ""), field("published_on", "day", ""),
                                          field("formed_on", "day", ""), field("issuer", "", "云海市人民政府办公室"),
                                          field("theme", "", "综合政务"), field("body", "body", "")}}});
  fmt::print("{}\n", corpus.is_real() ? "statutes recombined" : "generated sentences");
  return 0;
}

// --- search

void print_search(std::string_view name, const std::vector<double>& values, std::string_view goal) {
  const auto spread = spread_of(values);
  fmt::print("| {} | {:.2f} / {:.2f} | {} |\n", name, spread.p50, spread.p99, goal);
}

int search_over_http(const std::string& folder) {
  for (const auto* file : {"search.db", "search.db-wal", "search.db-shm", "search.db.epoch"})
    std::filesystem::remove(std::filesystem::path(folder) / file);
  const auto began = Steady::now();
  City city(folder);
  auto& index = *city.services().search;
  while (index.checkpoint().sequence == 0 && milliseconds_since(began) < 3'600'000) usleep(20'000);
  const double seconds = milliseconds_since(began) / 1000;
  const auto documents = index.statistics().documents;
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  fmt::print("Index of {} documents built from the database in {:.1f} s: {:.0f} a second, peak memory {} MB.\n\n",
             documents, seconds, static_cast<double>(documents) / seconds, usage.ru_maxrss / 1024);
  const Corpus corpus;
  const auto asked = queries(corpus);
  Client client(city.port());
  const auto over_http = [&](const std::string& path) {
    std::vector<double> took;
    for (int pass = 0; pass < 3; ++pass)
      for (const auto& query : asked) {
        const auto start = Steady::now();
        client.get(path + http::percent_encode(query));
        if (client.status() != 200) throw std::runtime_error(path + query + " was refused");
        if (pass > 0) took.push_back(milliseconds_since(start));
      }
    return took;
  };
  const auto inside = [&](bool facets) {
    std::vector<double> took;
    for (const auto& query : asked) {
      const auto start = Steady::now();
      index.query({.text = query, .facets = facets, .related = facets});
      took.push_back(milliseconds_since(start));
    }
    return took;
  };
  fmt::print("| {} documents, {} queries, ms | p50 / p99 | reach |\n|---|---|---|\n", documents, asked.size());
  print_search("the index alone: text and snippets", inside(false), "–");
  print_search("the index alone: with exact facets and what is related", inside(true), "–");
  print_search("suggestions over HTTP (no facets)", over_http("/api/search/suggestions?q="), "≤ 0.9 / 4");
  print_search("JSON over HTTP, facets and snippets", over_http("/api/search?q="), "≤ 1.3 / 5");
  print_search("page over HTTP, facets and snippets", over_http("/search?q="), "≤ 1.3 / 5");
  return 0;
}

int run(const std::vector<std::string>& words) {
  const auto number = [&](std::size_t at, int otherwise) {
    return words.size() > at ? std::atoi(words[at].c_str()) : otherwise;
  };
  if (words.size() < 2) return 2;
  const auto& what = words[0];
  const auto& folder = words[1];
  if (what == "path") return print_path(folder);
  if (what == "statements") return print_statements(folder);
  if (what == "releases") return releases(folder, number(2, 200));
  if (what == "dependants") return dependants(folder, number(2, 500));
  if (what == "records" && words.size() > 3) return write_records(folder, number(2, 1000), words[3]);
  if (what == "search") return search_over_http(folder);
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  gongkai::assets::add_embedded();
  try {
    return run({argv + 1, argv + argc});
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
