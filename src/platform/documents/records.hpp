// Foreign collections as records, one JSON object a line: the rows of a workbook, the posts of a WordPress export, the
// pages of a web site in a ZIP. They call large foreign libraries, so the server runs them in a worker process
// (Workers::records); each is a fuzz target.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace gongkai::documents {

enum class RecordSource { workbook = 1, word_press, web_site };

/// Where things stand in a page of the old site: "#zoom", "div.article h1"; "" leaves it to the heuristics.
struct Selectors {
  std::string title{};
  std::string date{};
  std::string body{};
  std::string origin{};  // 来源
};

inline constexpr std::size_t max_record_bytes = 4 << 20;
inline constexpr std::size_t max_records_bytes = 88 << 20;  // of one file: what a worker's answer carries

/// Each line is {"#": place in the source, "column": "text", …}. A record that cannot be read is {"#": …, "!": code}.
/// Faults: files.damaged, files.bomb, files.records_too_many.
Result<std::string> read_workbook_records(std::string_view xlsx);
Result<std::string> read_word_press_records(std::string_view xml);
Result<std::string> read_web_site_records(std::string_view zip, const Selectors& selectors);
Result<std::string> read_records(std::string_view bytes, RecordSource source, const Selectors& selectors);

struct RecordOrder {
  RecordSource source = RecordSource::workbook;
  Selectors selectors{};
};
std::string encode(const RecordOrder& order);
std::optional<RecordOrder> decode_record_order(std::string_view text);

/// A selector of tags, #ids, .classes and descent, as people write them: "div.main #zoom". False for anything else.
bool is_selector(std::string_view text);

}  // namespace gongkai::documents
