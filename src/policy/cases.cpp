#include "base/text.hpp"
#include "content/custody.hpp"
#include "policy/shelf.hpp"
#include "policy/use_cases.hpp"

namespace gongkai::policy {

namespace {

constexpr std::size_t longest_praise = 300, longest_question = 200, longest_source = 60, longest_answer = 2000;

void expect(std::vector<Fault>& faults, std::string_view text, std::size_t longest, bool needed, std::string field) {
  if (needed && trim(text).empty()) faults.push_back({FaultKind::invalid, "policy." + field + "_missing", field});
  if (count_characters(text) > longest)
    faults.push_back({FaultKind::invalid, "policy.text_too_long", field, {{"value", std::to_string(longest)}}});
}

Result<void> write_into(Question& question, const QuestionDraft& draft, const Library& library, Day today) {
  std::vector<Fault> faults;
  expect(faults, draft.question, longest_question, true, "question");
  expect(faults, draft.source, longest_source, false, "source");
  expect(faults, draft.answer, longest_answer, false, "answer");
  const Policy* taken_up = library.find(draft.answered_in);
  if (draft.answered_in && (!taken_up || taken_up->interpreted() != question.document))
    faults.push_back({FaultKind::invalid, "policy.answered_in_wrong", "answered_in"});
  CHECK_OK(all_of(std::move(faults)));
  question.question = trim(draft.question);
  question.source = trim(draft.source);
  question.answer = trim(draft.answer);
  question.answered_in = draft.answered_in;
  if (question.answer.empty()) question.answered_on.reset();
  else if (!question.answered_on) question.answered_on = today;
  return {};
}

}  // namespace

Result<void> choose_case(Context& context, DocumentId interpretation, std::string_view praise,
                         std::int64_t sort_order) {
  return in_transaction(context, "policy.choose_case", [&](Transaction& tx) -> Result<void> {
    const auto desk = TRY(content::find_desk(tx.db(), interpretation));
    CHECK_OK(tx.require("policy.ledger", desk.unit.path));
    tx.about("document", interpretation.value, desk.unit.id);
    const auto books = shelf(context.services).library(tx.db(), context.services);
    const Policy* found = books->find(interpretation);
    std::vector<Fault> faults;
    if (!found || !found->is_interpretation()) faults.push_back({FaultKind::conflict, "policy.not_an_interpretation"});
    expect(faults, praise, longest_praise, true, "praise");
    CHECK_OK(all_of(std::move(faults)));
    store::put(tx.db(), Case{interpretation, std::string(trim(praise)), sort_order, context.actor.person, tx.now()});
    tx.changed(topic, interpretation.value);
    return {};
  });
}

Result<void> drop_case(Context& context, DocumentId interpretation) {
  return in_transaction(context, "policy.drop_case", [&](Transaction& tx) -> Result<void> {
    const auto desk = TRY(content::find_desk(tx.db(), interpretation));
    CHECK_OK(tx.require("policy.ledger", desk.unit.path));
    tx.about("document", interpretation.value, desk.unit.id);
    if (!store::remove_case(tx.db(), interpretation)) return refuse(FaultKind::not_found, "policy.no_case");
    tx.changed(topic, interpretation.value);
    return {};
  });
}

Result<QuestionId> add_question(Context& context, DocumentId document, const QuestionDraft& draft) {
  return in_transaction(context, "policy.add_question", [&](Transaction& tx) -> Result<QuestionId> {
    const auto desk = TRY(content::find_desk(tx.db(), document));
    CHECK_OK(tx.require("content.write", desk.unit.path));
    CHECK_OK(content::check_access(tx.db(), context.actor, desk));
    tx.about("document", document.value, desk.unit.id);
    Question question{.id = tx.new_id<QuestionId>(), .document = document, .asked_on = tx.now().day()};
    CHECK_OK(write_into(question, draft, *shelf(context.services).library(tx.db(), context.services), tx.now().day()));
    store::insert(tx.db(), question);
    tx.changed(topic, document.value);
    return question.id;
  });
}

Result<std::int64_t> change_question(Context& context, QuestionId id, const QuestionDraft& draft,
                                     std::int64_t version) {
  return in_transaction(context, "policy.change_question", [&](Transaction& tx) -> Result<std::int64_t> {
    auto question = store::find_question(tx.db(), id);
    if (!question) return refuse(FaultKind::not_found, "policy.no_question");
    const auto desk = TRY(content::find_desk(tx.db(), question->document));
    CHECK_OK(tx.require("content.write", desk.unit.path));
    CHECK_OK(content::check_access(tx.db(), context.actor, desk));
    tx.about("document", question->document.value, desk.unit.id);
    CHECK_OK(write_into(*question, draft, *shelf(context.services).library(tx.db(), context.services), tx.now().day()));
    question->version = version;
    if (!store::update(tx.db(), *question)) return refuse(FaultKind::conflict, "version.conflict");
    tx.changed(topic, question->document.value);
    return version + 1;
  });
}

}  // namespace gongkai::policy
