// A database whose n-th statement fails: for showing that a use case leaves nothing half done.
//
//   FaultyDatabase faulty(*test_database);
//   each_statement_fails(faulty, [&] { use_case(); }, [&] { EXPECT_EQ(count_of_rows(), 0); });
#pragma once
#include <functional>

#include "platform/db/database.hpp"

namespace gongkai::testing {

class FaultyDatabase final : public db::Database {
 public:
  explicit FaultyDatabase(db::Database& inner) : m_inner(inner) {}

  /// The n-th statement of writes from now on (from 1) throws; the end of a transaction counts as a statement, too.
  void fail_at(int statement, db::Errc code) { m_count = 0, m_fail_at = statement, m_code = code; }
  /// The next commit happens, but its answer is lost.
  void lose_next_answer() { m_lose_answer = true; }
  bool has_failed() const { return m_fail_at > 0 && m_count >= m_fail_at; }
  int statements() const { return m_count; }
  void count_statement(std::string_view query);

  db::Engine engine() const override { return m_inner.engine(); }
  db::State state() const override { return m_inner.state(); }
  void on_commit(std::function<void()> wake) override { m_inner.on_commit(std::move(wake)); }
  void back_up_to(const std::string& file) override { m_inner.back_up_to(file); }
  std::vector<std::string> check_queries() override { return m_inner.check_queries(); }
  void read_with(const std::function<void(db::Session&)>& f) override { m_inner.read_with(f); }
  void write_with(const std::function<bool(db::Session&)>& f, db::Isolation isolation) override;

 private:
  db::Database& m_inner;
  int m_count = 0, m_fail_at = 0;
  db::Errc m_code = db::Errc::other;
  bool m_lose_answer = false;
};

/// Runs the use case with its first statement failing, then its second, and so on; after each, `nothing_happened` checks.
/// Ends with the run in which nothing failed. Returns how many statements failed.
int each_statement_fails(FaultyDatabase& database, const std::function<void()>& use_case,
                         const std::function<void()>& nothing_happened, db::Errc code = db::Errc::other);

}  // namespace gongkai::testing
