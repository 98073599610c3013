// A gazette issue. The contents need the page numbers of what follows them, so the articles are set twice: once to see where
// they begin, once into the file.
#include "base/text.hpp"
#include "platform/documents/official_writer.hpp"

namespace gongkai::documents {
namespace {
constexpr double mm = points_per_mm;

void draw_centered(PageFlow& flow, const std::string& text, Role role, double size, double baseline, Ink ink,
                   const char* tag) {
  const double natural = flow.typesetter().width_of(text, role, size);
  const double fitting = std::min(size, size * type_width / std::max(natural, 1.0));
  const auto lines =
      flow.typesetter().set({{text, role}}, {.width = type_width + 1, .size = fitting, .align = Align::center});
  flow.canvas().begin(tag);
  if (!lines.empty()) flow.canvas().draw(lines.front(), type_left, baseline, ink);
  flow.canvas().end(tag);
}

void place_cover(PageFlow& flow, const GazetteText& text) {
  draw_centered(flow, text.name, Role::title, 52, 95 * mm, official_red, "H1");
  flow.canvas().rule(type_left, 104 * mm, type_left + type_width, 104 * mm, 2, official_red);
  flow.canvas().rule(type_left, 105.5 * mm, type_left + type_width, 105.5 * mm, 0.7, official_red);
  draw_centered(flow, text.issue, Role::hei, 20, 118 * mm, black, "P");
  double y = 225 * mm;
  for (const auto line : split(text.cover_text, '\n')) {
    if (!trim(line).empty()) draw_centered(flow, std::string(trim(line)), Role::body, body_size, y, black, "P");
    y += line_pitch;
  }
  draw_centered(flow, text.published, Role::body, body_size, 258 * mm, black, "P");
  flow.new_page();
}

/// The title with dots to its page number, over as many lines as it needs.
void place_entry(PageFlow& flow, const std::string& title, int number, int file_page) {
  const auto& typesetter = flow.typesetter();
  constexpr double room_for_number = 4 * cell;
  const auto lines =
      flow.set({{title, Role::body}}, {.width = type_width - room_for_number, .indent = cell, .align = Align::left});
  flow.keep(static_cast<int>(lines.size()));
  flow.canvas().begin_link(file_page);
  flow.place(lines, "P");
  const auto text = std::to_string(number);
  const double width = typesetter.width_of(text, Role::song, body_size);
  const double baseline = flow.y_of(flow.line() - 1) + line_pitch / 2 + 0.36 * body_size;
  const double dots_from = lines.back().x + lines.back().width + cell / 2, dots_to = type_width - width - cell / 2;
  const double dot = typesetter.width_of("·", Role::song, body_size);
  std::string dots;
  for (double x = dots_from; x + dot <= dots_to; x += dot) dots += "·";
  for (const auto& [piece, from] :
       {std::pair{dots, dots_to - static_cast<double>(dots.size() / 2) * dot}, std::pair{text, type_width - width}})
    if (!piece.empty())
      flow.canvas().draw(
          typesetter.set({{piece, Role::song}}, {.width = 1e4, .size = body_size, .align = Align::left}).front(),
          type_left + from, baseline);
  flow.canvas().end_link();
}

void place_contents(PageFlow& flow, const GazetteText& text, const std::vector<int>& starts, int unnumbered) {
  flow.canvas().bookmark(0, "目录", type_top);
  flow.place(flow.set({{"目　录", Role::title}}, {.size = title_size, .cell = title_size, .align = Align::center}),
             "H1", title_size);
  flow.skip(1);
  std::string section;
  for (std::size_t i = 0; i < text.articles.size(); ++i) {
    const auto& article = text.articles[i];
    if (article.section != section && !article.section.empty()) {
      flow.keep(4);
      flow.skip(1);
      flow.place(flow.set({{article.section, Role::hei}}, {.align = Align::center}), "H2");
      section = article.section;
    }
    auto title = article.text.title;
    std::replace(title.begin(), title.end(), '\n', ' ');
    place_entry(flow, title, starts[i], starts[i] + unnumbered);
  }
  flow.finish_page();
}

/// Returns the printed page on which each begins. Every article has a new page: issues are cut up and filed.
std::vector<int> place_articles(PageFlow& flow, const std::vector<GazetteArticle>& articles) {
  std::vector<int> starts;
  for (const auto& article : articles) {
    starts.push_back(flow.number());
    place_official_text(flow, article.text);
    flow.finish_page();
  }
  return starts;
}

struct Plan {
  std::vector<int> starts;
  int unnumbered = 0;
};

Plan plan_of(const GazetteText& text, const Typesetter& typesetter) {
  Plan plan;
  {
    PdfCanvas canvas("", "");
    PageFlow flow(canvas, typesetter);
    plan.starts = place_articles(flow, text.articles);
  }
  PdfCanvas canvas("", "");
  PageFlow flow(canvas, typesetter);
  place_cover(flow, text);
  // the width of a number does not change where lines break
  place_contents(flow, text, plan.starts, 0);
  plan.unnumbered = canvas.page() - 1;
  return plan;
}
}  // namespace

PrintedGazette write_gazette_pdf(const GazetteText& text, const Fonts& fonts) {
  const Typesetter typesetter(fonts);
  const auto plan = plan_of(text, typesetter);
  PdfCanvas canvas(text.name + " " + text.issue, text.name);
  PageFlow flow(canvas, typesetter);
  canvas.begin("Document");
  flow.leave_out_numbers_before(plan.unnumbered + 1);
  place_cover(flow, text);
  place_contents(flow, text, plan.starts, plan.unnumbered);
  const auto starts = place_articles(flow, text.articles);
  canvas.end("Document");
  auto bytes = canvas.finish();
  return {std::move(bytes), canvas.page() - 1, starts, plan.unnumbered};
}

}  // namespace gongkai::documents
