#include "platform/documents/typesetter.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "base/text.hpp"

namespace gongkai::documents {
namespace {
constexpr std::u32string_view closing_marks = U"，。、；：！？）》」』”’〕】…％";

bool is_wide(char32_t c) {
  return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) ||
         (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0x20000 && c <= 0x3FFFD) || c == 0x2014 || c == 0x2026 ||
         (c >= 0x2018 && c <= 0x201F);
}
bool is_closing(char32_t c) {
  return closing_marks.find(c) != std::u32string_view::npos;
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

std::set<std::string> families_of(PangoFontMap* map) {
  PangoFontFamily** list = nullptr;
  int count = 0;
  pango_font_map_list_families(map, &list, &count);
  std::set<std::string> names;
  for (int i = 0; i < count; ++i) names.insert(lower(pango_font_family_get_name(list[i])));
  g_free(list);
  return names;
}

using Attributes = std::unique_ptr<PangoAttrList, FreeBy<pango_attr_list_unref>>;
using Description = std::unique_ptr<PangoFontDescription, FreeBy<pango_font_description_free>>;

void free_items(GList* items) {
  g_list_free_full(items, [](gpointer item) { pango_item_free(static_cast<PangoItem*>(item)); });
}
}  // namespace

Typesetter::Typesetter(const Fonts& fonts)
    : m_map(pango_cairo_font_map_new()), m_context(pango_font_map_create_context(m_map.get())) {
  pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(m_map.get()), 72);  // so that a unit is a point
  pango_context_set_language(m_context.get(), pango_language_from_string("zh-cn"));
  pango_context_set_base_dir(m_context.get(), PANGO_DIRECTION_LTR);
  pango_context_set_round_glyph_positions(m_context.get(), FALSE);
  const std::unique_ptr<cairo_font_options_t, FreeBy<cairo_font_options_destroy>> options(cairo_font_options_create());
  cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(m_context.get(), options.get());
  for (const auto* families : {&fonts.title, &fonts.body, &fonts.kai, &fonts.hei, &fonts.song})
    m_faces.push_back(choose(*families));
}

Typesetter::Face Typesetter::choose(const std::string& families) const {
  const auto installed = families_of(m_map.get());
  Face last;
  for (const auto wanted : split(families, ',')) {
    auto name = trim(wanted);
    last.is_bold = name.ends_with(":bold");
    if (last.is_bold) name.remove_suffix(5);
    last.family = std::string(name);
    if (installed.contains(lower(last.family))) return last;
  }
  if (installed.empty() || last.family.empty())
    throw std::runtime_error("no fonts for printing: install fonts-noto-cjk");
  return last;  // the system substitutes what it has
}

/// One paragraph on its way to lines.
class ParagraphSetter {
 public:
  ParagraphSetter(const Typesetter& typesetter, const std::vector<Run>& runs, const ParagraphShape& shape)
      : m_typesetter(typesetter), m_shape(shape), m_text(std::make_shared<std::string>()) {
    const Attributes attributes(pango_attr_list_new());
    for (const auto& run : runs) append(run, attributes.get());
    measure_characters();
    shape_items(attributes.get());
  }

  std::vector<Line> lines() {
    std::vector<Line> lines;
    for (std::size_t from = 0; from < m_characters.size();) {
      const double indent = from == 0 ? m_shape.first_indent : m_shape.indent;
      const double room = m_shape.width - indent;
      const auto end = end_of_line(from, room);
      lines.push_back(make_line(from, end, indent, room));
      from = end;
    }
    return lines;
  }

  double natural_width() const {
    double width = 0;
    for (const auto& character : m_characters) width += character.advance;
    return width;
  }

 private:
  struct Character {
    char32_t code = 0;
    std::size_t offset = 0;
    double advance = 0;
    bool may_begin_line = false;
    bool is_white = false;
  };
  struct Shaped {
    GlyphItem item;
    std::size_t first = 0, end = 0;  // characters
  };

