// Numbers of cases in the text against table 3, and of normative documents against table 2.
#include <algorithm>
#include <stdexcept>

#include "base/assets.hpp"
#include "report_check/narrative_figures.hpp"
#include "report_check/recognise.hpp"

namespace gongkai::report_check {
namespace {
using report_format::Applicant;
using report_format::Row;

struct Phrase {
  std::string code;
  std::vector<std::string> words;
  std::vector<std::string> rows;
  std::string under;
  bool is_part = false;
};

std::vector<Phrase> read_phrases() {
  const auto file = assets::find("catalog/report_formats/narrative.json");
  if (!file) throw std::runtime_error("catalog/report_formats/narrative.json is missing");
  const auto parsed = json::parse(*file);
  if (!parsed) throw std::runtime_error("catalog/report_formats/narrative.json is no JSON");
  std::vector<Phrase> phrases;
  for (const auto& item : parsed->at("phrases").as_array()) {
    const auto& object = item.as_object();
    Phrase phrase{.code = std::string(object.at("code").as_string())};
    for (const auto& word : object.at("words").as_array()) phrase.words.emplace_back(word.as_string());
    for (const auto& row : object.at("rows").as_array()) phrase.rows.emplace_back(row.as_string());
    if (const auto* under = object.if_contains("under")) phrase.under = under->as_string();
    if (const auto* part = object.if_contains("part")) phrase.is_part = part->as_bool();
    phrases.push_back(std::move(phrase));
  }
  return phrases;
}

const std::vector<Phrase>& phrases() {
  static const auto list = read_phrases();
  return list;
}

const Phrase* phrase_of(std::string_view lead) {
  for (const auto& phrase : phrases())
    if (std::ranges::any_of(phrase.words,
                            [&](const std::string& word) { return lead.find(word) != std::string_view::npos; }))
      return &phrase;
  return nullptr;
}

class Counts {
 public:
  Counts(Context& context, const Passage& passage)
      : m_context(context), m_passage(passage), m_form(report_format::form(context.report.format)) {}

  void check() {
    const bool about_requests = has_any(m_passage.text, {"申请", "依申请"});
    for (const auto& figure : m_passage.figures) {
      if (figure.is_about || !figure.is_whole() || is_of_another_year(figure)) continue;
      check_documents(figure);
      if (!about_requests || (figure.unit != "件" && figure.unit != "宗" && !figure.unit.empty())) continue;
      if (check_whole(figure)) continue;
      if (figure.unit.empty()) continue;
      if (const auto* phrase = phrase_of(figure.lead)) check_phrase(*phrase, figure);
    }
    check_sum();
  }

 private:
  bool is_of_another_year(const Figure& figure) const {
    const auto& sentence = m_passage.sentence_at(figure.begin);
    const auto before = std::string_view(m_passage.text).substr(sentence.begin, figure.begin - sentence.begin);
    const auto year = before.rfind("年");
    if (year == std::string_view::npos || year < 4 || m_context.report.year == 0) return false;
    const auto digits = before.substr(year - 4, 4);
    const bool is_year = std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
    return is_year && digits != std::to_string(m_context.report.year);
  }

  /// 收到申请 n 件, 办理申请 n 件.
  bool check_whole(const Figure& figure) {
    const bool of_requests = has_any(figure.lead, {"申请", "依申请办件", "依申请件"}) ||
                             figure.after.starts_with("信息公开申请") || figure.after.starts_with("政府信息公开申请") ||
                             figure.after.starts_with("申请") || figure.after.starts_with("依申请");
    if (!of_requests || has_any(figure.lead, {"协查", "提案", "建议", "留言", "诉讼", "复议", "结转"})) return false;
    const bool received = has_any(figure.lead, {"收到", "新收", "受理", "接收"});
    const bool done = has_any(figure.lead, {"办理", "办结", "答复", "处理"});
    if (!received && !done) return false;
    const bool with_carried =
        has_any(figure.lead, {"含上年", "上年结转"}) || next_words(figure).starts_with("(含上年") ||
        next_words(figure).starts_with("(包括上年") || next_words(figure).starts_with("(含上一年");
    m_wholes.push_back(figure.whole());
    if (received) hold("N-RECV", figure, with_carried ? rows({Row::received, Row::carried_in}) : rows({Row::received}));
    if (done) hold("N-DONE", figure, with_carried ? rows({Row::received, Row::carried_in}) : rows({Row::r7}));
    return true;
  }

  std::string_view next_words(const Figure& figure) const {
    return std::string_view(m_passage.text).substr(figure.end);
  }

  void check_phrase(const Phrase& phrase, const Figure& figure) {
    std::vector<Row> wanted;
    for (const auto& id : phrase.rows)
      for (const auto& row : m_form.t3)
        if (row.id == id) wanted.push_back(row.row);
    if (wanted.empty()) return;
    hold(phrase.code, figure, wanted);
    if (phrase.is_part && figure.depth == 0) m_parts.push_back({&phrase, figure.whole()});
  }

