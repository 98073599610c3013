// Who signs and when: GB/T 9704-2012, clauses 7.3.5 (发文机关署名) and 7.3.6 (成文日期, 印章).
#include <algorithm>
#include <cmath>

#include "platform/documents/official_writer.hpp"

namespace gongkai::documents {
namespace {
bool is_sealed(const OfficialText& text) {
  return text.seal && text.formed_on && !text.signers.empty();
}

double side_of(const Seal& seal) {
  return seal.millimetres * points_per_mm;
}

/// Blank lines above the signature: with them the seal begins within one line of the text, and signature and date lie a
/// little below its middle.
int lines_above(const OfficialText& text) {
  if (!is_sealed(text)) return 1;
  return std::max(1, static_cast<int>(std::lround(side_of(*text.seal) / 2 / line_pitch)));
}

double width_of(const PageFlow& flow, const std::string& text) {
  return flow.typesetter().width_of(text, Role::body, body_size);
}

void place_at(PageFlow& flow, const std::string& text, double left) {
  flow.place(flow.set({{text, Role::body}}, {.first_indent = std::max(0.0, left), .align = Align::left}), "P");
}

double widest_of(const PageFlow& flow, const std::vector<std::string>& signers) {
  double widest = 0;
  for (const auto& signer : signers) widest = std::max(widest, width_of(flow, signer));
  return widest;
}

/// The date four characters from the right, the signature in the middle over it; a long one moves both to the left.
void place_sealed(PageFlow& flow, const OfficialText& text) {
  const auto date = to_chinese(*text.formed_on);
  const double date_width = width_of(flow, date), widest = widest_of(flow, text.signers);
  double middle = type_width - 4 * cell - date_width / 2;
  middle = std::min(middle, type_width - widest / 2);
  const double top = flow.y_of(flow.line() - lines_above(text)) + line_pitch / 2;
  for (const auto& signer : text.signers) place_at(flow, signer, middle - width_of(flow, signer) / 2);
  place_at(flow, date, middle - date_width / 2);
  const double side = side_of(*text.seal);
  flow.canvas().stamp(text.seal->png, type_left + middle - side / 2, top, side);
}

/// Two characters from the right, the date begins two characters behind the beginning of the signature; a longer date has
/// its own two characters and moves the signature.
void place_unsealed(PageFlow& flow, const OfficialText& text) {
  const auto date = text.formed_on ? to_chinese(*text.formed_on) : std::string();
  const double date_width = width_of(flow, date), widest = widest_of(flow, text.signers);
  const double right = type_width - 2 * cell;
  double signer_left = right - widest;
  double date_left = text.signers.empty() ? right - 2 * cell - date_width : signer_left + 2 * cell;
  if (!text.signers.empty() && date_left + date_width > right) {
    date_left = right - date_width;
    signer_left = std::min(signer_left, date_left - 2 * cell);
  }
  for (const auto& signer : text.signers) place_at(flow, signer, signer_left + (widest - width_of(flow, signer)) / 2);
  if (!date.empty()) place_at(flow, date, date_left);
}
}  // namespace

int lines_of_signature(const OfficialText& text) {
  if (text.signers.empty() && !text.formed_on) return 0;
  int lines = lines_above(text) + static_cast<int>(text.signers.size()) + (text.formed_on ? 1 : 0);
  // a small signature does not reach the lower edge of its seal
  if (is_sealed(text)) lines = std::max(lines, static_cast<int>(std::ceil(0.5 + side_of(*text.seal) / line_pitch)));
  return lines;
}

void place_signature(PageFlow& flow, const OfficialText& text) {
  if (text.signers.empty() && !text.formed_on) return;
  flow.keep(lines_of_signature(text));
  if (is_sealed(text) && flow.line() == 0) flow.move_to(lines_above(text));
  else flow.skip(lines_above(text));
  const int after = flow.line() - lines_above(text) + lines_of_signature(text);
  if (is_sealed(text)) place_sealed(flow, text);
  else place_unsealed(flow, text);
  flow.move_to(std::max(flow.line(), std::min(after, lines_per_page)));
}

}  // namespace gongkai::documents
