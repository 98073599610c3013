// Paragraphs to lines by Pango: itemised and shaped once, then filled line by line the Chinese way. A full-width character
// takes one cell of the grid, no line begins with a closing mark or ends with an opening one (kinsoku), a closing mark that
// would just not fit is squeezed to half its width, and what remains is spread between the characters.
#pragma once
#include <pango/pangocairo.h>

#include <memory>
#include <string>
#include <vector>

#include "platform/documents/official_text.hpp"

namespace gongkai::documents {

enum class Role { title, body, kai, hei, song };

struct Run {
  std::string text;
  Role role = Role::body;
};

struct ParagraphShape {
  double width = 0;         // points
  double size = 16;         // of the characters
  double cell = 0;          // advance of a full-width character; 0: its own
  double first_indent = 0;  // of the first line
  double indent = 0;        // of the others
  Align align = Align::justified;
};

template <auto Free>
struct FreeBy {
  template <class T>
  void operator()(T* object) const {
    Free(object);
  }
};
using GlyphItem = std::unique_ptr<PangoGlyphItem, FreeBy<pango_glyph_item_free>>;

/// A line with its glyphs spread already. It keeps the text of its paragraph alive: the text layer is made from it.
struct Line {
  std::shared_ptr<const std::string> text;
  std::vector<GlyphItem> items;
  double x = 0;
  double width = 0;
};

/// One font map with the chosen faces; not shared between threads.
class Typesetter {
 public:
  explicit Typesetter(const Fonts& fonts);
  std::vector<Line> set(const std::vector<Run>& runs, const ParagraphShape& shape) const;
  /// Of one line without breaks.
  double width_of(const std::string& text, Role role, double size) const;
  PangoContext* context() const { return m_context.get(); }

 private:
  struct Face {
    std::string family;
    bool is_bold = false;
  };
  Face choose(const std::string& families) const;
  const Face& face(Role role) const { return m_faces[static_cast<std::size_t>(role)]; }

  std::unique_ptr<PangoFontMap, FreeBy<g_object_unref>> m_map;
  std::unique_ptr<PangoContext, FreeBy<g_object_unref>> m_context;
  std::vector<Face> m_faces;
  friend class ParagraphSetter;
};

}  // namespace gongkai::documents
