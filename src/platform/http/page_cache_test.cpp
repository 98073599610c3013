#include "platform/http/page_cache.hpp"

#include <gtest/gtest.h>

#include <random>

#include "platform/http/compress.hpp"
#include "platform/http/page_store.hpp"

namespace gongkai::http {

namespace {

const Serializer serializer("default-src 'self'");
using Store = PageCache::Implementation;

std::shared_ptr<const Page> page_of(std::string body) {
  Response response = html(std::move(body));
  response.cache.cacheable = true;
  const auto page = make_page(std::move(response), serializer, false, {.brotli = true});
  const auto whole = completed(*page, serializer);
  return whole ? whole : page;
}

Store::Joined join(Store& store, std::string_view key) {
  return store.join(key, [] { return Store::Waiter([](std::shared_ptr<const Page>) {}); });
}

void put(Store& store, const std::string& key, std::string body, std::vector<std::string> tags) {
  auto joined = join(store, key);
  ASSERT_TRUE(joined.ticket);
  store.finish(*joined.ticket, page_of(std::move(body)), tags);
}

std::string body_of(const std::shared_ptr<const Page>& page) {
  return page ? *identity_body(*page) : "-";
}

std::string noise(std::mt19937& random, std::size_t size) {
  std::string text;
  while (text.size() < size) text += static_cast<char>('a' + random() % 26);
  return text;
}

}  // namespace

TEST(Recorder, collects_tags_of_its_own_thread_once) {
  Recorder::note("outside");
  Recorder recorder;
  Recorder::note("doc:1");
  Recorder::note("doc:1");
  std::thread([] { Recorder::note("other"); }).join();
  Recorder::note("col:2");
  EXPECT_EQ(recorder.take(), (std::vector<std::string>{"doc:1", "col:2"}));
}

TEST(PageKeys, differ_by_everything_that_changes_the_page) {
  const auto key = [](bool secure, std::string_view host, std::string_view path,
                      std::vector<std::pair<std::string, std::string>> query,
                      std::string_view mode) { return page_key(secure, host, path, std::move(query), mode); };
  const std::string base = key(false, "h", "/a", {{"p", "1"}}, "");
  EXPECT_EQ(base, key(false, "H", "/a", {{"p", "1"}}, ""));
  EXPECT_NE(base, key(true, "h", "/a", {{"p", "1"}}, ""));
  EXPECT_NE(base, key(false, "h2", "/a", {{"p", "1"}}, ""));
  EXPECT_NE(base, key(false, "h", "/b", {{"p", "1"}}, ""));
  EXPECT_NE(base, key(false, "h", "/a", {{"p", "2"}}, ""));
  EXPECT_NE(base, key(false, "h", "/a", {{"p", "1"}}, "large"));
  EXPECT_NE(key(false, "h", "/a", {{"p", "1\nq=2"}}, ""), key(false, "h", "/a", {{"p", "1"}, {"q", "2"}}, ""));
  EXPECT_EQ(key(false, "h", "/a", {{"q", "2"}, {"p", "1"}}, ""), key(false, "h", "/a", {{"p", "1"}, {"q", "2"}}, ""));
  EXPECT_FALSE(is_reading_mode("large\nx"));
  EXPECT_FALSE(is_reading_mode(std::string(65, 'a')));
}

TEST(PageCache, refuses_a_page_whose_rendering_began_before_the_change) {
  PageCache cache({});
  Store& store = cache.implementation();
  const auto early = join(store, "k");
  cache.invalidate({"doc:1"}, true);
  store.finish(*early.ticket, page_of("old"), {"doc:1"});
  EXPECT_FALSE(store.find("k"));
  put(store, "k", "new", {"doc:1"});
  EXPECT_EQ(body_of(store.find("k")), "new");
}

TEST(PageCache, refuses_pages_begun_before_clear) {
  PageCache cache({});
  Store& store = cache.implementation();
  const auto early = join(store, "k");
  cache.clear();
  store.finish(*early.ticket, page_of("old"), {});
  EXPECT_FALSE(store.find("k"));
}

TEST(PageCache, serves_softly_dropped_pages_only_while_the_new_one_is_made) {
  PageCache cache({});
  Store& store = cache.implementation();
  put(store, "k", "old", {"col:1"});
  cache.invalidate({"col:1"}, false);
  EXPECT_FALSE(store.find("k"));
  auto first = join(store, "k");
  ASSERT_TRUE(first.ticket);  // whoever comes first renders
  EXPECT_EQ(body_of(join(store, "k").page), "old");
  cache.invalidate({"col:1"}, true);
  EXPECT_FALSE(join(store, "k").page);  // a withdrawal ends that at once
  store.finish(*first.ticket, page_of("stale"), {"col:1"});
  EXPECT_FALSE(store.find("k"));
}

TEST(PageCache, calls_the_waiters_with_the_page_or_without) {
  PageCache cache({});
  Store& store = cache.implementation();
  std::vector<std::string> got;
  const auto waiter = [&] {
    return Store::Waiter([&](std::shared_ptr<const Page> page) { got.push_back(body_of(page)); });
  };
  auto one = store.join("k", waiter);
  store.join("k", waiter);
  store.finish(*one.ticket, nullptr, {});
  EXPECT_EQ(got, (std::vector<std::string>{"-"}));
  auto two = store.join("k", waiter);
  store.join("k", waiter);
  cache.invalidate({"t"}, true);
  store.finish(*two.ticket, page_of("x"), {"t"});
  EXPECT_EQ(got, (std::vector<std::string>{"-", "-"}));  // refused: they look again
  auto three = store.join("k", waiter);
  store.join("k", waiter);
  store.finish(*three.ticket, page_of("x"), {"t"});
  EXPECT_EQ(got.back(), "x");
}

TEST(PageCache, keeps_its_budget_and_what_is_used_again) {
  std::mt19937 random(3);
  PageCache cache({.byte_budget = 4u << 20});
  Store& store = cache.implementation();
  put(store, "hot", noise(random, 5000), {"t"});
  for (int i = 0; i < 2000; ++i) {
    put(store, fmt::format("scan-{}", i), noise(random, 5000), {"t"});
    ASSERT_TRUE(store.find("hot")) << i;
  }
  const auto statistics = cache.statistics();
  EXPECT_LE(statistics.bytes, 4u << 20);
  EXPECT_GT(statistics.evictions, 500u);
  EXPECT_GT(statistics.pages, 100u);
}

TEST(PageCache, gives_up_the_identity_first_and_makes_it_again) {
  PageCache cache({.byte_budget = 16u * 24'000});
  Store& store = cache.implementation();
  std::string body;
  for (int i = 0; i < 900; ++i) body += fmt::format("<p>{}</p>", i);
  put(store, "a", body, {});
  bool gave_up = false;
  for (int i = 0; i < 300; ++i) {
    const std::string key = fmt::format("k{}", i);
    put(store, key, body, {});
    ASSERT_TRUE(body_of(store.find(key)) == body);
  }
  for (int i = 0; i < 300; ++i) {
    const auto page = store.find(fmt::format("k{}", i));
    if (page && !page->identity.body) {
      gave_up = true;
      EXPECT_TRUE(*identity_body(*page) == body);
    }
  }
  EXPECT_TRUE(gave_up);
}

TEST(PageCache, makes_the_form_that_is_asked_for_and_the_others_when_the_page_is_asked_for_again) {
  PageCache cache({});
  Store& store = cache.implementation();
  store.set_serializer(serializer);
  auto joined = join(store, "k");
  Response response = html(std::string(5000, 'a'));
  store.finish(*joined.ticket, make_page(std::move(response), serializer, false, {.gzip = true}), {});
  const auto first = store.find("k");
  EXPECT_TRUE(first->gzip.exists());
  EXPECT_FALSE(first->brotli.exists());
  EXPECT_TRUE(first->identity.head.contains("Vary")) << "whatever its forms, the answer depends on what is accepted";
  for (int i = 0; i < 2000 && !store.find("k")->brotli.exists(); ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  EXPECT_TRUE(store.find("k")->brotli.exists());
  EXPECT_EQ(store.find("k")->gzip.etag, first->gzip.etag);
}

TEST(PageCache, squeezes_hot_pages_harder) {
  PageCache cache({});
  Store& store = cache.implementation();
  store.set_serializer(serializer);
  std::string body;
  for (int i = 0; i < 1000; ++i) body += fmt::format("<li>{} 政务公开</li>", i * i);
  put(store, "k", body, {});
  const std::size_t before = store.find("k")->brotli.body->size();
  for (int i = 0; i < 100; ++i) store.find("k");
  for (int i = 0; i < 2000 && !store.find("k")->best_brotli; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  const auto page = store.find("k");
  EXPECT_TRUE(page->best_brotli);
  EXPECT_LT(page->brotli.body->size(), before);
  EXPECT_TRUE(page->brotli.head.contains("Content-Encoding: br"));
}

/// Documents are versions; a render reads versions one by one, as a handler reads the database, and a release raises a
/// version and invalidates. However they interleave: after an invalidation no page with an older version is found.
TEST(PageCache, never_shows_an_old_version_after_its_invalidation) {
  constexpr int documents = 6;
  constexpr int pages = 12;
  std::mt19937 random(20261121);
  for (int round = 0; round < 60; ++round) {
    PageCache cache({});
    Store& store = cache.implementation();
    std::array<int, documents> version{};
    struct Rendering {
      Ticket ticket;
      int page;
      std::vector<int> read;  // versions of the page's documents, so far
    };
    const auto documents_of = [](int page) { return std::vector<int>{page % documents, (page / 2) % documents}; };
    std::vector<Rendering> running;
    for (int step = 0; step < 400; ++step) {
      const int act = static_cast<int>(random() % 4);
      if (act == 0) {
        const int page = static_cast<int>(random() % pages);
        auto joined = join(store, std::to_string(page));
        if (joined.ticket) running.push_back({*joined.ticket, page, {}});
      } else if (act == 1 && !running.empty()) {
        Rendering& r = running[random() % running.size()];
        const auto wanted = documents_of(r.page);
        if (r.read.size() < wanted.size()) r.read.push_back(version[static_cast<std::size_t>(wanted[r.read.size()])]);
      } else if (act == 2 && !running.empty()) {
        const std::size_t at = random() % running.size();
        Rendering r = running[at];
        running.erase(running.begin() + static_cast<std::ptrdiff_t>(at));
        std::string body;
        std::vector<std::string> tags;
        for (const int document : documents_of(r.page)) {
          const bool was_read = r.read.size() > tags.size();
          body += fmt::format("{} ", was_read ? r.read[tags.size()] : version[static_cast<std::size_t>(document)]);
          tags.push_back(fmt::format("doc:{}", document));
        }
        store.finish(r.ticket, page_of(body), tags);
      } else if (act == 3) {
        const auto document = random() % documents;
        ++version[document];
        cache.invalidate({fmt::format("doc:{}", document)}, random() % 2 == 0);
      }
      for (int page = 0; page < pages; ++page) {
        const auto found = store.find(std::to_string(page));
        if (!found) continue;
        std::string now;
        for (const int document : documents_of(page))
          now += fmt::format("{} ", version[static_cast<std::size_t>(document)]);
        ASSERT_EQ(body_of(found), now) << "round " << round << " step " << step;
      }
    }
  }
}

TEST(PageCache, keeps_that_promise_with_many_threads) {
  PageCache cache({.byte_budget = 1u << 20});
  Store& store = cache.implementation();
  std::array<std::atomic<int>, 4> released{};  // raised after the invalidation returned
  std::array<std::atomic<int>, 4> database{};
  std::atomic<bool> stop{false};
  std::atomic<int> wrong{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      std::mt19937 random(static_cast<unsigned>(t));
      while (!stop) {
        const std::size_t document = random() % 4;
        const std::string key = std::to_string(document);
        const int at_least = released[document];
        auto joined = join(store, key);
        if (joined.ticket) {
          const int read = database[document];
          store.finish(*joined.ticket, page_of(std::to_string(read)), {"doc:" + key});
        } else if (const auto page = store.find(key); page && std::stoi(body_of(page)) < at_least) {
          ++wrong;
        }
      }
    });
  }
  for (int i = 1; i <= 500; ++i) {
    const auto document = static_cast<std::size_t>(i % 4);
    database[document] = i;
    cache.invalidate({fmt::format("doc:{}", document)}, i % 3 != 0);
    released[document] = i;
  }
  stop = true;
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
}

}  // namespace gongkai::http
