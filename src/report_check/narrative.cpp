#include "report_check/narrative.hpp"

#include <algorithm>

#include "report_check/narrative_figures.hpp"
#include "report_check/recognise.hpp"

namespace gongkai::report_check {

const Sentence& Passage::sentence_at(std::size_t place) const {
  const auto found = std::ranges::find_if(sentences, [&](const Sentence& sentence) { return place < sentence.end; });
  return found == sentences.end() ? sentences.back() : *found;
}

Passage passage_of(const Paragraph& paragraph) {
  Passage passage{.paragraph = paragraph, .text = plain(paragraph.text)};
  passage.figures = figures_of(passage.text);
  passage.sentences = sentences_of(passage.text);
  return passage;
}

std::int64_t total_of(const Report& report, report_format::Row row) {
  return report.tables.at(row, report_format::Applicant::total).value();
}

void add_finding(Context& context, const Passage& passage, std::string_view code, Severity severity,
                 std::string message, json::value expected, json::value found, std::string_view row) {
  Finding finding{.code = std::string(code),
                  .severity = severity,
                  .expected = std::move(expected),
                  .found = std::move(found),
                  .message = std::move(message),
                  .place = to_text(passage.paragraph.spot)};
  if (!row.empty()) finding.table = "t3", finding.row = row, finding.column = "total";
  context.out.findings.push_back(std::move(finding));
}

Narrative check_narrative(const Report& report, const Report* previous) {
  Narrative narrative;
  Context context{report, previous, narrative};
  std::vector<Passage> passages;
  for (const auto& paragraph : report.paragraphs) {
    constexpr std::size_t longest = 60'000;  // bytes: beyond is no paragraph of a report
    if (paragraph.text.size() > longest) continue;
    auto passage = passage_of(paragraph);
    if (!passage.sentences.empty()) passages.push_back(std::move(passage));
  }
  for (const auto& passage : passages) {
    check_counts(context, passage);
    check_growth(context, passage);
    check_rates(context, passage);
    check_parts(context, passage);
    check_claims(context, passage);
  }
  check_channels(context, passages);
  check_fee(context, passages);
  check_period(context, passages);
  check_contact(context, passages);
  return narrative;
}

}  // namespace gongkai::report_check
