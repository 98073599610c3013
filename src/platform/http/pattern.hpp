// The pattern of a route, cut into segments: "/doc/{id:id}/{name}" → literal, id, text.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace gongkai::http {

/// In the order in which a path segment is tried: the narrower kind wins.
enum class SegmentKind { literal, id, integer, day, slug, text, rest };
inline constexpr std::size_t typed_kinds = 6;  // all but literal

struct Segment {
  SegmentKind kind = SegmentKind::literal;
  std::string text;  // of a literal, or the parameter's name
};

/// Throws std::invalid_argument and says what is wrong.
std::vector<Segment> parse_pattern(std::string_view pattern);

/// Whether a segment of a path may stand for a parameter of this kind.
bool fits(SegmentKind kind, std::string_view segment);

}  // namespace gongkai::http
