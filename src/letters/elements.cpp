#include "letters/elements.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace gongkai::letters {
namespace {
class Examination {
 public:
  Examination(const Kind& kind, const Facts& facts, const LetterText& text)
      : m_kind(kind), m_facts(facts), m_text(plain_text(text)) {}

  void look(const Equipment& equipment) {
    look_at_heading(equipment);
    for (const auto& id : m_kind.needs) look_at_field(*book().find_field(id));
    look_at_decision();
    look_at_articles();
    look_at_grounds();
    look_at_sayings();
    look_at_remedies(equipment);
    look_at_signature(equipment);
  }
  std::vector<Fault> take() { return std::move(m_faults); }

 private:
  void fault(std::string_view code, int element, std::string_view field, std::string_view words = {}) {
    const auto* known = book().find_field(field);
    m_faults.push_back({FaultKind::conflict,
                        "letters.missing." + std::string(code),
                        std::string(field),
                        {{"element", std::string(book().element_name(element))},
                         {"number", std::to_string(element)},
                         {"field", known ? known->name : std::string(field)},
                         {"words", std::string(words)}}});
  }
  std::string_view value(std::string_view id) const { return fact(m_facts, id); }
  static bool holds(std::string_view text, std::string_view words) {
    return text.find(words) != std::string_view::npos;
  }

  void look_at_heading(const Equipment& equipment) {
    if (m_kind.has_number() && !equipment.has_number_word) fault("number_word", 1, "number");
  }

  void look_at_field(const Field& field) {
    if (value(field.id).empty()) fault("field", field.element, field.id);
    // the paper must show the days on which the clock turned, whatever the unit made of its template
    else if (const auto day = parse_day(value(field.id)); day && !holds(m_text, to_chinese(*day)))
      fault("day", field.element, field.id, to_chinese(*day));
  }

  void look_at_decision() {
    const auto decision = value("decision");
    for (const auto& words : m_kind.decision_words)
      if (!decision.empty() && !holds(decision, words)) fault("decision_words", 4, "decision", words);
  }

  /// 条、款、项: at least the article.
  void look_at_articles() {
    const auto articles = value("articles");
    if (articles.empty()) return;
    const auto begin = articles.find("第"), end = articles.rfind("条");
    const bool names_article = begin != std::string_view::npos && end != std::string_view::npos && begin < end;
    if (!names_article && !holds(articles, "号")) fault("article", 5, "articles");
    for (const auto* ground : grounds_of(m_facts)) {
      const auto place = ground->article.find("第");
      const auto number = std::string_view(ground->article).substr(place == std::string::npos ? 0 : place);
      if (!holds(articles, number)) fault("ground_article", 5, "articles", ground->article);
    }
  }

  void look_at_grounds() {
    const auto reasons = value("reasons");
    if (reasons.empty()) return;
    for (const auto* ground : grounds_of(m_facts))
      for (const auto& group : ground->words)
        if (std::ranges::none_of(group, [&](const auto& word) { return holds(reasons, word); }))
          fault("ground_words", 6, "reasons", join(group, "、"));
  }

  void look_at_sayings() {
    for (const auto& saying : m_kind.says) {
      const auto text = saying.in == "template" || saying.in == "text" ? std::string_view(m_text) : value(saying.in);
      for (const auto& words : saying.words)
        if (!text.empty() && !holds(text, words)) fault("words", saying.element, saying.in, words);
    }
  }

  void look_at_remedies(const Equipment& equipment) {
    if (m_kind.remedy.empty()) return;
    if (!equipment.has_review_body) fault("review_body", 8, "remedies");
    if (!equipment.has_court) fault("court", 8, "remedies");
  }

  void look_at_signature(const Equipment& equipment) {
    if (m_kind.has_number() && !equipment.has_seal) fault("seal", 9, "signed_on");
    if (m_kind.to != "file" && m_kind.to != "from_third_party" && holds(m_text, "【未填：联系方式】"))
      fault("contact", 10, "contact");
  }

  const Kind& m_kind;
  const Facts& m_facts;
  const std::string m_text;
  std::vector<Fault> m_faults;
};
}  // namespace

std::vector<Fault> missing_elements(const Kind& kind, const Facts& facts, const LetterText& text,
                                    const Equipment& equipment) {
  Examination examination(kind, facts, text);
  examination.look(equipment);
  return examination.take();
}

std::string provisional_days(const Facts& facts, const WorkCalendar& calendar) {
  std::vector<std::string> days;
  for (const auto& field : book().fields) {
    if (field.type != FieldType::due) continue;
    // a term that ends in a year with a calendar has run through such years only
    if (const auto day = day_fact(facts, field.id); day && calendar.status_of(day->year()) == YearStatus::provisional)
      days.push_back(field.id + ":" + to_text(*day));
  }
  return join(days, " ");
}

}  // namespace gongkai::letters