  void append(const Run& run, PangoAttrList* attributes) {
    const auto& face = m_typesetter.face(run.role);
    const Description description(pango_font_description_new());
    pango_font_description_set_family(description.get(), face.family.c_str());
    pango_font_description_set_weight(description.get(), face.is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_size(description.get(), static_cast<int>(m_shape.size * PANGO_SCALE));
    auto* attribute = pango_attr_font_desc_new(description.get());
    attribute->start_index = static_cast<guint>(m_text->size());
    *m_text += clean_utf8(run.text);
    attribute->end_index = static_cast<guint>(m_text->size());
    pango_attr_list_insert(attributes, attribute);
    // a ligature across a forced break could not be cut
    auto* features = pango_attr_font_features_new("liga=0, clig=0");
    features->start_index = attribute->start_index;
    features->end_index = attribute->end_index;
    pango_attr_list_insert(attributes, features);
  }

  void measure_characters() {
    const auto codes = to_code_points(*m_text);
    std::size_t offset = 0;
    for (const char32_t code : codes) {
      m_characters.push_back({.code = code, .offset = offset, .is_white = code == U' ' || code == U'\n'});
      offset += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    }
  }

  void shape_items(PangoAttrList* attributes) {
    const auto length = static_cast<int>(m_text->size());
    std::vector<PangoLogAttr> log(m_characters.size() + 1);
    pango_get_log_attrs(m_text->c_str(), length, -1, pango_context_get_language(m_typesetter.context()), log.data(),
                        static_cast<int>(log.size()));
    for (std::size_t i = 0; i < m_characters.size(); ++i) m_characters[i].may_begin_line = log[i].is_line_break;
    const std::unique_ptr<GList, FreeBy<free_items>> items(
        pango_itemize(m_typesetter.context(), m_text->c_str(), 0, length, attributes, nullptr));
    std::size_t first = 0;
    for (auto* node = items.get(); node; node = node->next) {
      auto* item = static_cast<PangoItem*>(node->data);
      GlyphItem shaped(g_slice_new0(PangoGlyphItem));
      shaped->item = pango_item_copy(item);
      shaped->glyphs = pango_glyph_string_new();
      pango_shape_item(item, m_text->c_str(), length, log.data() + first, shaped->glyphs, PANGO_SHAPE_NONE);
      const auto end = first + static_cast<std::size_t>(item->num_chars);
      take_advances(*shaped, first, end);
      m_items.push_back({std::move(shaped), first, end});
      first = end;
    }
  }

  void take_advances(const PangoGlyphItem& shaped, std::size_t first, std::size_t end) {
    std::vector<int> widths(end - first);
    pango_glyph_string_get_logical_widths(shaped.glyphs, m_text->c_str() + shaped.item->offset, shaped.item->length,
                                          shaped.item->analysis.level, widths.data());
    for (std::size_t i = first; i < end; ++i) {
      auto& character = m_characters[i];
      const bool fills_cell = m_shape.cell > 0 && is_wide(character.code);
      character.advance = fills_cell ? m_shape.cell : static_cast<double>(widths[i - first]) / PANGO_SCALE;
      if (character.code == U'\n') character.advance = 0;
    }
  }

  std::size_t end_of_line(std::size_t from, double room) {
    constexpr double tolerance = 0.01;
    double x = 0;
    std::size_t last_break = from;
    for (std::size_t i = from; i < m_characters.size(); ++i) {
      auto& character = m_characters[i];
      if (i > from && character.may_begin_line) last_break = i;
      if (character.code == U'\n') return i + 1;
      if (!character.is_white && x + character.advance > room + tolerance) {
        const bool may_end_here = i + 1 == m_characters.size() || m_characters[i + 1].may_begin_line;
        if (is_closing(character.code) && may_end_here && x + character.advance / 2 <= room + tolerance) {
          character.advance /= 2;  // its ink is in the left half
          return i + 1;
        }
        return last_break > from ? last_break : std::max(i, from + 1);
      }
      x += character.advance;
    }
    return m_characters.size();
  }

  Line make_line(std::size_t from, std::size_t end, double indent, double room) {
    const bool is_last = end == m_characters.size() || m_characters[end - 1].code == U'\n';
    while (end > from && m_characters[end - 1].is_white) --end;
    double width = 0;
    for (std::size_t i = from; i < end; ++i) width += m_characters[i].advance;
    const double slack = room - width;
    // a long address on the next line leaves a hole: spread over too few characters it would look worse
    if (m_shape.align == Align::justified && !is_last && end > from + 1 && slack > 0 && slack < 4 * m_shape.size) {
      for (std::size_t i = from; i + 1 < end; ++i)
        m_characters[i].advance += slack / static_cast<double>(end - from - 1);
      width = room;
    }
    Line line{.text = m_text, .x = indent, .width = width};
    if (m_shape.align == Align::center) line.x = indent + slack / 2;
    if (m_shape.align == Align::right) line.x = indent + slack;
    for (const auto& shaped : m_items)
      if (shaped.first < end && from < shaped.end)
        line.items.push_back(cut(shaped, std::max(from, shaped.first), std::min(end, shaped.end)));
    return line;
  }

  std::size_t offset_of(std::size_t character) const {
    return character < m_characters.size() ? m_characters[character].offset : m_text->size();
  }

  /// The glyphs of some characters, with the advances that the line gave them.
  GlyphItem cut(const Shaped& shaped, std::size_t from, std::size_t end) const {
    GlyphItem piece(pango_glyph_item_copy(shaped.item.get()));
    if (from > shaped.first) {
      const auto at = static_cast<int>(offset_of(from)) - piece->item->offset;
      const GlyphItem before(pango_glyph_item_split(piece.get(), m_text->c_str(), at));
    }
    if (end < shaped.end) {
      const auto at = static_cast<int>(offset_of(end)) - piece->item->offset;
      if (GlyphItem kept{pango_glyph_item_split(piece.get(), m_text->c_str(), at)}) piece = std::move(kept);
    }
    PangoGlyphItemIter iter;
    for (auto have = pango_glyph_item_iter_init_start(&iter, piece.get(), m_text->c_str()); have;
         have = pango_glyph_item_iter_next_cluster(&iter))
      widen(*piece->glyphs, iter, from);
    return piece;
  }

  void widen(PangoGlyphString& glyphs, const PangoGlyphItemIter& iter, std::size_t from) const {
    double wanted = 0;
    for (int i = iter.start_char; i < iter.end_char; ++i)
      wanted += m_characters[from + static_cast<std::size_t>(i)].advance;
    int present = 0;
    for (int i = iter.start_glyph; i < iter.end_glyph; ++i) present += glyphs.glyphs[i].geometry.width;
    glyphs.glyphs[iter.end_glyph - 1].geometry.width += static_cast<int>(wanted * PANGO_SCALE) - present;
  }

  const Typesetter& m_typesetter;
  const ParagraphShape& m_shape;
  std::shared_ptr<std::string> m_text;
  std::vector<Character> m_characters;
  std::vector<Shaped> m_items;
};

std::vector<Line> Typesetter::set(const std::vector<Run>& runs, const ParagraphShape& shape) const {
  return ParagraphSetter(*this, runs, shape).lines();
}

double Typesetter::width_of(const std::string& text, Role role, double size) const {
  return ParagraphSetter(*this, {{text, role}}, {.width = 1e6, .size = size}).natural_width();
}

}  // namespace gongkai::documents
