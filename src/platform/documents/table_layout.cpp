// Tables inside an official text: columns after their content, cells that span, header rows again on every page.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "platform/documents/page_flow.hpp"

namespace gongkai::documents {
namespace {
constexpr double padding = 4, rule_thickness = 0.5, leading = 1.35;
constexpr int max_columns = 40;

struct Box {
  std::size_t row = 0, column = 0, rows = 1, columns = 1;
  bool is_header = false;
  const TableCell* cell = nullptr;
  std::vector<Line> lines{};
  std::size_t drawn = 0;  // of the lines, so far

  std::size_t end() const { return row + rows; }
};

struct Grid {
  std::size_t rows = 0, columns = 0, header_rows = 0;
  std::vector<Box> boxes{};
  std::vector<double> widths{}, heights{};
  double size = 12;
  double line_height() const { return size * leading; }
};

/// Each cell to the first free place of its row, as HTML does it.
Grid grid_of(const Block& table) {
  Grid grid{.rows = table.rows.size()};
  std::vector<std::vector<bool>> taken(grid.rows, std::vector<bool>(max_columns));
  for (std::size_t row = 0; row < grid.rows; ++row) {
    std::size_t column = 0;
    for (const auto& cell : table.rows[row]) {
      while (column < max_columns && taken[row][column]) ++column;
      if (column >= max_columns) break;
      Box box{.row = row, .column = column, .is_header = cell.is_header, .cell = &cell};
      box.rows = std::min(static_cast<std::size_t>(cell.rows), grid.rows - row);
      box.columns = std::min(static_cast<std::size_t>(cell.columns), max_columns - column);
      for (auto r = row; r < row + box.rows; ++r)
        for (auto c = column; c < column + box.columns; ++c) taken[r][c] = true;
      column += box.columns;
      grid.columns = std::max(grid.columns, column);
      grid.boxes.push_back(std::move(box));
    }
  }
  return grid;
}

void count_header_rows(Grid& grid, const Block& table) {
  while (grid.header_rows < grid.rows) {
    const auto& cells = table.rows[grid.header_rows];
    if (!std::all_of(cells.begin(), cells.end(), [](const auto& cell) { return cell.is_header; })) break;
    ++grid.header_rows;
  }
  if (grid.header_rows == grid.rows || grid.header_rows > 6) grid.header_rows = 0;
}

std::vector<Run> runs_of(const TableCell& cell) {
  std::vector<Run> runs;
  for (const auto& span : cell.spans)
    runs.push_back({span.text, cell.is_header || span.is_strong ? Role::hei : Role::song});
  return runs;
}

double natural_width(const Typesetter& typesetter, const TableCell& cell, double size) {
  double widest = 0;
  for (const auto& line : typesetter.set(runs_of(cell), {.width = type_width, .size = size, .align = Align::left}))
    widest = std::max(widest, line.width);
  return widest + 2 * padding;
}

/// Wide columns give, narrow ones keep what they need.
void set_widths(Grid& grid, const Typesetter& typesetter) {
  grid.size = grid.columns <= 5 ? 12 : grid.columns <= 8 ? 10.5 : grid.columns <= 14 ? 9 : 7.5;
  grid.widths.assign(grid.columns, 2 * grid.size + 2 * padding);
  for (const auto& box : grid.boxes)
    if (box.columns == 1)
      grid.widths[box.column] = std::max(grid.widths[box.column], natural_width(typesetter, *box.cell, grid.size));
  const double sum = std::accumulate(grid.widths.begin(), grid.widths.end(), 0.0);
  if (sum <= type_width) {
    for (auto& width : grid.widths) width *= type_width / sum;
    return;
  }
  const double even = type_width / static_cast<double>(grid.columns);
  double wide = 0, narrow = 0;
  for (const double width : grid.widths) (width > even ? wide : narrow) += width > even ? width - even : width;
  const auto wide_count = static_cast<double>(
      std::count_if(grid.widths.begin(), grid.widths.end(), [&](double width) { return width > even; }));
  const double spare = type_width - narrow - wide_count * even;
  for (auto& width : grid.widths)
    if (width > even) width = even + spare * (width - even) / wide;
}

double span_of(const std::vector<double>& sizes, std::size_t from, std::size_t count) {
  const auto begin = sizes.begin() + static_cast<std::ptrdiff_t>(from);
  return std::accumulate(begin, begin + static_cast<std::ptrdiff_t>(count), 0.0);
}

bool is_number(const TableCell& cell) {
  return cell.spans.size() == 1 && !cell.spans[0].text.empty() && cell.spans[0].text.size() < 20 &&
         cell.spans[0].text.find_first_not_of("0123456789.,-%") == std::string::npos;
}

void set_lines(Grid& grid, const Typesetter& typesetter) {
  for (auto& box : grid.boxes) {
    const bool is_centered = box.is_header || is_number(*box.cell);
    box.lines =
        typesetter.set(runs_of(*box.cell), {.width = span_of(grid.widths, box.column, box.columns) - 2 * padding,
                                            .size = grid.size,
                                            .align = is_centered ? Align::center : Align::left});
  }
}

double height_of(const Grid& grid, const Box& box) {
  return static_cast<double>(std::max<std::size_t>(1, box.lines.size())) * grid.line_height() + 2 * padding;
}

void set_heights(Grid& grid) {
  grid.heights.assign(grid.rows, grid.line_height() + 2 * padding);
  for (const auto& box : grid.boxes)
    if (box.rows == 1) grid.heights[box.row] = std::max(grid.heights[box.row], height_of(grid, box));
  for (const auto& box : grid.boxes) {
    const double lacking = height_of(grid, box) - span_of(grid.heights, box.row, box.rows);
    if (lacking > 0) grid.heights[box.row + box.rows - 1] += lacking;
  }
}

/// The row after the last one that hangs together with this one by spanning cells.
std::size_t group_end(const Grid& grid, std::size_t row) {
  std::size_t end = row + 1;
  for (bool grew = true; grew;) {
    grew = false;
    for (const auto& box : grid.boxes)
      if (box.row >= row && box.row < end && box.row + box.rows > end) end = box.row + box.rows, grew = true;
  }
  return end;
}

class Drawing {
 public:
  Drawing(PageFlow& flow, Grid& grid) : m_flow(flow), m_grid(grid), m_y(flow.y_of(flow.line())) {}

