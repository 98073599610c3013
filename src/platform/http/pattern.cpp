#include "platform/http/pattern.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "base/id.hpp"
#include "base/text.hpp"
#include "base/time.hpp"

namespace gongkai::http {

namespace {

[[noreturn]] void complain(std::string_view pattern, std::string_view what) {
  throw std::invalid_argument(fmt::format("route {}: {}", pattern, what));
}

bool is_name(std::string_view text) {
  return !text.empty() &&
         std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || c == '_' || (c >= '0' && c <= '9'); });
}

SegmentKind kind_of(std::string_view pattern, std::string_view name) {
  if (name == "id") return SegmentKind::id;
  if (name == "int") return SegmentKind::integer;
  if (name == "day") return SegmentKind::day;
  if (name == "slug") return SegmentKind::slug;
  if (name == "rest") return SegmentKind::rest;
  complain(pattern, fmt::format("unknown type {}", name));
}

Segment parse_segment(std::string_view pattern, std::string_view text) {
  if (!text.starts_with('{')) {
    if (text.find_first_of("{}") != std::string_view::npos) complain(pattern, "a parameter is a whole segment");
    return {SegmentKind::literal, std::string(text)};
  }
  if (!text.ends_with('}')) complain(pattern, "a parameter is a whole segment");
  text = text.substr(1, text.size() - 2);
  const std::size_t colon = text.find(':');
  const std::string_view name = text.substr(0, colon);
  if (!is_name(name)) complain(pattern, fmt::format("bad parameter name {}", name));
  return {colon == std::string_view::npos ? SegmentKind::text : kind_of(pattern, text.substr(colon + 1)),
          std::string(name)};
}

bool is_integer(std::string_view text) {
  return text.size() <= 18 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_slug(std::string_view text) {
  return text.size() <= 100 &&
         std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

}  // namespace

std::vector<Segment> parse_pattern(std::string_view pattern) {
  if (!pattern.starts_with('/')) complain(pattern, "begins with a slash");
  std::vector<Segment> segments;
  for (const std::string_view piece : split(pattern.substr(1), '/')) {
    if (!segments.empty() && segments.back().kind == SegmentKind::rest) complain(pattern, "rest is the last segment");
    if (!segments.empty() && segments.back().text.empty()) complain(pattern, "empty segment");
    Segment segment = parse_segment(pattern, piece);
    const auto same = [&](const Segment& s) { return s.kind != SegmentKind::literal && s.text == segment.text; };
    if (segment.kind != SegmentKind::literal && std::ranges::any_of(segments, same))
      complain(pattern, "parameter named twice");
    segments.push_back(std::move(segment));
  }
  return segments;
}

bool fits(SegmentKind kind, std::string_view segment) {
  if (kind == SegmentKind::rest) return true;
  if (segment.empty()) return false;
  switch (kind) {
    case SegmentKind::id: return parse_id(segment).has_value();
    case SegmentKind::integer: return is_integer(segment);
    case SegmentKind::day: return parse_day(segment).has_value();
    case SegmentKind::slug: return is_slug(segment);
    case SegmentKind::literal:
    case SegmentKind::text:
    case SegmentKind::rest: return true;
  }
  return false;
}

}  // namespace gongkai::http
