// Rows and structs, constraints and transactions, the same on both engines.
#include <gtest/gtest.h>

#include "tests/support/databases.hpp"

namespace gongkai::testing {
namespace {
enum class Colour { red = 1, green = 2 };
struct Thing {
  std::int64_t id = 0;
  std::string name;
  std::optional<std::int64_t> parent;
  bool open = false;
  double weight = 0;
  db::Bytes seal;
  Day day{};
  std::optional<Colour> colour;
  bool operator==(const Thing&) const = default;
};
struct Swapped {
  std::string name;
  std::int64_t id = 0;
};
}  // namespace
}  // namespace gongkai::testing

template <>
struct gongkai::db::Columns<gongkai::testing::Thing> {
  using Row = gongkai::testing::Thing;
  static constexpr auto list =
      std::tuple{column("id", &Row::id),     column("name", &Row::name),     column("parent", &Row::parent),
                 column("open", &Row::open), column("weight", &Row::weight), column("seal", &Row::seal),
                 column("day", &Row::day),   column("colour", &Row::colour)};
};
template <>
struct gongkai::db::Columns<gongkai::testing::Swapped> {
  using Row = gongkai::testing::Swapped;
  static constexpr auto list = std::tuple{column("name", &Row::name), column("id", &Row::id)};
};

