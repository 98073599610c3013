// The pieces of a document as the recogniser looks at them: rows of cells, and paragraphs with the lines of one sentence
// joined again.
#pragma once
#include <string>
#include <vector>

#include "platform/documents/pieces.hpp"
#include "report_check/model.hpp"

namespace gongkai::report_check {

struct SourceCell {
  std::string text;
  std::string squashed;  // as labels are compared
  int column = 0;
  int columns = 1;
  double x = 0;
};

struct SourceRow {
  std::vector<SourceCell> cells;
  Spot spot;
  int table = 0;         // rows of one table share it
  int width = 0;         // columns of the table; 0 when cells are only in order
  bool is_grid = false;  // columns run through the table
};

struct Source {
  std::vector<SourceRow> rows;
  std::vector<Paragraph> paragraphs;
  bool is_recognised = false;
  int confidence = 100;
};

Source source_of(const documents::Pieces& pieces);

}  // namespace gongkai::report_check
