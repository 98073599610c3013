// One question to one snapshot of the index, from what was typed to the answer.
#pragma once
#include <optional>
#include <vector>

#include "platform/search/analysis.hpp"
#include "platform/search/frequencies.hpp"
#include "platform/search/reader.hpp"

namespace gongkai::search {

class Asking {
 public:
  Asking(Reader& reader, const Writer& writer, const Frequencies& frequencies, const Query& query,
         const Lexicon& lexicon, int scored_hits);
  Answer answer();

 private:
  /// What was found, in the order of the answer, at least as far as the page goes.
  struct Rows {
    std::vector<std::int64_t> ordered{};
    std::int64_t total = 0;
    bool at_least = false;
  };

  Rows list_all();
  /// When nothing is found as written: as a question, by sound, in parts.
  Rows find_otherwise(Answer& answer);
  /// Without the filters of the query, would there be hits?
  bool matches_anything(const std::vector<Part>& parts);
  Rows find(const std::vector<Part>& parts);
  Rows by_relevance(Table table, const std::vector<Part>& parts, const std::string& match);
  /// For long phrases: the rarest pairs give few candidates, whose text is read. Nothing when they are not few.
  std::optional<Rows> find_by_rare_pairs(const std::vector<Part>& parts);
  Rows titles_first(const std::vector<std::int64_t>& rows, const std::vector<Part>& parts);
  /// Rows that hold enough of what the parts are made of, best first. `among`: titles or pairs.
  Rows find_partly(const std::vector<Part>& parts, Table among);
  Rows find_corrected(Answer& answer, const std::vector<Part>& parts);
  void add_related(Answer& answer, const Rows& found);
  std::vector<Hit> hits_of(const std::vector<std::int64_t>& rows, std::int64_t begin, std::int64_t end);
  Rows find_by_pinyin();
  Rows from_rows(std::vector<std::int64_t> rows, bool newest_first);
  void put_numbers_first(Rows& found);
  void fill(Answer& answer, const Rows& found);
  void mark_hit(Hit& hit, std::int64_t row);

  std::int64_t depth() const { return m_offset + m_limit; }

  Reader& m_reader;
  const Frequencies& m_frequencies;
  const Query& m_query;
  const Lexicon& m_lexicon;
  Reader::Snapshot m_snapshot;
  Filter m_filter;
  Analysis m_analysis;
  std::int64_t m_offset, m_limit, m_scored;
  std::vector<std::u32string> m_phrases{};  // to mark
  std::vector<Facet> m_facets{};
  std::vector<std::int64_t> m_single_rows{};  // rows with all single characters of the query
};

/// What the reader may have meant: a phrase from the titles that sounds the same or differs in one character; "" if
/// none.
std::string correction(Reader& reader, const Columns& columns, const std::vector<Part>& parts);

struct Typed {
  std::string_view text{};
  int limit = 8;
  std::int64_t site = 0;
};
std::vector<Suggestion> suggestions(Reader& reader, const Columns& columns, const Lexicon& lexicon, const Typed& typed);

/// Match expressions for the table of readings: the letters as syllables or as initials; "" when they cannot be.
std::string reading_expression(std::string_view typed, bool typing);
/// The places of the title (a form) that are read like the letters, in full or by initials.
std::vector<std::u32string> words_read_as(std::string_view title, std::string_view typed);

}  // namespace gongkai::search
