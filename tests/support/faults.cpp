#include "tests/support/faults.hpp"

namespace gongkai::testing {
namespace {
class FaultySession final : public db::Session {
 public:
  FaultySession(db::Session& inner, FaultyDatabase& database) : m_inner(inner), m_database(database) {}
  db::Engine engine() const override { return m_inner.engine(); }
  void run_script(const std::string& sql) override { m_inner.run_script(sql); }
  Rows& start(const db::Query& query, std::span<const db::Param> params) override {
    m_database.count_statement(query.name());
    return m_inner.start(query, params);
  }
  std::int64_t run(const db::Query& query, std::span<const db::Param> params) override {
    m_database.count_statement(query.name());
    return m_inner.run(query, params);
  }
  void queue(const db::Query& query, std::span<const db::Param> params) override {
    m_database.count_statement(query.name());
    m_inner.queue(query, params);
  }
  std::expected<std::int64_t, db::Errc> attempt(const db::Query& query, std::span<const db::Param> params) override {
    m_database.count_statement(query.name());
    return m_inner.attempt(query, params);
  }

 private:
  db::Session& m_inner;
  FaultyDatabase& m_database;
};
}  // namespace

void FaultyDatabase::count_statement(std::string_view query) {
  if (++m_count == m_fail_at) throw db::Error(m_code, query, "injected fault");
}

void FaultyDatabase::write_with(const std::function<bool(db::Session&)>& f, db::Isolation isolation) {
  m_inner.write_with(
      [&](db::Session& session) {
        FaultySession faulty(session, *this);
        const bool keep = f(faulty);
        count_statement("COMMIT");
        return keep;
      },
      isolation);
  if (std::exchange(m_lose_answer, false))
    throw db::Error(db::Errc::outcome_unknown, {}, "injected loss of the answer");
}

int each_statement_fails(FaultyDatabase& database, const std::function<void()>& use_case,
                         const std::function<void()>& nothing_happened, db::Errc code) {
  for (int statement = 1;; ++statement) {
    database.fail_at(statement, code);
    try {
      use_case();
    } catch (const db::Error&) {
      // what a caller would see; what matters is what is left behind
    }
    const bool failed = database.has_failed();
    database.fail_at(0, code);
    if (!failed) return statement - 1;
    nothing_happened();
  }
}

}  // namespace gongkai::testing
