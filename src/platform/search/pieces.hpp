// Finding by parts of what was typed: which pairs of characters mean anything, and how much of them a document holds.
#pragma once
#include <string>
#include <vector>

#include "platform/search/analysis.hpp"
#include "platform/search/frequencies.hpp"
#include "platform/search/reader.hpp"

namespace gongkai::search {

/// A pair or word of the question, the rows that hold it, and what it tells: a rare one tells more.
struct Piece {
  std::vector<std::u32string> forms{};  // of a known word with its synonyms, else one
  std::vector<std::int64_t> rows{};
  double weight = 0;
  bool is_whole = false;  // a whole part as written: welcome, not asked for
};

/// At most eight, the rarest. A pair that no document holds is where two words of the question meet (小学|入学), no
/// word: it is left out. A part with synonyms is one piece: each of its forms will do.
std::vector<Piece> pieces_in(Reader& reader, const Frequencies& frequencies, const std::vector<Part>& parts,
                             Table among, std::int64_t documents);

/// The rows with two pieces or more and half of the weight, or a good third in the title, oldest first. A title
/// counts twice.
std::vector<Weighed> weigh_pieces(const std::vector<Piece>& pieces, const Columns& columns);

}  // namespace gongkai::search
