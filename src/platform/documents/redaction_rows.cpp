// Rows of fields parted by tabs: the first says what the row is. Simple enough to be read with distrust.
#include <charconv>

#include "base/text.hpp"
#include "platform/documents/redaction.hpp"

namespace gongkai::documents {
namespace {
constexpr std::int64_t most_rows = 2'000'000;

class RowWriter {
 public:
  explicit RowWriter(std::string_view kind) : m_row(kind) {}
  RowWriter& text(std::string_view value) {
    m_row += '\t';
    for (const char c : value) switch (c) {
        case '\\': m_row += "\\\\"; break;
        case '\t': m_row += "\\t"; break;
        case '\n': m_row += "\\n"; break;
        default: m_row += c;
      }
    return *this;
  }
  RowWriter& number(std::int64_t value) { return text(std::to_string(value)); }
  RowWriter& number(std::size_t value) { return number(static_cast<std::int64_t>(value)); }
  RowWriter& number(int value) { return number(std::int64_t{value}); }
  RowWriter& share(double value) {
    char buffer[40];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed, 6).ptr;
    return text(std::string_view(buffer, static_cast<std::size_t>(end - buffer)));
  }
  RowWriter& box(const Box& b) { return share(b.x).share(b.y).share(b.width).share(b.height); }
  void into(std::string& out) { out += m_row, out += '\n'; }

