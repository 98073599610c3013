// Parts of narrative.cpp.
#pragma once
#include "report_check/narrative.hpp"
#include "report_check/sentence.hpp"

namespace gongkai::report_check {

struct Context {
  const Report& report;
  const Report* previous;
  Narrative& out;
};

/// A paragraph in the form that rules look at.
struct Passage {
  const Paragraph& paragraph;
  std::string text;
  std::vector<Figure> figures;
  std::vector<Sentence> sentences;
  const Sentence& sentence_at(std::size_t place) const;
  std::string_view words_of(const Sentence& sentence) const {
    return std::string_view(text).substr(sentence.begin, sentence.end - sentence.begin);
  }
};
Passage passage_of(const Paragraph& paragraph);

std::int64_t total_of(const Report& report, report_format::Row row);
void add_finding(Context& context, const Passage& passage, std::string_view code, Severity severity,
                 std::string message, json::value expected = {}, json::value found = {}, std::string_view row = {});

void check_counts(Context& context, const Passage& passage);                  // N-RECV … N-OTHER, N-SUM, N-NORM
void check_growth(Context& context, const Passage& passage);                  // N-GROWTH, N-LAST
void check_rates(Context& context, const Passage& passage);                   // N-RATE, N-CLAIM
void check_parts(Context& context, const Passage& passage);                   // N-PARTS
void check_claims(Context& context, const Passage& passage);                  // N-NOSUIT, N-ALLREPLIED, N-WORDING
void check_channels(Context& context, const std::vector<Passage>& passages);  // N-PARTS across sentences
void check_fee(Context& context, const std::vector<Passage>& passages);       // S6-FEE, N-FEE
void check_period(Context& context, const std::vector<Passage>& passages);    // N-YEAR, N-DATE
void check_contact(Context& context, const std::vector<Passage>& passages);   // S-CONTACT

}  // namespace gongkai::report_check