  static std::vector<Row> rows(std::initializer_list<Row> list) { return list; }

  std::int64_t sum_of(const std::vector<Row>& wanted) const {
    std::int64_t sum = 0;
    for (const auto row : wanted) sum += total_of(m_context.report, row);
    return sum;
  }

  std::string name_of(const std::vector<Row>& wanted) const {
    std::string names;
    for (const auto& row : m_form.t3)
      if (std::ranges::find(wanted, row.row) != wanted.end()) names += (names.empty() ? "“" : "＋“") + row.label + "”";
    return names;
  }

  void hold(std::string_view code, const Figure& figure, const std::vector<Row>& wanted) {
    Statement statement{.code = std::string(code), .cells = {}, .number = figure.whole()};
    for (const auto row : wanted) statement.cells.push_back(report_format::cell_of(row, Applicant::total));
    m_context.out.statements.push_back(std::move(statement));
    const auto expected = sum_of(wanted);
    if (!m_context.report.has_table[1] || expected == figure.whole()) return;
    const auto row = std::ranges::find(m_form.t3, wanted.front(), &report_format::Row3::row);
    add_finding(m_context, m_passage, code, Severity::warning,
                say("N-COUNT", {{"words", figure.lead + std::to_string(figure.whole()) + figure.unit},
                                {"rows", name_of(wanted)},
                                {"expected", std::to_string(expected)},
                                {"found", std::to_string(figure.whole())}}),
                expected, figure.whole(), row->id);
  }

  /// All outcomes of one paragraph together.
  void check_sum() {
    const bool has_unable =
        std::ranges::any_of(m_parts, [](const Part& part) { return part.phrase->code == "N-UNABLE"; });
    std::int64_t sum = 0;
    std::size_t count = 0;
    bool has_carried_out = false;
    std::string addends;
    for (const auto& part : m_parts) {
      if (part.phrase->under == "N-UNABLE" && has_unable) continue;
      has_carried_out = has_carried_out || part.phrase->code == "N-CARRYOUT";
      sum += part.number;
      addends += (addends.empty() ? "" : "＋") + std::to_string(part.number);
      ++count;
    }
    constexpr std::size_t least_parts = 3;
    if (count < least_parts || m_wholes.empty() || !m_context.report.has_table[1]) return;
    const auto whole = m_wholes.front();
    const auto table = has_carried_out ? sum_of({Row::received, Row::carried_in}) : sum_of({Row::r7});
    // fewer than the whole: the sentence names some outcomes only
    if (sum == table || (sum < table && sum < whole)) return;
    const bool agrees = sum == whole;
    add_finding(m_context, m_passage, "N-SUM", Severity::warning,
                say(agrees ? "N-SUM-TABLE" : "N-SUM", {{"addends", addends},
                                                       {"sum", std::to_string(sum)},
                                                       {"whole", std::to_string(whole)},
                                                       {"table", std::to_string(table)}}),
                table, sum, has_carried_out ? "new" : "r7");
  }

  void check_documents(const Figure& figure) {
    if (!has_any(figure.unit, {"件", "部", "个", "份"}) || !m_context.report.has_table[0]) return;
    const auto place = figure.lead.rfind("规范性文件");
    if (place == std::string::npos || place + std::string_view("规范性文件").size() != figure.lead.size()) return;
    if (has_any(figure.lead, {"清理", "审查", "修改", "修订", "解读", "备案"})) return;
    const auto cell = [&](std::string_view column) {
      const int at = m_form.cell_named("t2", "a20_1.normative", column);
      return at < 0 ? std::int64_t{-1} : m_context.report.tables.value(at);
    };
    const bool in_force = figure.lead.find("现行有效") != std::string::npos;
    const bool repealed = has_any(figure.lead, {"废止", "失效"});
    const bool of_2021 = m_context.report.format == Format::form_2021;
    if (repealed && !of_2021) return;
    const auto expected = in_force   ? cell(of_2021 ? "valid" : "total_published")
                          : repealed ? cell("repealed")
                                     : cell("made");
    const bool fits =
        expected == figure.whole() || (!in_force && !repealed && !of_2021 && cell("published") == figure.whole());
    if (fits) return;
    add_finding(m_context, m_passage, "N-NORM", Severity::warning,
                say(in_force   ? "N-NORM-VALID"
                    : repealed ? "N-NORM-REPEALED"
                               : "N-NORM",
                    {{"found", std::to_string(figure.whole())}, {"expected", std::to_string(expected)}}),
                expected, figure.whole());
  }

  struct Part {
    const Phrase* phrase;
    std::int64_t number;
  };
  Context& m_context;
  const Passage& m_passage;
  const report_format::Form& m_form;
  std::vector<Part> m_parts;
  std::vector<std::int64_t> m_wholes;
};
}  // namespace

void check_counts(Context& context, const Passage& passage) {
  Counts(context, passage).check();
}

}  // namespace gongkai::report_check
