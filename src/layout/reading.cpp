#include "layout/reading.hpp"

#include "base/text.hpp"

namespace gongkai::layout {

namespace {

constexpr Size sizes[] = {Size::small, Size::normal, Size::large, Size::larger};

}  // namespace

std::string_view name_of(Size size) {
  switch (size) {
    case Size::small: return "small";
    case Size::normal: return "normal";
    case Size::large: return "large";
    case Size::larger: return "larger";
  }
  return "normal";
}

Reading parse_reading(std::string_view cookie) {
  Reading reading;
  if (cookie.size() > 40) return reading;
  for (const auto part : split(cookie, '.')) {
    if (part == "elder") reading.elder = true;
    if (part == "high") reading.high_contrast = true;
    for (const Size size : sizes)
      if (part == name_of(size)) reading.size = size;
  }
  return reading;
}

std::string to_text(const Reading& reading) {
  std::vector<std::string> parts;
  if (reading.elder) parts.emplace_back("elder");
  if (reading.high_contrast) parts.emplace_back("high");
  if (reading.size != Size::normal) parts.emplace_back(name_of(reading.size));
  return join(parts, ".");
}

Reading changed(Reading reading, const http::Fields& query) {
  if (query.has("mode")) reading.elder = query.get("mode") == "elder";
  if (query.has("contrast")) reading.high_contrast = query.get("contrast") == "high";
  for (const Size size : sizes)
    if (query.get("size") == name_of(size)) reading.size = size;
  return reading;
}

std::string safe_return(std::string_view back) {
  const bool local = back.starts_with('/') && !back.starts_with("//") && back.find('\\') == std::string_view::npos &&
                     back.size() <= 2000;
  const bool printable =
      std::ranges::all_of(back, [](char c) { return static_cast<unsigned char>(c) > 0x20 && c != 0x7f; });
  if (!local || !printable) return "/";
  // what is not ASCII was decoded by the form parser: a header wants it encoded again
  std::string out;
  for (const char c : back)
    out += static_cast<unsigned char>(c) < 0x80 ? std::string(1, c) : http::percent_encode(std::string_view(&c, 1));
  return out;
}

}  // namespace gongkai::layout
