#include "platform/documents/xlsx_writer.hpp"

#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <stdexcept>

#include "base/text.hpp"

namespace gongkai::documents {
namespace {
constexpr std::size_t max_rows = 1'000'000;
constexpr std::size_t max_columns = 16'384;
constexpr std::size_t max_cell_characters = 32'767;
constexpr std::size_t max_name_characters = 31;
constexpr double narrowest = 8, widest = 60;
constexpr int epoch_serial = 25'569;  // 1970-01-01 as Excel counts days

/// The library writes to a path: this one is memory.
class MemoryFile {
 public:
  MemoryFile() : m_fd(::memfd_create("workbook", MFD_CLOEXEC)) {
    if (m_fd < 0) throw std::runtime_error("no memory for a workbook");
  }
  ~MemoryFile() { ::close(m_fd); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  std::string path() const { return "/proc/self/fd/" + std::to_string(m_fd); }
  std::string content() const {
    const auto size = ::lseek(m_fd, 0, SEEK_END);
    std::string bytes(static_cast<std::size_t>(std::max<off_t>(size, 0)), '\0');
    std::size_t done = 0;
    while (done < bytes.size()) {
      const auto got = ::pread(m_fd, bytes.data() + done, bytes.size() - done, static_cast<off_t>(done));
      if (got <= 0) throw std::runtime_error("a workbook cannot be read back");
      done += static_cast<std::size_t>(got);
    }
    return bytes;
  }

 private:
  int m_fd;
};

struct Styles {
  lxw_format *title, *header, *text, *whole, *fraction, *day;
};

lxw_format* ruled(lxw_workbook* book) {
  auto* format = workbook_add_format(book);
  format_set_border(format, LXW_BORDER_THIN);
  format_set_border_color(format, 0xBFC5CE);
  format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
  return format;
}

Styles make_styles(lxw_workbook* book) {
  Styles styles{.title = workbook_add_format(book),
                .header = ruled(book),
                .text = ruled(book),
                .whole = ruled(book),
                .fraction = ruled(book),
                .day = ruled(book)};
  format_set_bold(styles.title);
  format_set_font_size(styles.title, 15);
  format_set_align(styles.title, LXW_ALIGN_CENTER);
  format_set_align(styles.title, LXW_ALIGN_VERTICAL_CENTER);
  format_set_bold(styles.header);
  format_set_bg_color(styles.header, 0xE8EEF6);
  format_set_align(styles.header, LXW_ALIGN_CENTER);
  format_set_text_wrap(styles.header);
  format_set_text_wrap(styles.text);
  format_set_num_format(styles.whole, "0");
  format_set_num_format(styles.fraction, "#,##0.00");
  format_set_num_format(styles.day, "yyyy-mm-dd");
  return styles;
}

std::string cell_text(const std::string& text) {
  auto clean = clean_utf8(text);
  return clean.size() > max_cell_characters ? shorten(clean, max_cell_characters - 1) : clean;
}

/// Columns that a text takes on the screen, its longest line counting.
double text_width(std::string_view text) {
  double longest = 0, width = 0;
  for (const char32_t c : to_code_points(text)) {
    if (c == U'\n') width = 0;
    else width += c < 0x1100 ? 1 : 2;
    longest = std::max(longest, width);
  }
  return longest;
}

double width_of(const Cell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) return text_width(*text);
  if (std::holds_alternative<Day>(cell)) return 10;
  if (const auto* number = std::get_if<std::int64_t>(&cell)) return static_cast<double>(std::to_string(*number).size());
  return narrowest;
}

double width_of(const Sheet& sheet, std::size_t column) {
  constexpr std::size_t looked_at = 200;
  if (sheet.columns[column].width > 0) return sheet.columns[column].width;
  double width = text_width(sheet.columns[column].title);
  for (std::size_t i = 0; i < std::min(sheet.rows.size(), looked_at); ++i)
    if (column < sheet.rows[i].size()) width = std::max(width, width_of(sheet.rows[i][column]));
  return std::clamp(width + 2, narrowest, widest);
}

/// Unique without regard to case, as Excel wants it, and free of the characters that formulas use.
std::string sheet_name(const std::string& wanted, std::set<std::string>& taken) {
  std::string name = clean_utf8(wanted);
  std::replace_if(
      name.begin(), name.end(), [](char c) { return std::string_view("[]:*?/\\'\n\t").find(c) != std::string::npos; },
      '-');
  if (name.empty()) name = "Sheet";
  if (count_characters(name) > max_name_characters) name = shorten(name, max_name_characters - 1);
  const std::string stem =
      count_characters(name) > max_name_characters - 5 ? shorten(name, max_name_characters - 6) : name;
  for (int number = 2; !taken.insert(fold(name)).second; ++number) name = fmt::format("{} ({})", stem, number);
  return name;
}

void must(lxw_error error) {
  if (error != LXW_NO_ERROR) throw std::runtime_error(fmt::format("workbook: {}", lxw_strerror(error)));
}

void write_cell(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const Cell& cell, const Styles& styles) {
  if (const auto* text = std::get_if<std::string>(&cell))
    must(worksheet_write_string(sheet, row, column, cell_text(*text).c_str(), styles.text));
  else if (const auto* number = std::get_if<std::int64_t>(&cell))
    must(worksheet_write_number(sheet, row, column, static_cast<double>(*number), styles.whole));
  else if (const auto* fraction = std::get_if<double>(&cell))
    must(worksheet_write_number(sheet, row, column, *fraction, styles.fraction));
  else if (const auto* day = std::get_if<Day>(&cell))
    must(worksheet_write_number(sheet, row, column, day->number + epoch_serial, styles.day));
  else if (const auto* formula = std::get_if<Formula>(&cell))
    must(worksheet_write_formula_num(sheet, row, column, ("=" + formula->text).c_str(),
                                     formula->result == std::floor(formula->result) ? styles.whole : styles.fraction,
                                     formula->result));
  else must(worksheet_write_blank(sheet, row, column, styles.text));
}

void set_up_page(lxw_worksheet* page, const Sheet& sheet, lxw_row_t header) {
  worksheet_set_paper(page, 9);  // A4
  if (sheet.landscape) worksheet_set_landscape(page);
  worksheet_fit_to_pages(page, 1, 0);
  worksheet_set_footer(page, "&C第 &P 页，共 &N 页");
  must(worksheet_repeat_rows(page, 0, header));
  worksheet_freeze_panes(page, header + 1, 0);
}

/// Rows in their order: the library keeps only the current one in memory.
void write_sheet(lxw_workbook* book, const Sheet& sheet, const std::string& name, const Styles& styles) {
  if (sheet.columns.empty() || sheet.columns.size() > max_columns)
    throw std::invalid_argument("a sheet needs columns: " + sheet.name);
  if (sheet.rows.size() > max_rows) throw std::length_error("too many rows for a sheet: " + sheet.name);
  auto* page = workbook_add_worksheet(book, name.c_str());
  if (!page) throw std::runtime_error("a sheet cannot be added: " + name);
  const auto columns = static_cast<lxw_col_t>(sheet.columns.size());
  for (lxw_col_t i = 0; i < columns; ++i) must(worksheet_set_column(page, i, i, width_of(sheet, i), nullptr));
  lxw_row_t row = 0;
  if (!sheet.title.empty()) {
    must(worksheet_set_row(page, row, 30, nullptr));
    const auto title = cell_text(sheet.title);
    if (columns > 1)
      must(worksheet_merge_range(page, row, 0, row, static_cast<lxw_col_t>(columns - 1), title.c_str(), styles.title));
    else must(worksheet_write_string(page, row, 0, title.c_str(), styles.title));
    ++row;
  }
  set_up_page(page, sheet, row);
  for (lxw_col_t i = 0; i < columns; ++i)
    must(worksheet_write_string(page, row, i, cell_text(sheet.columns[i].title).c_str(), styles.header));
  for (const auto& cells : sheet.rows) {
    ++row;
    for (lxw_col_t i = 0; i < columns && i < cells.size(); ++i) write_cell(page, row, i, cells[i], styles);
  }
}
}  // namespace

std::string column_letters(int column) {
  std::string letters;
  for (; column > 0; column = (column - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (column - 1) % 26));
  return letters;
}

std::string write_xlsx(const std::vector<Sheet>& sheets) {
  if (sheets.empty()) throw std::invalid_argument("a workbook needs a sheet");
  const MemoryFile file;
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  std::unique_ptr<lxw_workbook, decltype(&lxw_workbook_free)> book(workbook_new_opt(file.path().c_str(), &options),
                                                                   lxw_workbook_free);
  if (!book) throw std::runtime_error("a workbook cannot be made");
  const auto styles = make_styles(book.get());
  std::set<std::string> names;
  for (const auto& sheet : sheets) write_sheet(book.get(), sheet, sheet_name(sheet.name, names), styles);
  must(workbook_close(book.release()));  // frees it, also when it fails
  return file.content();
}

}  // namespace gongkai::documents