 private:
  std::string m_row;
};

/// The fields of one row; after the first mistake everything is empty and ok() is false.
class RowReader {
 public:
  explicit RowReader(std::string_view row) : m_fields(split(row, '\t')) {}
  std::string_view kind() const { return m_fields.front(); }
  std::string text() {
    if (m_at >= m_fields.size()) return fail(), std::string();
    std::string value;
    const auto field = m_fields[m_at++];
    for (std::size_t i = 0; i < field.size(); ++i) {
      if (field[i] != '\\') value += field[i];
      else if (++i < field.size()) value += field[i] == 't' ? '\t' : field[i] == 'n' ? '\n' : field[i];
    }
    if (!is_valid_utf8(value)) return fail(), std::string();
    return value;
  }
  template <class Number = std::int64_t>
  Number number(Number least, Number most) {
    const auto value = text();
    Number number{};
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error != std::errc() || end != value.data() + value.size() || !(number >= least && number <= most))
      return fail(), least;
    return number;
  }
  int count() { return number<int>(0, 1'000'000'000); }
  std::size_t place() { return number<std::size_t>(0, 1'000'000'000); }
  Box box() {
    const auto share = [&] { return number<double>(-1, 2); };
    Box b;
    b.x = share(), b.y = share(), b.width = share(), b.height = share();
    return b;
  }
  bool is_done() const { return m_ok && m_at == m_fields.size(); }

 private:
  void fail() { m_ok = false; }
  std::vector<std::string_view> m_fields;
  std::size_t m_at = 1;
  bool m_ok = true;
};

/// Calls read(RowReader&) for each row; it says whether it knows the row. False when one is wrong.
template <class F>
bool each_row(std::string_view text, F&& read) {
  for (std::int64_t rows = 0; !text.empty(); ++rows) {
    const auto end = text.find('\n');
    if (end == std::string_view::npos || rows > most_rows) return false;
    RowReader row(text.substr(0, end));
    if (!read(row) || !row.is_done()) return false;
    text.remove_prefix(end + 1);
  }
  return true;
}

void write(std::string& out, const Mark& mark) {
  RowWriter("mark")
      .number(mark.page)
      .box(mark.box)
      .number(mark.line)
      .number(mark.begin)
      .number(mark.end)
      .text(mark.label)
      .text(mark.reason)
      .into(out);
}

Mark read_mark(RowReader& row) {
  Mark mark;
  mark.page = row.count();
  mark.box = row.box();
  mark.line = row.count();
  mark.begin = row.place();
  mark.end = row.place();
  mark.label = row.text();
  mark.reason = row.text();
  return mark;
}

bool read_source_row(RowReader& row, Source& source) {
  if (row.kind() == "source") {
    source.pages = row.count();
    source.has_boxes = row.count() == 1;
  } else if (row.kind() == "extra") {
    auto kind = row.text();
    source.extras.emplace_back(std::move(kind), row.count());
  } else if (row.kind() == "page") {
    SourcePage page{.number = row.count()};
    page.width = row.number<double>(0, 1e6);
    page.height = row.number<double>(0, 1e6);
    page.is_recognised = row.count() == 1;
    source.found.push_back(std::move(page));
  } else if (row.kind() == "line" && !source.found.empty()) {
    SourceLine line{.number = row.count(), .part = row.text()};
    line.text = row.text();
    source.found.back().lines.push_back(std::move(line));
  } else if (row.kind() == "word" && !source.found.empty() && !source.found.back().lines.empty()) {
    Word word{.begin = row.place(), .end = row.place()};
    word.box = row.box();
    source.found.back().lines.back().words.push_back(word);
  } else {
    return false;
  }
  return true;
}
}  // namespace

std::string encode(const Source& source) {
  std::string out;
  RowWriter("source").number(source.pages).number(source.has_boxes ? 1 : 0).into(out);
  for (const auto& [kind, count] : source.extras) RowWriter("extra").text(kind).number(count).into(out);
  for (const auto& page : source.found) {
    RowWriter("page")
        .number(page.number)
        .share(page.width)
        .share(page.height)
        .number(page.is_recognised ? 1 : 0)
        .into(out);
    for (const auto& line : page.lines) {
      RowWriter("line").number(line.number).text(line.part).text(line.text).into(out);
      for (const auto& word : line.words) RowWriter("word").number(word.begin).number(word.end).box(word.box).into(out);
    }
  }
  return out;
}

std::optional<Source> decode_source(std::string_view text) {
  Source source;
  if (!each_row(text, [&](RowReader& row) { return read_source_row(row, source); }) || source.pages < 1) return {};
  return source;
}

std::string encode(const std::vector<Mark>& marks) {
  std::string out;
  for (const auto& mark : marks) write(out, mark);
  return out;
}

std::optional<std::vector<Mark>> decode_marks(std::string_view text) {
  std::vector<Mark> marks;
  const auto read = [&](RowReader& row) { return row.kind() == "mark" && (marks.push_back(read_mark(row)), true); };
  if (!each_row(text, read)) return {};
  return marks;
}

std::string encode(const CheckOrder& order) {
  auto out = encode(order.marks);
  for (const auto& needle : order.needles) RowWriter("needle").text(needle.text).number(needle.allowed).into(out);
  return out;
}

std::optional<CheckOrder> decode_check_order(std::string_view text) {
  CheckOrder order;
  const auto read = [&](RowReader& row) {
    if (row.kind() == "mark") return order.marks.push_back(read_mark(row)), true;
    if (row.kind() != "needle") return false;
    Needle needle{.text = row.text()};
    needle.allowed = row.count();
    return order.needles.push_back(std::move(needle)), true;
  };
  if (!each_row(text, read)) return {};
  return order;
}

std::string encode(const CheckReport& report) {
  std::string out;
  for (const auto& [what, count] : report.done) RowWriter("done").text(what).number(count).into(out);
  for (const auto& one : report.left) RowWriter("left").text(one.kind).text(one.place).into(out);
  return out;
}

std::optional<CheckReport> decode_check_report(std::string_view text) {
  CheckReport report;
  const auto read = [&](RowReader& row) {
    if (row.kind() == "done") {
      auto what = row.text();
      return report.done.emplace_back(std::move(what), row.count()), true;
    }
    if (row.kind() != "left") return false;
    Leftover one{.kind = row.text()};
    one.place = row.text();
    return report.left.push_back(std::move(one)), true;
  };
  // a check that says nothing has checked nothing
  if (!each_row(text, read) || report.done.empty()) return {};
  return report;
}

}  // namespace gongkai::documents
