// What goes into a statement and what comes out of a row.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <variant>
#include <vector>

#include "base/id.hpp"
#include "base/time.hpp"

namespace gongkai::db {

/// Bytes, bound as BLOB / bytea; a plain string is bound as text.
struct Bytes {
  std::string value;
  bool operator==(const Bytes&) const = default;
};
struct BytesView {
  std::string_view value;
};

/// A list of numbers for `id IN {{in $1}}`; each engine has its own way to bind it.
struct List {
  std::vector<std::int64_t> values;
};

using Param = std::variant<std::monostate, std::int64_t, double, bool, std::string_view, BytesView, const List*>;

inline Param to_param(std::monostate) {
  return {};
}
inline Param to_param(bool value) {
  return value;
}
inline Param to_param(double value) {
  return value;
}
inline Param to_param(std::string_view value) {
  return value;
}
inline Param to_param(const std::string& value) {
  return std::string_view(value);
}
inline Param to_param(const char* value) {
  return std::string_view(value);
}
inline Param to_param(const Bytes& value) {
  return BytesView{value.value};
}
inline Param to_param(BytesView value) {
  return value;
}
inline Param to_param(const List& list) {
  return &list;
}
inline Param to_param(Day day) {
  return std::int64_t{day.number};
}
inline Param to_param(Instant instant) {
  return instant.micros;
}
template <class Tag>
Param to_param(Id<Tag> id) {
  return id ? Param(id.value) : Param();  // an empty id is NULL
}
template <class T>
  requires(std::is_integral_v<T> && !std::is_same_v<T, bool>)
Param to_param(T value) {
  return static_cast<std::int64_t>(value);
}
template <class T>
  requires std::is_enum_v<T>
Param to_param(T value) {
  return static_cast<std::int64_t>(value);
}
template <class T>
Param to_param(const std::optional<T>& value) {
  return value ? to_param(*value) : Param();
}

/// One row of a running statement; columns by number. Views live until the next row.
class Row {
 public:
  virtual bool is_null(int column) const = 0;
  virtual std::int64_t integer(int column) const = 0;
  virtual double real(int column) const = 0;
  virtual bool boolean(int column) const = 0;
  virtual std::string_view text(int column) const = 0;
  virtual std::string_view bytes(int column) const = 0;

 protected:
  ~Row() = default;
};

template <class T>
struct Read;  // Read<T>::from(row, column)

template <>
struct Read<bool> {
  static bool from(const Row& row, int column) { return row.boolean(column); }
};
template <>
struct Read<double> {
  static double from(const Row& row, int column) { return row.real(column); }
};
template <>
struct Read<std::string> {
  static std::string from(const Row& row, int column) { return std::string(row.text(column)); }
};
template <>
struct Read<Bytes> {
  static Bytes from(const Row& row, int column) { return Bytes{std::string(row.bytes(column))}; }
};
template <>
struct Read<Day> {
  static Day from(const Row& row, int column) { return Day{static_cast<std::int32_t>(row.integer(column))}; }
};
template <>
struct Read<Instant> {
  static Instant from(const Row& row, int column) { return Instant{row.integer(column)}; }
};
template <class Tag>
struct Read<Id<Tag>> {
  static Id<Tag> from(const Row& row, int column) {
    return row.is_null(column) ? Id<Tag>{} : Id<Tag>{row.integer(column)};
  }
};
template <class T>
  requires((std::is_integral_v<T> && !std::is_same_v<T, bool>) || std::is_enum_v<T>)
struct Read<T> {
  static T from(const Row& row, int column) { return static_cast<T>(row.integer(column)); }
};
template <class T>
struct Read<std::optional<T>> {
  static std::optional<T> from(const Row& row, int column) {
    if (row.is_null(column)) return std::nullopt;
    return Read<T>::from(row, column);
  }
};

/// How a struct maps to columns, by name:
///   template <> struct db::Columns<Unit> {
///     static constexpr auto list = std::tuple{db::column("id", &Unit::id), db::column("name", &Unit::name)};
///   };
template <class T>
struct Columns;

template <class Owner, class Member>
struct Column {
  std::string_view name;
  Member Owner::* member;
};
template <class Owner, class Member>
constexpr Column<Owner, Member> column(std::string_view name, Member Owner::* member) {
  return {name, member};
}

template <class T>
concept Mapped = requires { Columns<T>::list; };

}  // namespace gongkai::db
