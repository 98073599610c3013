#include "platform/http/header_values.hpp"

#include <charconv>

#include "base/text.hpp"

namespace gongkai::http {

namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

std::string_view trim_blanks(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// Cuts the piece before the separator off the front of `rest`.
std::string_view take_piece(std::string_view& rest, char separator) {
  const std::size_t end = std::min(rest.find(separator), rest.size());
  const std::string_view piece = trim_blanks(rest.substr(0, end));
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return piece;
}

/// "0.8" → 800; anything broken counts as 0, so that it is never preferred.
int parse_weight(std::string_view text) {
  if (text.empty() || (text[0] != '0' && text[0] != '1')) return 0;
  int weight = (text[0] - '0') * 1000;
  if (text.size() == 1) return weight;
  if (text[1] != '.') return 0;
  int scale = 100;
  for (const char c : text.substr(2)) {
    if (c < '0' || c > '9' || scale == 0) return 0;
    weight += (c - '0') * scale;
    scale /= 10;
  }
  return std::min(weight, 1000);
}

int weight_of_item(std::string_view parameters) {
  while (!parameters.empty()) {
    const std::string_view parameter = take_piece(parameters, ';');
    if (parameter.size() > 2 && lower(parameter[0]) == 'q' && parameter[1] == '=')
      return parse_weight(parameter.substr(2));
  }
  return 1000;
}

/// 3 an exact match, 2 "type/*", 1 "*" or "*/*", 0 none.
int closeness(std::string_view item, std::string_view value) {
  if (equals_ignoring_case(item, value)) return 3;
  if (item == "*" || item == "*/*") return 1;
  const std::size_t slash = value.find('/');
  const bool type_wildcard = slash != std::string_view::npos && item.ends_with("/*") &&
                             equals_ignoring_case(item.substr(0, item.size() - 1), value.substr(0, slash + 1));
  return type_wildcard ? 2 : 0;
}

std::optional<std::int64_t> parse_number(std::string_view digits) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (digits.empty() || digits[0] == '-' || error != std::errc{} || end != digits.data() + digits.size()) return {};
  return value;
}

}  // namespace

bool equals_ignoring_case(std::string_view a, std::string_view b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
}

std::string to_lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), lower);
  return out;
}

int quality_of(std::string_view list, std::string_view value) {
  int best = 0;
  int weight = 0;
  while (!list.empty()) {
    std::string_view item = take_piece(list, ',');
    const std::string_view name = take_piece(item, ';');
    const int close = closeness(name, value);
    if (close <= best) continue;
    best = close;
    weight = weight_of_item(item);
  }
  return weight;
}

Encodings accepted_encodings(std::string_view accept_encoding) {
  // what nearly every browser sends, without reading it piece by piece
  if (accept_encoding == "gzip, deflate, br" || accept_encoding == "gzip, deflate, br, zstd") return {true, true};
  if (accept_encoding.empty()) return {};
  return {quality_of(accept_encoding, "br") > 0, quality_of(accept_encoding, "gzip") > 0};
}

Fields parse_cookies(std::string_view header) {
  Fields cookies;
  while (!header.empty()) {
    const std::string_view pair = take_piece(header, ';');
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos || equals == 0) continue;
    std::string_view value = pair.substr(equals + 1);
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
    if (is_valid_utf8(value)) cookies.add(std::string(pair.substr(0, equals)), std::string(value));
  }
  return cookies;
}

std::string_view cookie_value(std::string_view header, std::string_view name) {
  while (!header.empty()) {
    const std::string_view pair = take_piece(header, ';');
    if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=')
      return pair.substr(name.size() + 1);
  }
  return {};
}

bool etag_matches(std::string_view list, std::string_view etag) {
  while (!list.empty()) {
    std::string_view item = take_piece(list, ',');
    if (item == "*") return true;
    if (item.starts_with("W/")) item.remove_prefix(2);
    if (item == etag) return true;
  }
  return false;
}

RangeAnswer parse_range(std::string_view header, std::int64_t size) {
  constexpr std::string_view unit = "bytes=";
  if (!header.starts_with(unit)) return {};
  const std::string_view range = trim_blanks(header.substr(unit.size()));
  const std::size_t dash = range.find('-');
  if (dash == std::string_view::npos || range.contains(',')) return {};
  const auto first = parse_number(range.substr(0, dash));
  const auto last = parse_number(range.substr(dash + 1));
  if (dash == 0) {  // the last n bytes
    if (!last) return {};
    if (*last == 0 || size == 0) return {RangeKind::unsatisfiable, {}};
    return {RangeKind::part, {std::max<std::int64_t>(0, size - *last), size - 1}};
  }
  if (!first || (dash + 1 < range.size() && !last) || (last && *last < *first)) return {};
  if (*first >= size) return {RangeKind::unsatisfiable, {}};
  return {RangeKind::part, {*first, std::min(last.value_or(size - 1), size - 1)}};
}

std::string media_type(std::string_view content_type) {
  return to_lower(take_piece(content_type, ';'));
}

std::optional<std::string> header_parameter(std::string_view header, std::string_view name) {
  std::size_t at = header.find(';');
  while (at < header.size()) {
    std::size_t start = at + 1;
    while (start < header.size() && (header[start] == ' ' || header[start] == '\t')) ++start;
    std::size_t equals = start;
    while (equals < header.size() && header[equals] != '=' && header[equals] != ';') ++equals;
    if (equals >= header.size() || header[equals] == ';') {
      at = equals;
      continue;
    }
    std::string value;
    std::size_t next = equals + 1;
    if (next < header.size() && header[next] == '"') {
      // a backslash escapes only the quote and itself: browsers send Windows paths unescaped
      for (++next; next < header.size() && header[next] != '"'; ++next) {
        const bool escaped =
            header[next] == '\\' && next + 1 < header.size() && (header[next + 1] == '"' || header[next + 1] == '\\');
        value += header[escaped ? ++next : next];
      }
      next = std::min(header.find(';', next), header.size());
    } else {
      next = std::min(header.find(';', next), header.size());
      value = trim_blanks(header.substr(equals + 1, next - equals - 1));
    }
    if (equals_ignoring_case(trim_blanks(header.substr(start, equals - start)), name)) return value;
    at = next;
  }
  return std::nullopt;
}

}  // namespace gongkai::http
