// Reading modes: 长者模式, high contrast, size of the letters. They live in the cookie "reading" in one canonical form,
// so that the page cache keeps one page for each mode, and the server writes them as attributes of <html>: no script.
#pragma once
#include <string>
#include <string_view>

#include "platform/http/message.hpp"

namespace gongkai::layout {

enum class Size { small, normal, large, larger };

struct Reading {
  bool elder = false;
  bool high_contrast = false;
  Size size = Size::normal;
  bool operator==(const Reading&) const = default;
};

std::string_view name_of(Size size);
/// Anything unknown is the usual mode.
Reading parse_reading(std::string_view cookie);
/// "" for the usual mode: no cookie, the same cached page as for everybody.
std::string to_text(const Reading& reading);
/// What a link of /mode asks for: mode=elder|usual, contrast=high|usual, size=small|normal|large|larger.
Reading changed(Reading reading, const http::Fields& query);
/// A path of this server to go back to; "/" for anything else.
std::string safe_return(std::string_view back);

}  // namespace gongkai::layout