  void draw() {
    const double header = span_of(m_grid.heights, 0, m_grid.header_rows);
    for (std::size_t row = 0; row < m_grid.rows;) {
      const auto end =
          row < m_grid.header_rows ? std::max(m_grid.header_rows, group_end(m_grid, row)) : group_end(m_grid, row);
      const double height = span_of(m_grid.heights, row, end - row);
      // the header does not stand alone
      const double wanted = height + (row == 0 && end < m_grid.rows ? m_grid.heights[end] : 0);
      if (wanted > bottom() - m_y && m_y > type_top + header)
        next_page(row >= m_grid.header_rows && header < type_height / 2);
      if (height <= bottom() - m_y) rows(row, end);
      else over_pages(row, end, header);
      row = end;
    }
    m_flow.move_to(std::min(lines_per_page, static_cast<int>(std::ceil((m_y - type_top) / line_pitch - 0.01))));
  }

 private:
  static double bottom() { return type_top + type_height; }

  void next_page(bool with_header) {
    m_flow.new_page();
    m_y = type_top;
    if (with_header && m_grid.header_rows > 0) rows(0, m_grid.header_rows);
  }

  void frame(double x, double y, double width, double height) {
    auto& canvas = m_flow.canvas();
    canvas.rule(x, y, x + width, y, rule_thickness);
    canvas.rule(x, y + height, x + width, y + height, rule_thickness);
    canvas.rule(x, y, x, y + height, rule_thickness);
    canvas.rule(x + width, y, x + width, y + height, rule_thickness);
  }

