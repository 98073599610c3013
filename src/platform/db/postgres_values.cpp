#include "platform/db/postgres_values.hpp"

#include <fmt/format.h>

#include <bit>
#include <type_traits>

#include "base/bytes.hpp"

namespace gongkai::db {
namespace {
// From the server's catalog/pg_type_d.h, which the client packages do not carry.
constexpr Oid bool_type = 16, bytea_type = 17, char_type = 18, name_type = 19, int8_type = 20, int2_type = 21,
              int4_type = 23, text_type = 25, oid_type = 26, float4_type = 700, float8_type = 701, unknown_type = 705,
              bpchar_type = 1042, varchar_type = 1043, void_type = 2278, int8_array_type = 1016, xid8_type = 5069;

std::string big_endian(std::uint64_t value) {
  std::string bytes(8, '\0');
  for (int i = 7; i >= 0; --i, value >>= 8) bytes[static_cast<std::size_t>(i)] = static_cast<char>(value & 255);
  return bytes;
}

std::uint64_t from_big_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char byte : bytes) value = (value << 8) | static_cast<unsigned char>(byte);
  return value;
}

std::string array_text(const List& list) {
  std::string text = "{";
  for (const auto value : list.values) {
    if (text.size() > 1) text += ',';
    text += std::to_string(value);
  }
  return text += '}';
}

[[noreturn]] void wrong_type(const PGresult* result, int column, std::string_view wanted) {
  throw Error(Errc::other, {},
              fmt::format("column {} has type {} and cannot be read as {}: cast it in the query",
                          PQfname(result, column), PQftype(result, column), wanted));
}
}  // namespace

Oid type_of(const Param& param) {
  static constexpr std::array<Oid, std::variant_size_v<Param>> types{0,         int8_type,  float8_type,    bool_type,
                                                                     text_type, bytea_type, int8_array_type};
  return types[param.index()];
}

bool accepts(const std::vector<Oid>& types, std::span<const Param> params) {
  if (types.size() != params.size()) return false;
  for (std::size_t i = 0; i < types.size(); ++i) {
    const Oid type = type_of(params[i]);
    if (type && types[i] && type != types[i]) return false;
  }
  return true;
}

BoundValues::BoundValues(const std::vector<Oid>& types, std::span<const Param> params) {
  m_values.data.reserve(params.size());
  m_values.lengths.reserve(params.size());
  m_values.formats.reserve(params.size());
  for (std::size_t i = 0; i < params.size(); ++i) bind(params[i], types[i] != 0);
}

void BoundValues::add(std::string_view bytes, bool binary) {
  m_values.data.push_back(bytes.data() ? bytes.data() : "");
  m_values.lengths.push_back(static_cast<int>(bytes.size()));
  m_values.formats.push_back(binary);
}

void BoundValues::bind(const Param& param, bool binary) {
  const auto keep = [&](std::string text) -> const std::string& { return m_storage.emplace_back(std::move(text)); };
  std::visit(
      [&]<class T>(const T& value) {
        if constexpr (std::is_same_v<T, std::monostate>) {
          m_values.data.push_back(nullptr);
          m_values.lengths.push_back(0);
          m_values.formats.push_back(0);
        } else if constexpr (std::is_same_v<T, std::int64_t>) {
          add(keep(binary ? big_endian(static_cast<std::uint64_t>(value)) : std::to_string(value)), binary);
        } else if constexpr (std::is_same_v<T, double>) {
          add(keep(binary ? big_endian(std::bit_cast<std::uint64_t>(value)) : fmt::format("{}", value)), binary);
        } else if constexpr (std::is_same_v<T, bool>) {
          add(keep(binary ? std::string(1, value ? '\1' : '\0') : value ? "t" : "f"), binary);
        } else if constexpr (std::is_same_v<T, std::string_view>) {
          // Binary text has a length: a NUL inside is then refused by the server instead of cutting the value short.
          if (binary || !value.contains('\0')) add(binary ? value : std::string_view(keep(std::string(value))), binary);
          else throw Error(Errc::check, {}, "a text contains a NUL character");
        } else if constexpr (std::is_same_v<T, BytesView>) {
          if (binary) add(value.value, true);
          else add(keep("\\x" + to_hex(value.value)), false);
        } else {
          add(keep(array_text(*value)), false);
        }
      },
      param);
}

std::int64_t read_integer(const PGresult* result, int row, int column) {
  const auto bytes = read_bytes(result, row, column);
  switch (PQftype(result, column)) {
    case int8_type:
    case xid8_type: return static_cast<std::int64_t>(from_big_endian(bytes));
    case int4_type: return static_cast<std::int32_t>(from_big_endian(bytes));
    case int2_type: return static_cast<std::int16_t>(from_big_endian(bytes));
    case oid_type:
    case bool_type: return static_cast<std::int64_t>(from_big_endian(bytes));
    default: wrong_type(result, column, "a number");
  }
}

double read_real(const PGresult* result, int row, int column) {
  const auto bytes = read_bytes(result, row, column);
  switch (PQftype(result, column)) {
    case float8_type: return std::bit_cast<double>(from_big_endian(bytes));
    case float4_type:
      return static_cast<double>(std::bit_cast<float>(static_cast<std::uint32_t>(from_big_endian(bytes))));
    default: return static_cast<double>(read_integer(result, row, column));
  }
}

std::string_view read_text(const PGresult* result, int row, int column) {
  switch (PQftype(result, column)) {
    case text_type:
    case varchar_type:
    case bpchar_type:
    case char_type:
    case name_type:
    case void_type:
    case unknown_type: return read_bytes(result, row, column);
    default: wrong_type(result, column, "a text");
  }
}

std::string_view read_bytes(const PGresult* result, int row, int column) {
  return {PQgetvalue(result, row, column), static_cast<std::size_t>(PQgetlength(result, row, column))};
}

}  // namespace gongkai::db
