// How one site looks: colour, corners, mark and the order of its home page. Kept as the site's theme, so that a whole group
// is dressed anew without touching a document.
#pragma once
#include <string>
#include <string_view>

namespace gongkai::layout {

/// What stands first: what people come for, what is new, or what must be disclosed.
enum class HomeOrder { services, news, disclosure };

struct Appearance {
  std::string accent;  // "#0f4f9c"; "" leaves the product's own
  std::string mark;    // one or two characters in the round mark; "" shows the product's picture
  bool square = false;
  HomeOrder home = HomeOrder::services;
};

/// Anything unknown or unreadable is as if it were not said: a page is drawn whatever the database holds.
Appearance appearance_of(std::string_view theme_json);

/// As a stylesheet of its own, because a strict content security policy knows no inline styles; "" when nothing differs.
/// A colour that would make white text unreadable is left out.
std::string theme_css(const Appearance& appearance);
/// The round mark with the site's characters.
std::string mark_svg(const Appearance& appearance);

}  // namespace gongkai::layout