  /// The lines in the middle of the height; the frame is whole on every page.
  void box_lines(const Box& box, std::size_t from, std::size_t end, double y, double height) {
    const double x = type_left + span_of(m_grid.widths, 0, box.column);
    frame(x, y, span_of(m_grid.widths, box.column, box.columns), height);
    const char* tag = box.is_header ? "TH" : "TD";
    m_flow.canvas().begin(tag);
    double top = y + (height - static_cast<double>(end - from) * m_grid.line_height()) / 2;
    for (; from < end; ++from, top += m_grid.line_height())
      m_flow.canvas().draw(box.lines[from], x + padding, top + m_grid.line_height() / 2 + 0.36 * m_grid.size);
    m_flow.canvas().end(tag);
  }

  /// The rows as one piece. A cell that spans rows before or behind it is closed at both ends of the piece, and its text
  /// goes on where it stopped.
  void rows(std::size_t from, std::size_t end) {
    m_flow.canvas().begin("Table");
    const double top = m_y;
    for (auto row = from; row < end; ++row) {
      m_flow.canvas().begin("TR");
      for (auto& box : m_grid.boxes)
        if (box.end() > from && std::max(box.row, from) == row)
          part_of_box(box, row, std::min(box.end(), end), top + span_of(m_grid.heights, from, row - from));
      m_flow.canvas().end("TR");
      m_y += m_grid.heights[row];
    }
    m_flow.canvas().end("Table");
  }

  void part_of_box(Box& box, std::size_t from, std::size_t end, double y) {
    const double height = span_of(m_grid.heights, from, end - from);
    if (box.row == from) box.drawn = 0;  // header rows come again on every page
    const auto first = box.drawn;
    const auto fit = static_cast<std::size_t>(std::max(0.0, (height - 2 * padding) / m_grid.line_height() + 0.01));
    box.drawn = end == box.end() ? box.lines.size() : std::min(box.lines.size(), first + fit);
    box_lines(box, first, box.drawn, y, height);
  }

  /// Rows that hang together and are taller than a page: as many on each as it takes.
  void over_pages(std::size_t from, std::size_t end, double header) {
    const bool repeat = from >= m_grid.header_rows && header < type_height / 2;
    while (from < end) {
      auto to = from;
      for (double height = 0; to < end && height + m_grid.heights[to] <= bottom() - m_y + 0.01;)
        height += m_grid.heights[to++];
      if (to > from) rows(from, to);
      else if (m_grid.heights[from] <= type_height - (repeat ? header : 0)) next_page(repeat);
      else split_row(to++);
      from = to;
    }
  }

  /// A row taller than the page goes on on the next one, cell by cell.
  void split_row(std::size_t row) {
    std::size_t longest = 1;
    for (const auto& box : m_grid.boxes)
      if (box.row == row) longest = std::max(longest, box.lines.size());
    for (std::size_t from = 0; from < longest;) {
      auto fit = static_cast<std::size_t>(std::max(0.0, (bottom() - m_y - 2 * padding) / m_grid.line_height()));
      if (fit == 0)
        next_page(false), fit = static_cast<std::size_t>((type_height - 2 * padding) / m_grid.line_height());
      const auto end = std::min(longest, from + fit);
      const double height = static_cast<double>(end - from) * m_grid.line_height() + 2 * padding;
      m_flow.canvas().begin("TR");
      for (auto& box : m_grid.boxes) {
        if (box.row > row || box.end() <= row) continue;
        const auto last = box.lines.size();
        if (box.row == row) box_lines(box, std::min(from, last), std::min(end, last), m_y, height);
        else box_lines(box, last, last, m_y, height);
        box.drawn = last;
      }
      m_flow.canvas().end("TR");
      m_y += height;
      from = end;
    }
  }

  PageFlow& m_flow;
  Grid& m_grid;
  double m_y;
};
}  // namespace

void place_table(PageFlow& flow, const Block& table) {
  if (flow.lines_left() < 3) flow.new_page();
  if (!table.caption.empty())
    flow.place(flow.set({{table.caption, Role::hei}}, {.size = small_size, .align = Align::center}), "P", small_size);
  auto grid = grid_of(table);
  if (grid.columns == 0) return;
  count_header_rows(grid, table);
  set_widths(grid, flow.typesetter());
  set_lines(grid, flow.typesetter());
  set_heights(grid);
  Drawing(flow, grid).draw();
}

}  // namespace gongkai::documents