namespace gongkai::testing {
namespace {
// Of tables that only these tests make: read with `one` and `exec`, not known to the registry's test of other programs.
const db::Query insert_thing{
    "test.insert_thing",
    "INSERT INTO thing (id, name, parent, open, weight, seal, day, colour) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"};
const db::Query find_thing{"test.find_thing",
                           "SELECT colour, day, seal, weight, open, parent, name, id FROM thing WHERE id = $1"};
const db::Query rename_thing{"test.rename_thing", "UPDATE thing SET name = $2 WHERE id = $1"};
const db::Query rename_backwards{"test.rename_backwards",
                                 "UPDATE thing SET name = $2 WHERE id = $1 AND $2 <> '' AND id = $1"};
const db::Query swapped_parameters{"test.swapped_parameters",
                                   "UPDATE thing SET name = $2 WHERE name <> $2 AND id = $1"};
const db::Query list_things{"test.list_things", "SELECT id FROM thing ORDER BY id"};
const db::Query things_in{"test.things_in", "SELECT id FROM thing WHERE id IN {{in $1}} ORDER BY id"};
const db::Query things_not_in{"test.things_not_in",
                              "SELECT id FROM thing WHERE id NOT IN {{in $1}} AND id > $2 ORDER BY id"};
const db::Query parent_of{"test.parent_of", "SELECT parent FROM thing WHERE id = $1"};
const db::Query name_of_thing{"test.name_of", "SELECT name FROM thing WHERE id = $1"};
const db::Query swapped_of{"test.swapped_of", "SELECT id, name FROM thing WHERE id = $1"};
const db::Query count_things{"test.count_things", "SELECT count(*) FROM thing"};
const db::Query like_thing{"test.like_thing", "SELECT count(*) FROM thing WHERE name LIKE $1"};

class Sessions : public EachEngine {
 protected:
  Sessions() : EachEngine({}) {}
  void SetUp() override {
    EachEngine::SetUp();
    if (IsSkipped()) return;
    write([](db::Session& s) {
      s.run_script(s.engine() == db::Engine::sqlite ? "CREATE TABLE thing (id INTEGER PRIMARY KEY, name TEXT NOT NULL "
                                                      "UNIQUE, parent INTEGER REFERENCES thing (id), open INTEGER NOT "
                                                      "NULL, weight REAL NOT NULL CHECK (weight >= 0), seal BLOB NOT "
                                                      "NULL, day INTEGER NOT NULL, colour INTEGER) STRICT"
                                                    : "CREATE TABLE thing (id BIGINT PRIMARY KEY, name TEXT NOT NULL "
                                                      "UNIQUE, parent BIGINT REFERENCES thing (id), open BOOLEAN NOT "
                                                      "NULL, weight DOUBLE PRECISION NOT NULL CHECK (weight >= 0), "
                                                      "seal BYTEA NOT NULL, day BIGINT NOT NULL, colour BIGINT)");
    });
  }
  void write(const std::function<void(db::Session&)>& f) {
    ASSERT_TRUE(database().write([&](db::Session& s) -> Result<void> { return f(s), Result<void>{}; }));
  }
  static void insert(db::Session& s, const Thing& t) {
    s.exec(insert_thing, t.id, t.name, t.parent, t.open, t.weight, t.seal, t.day, t.colour);
  }
  static auto try_insert(db::Session& s, const Thing& t) {
    return s.try_exec(insert_thing, t.id, t.name, t.parent, t.open, t.weight, t.seal, t.day, t.colour);
  }
  std::int64_t count() {
    return *database().read([](db::Session& s) { return s.one<std::int64_t>(count_things); });
  }
};

Thing thing(std::int64_t id, std::string name) {
  return {.id = id, .name = std::move(name)};
}

TEST_P(Sessions, bring_back_what_was_stored) {
  const Thing full{7,          "公开 ' \" \\ $1", std::nullopt, true, 2.5, db::Bytes{std::string("\0\xff\n", 3)},
                   Day{20000}, Colour::green};
  const Thing child{8, "", 7, false, 0, db::Bytes{}, Day{-3}, std::nullopt};
  write([&](db::Session& s) { insert(s, full), insert(s, child); });
  database().read([&](db::Session& s) {
    EXPECT_EQ(s.one<Thing>(find_thing, 7), full);
    EXPECT_EQ(s.one<Thing>(find_thing, 8), child);
    EXPECT_EQ(s.one<Thing>(find_thing, 9), std::nullopt);
  });
}

// A type must not be frozen by the first call of a statement, which may have had a NULL there.
TEST_P(Sessions, take_a_value_where_the_first_call_had_null) {
  write([&](db::Session& s) {
    insert(s, thing(1, "a"));
    Thing second{2, "b", 1, true, 1.5, db::Bytes{"x"}, Day{1}, Colour::red};
    insert(s, second);
    EXPECT_EQ(s.one<Thing>(find_thing, 2), second);
    insert(s, thing(3, "c"));
  });
}

TEST_P(Sessions, bind_parameters_by_their_numbers) {
  write([&](db::Session& s) {
    insert(s, thing(1, "a")), insert(s, thing(2, "b"));
    EXPECT_EQ(s.exec(swapped_parameters, 2, "neu"), 1);
    EXPECT_EQ(s.exec(rename_backwards, 1, "alt"), 1);
    EXPECT_EQ(s.one<std::string>(name_of_thing, 2), "neu");
    EXPECT_EQ(s.one<std::string>(name_of_thing, 1), "alt");
  });
  EXPECT_THROW(write([](db::Session& s) { s.exec(rename_thing, 1); }), db::Error) << "one argument is missing";
}

TEST_P(Sessions, find_lists_of_ids) {
  write([&](db::Session& s) {
    for (int i = 1; i <= 5; ++i) insert(s, thing(i, std::to_string(i)));
    EXPECT_EQ(s.all<std::int64_t>(things_in, db::List{{2, 4, 99}}), (std::vector<std::int64_t>{2, 4}));
    EXPECT_EQ(s.all<std::int64_t>(things_in, db::List{}), (std::vector<std::int64_t>{}));
    EXPECT_EQ(s.all<std::int64_t>(things_not_in, db::List{{2, 4}}, 1), (std::vector<std::int64_t>{3, 5}));
  });
}

TEST_P(Sessions, refuse_a_null_that_nobody_expects) {
  write([&](db::Session& s) { insert(s, thing(1, "a")); });
  database().read([](db::Session& s) {
    EXPECT_THROW(s.one<std::int64_t>(parent_of, 1), db::Error);
    EXPECT_EQ(s.one<std::optional<std::int64_t>>(parent_of, 1),
              std::optional<std::optional<std::int64_t>>(std::in_place));
  });
}

TEST_P(Sessions, map_one_query_to_two_structs) {
  write([&](db::Session& s) { insert(s, thing(1, "a")); });
  database().read([](db::Session& s) {
    EXPECT_EQ(s.one<Swapped>(swapped_of, 1)->name, "a");
    EXPECT_THROW(s.one<Thing>(swapped_of, 1), db::Error);
    EXPECT_EQ(s.one<Swapped>(swapped_of, 1)->id, 1);
  });
}

TEST_P(Sessions, run_a_query_inside_its_own_loop) {
  write([&](db::Session& s) {
    for (int i = 1; i <= 3; ++i) insert(s, thing(i, std::to_string(i)));
  });
  std::int64_t pairs = 0;
  database().read([&](db::Session& s) {
    s.each<std::int64_t>([&](std::int64_t) { s.each<std::int64_t>([&](std::int64_t) { ++pairs; }, list_things); },
                         list_things);
  });
  EXPECT_EQ(pairs, 9);
}

TEST_P(Sessions, answer_violations_as_values_and_go_on) {
  write([&](db::Session& s) {
    insert(s, thing(1, "a"));
    EXPECT_EQ(try_insert(s, thing(1, "b")), std::unexpected(db::Errc::unique));
    EXPECT_EQ(try_insert(s, thing(2, "a")), std::unexpected(db::Errc::unique));
    Thing orphan = thing(3, "c"), negative = thing(4, "d");
    orphan.parent = 99;
    negative.weight = -1;
    EXPECT_EQ(try_insert(s, orphan), std::unexpected(db::Errc::foreign_key));
    EXPECT_EQ(try_insert(s, negative), std::unexpected(db::Errc::check));
    EXPECT_EQ(
        s.try_exec(insert_thing, 5, std::monostate{}, std::monostate{}, true, 1.0, db::Bytes{}, 1, std::monostate{}),
        std::unexpected(db::Errc::not_null));
    EXPECT_EQ(try_insert(s, thing(6, "f")), 1);
  });
  EXPECT_EQ(count(), 2);
}

TEST_P(Sessions, compare_text_with_case_on_both_engines) {
  write([&](db::Session& s) {
    insert(s, thing(1, "Abc"));
    EXPECT_EQ(s.one<std::int64_t>(like_thing, "abc%"), 0);
    EXPECT_EQ(s.one<std::int64_t>(like_thing, "Abc%"), 1);
  });
}

TEST_P(Sessions, roll_back_a_refusal_and_an_exception) {
  const auto refused = database().write([&](db::Session& s) -> Result<void> {
    insert(s, thing(1, "a"));
    return refuse(FaultKind::conflict, "test.no");
  });
  EXPECT_EQ(refused.error().code, "test.no");
  EXPECT_THROW(database().write([&](db::Session& s) -> Result<void> {
    s.put(insert_thing, 2, "b", std::monostate{}, true, 1.0, db::Bytes{}, 1, std::monostate{});
    throw std::runtime_error("broken");
  }),
               std::runtime_error);
  EXPECT_EQ(count(), 0);
}

TEST_P(Sessions, report_a_queued_violation_before_the_commit_returns) {
  try {
    write([&](db::Session& s) {
      insert(s, thing(1, "a"));
      s.put(insert_thing, 1, "b", std::monostate{}, true, 1.0, db::Bytes{}, 1, std::monostate{});
    });
    FAIL() << "the violation was lost";
  } catch (const db::Error& error) {
    EXPECT_EQ(error.code(), db::Errc::unique);
    EXPECT_EQ(error.query(), "test.insert_thing");
  }
  EXPECT_EQ(count(), 0);
}

TEST_P(Sessions, keep_thousands_of_queued_changes) {
  write([&](db::Session& s) {
    for (int i = 1; i <= 3000; ++i)
      s.put(insert_thing, i, std::to_string(i), std::monostate{}, true, 1.0, db::Bytes{}, 1, std::monostate{});
  });
  EXPECT_EQ(count(), 3000);
}

TEST_P(Sessions, read_one_snapshot) {
  write([&](db::Session& s) { insert(s, thing(1, "a")); });
  database().read([&](db::Session& s) {
    EXPECT_EQ(s.one<std::int64_t>(count_things), 1);
    std::thread other([&] { write([&](db::Session& w) { insert(w, thing(2, "b")); }); });
    other.join();
    EXPECT_EQ(s.one<std::int64_t>(count_things), 1);
    EXPECT_EQ(count(), 1) << "a read inside a read joins its snapshot";
  });
  EXPECT_EQ(count(), 2);
}

TEST_P(Sessions, refuse_to_write_in_a_read) {
  EXPECT_THROW(database().read([&](db::Session& s) { insert(s, thing(1, "a")); }), db::Error);
  EXPECT_EQ(count(), 0);
}

TEST_P(Sessions, refuse_a_write_inside_a_write) {
  EXPECT_THROW(write([&](db::Session&) { write([](db::Session&) {}); }), std::logic_error);
}

TEST_P(Sessions, serve_many_writers_at_once) {
  std::vector<std::thread> writers;
  for (int w = 0; w < 16; ++w)
    writers.emplace_back([&, w] {
      for (int i = 0; i < 20; ++i) {
        const bool keep = i % 4 != 3;  // every fourth is refused: it must not take others of its group along
        const auto written = database().write([&](db::Session& s) -> Result<void> {
          insert(s, thing(w * 100 + i, std::to_string(w * 100 + i)));
          if (!keep) return refuse(FaultKind::conflict, "test.no");
          return {};
        });
        EXPECT_EQ(written.has_value(), keep);
      }
    });
  for (auto& writer : writers) writer.join();
  EXPECT_EQ(count(), 16 * 15);
}

TEST_P(Sessions, wake_the_listeners_after_a_commit) {
  std::atomic<int> woken{0};
  database().on_commit([&] { ++woken; });
  write([&](db::Session& s) { insert(s, thing(1, "a")); });
  EXPECT_GE(woken.load(), 1);
}

ON_EACH_ENGINE(Sessions);
}  // namespace
}  // namespace gongkai::testing
