#include "regulation/wizard.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "base/assets.hpp"
#include "platform/json/json.hpp"

namespace gongkai::regulation {
namespace {

std::unexpected<Fault> broken(std::string place) {
  return refuse(FaultKind::invalid, "regulation.catalog_broken", {}, {{"place", "wizard.json " + std::move(place)}});
}

Result<Answer> read_answer(const json::value& from, const std::string& place) {
  json::Reader reader(from);
  Answer answer{.id = reader.text("id"),
                .label = reader.text("label"),
                .article = reader.text_or("article", ""),
                .explanation = reader.text("explanation"),
                .next = reader.text_or("next", ""),
                .outcome = reader.text_or("outcome", ""),
                .act = reader.text_or("act", "")};
  const auto ground = reader.text_or("ground", "");
  if (!reader.finish()) return broken(place);
  answer.ground = parse_ground(ground);
  if (!ground.empty() && !answer.ground) return broken(place + " ground");
  if (!answer.next.empty() + !answer.outcome.empty() + !answer.act.empty() != 1) return broken(place + " " + answer.id);
  return answer;
}

Result<Question> read_question(const json::value& from) {
  json::Reader reader(from);
  Question question{.id = reader.text("id"),
                    .stage = reader.text("stage"),
                    .text = reader.text("text"),
                    .hint = reader.text("hint"),
                    .answers = {}};
  const auto answers = reader.list("answers");
  if (!reader.finish() || answers.empty()) return broken(question.id);
  for (const auto& entry : answers) {
    auto answer = TRY(read_answer(entry, question.id));
    if (question.find(answer.id)) return broken(question.id + " " + answer.id);
    question.answers.push_back(std::move(answer));
  }
  return question;
}

/// Walks from a question on; a circle is met as a question that is still open.
Result<void> walk(const Wizard& wizard, const OutcomeBook& outcomes, const Question& question,
                  std::set<std::string>& open, std::set<std::string>& done) {
  if (done.contains(question.id)) return {};
  if (!open.insert(question.id).second) return broken(question.id + " leads back to itself");
  for (const auto& answer : question.answers) {
    const auto place = question.id + " " + answer.id;
    if (!answer.outcome.empty() && !outcomes.find(answer.outcome)) return broken(place + " outcome");
    if (!answer.act.empty() && wizard.label_of_act(answer.act).empty()) return broken(place + " act");
    if (answer.next.empty()) continue;
    const auto* next = wizard.find(answer.next);
    if (!next) return broken(place + " next");
    CHECK_OK(walk(wizard, outcomes, *next, open, done));
  }
  open.erase(question.id);
  done.insert(question.id);
  return {};
}
}  // namespace

const Answer* Question::find(std::string_view answer) const {
  const auto found = std::ranges::find(answers, answer, &Answer::id);
  return found == answers.end() ? nullptr : &*found;
}

Wizard::Wizard(std::string first, std::vector<Question> questions, std::map<std::string, std::string, std::less<>> acts)
    : m_first(std::move(first)), m_questions(std::move(questions)), m_acts(std::move(acts)) {}

const Question* Wizard::find(std::string_view question) const {
  const auto found = std::ranges::find(m_questions, question, &Question::id);
  return found == m_questions.end() ? nullptr : &*found;
}

std::string_view Wizard::label_of_act(std::string_view act) const {
  const auto found = m_acts.find(act);
  return found == m_acts.end() ? std::string_view() : std::string_view(found->second);
}

Result<Standpoint> evaluate(const Wizard& wizard, const OutcomeBook& outcomes, const std::vector<Choice>& choices) {
  Standpoint at{.question = wizard.find(wizard.first())};
  for (const auto& choice : choices) {
    if (!at.question || at.question->id != choice.question)
      return refuse(FaultKind::invalid, "regulation.question_not_asked", choice.question);
    const auto* answer = at.question->find(choice.answer);
    if (!answer) return refuse(FaultKind::invalid, "regulation.no_such_answer", choice.question);
    at.path.emplace_back(at.question, answer);
    if (answer->ground) at.grounds.push_back(*answer->ground);
    at.act = answer->act;
    at.outcome = answer->outcome.empty() ? nullptr : outcomes.find(answer->outcome);
    at.question = answer->next.empty() ? nullptr : wizard.find(answer->next);
  }
  if (at.outcome && at.outcome->refuses == Refusal::no) {
    at.grounds.clear();  // what was looked at does not stand in the way after all
    if (at.outcome->ground) at.grounds.push_back(*at.outcome->ground);
  }
  return at;
}

Result<Wizard> parse_wizard(std::string_view text, const OutcomeBook& outcomes) {
  const auto root = TRY(json::parse(text));
  json::Reader reader(root);
  auto first = reader.text("first");
  const auto list = reader.list("questions");
  const auto labels = reader.object_at("acts");
  if (!reader.finish()) return broken("first, questions, acts");
  std::map<std::string, std::string, std::less<>> acts;
  for (const auto& [act, label] : labels)
    if (label.is_string()) acts.emplace(act, label.get_string());
  std::vector<Question> questions;
  for (const auto& entry : list) {
    auto question = TRY(read_question(entry));
    if (std::ranges::find(questions, question.id, &Question::id) != questions.end()) return broken(question.id);
    questions.push_back(std::move(question));
  }
  Wizard wizard(std::move(first), std::move(questions), std::move(acts));
  const auto* start = wizard.find(wizard.first());
  if (!start) return broken("first");
  std::set<std::string> open, reached;
  CHECK_OK(walk(wizard, outcomes, *start, open, reached));
  for (const auto& question : wizard.questions())
    if (!reached.contains(question.id)) return broken(question.id + " is never asked");
  return wizard;
}

const Wizard& catalog_wizard() {
  static const Wizard wizard = [] {
    const auto file = assets::find("catalog/regulation/wizard.json");
    auto read = parse_wizard(file ? *file : std::string_view(), catalog_outcomes());
    if (!read) throw std::runtime_error("catalog/regulation/wizard.json is broken");
    return *std::move(read);
  }();
  return wizard;
}

}  // namespace gongkai::regulation
