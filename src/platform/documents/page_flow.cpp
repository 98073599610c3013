#include "platform/documents/page_flow.hpp"

#include <algorithm>

#include "platform/documents/numbering.hpp"

namespace gongkai::documents {
namespace {
/// The middle of the characters lies on the middle of the line.
double baseline(double top, double size) {
  return top + line_pitch / 2 + 0.36 * size;
}

Role role_of_level(int level) {
  return level == 1 ? Role::hei : level == 2 ? Role::kai : Role::body;
}

const char* tag_of(const Block& block) {
  constexpr const char* headings[] = {"H1", "H2", "H3", "H4", "H5"};
  return block.kind == BlockKind::heading ? headings[std::clamp(block.level, 1, 4)] : "P";
}

std::string text_of(const Block& block) {
  std::string text;
  for (const auto& span : block.spans) text += span.text;
  return text;
}

/// 黑体 for 一、 and 楷体 for （一）, also when the heading is the first sentence of its paragraph.
std::vector<Run> runs_of(const Block& block) {
  const auto text = text_of(block);
  if (block.kind == BlockKind::heading) return {{text, role_of_level(block.level)}};
  if (const auto prefix = heading_prefix(text); prefix > 0 && block.kind == BlockKind::paragraph)
    return {{text.substr(0, prefix), role_of_level(numbering_level(text))}, {text.substr(prefix), Role::body}};
  std::vector<Run> runs;
  for (const auto& span : block.spans) runs.push_back({span.text, span.is_strong ? Role::hei : Role::body});
  return runs;
}

/// A salutation stands at the margin: 各区（市）人民政府：
bool is_salutation(const Block& block, bool is_first) {
  const auto text = text_of(block);
  return is_first && block.kind == BlockKind::paragraph && (text.ends_with("：") || text.ends_with(":"));
}

std::vector<Line> lines_of(const PageFlow& flow, const Block& block, bool is_first) {
  ParagraphShape shape{.align = block.align};
  const bool is_indented = block.align == Align::justified && !is_salutation(block, is_first);
  if (is_indented) shape.first_indent = 2 * cell;
  if (block.align == Align::right) shape.width = type_width - 2 * cell;
  if (block.kind == BlockKind::note) shape.size = small_size;
  return flow.set(runs_of(block), shape);
}
}  // namespace

void PageFlow::skip(int lines) {
  if (m_line > 0) m_line = std::min(m_line + lines, lines_per_page);  // no blank lines on top of a page
}

void PageFlow::keep(int lines) {
  if (m_line > 0 && lines_left() < lines) new_page();
}

void PageFlow::new_page() {
  draw_number();
  m_canvas.end_page();
  m_line = 0;
}

void PageFlow::finish_page() {
  new_page();
}

void PageFlow::draw_number() {
  if (number() < 1 || m_canvas.page() == m_number_left_out) return;
  const ParagraphShape shape{.width = type_width - 2 * small_size,
                             .size = small_size,
                             .align = number() % 2 == 1 ? Align::right : Align::left};
  const auto lines = m_typesetter.set({{"— " + std::to_string(number()) + " —", Role::song}}, shape);
  m_canvas.draw(lines.front(), type_left + small_size, type_top + type_height + 7 * points_per_mm + small_size / 2);
}

std::vector<Line> PageFlow::set(const std::vector<Run>& runs, ParagraphShape shape) const {
  if (shape.width == 0) shape.width = type_width;
  if (shape.cell == 0) shape.cell = cell * shape.size / body_size;
  return m_typesetter.set(runs, shape);
}

void PageFlow::place(const std::vector<Line>& lines, const char* tag, double size, Ink ink) {
  for (std::size_t from = 0; from < lines.size();) {
    if (m_line >= lines_per_page) new_page();
    const auto end = std::min(lines.size(), from + static_cast<std::size_t>(lines_left()));
    m_canvas.begin(tag);
    for (; from < end; ++from) m_canvas.draw(lines[from], type_left, baseline(y_of(m_line++), size), ink);
    m_canvas.end(tag);
  }
}

void PageFlow::place(const std::vector<Line>& lines, std::size_t from, std::size_t end, const char* tag, double size) {
  if (from >= end) return;
  if (m_line >= lines_per_page) new_page();
  m_canvas.begin(tag);
  for (; from < end; ++from) m_canvas.draw(lines[from], type_left, baseline(y_of(m_line++), size));
  m_canvas.end(tag);
}

namespace {
void place_heading(PageFlow& flow, const Block& block, const std::vector<Line>& lines, int parent) {
  flow.keep(static_cast<int>(lines.size()) + 2);  // a heading never stands alone at the foot of a page
  if (flow.lines_left() == 0) flow.new_page();
  if (block.level <= 2) flow.canvas().bookmark(parent, text_of(block), flow.y_of(flow.line()));
  flow.place(lines, tag_of(block));
}

/// The last paragraph, of which two lines go with what follows when that has no room on this page.
void place_last(PageFlow& flow, const std::vector<Line>& lines, int lines_after, const char* tag, double size) {
  const auto count = static_cast<int>(lines.size());
  if (flow.lines_left() == 0) flow.new_page();
  const int left_after = flow.lines_left() - count;
  if (left_after < 0 || left_after >= lines_after || lines_after > lines_per_page - 2)
    return flow.place(lines, tag, size);
  const auto stay = static_cast<std::size_t>(count > 3 ? count - 2 : 0);
  flow.place(lines, 0, stay, tag, size);
  flow.new_page();
  flow.place(lines, stay, lines.size(), tag, size);
}
}  // namespace

void place_blocks(PageFlow& flow, const std::vector<Block>& blocks, int lines_after, int bookmark_parent) {
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const auto& block = blocks[i];
    if (block.kind == BlockKind::table) {
      place_table(flow, block);
      continue;
    }
    const auto lines = lines_of(flow, block, i == 0);
    const double size = block.kind == BlockKind::note ? small_size : body_size;
    if (block.kind == BlockKind::heading) place_heading(flow, block, lines, bookmark_parent);
    else if (i + 1 == blocks.size()) place_last(flow, lines, lines_after, tag_of(block), size);
    else flow.place(lines, tag_of(block), size);
  }
}

}  // namespace gongkai::documents
