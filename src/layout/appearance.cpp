#include "layout/appearance.hpp"

#include <cmath>

#include "base/bytes.hpp"
#include "base/text.hpp"
#include "platform/html/html.hpp"
#include "platform/json/json.hpp"

namespace gongkai::layout {

namespace {

constexpr std::size_t longest_mark = 2;
constexpr std::string_view usual_accent = "#0f4f9c";

struct Colour {
  double red, green, blue;
};

std::optional<Colour> parse_colour(std::string_view text) {
  if (text.size() != 7 || text[0] != '#') return std::nullopt;
  const auto bytes = from_hex(text.substr(1));
  if (!bytes) return std::nullopt;
  const auto part = [&](std::size_t i) { return static_cast<double>(static_cast<unsigned char>((*bytes)[i])); };
  return Colour{part(0), part(1), part(2)};
}

/// WCAG 2.2, relative luminance.
double luminance(const Colour& colour) {
  const auto linear = [](double value) {
    const double v = value / 255;
    return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
}

double contrast_with_white(const Colour& colour) {
  return 1.05 / (luminance(colour) + 0.05);
}

std::string mixed(const Colour& colour, double target, double share) {
  const auto part = [&](double value) { return static_cast<int>(std::lround(value + (target - value) * share)); };
  return fmt::format("#{:02x}{:02x}{:02x}", part(colour.red), part(colour.green), part(colour.blue));
}

std::optional<Colour> readable(std::string_view accent) {
  const auto colour = parse_colour(accent);
  return colour && contrast_with_white(*colour) >= 4.5 ? colour : std::nullopt;
}

}  // namespace

Appearance appearance_of(std::string_view theme_json) {
  Appearance appearance;
  const auto theme = json::parse(theme_json);
  const auto* object = theme ? theme->if_object() : nullptr;
  if (!object) return appearance;
  const auto token = [&](std::string_view name) -> std::string_view {
    const auto* value = object->if_contains(name);
    return value && value->is_string() ? std::string_view(value->get_string()) : std::string_view();
  };
  if (readable(token("accent"))) appearance.accent = token("accent");
  if (count_characters(token("mark")) <= longest_mark) appearance.mark = token("mark");
  appearance.square = token("corners") == "square";
  if (token("home") == "news") appearance.home = HomeOrder::news;
  if (token("home") == "disclosure") appearance.home = HomeOrder::disclosure;
  return appearance;
}

std::string theme_css(const Appearance& appearance) {
  std::string css;
  if (const auto colour = readable(appearance.accent))
    css += fmt::format(
        "html:not([data-contrast=high]){{--pri-600:{};--pri-700:{};--pri-800:{};--pri-100:{};--pri-50:{}}}\n",
        mixed(*colour, 0, 0), mixed(*colour, 0, 0.22), mixed(*colour, 0, 0.42), mixed(*colour, 255, 0.82),
        mixed(*colour, 255, 0.92));
  if (appearance.square) css += ":root{--radius:0}\n";
  return css;
}

std::string mark_svg(const Appearance& appearance) {
  const bool one = count_characters(appearance.mark) == 1;
  return fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 56 56\"><circle cx=\"28\" cy=\"28\" r=\"27\" "
      "fill=\"{}\"/>"
      "<text x=\"28\" y=\"{}\" font-size=\"{}\" font-family=\"sans-serif\" font-weight=\"700\" text-anchor=\"middle\" "
      "fill=\"#fff\">{}</text></svg>\n",
      appearance.accent.empty() ? usual_accent : appearance.accent, one ? 38 : 35, one ? 28 : 20,
      html::escape(appearance.mark));
}

}  // namespace gongkai::layout
