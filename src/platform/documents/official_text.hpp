// An official text as the page shows it and as it is printed: blocks instead of markup, and the parts that GB/T 9704-2012
// (党政机关公文格式) names. The same text always makes the same PDF.
//
//   OfficialText text{.title = "关于做好冬季供暖保障工作的通知", .body = blocks_of(edition.body)};
//   const auto bytes = write_official_pdf(text, fonts).bytes;
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"

namespace gongkai::documents {

enum class BlockKind { paragraph, heading, item, note, table };
enum class Align { justified, left, center, right };

struct Span {
  std::string text;
  bool is_strong = false;
  bool operator==(const Span&) const = default;
};

struct TableCell {
  std::vector<Span> spans;
  int columns = 1;
  int rows = 1;
  bool is_header = false;
  bool operator==(const TableCell&) const = default;
};
using TableRow = std::vector<TableCell>;

struct Block {
  BlockKind kind = BlockKind::paragraph;
  int level = 0;  // of a heading: 1 一、 2 （一） 3 1. 4 （1）
  Align align = Align::justified;
  std::vector<Span> spans{};
  std::string caption{};         // of a table
  std::vector<TableRow> rows{};  // of a table; header rows first
  bool operator==(const Block&) const = default;
};

/// Markup from the sanitiser as blocks; pictures become a note that says what they show. Faults: files.html_too_large,
/// files.html_too_deep.
Result<std::vector<Block>> blocks_of(std::string_view markup);

/// Families in the order of preference, parted by commas; ":bold" behind one asks for its bold face. The first that is
/// installed is used: an office with the licensed fonts of the standard gets them, everybody else Noto.
struct Fonts {
  std::string title = "Noto Serif CJK SC:bold";
  std::string body = "Noto Serif CJK SC";
  std::string kai = "Noto Serif CJK SC:bold";
  std::string hei = "Noto Sans CJK SC:bold";
  std::string song = "Noto Serif CJK SC";
  bool operator==(const Fonts&) const = default;
};

enum class PrintForm {
  official,  // 公文: red head, number below it, page numbers from the first page
  letter,    // 信函格式: head, double rules, number at the right, no page number on the first page
};

/// 印章: upright, its middle over the year and month of the date (骑年压月).
struct Seal {
  std::string png{};        // written anew by the upload pipeline
  double millimetres = 42;  // of its side
};

struct OfficialText {
  PrintForm form = PrintForm::official;
  std::string head{};    // 发文机关标志, red; "" prints the title first
  std::string number{};  // 发文字号
  std::string title{};   // a line break in it is kept; otherwise it is broken by sense
  std::string addressee{};
  std::vector<Block> body{};
  std::vector<std::string> enclosures{};  // 附件说明
  std::vector<std::string> signers{};     // 发文机关署名
  std::optional<Day> formed_on{};         // 成文日期
  std::optional<Seal> seal{};             // needs a signer and a date; of the PDF only
  std::string note{};                     // 附注, without its brackets
  std::string copies_to{};                // 版记: 抄送
  std::string printed_by{};               // 版记: 印发机关
  std::optional<Day> printed_on{};
  std::string author{};  // of the file's properties
};

struct Printed {
  std::string bytes;
  int pages = 0;
};

/// A4, 22 lines of 28 characters, tagged, with bookmarks and a text layer that can be searched and copied. Throws
/// std::runtime_error when the text does not fit into 2,000 pages or the fonts cannot be used.
Printed write_official_pdf(const OfficialText& text, const Fonts& fonts);

/// A gazette issue: cover, contents with page numbers and links, the documents one after the other.
struct GazetteArticle {
  std::string section{};  // 市政府文件; a new one gets a heading in the contents
  OfficialText text{};
};
struct GazetteText {
  std::string name{};        // 云海市人民政府公报
  std::string issue{};       // 2026年第3号（总第95号）
  std::string published{};   // 2026年9月30日出版
  std::string cover_text{};  // by whom, for whom; paragraphs by line breaks
  std::vector<GazetteArticle> articles{};
};
struct PrintedGazette {
  std::string bytes;
  int pages = 0;              // of the file
  std::vector<int> starts{};  // printed page number of each article
  int unnumbered = 0;         // pages of the file before printed page 1: cover and contents
};
PrintedGazette write_gazette_pdf(const GazetteText& text, const Fonts& fonts);

}  // namespace gongkai::documents
