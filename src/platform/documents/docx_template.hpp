// A unit's own form of a letter: an office file with {{placeholders}} that are filled without touching anything else in it.
// A word processor may part a placeholder into several runs; it is found all the same, and takes the looks of its first run.
//
// Foreign files: the server reads and fills them only in a worker process (workers.hpp).
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace gongkai::documents {

/// One {{name}} in a text; begin and end are offsets of bytes, braces included.
struct Placeholder {
  std::string name;
  std::size_t begin = 0, end = 0;
  bool operator==(const Placeholder&) const = default;
};
/// In order. A pair of braces that is not closed, or has nothing in it, is one without a name.
std::vector<Placeholder> placeholders_in(std::string_view text);

struct TemplateParagraph {
  std::string part;  // "document", "header1", …
  int number = 0;    // from 1 within its part
  std::string text;
  bool operator==(const TemplateParagraph&) const = default;
};

struct TemplateText {
  std::vector<TemplateParagraph> paragraphs;  // those with text
  bool has_comments = false;                  // 批注
  bool has_revisions = false;                 // 修订
  bool operator==(const TemplateText&) const = default;
};

/// Faults: files.damaged, files.bomb, files.too_deep.
Result<TemplateText> read_docx_template(std::string_view docx);

struct TemplateFilling {
  std::map<std::string, std::string, std::less<>> values;
  std::string title, author;  // of the properties, which say nothing else
  bool operator==(const TemplateFilling&) const = default;
};

/// The file with the values in it. A placeholder alone in its paragraph gives a paragraph for each line of its value, and
/// none when it is empty; one within a line breaks the line. A name without a value stays visible as 【未填：名称】.
Result<std::string> fill_docx_template(std::string_view docx, const TemplateFilling& filling);

// Between the server and its worker.
std::string encode(const TemplateText& text);
Result<TemplateText> decode_template_text(std::string_view bytes);
std::string encode(const TemplateFilling& filling);
TemplateFilling decode_filling(std::string_view bytes);

}  // namespace gongkai::documents
