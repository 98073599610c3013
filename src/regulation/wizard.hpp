// 补不补—是不是—谁负责—有没有—给不给—怎么给—怎么答: the questions by which an officer comes to the one outcome of a request. The list is data
// (catalog/regulation/wizard.json), its evaluation is pure: where it stands follows from the answers alone.
#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "regulation/outcome.hpp"

namespace gongkai::regulation {

struct Answer {
  std::string id;
  std::string label;
  std::string article;      // 第三十条
  std::string explanation;  // what it means and what follows, in our own words
  // Exactly one of three:
  std::string next{};              // the next question
  std::string outcome{};           // the outcome
  std::string act{};               // what has to be done before the question can be answered: ask_correction …
  std::optional<Ground> ground{};  // the exception that this answer finds
};

struct Question {
  std::string id;
  std::string stage;  // 补不补 …
  std::string text;
  std::string hint;
  std::vector<Answer> answers;
  const Answer* find(std::string_view answer) const;
};

class Wizard {
 public:
  Wizard(std::string first, std::vector<Question> questions, std::map<std::string, std::string, std::less<>> acts);
  const std::string& first() const { return m_first; }
  const std::vector<Question>& questions() const { return m_questions; }
  const Question* find(std::string_view question) const;
  /// 发出补正告知书; "" for an unknown act.
  std::string_view label_of_act(std::string_view act) const;

 private:
  std::string m_first;
  std::vector<Question> m_questions;
  std::map<std::string, std::string, std::less<>> m_acts;
};

struct Choice {
  std::string question;
  std::string answer;
  bool operator==(const Choice&) const = default;
};

/// Where a list of answers leads: the next question, an act to be done first, or the outcome.
struct Standpoint {
  std::vector<std::pair<const Question*, const Answer*>> path{};
  std::vector<Ground> grounds{};  // found on the way; what is released after all has none
  const Question* question = nullptr;
  std::string act{};
  const Outcome* outcome = nullptr;
};

/// Refuses an answer to a question that was not asked, and an answer that the question does not have.
Result<Standpoint> evaluate(const Wizard& wizard, const OutcomeBook& outcomes, const std::vector<Choice>& choices);

/// Refuses a list with a dead end, a circle, an unknown outcome or a question that nobody reaches.
Result<Wizard> parse_wizard(std::string_view text, const OutcomeBook& outcomes);
const Wizard& catalog_wizard();

}  // namespace gongkai::regulation
