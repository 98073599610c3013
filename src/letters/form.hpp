// A unit's own template, read with distrust: which of its paragraphs are the letter's body, and what is wrong with it, each
// fault with its place.
#pragma once
#include <string>
#include <vector>

#include "letters/kinds.hpp"
#include "platform/documents/docx_template.hpp"

namespace gongkai::letters {

struct FormReading {
  std::vector<std::string> paragraphs{};  // between addressee and signature
  std::vector<Fault> faults{};
};

FormReading read_form(const Kind& kind, const documents::TemplateText& text);

/// The catalog's template as an office file for the unit to change: what it uploads again is accepted.
std::string sample_form(const Kind& kind);

}  // namespace gongkai::letters
