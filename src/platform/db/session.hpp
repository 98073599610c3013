// One connection in use by one thread: runs named statements and maps rows to structs.
// SQLite (sqlite_session.cpp) and PostgreSQL (postgres_session.cpp) stand behind it.
#pragma once
#include <array>
#include <expected>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "platform/db/error.hpp"
#include "platform/db/query.hpp"
#include "platform/db/value.hpp"

namespace gongkai::db {

class Session {
 public:
  virtual ~Session() = default;
  virtual Engine engine() const = 0;

  /// The first row, if there is one. T is a mapped struct or a single value.
  template <class T, class... Args>
  std::optional<T> one(const Query& query, const Args&... args) {
    std::optional<T> found;
    each<T>([&](T&& row) { return found.emplace(std::move(row)), false; }, query, args...);
    return found;
  }

  /// All rows. The query itself bounds a list (LIMIT and keyset).
  template <class T, class... Args>
  std::vector<T> all(const Query& query, const Args&... args) {
    std::vector<T> rows;
    each<T>([&](T&& row) { rows.push_back(std::move(row)); }, query, args...);
    return rows;
  }

  /// Calls f(T&&) for each row without keeping them. An f that returns bool stops with false.
  template <class T, class F, class... Args>
  void each(F&& f, const Query& query, const Args&... args) {
    const std::array<Param, sizeof...(Args)> params{to_param(args)...};
    const Finish running{start(query, params)};
    while (running.rows.next()) {
      if constexpr (std::is_same_v<std::invoke_result_t<F, T&&>, bool>) {
        if (!f(read<T>(running.rows))) return;
      } else {
        f(read<T>(running.rows));
      }
    }
  }

  /// Makes a change now; returns the number of rows it touched.
  template <class... Args>
  std::int64_t exec(const Query& query, const Args&... args) {
    const std::array<Param, sizeof...(Args)> params{to_param(args)...};
    return run(query, params);
  }

  /// Makes a change whose result nobody asks for. PostgreSQL sends it along with the next statement or the COMMIT, so
  /// that a whole transaction is one round trip, and a violation shows up there; SQLite runs it at once.
  template <class... Args>
  void put(const Query& query, const Args&... args) {
    const std::array<Param, sizeof...(Args)> params{to_param(args)...};
    queue(query, params);
  }

  /// Makes a change that a constraint may refuse (Errc::unique, foreign_key, check, not_null); the transaction goes on.
  template <class... Args>
  std::expected<std::int64_t, Errc> try_exec(const Query& query, const Args&... args) {
    const std::array<Param, sizeof...(Args)> params{to_param(args)...};
    return attempt(query, params);
  }

  /// Runs statements without parameters, separated by semicolons: migrations and tests.
  virtual void run_script(const std::string& sql) = 0;

  // What an engine implements. The typed forms above are the ones to use.

  /// Which column each member of a struct comes from; kept with the prepared statement, for the struct it was made for.
  struct Order {
    const void* type = nullptr;
    std::vector<int> columns{};
  };
  class Rows : public Row {
   public:
    virtual bool next() = 0;
    virtual int column_count() const = 0;
    virtual std::string_view column_name(int column) const = 0;
    virtual Order& order() = 0;
    virtual void finish() noexcept = 0;

   protected:
    ~Rows() = default;
  };
  virtual Rows& start(const Query& query, std::span<const Param> params) = 0;
  virtual std::int64_t run(const Query& query, std::span<const Param> params) = 0;
  virtual void queue(const Query& query, std::span<const Param> params) = 0;
  virtual std::expected<std::int64_t, Errc> attempt(const Query& query, std::span<const Param> params) = 0;

 private:
  struct Finish {
    Rows& rows;
    ~Finish() { rows.finish(); }
  };

  template <class T>
  static constexpr char type_tag = 0;

  template <class T>
  static T read(Rows& rows) {
    if constexpr (Mapped<T>) {
      auto& order = rows.order();
      if (order.type != &type_tag<T>) order = Order{&type_tag<T>, order_of<T>(rows)};
      T value{};
      read_members(value, rows, order.columns,
                   std::make_index_sequence<std::tuple_size_v<decltype(Columns<T>::list)>>{});
      return value;
    } else {
      return Read<T>::from(rows, 0);
    }
  }

  template <class T, std::size_t... I>
  static void read_members(T& value, const Rows& rows, const std::vector<int>& order, std::index_sequence<I...>) {
    ((value.*(std::get<I>(Columns<T>::list).member) =
          Read<std::remove_cvref_t<decltype(value.*(std::get<I>(Columns<T>::list).member))>>::from(rows, order[I])),
     ...);
  }

  template <class T>
  static std::vector<int> order_of(const Rows& rows) {
    return std::apply([&](const auto&... columns) { return std::vector<int>{find_column(rows, columns.name)...}; },
                      Columns<T>::list);
  }
  /// Throws Error when the query does not yield the column: a mistake in store.cpp, found by the registry test.
  static int find_column(const Rows& rows, std::string_view name);
};

}  // namespace gongkai::db
