// The parts of an official document in their places: GB/T 9704-2012, clauses 7.2 (版头), 7.3 (主体), 7.4 (版记), 10.1 (信函).
#include <algorithm>

#include "base/text.hpp"
#include "platform/documents/numbering.hpp"
#include "platform/documents/official_writer.hpp"

namespace gongkai::documents {
namespace {
constexpr double mm = points_per_mm;
constexpr double rule_of_head = 1.2;  // thickness of the red rule

/// As large as the type area allows, never larger than the standard's picture of it.
void draw_head(PageFlow& flow, const std::string& head, double top) {
  constexpr double largest = 46;
  const double natural = flow.typesetter().width_of(head, Role::title, largest);
  const double size = std::min(largest, largest * type_width / std::max(natural, 1.0));
  const auto lines =
      flow.typesetter().set({{head, Role::title}}, {.width = type_width + 1, .size = size, .align = Align::center});
  flow.canvas().begin("P");
  flow.canvas().draw(lines.front(), type_left, top + 0.86 * size, official_red);
  flow.canvas().end("P");
}

void line_at(PageFlow& flow, const std::string& text, Align align, double baseline) {
  const auto lines = flow.set({{text, Role::body}}, {.align = align});
  flow.canvas().begin("P");
  flow.canvas().draw(lines.front(), type_left, baseline);
  flow.canvas().end("P");
}

/// 发文机关标志 35 mm below the upper edge of the type area, two lines below it the number, 4 mm below that the red rule.
void place_official_head(PageFlow& flow, const OfficialText& text) {
  const double head_top = type_top + 35 * mm;
  draw_head(flow, text.head, head_top);
  double y = head_top + 46 + 2 * line_pitch;
  if (!text.number.empty()) line_at(flow, text.number, Align::center, y);
  y += 4 * mm;
  flow.canvas().rule(type_left, y, type_left + type_width, y, rule_of_head, official_red);
  flow.move_to(static_cast<int>((y - type_top) / line_pitch) + 2);
}

/// 10.1: the head 30 mm below the edge of the paper, 4 mm below it a thick and a thin rule of 170 mm, thin and thick 20 mm
/// above the lower edge; the number at the right of the first line.
void place_letter_head(PageFlow& flow, const OfficialText& text) {
  const double left = 20 * mm, right = page_width - 20 * mm;
  draw_head(flow, text.head, 30 * mm);
  const double upper = 30 * mm + 46 + 4 * mm, lower = page_height - 20 * mm;
  flow.canvas().rule(left, upper, right, upper, 2, official_red);
  flow.canvas().rule(left, upper + 3, right, upper + 3, 0.7, official_red);
  flow.canvas().rule(left, lower - 3, right, lower - 3, 0.7, official_red);
  flow.canvas().rule(left, lower, right, lower, 2, official_red);
  flow.move_to(std::max(1, static_cast<int>((upper + 3 - type_top) / line_pitch) + 1));
  if (!text.number.empty()) flow.place(flow.set({{text.number, Role::body}}, {.align = Align::right}), "P");
  flow.leave_out_number();
}

void place_number_below_title(PageFlow& flow, const OfficialText& text) {
  if (text.head.empty() && !text.number.empty())
    flow.place(flow.set({{text.number, Role::kai}}, {.align = Align::center}), "P");
}

int lines_after_body(const OfficialText& text) {
  const int enclosures = text.enclosures.empty() ? 0 : 1 + static_cast<int>(text.enclosures.size());
  return enclosures + lines_of_signature(text) + (text.note.empty() ? 0 : 1);
}

/// 7.3.4: one line below the text, two characters in; the names align below each other.
void place_enclosures(PageFlow& flow, const std::vector<std::string>& enclosures) {
  if (enclosures.empty()) return;
  flow.skip(1);
  const bool is_one = enclosures.size() == 1;
  for (std::size_t i = 0; i < enclosures.size(); ++i) {
    const auto number = is_one ? std::string() : std::to_string(i + 1) + ".";
    const auto text = (i == 0 ? "附件：" : "") + number + enclosures[i];
    const double begin = (i == 0 ? 2 : 5) * cell, hanging = (is_one ? 5 : 6) * cell;
    flow.place(flow.set({{text, Role::body}}, {.first_indent = begin, .indent = hanging, .align = Align::left}), "P");
  }
}

/// 7.4: at the foot of the last page, 4号, one character in on both sides, between rules.
void place_imprint(PageFlow& flow, const OfficialText& text) {
  if (text.copies_to.empty() && text.printed_by.empty()) return;
  const ParagraphShape shape{
      .width = type_width - 2 * small_size, .size = small_size, .indent = 3 * small_size, .align = Align::left};
  std::vector<Line> copies;
  if (!text.copies_to.empty()) copies = flow.typesetter().set({{"抄送：" + text.copies_to + "。", Role::body}}, shape);
  const int rows = static_cast<int>(copies.size()) + 1;
  flow.keep(rows);
  flow.move_to(std::max(flow.line(), lines_per_page - rows));
  const auto rule = [&](int line, double thickness) {
    const double y = flow.y_of(line);
    flow.canvas().rule(type_left, y, type_left + type_width, y, thickness);
  };
  rule(flow.line(), 1);
  const auto draw = [&](const Line& line) {
    const double y = flow.y_of(flow.line()) + line_pitch / 2 + 0.36 * small_size;
    flow.canvas().begin("P");
    flow.canvas().draw(line, type_left + small_size, y);
    flow.canvas().end("P");
  };
  for (const auto& line : copies) draw(line), flow.move_to(flow.line() + 1);
  if (!copies.empty()) rule(flow.line(), 0.7);
  auto one_line = shape;
  draw(flow.typesetter().set({{text.printed_by, Role::body}}, one_line).front());
  one_line.align = Align::right;
  if (text.printed_on)
    draw(flow.typesetter().set({{to_chinese(*text.printed_on) + "印发", Role::body}}, one_line).front());
  flow.move_to(flow.line() + 1);
  rule(flow.line(), 1);
}
}  // namespace

void place_official_text(PageFlow& flow, const OfficialText& text) {
  if (!text.head.empty()) {
    if (text.form == PrintForm::letter) place_letter_head(flow, text);
    else place_official_head(flow, text);
    flow.skip(1);
  }
  const int bookmark = flow.canvas().bookmark(0, text.title, flow.y_of(flow.line()));
  const auto title_characters = static_cast<std::size_t>(type_width / title_size) - 1;
  for (const auto& line : title_lines(text.title, title_characters))
    flow.place(flow.set({{line, Role::title}}, {.size = title_size, .cell = title_size, .align = Align::center}), "H1",
               title_size);
  place_number_below_title(flow, text);
  flow.skip(1);
  if (!text.addressee.empty())
    flow.place(flow.set({{text.addressee + "：", Role::body}}, {.align = Align::justified}), "P");
  place_blocks(flow, text.body, lines_after_body(text), bookmark);
  place_enclosures(flow, text.enclosures);
  place_signature(flow, text);
  if (!text.note.empty())
    flow.place(flow.set({{"（" + text.note + "）", Role::body}}, {.first_indent = 2 * cell}), "P");
  place_imprint(flow, text);
}

/// Finding the faces among all installed fonts takes longer than setting a letter: each thread keeps its typesetter.
const Typesetter& typesetter_for(const Fonts& fonts) {
  struct Kept {
    Fonts fonts;
    Typesetter typesetter;
  };
  thread_local std::unique_ptr<Kept> kept;
  if (!kept || kept->fonts != fonts) kept.reset(new Kept{fonts, Typesetter(fonts)});
  return kept->typesetter;
}

Printed write_official_pdf(const OfficialText& text, const Fonts& fonts) {
  const auto& typesetter = typesetter_for(fonts);
  PdfCanvas canvas(text.title, text.author);
  PageFlow flow(canvas, typesetter);
  canvas.begin("Document");
  place_official_text(flow, text);
  flow.finish_page();
  canvas.end("Document");
  return {canvas.finish(), canvas.page() - 1};
}

}  // namespace gongkai::documents
