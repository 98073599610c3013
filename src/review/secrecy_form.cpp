#include "base/text.hpp"
#include "review/rights.hpp"
#include "review/rounds.hpp"
#include "review/use_cases.hpp"

namespace gongkai::review {

namespace {

struct Desk {
  OpenCase found;
  SecrecyForm form;
};

/// The form of the open round; it begins here when nobody has begun it. Whoever wrote the text does not clear it.
Result<Desk> open_form(Transaction& tx, DocumentId document) {
  auto found = TRY(take_case(tx, document));
  const auto& context = tx.context();
  CHECK_OK(require_right(tx, Rights::load(tx.db(), context), "review.secrecy", found.desk.unit.path));
  if (std::ranges::find(found.writers, context.actor.person) != found.writers.end())
    return refuse(FaultKind::forbidden, "secrecy.own_text");
  auto form = store::find_form(tx.db(), found.round.id);
  if (!form) {
    form = SecrecyForm{.round = found.round.id, .title = secrecy_sheet().title};
    store::insert(tx.db(), *form);
  }
  return Desk{std::move(found), *std::move(form)};
}

Result<void> keep(Transaction& tx, const Desk& desk) {
  if (!store::update(tx.db(), desk.form)) return refuse(FaultKind::conflict, "version.conflict");
  tx.changed("review", desk.found.desk.document.id.value);
  return {};
}

}  // namespace

Result<void> answer_secrecy(Context& context, DocumentId document, const std::vector<SecrecyMark>& marks) {
  return in_transaction(context, "secrecy.answer", [&](Transaction& tx) -> Result<void> {
    const auto desk = TRY(open_form(tx, document));
    const auto& sheet = secrecy_sheet();
    std::vector<Fault> faults;
    if (marks.empty()) faults.push_back({FaultKind::invalid, "secrecy.answer_missing", "answers", {}, {}});
    for (const auto& mark : marks)
      for (auto& fault : why_not_answer(sheet, desk.form, mark.item, mark.answer, mark.remark)) {
        if (!mark.item.empty() && !fault.field.empty()) fault.field = mark.item + "." + fault.field;
        faults.push_back(std::move(fault));
      }
    CHECK_OK(all_of(std::move(faults)));
    for (const auto& mark : marks) {
      const auto* item = sheet.find(mark.item);
      store::put(tx.db(), SecrecyAnswer{.round = desk.found.round.id,
                                        .item = item->id,
                                        .position = item - sheet.items.data(),
                                        .question = item->text,
                                        .answer = mark.answer,
                                        .remark = std::string(trim(mark.remark)),
                                        .person = context.actor.person,
                                        .person_name = context.actor.name,
                                        .signed_at = tx.now()});
      tx.after(mark.item, json::value(mark.answer));
    }
    return keep(tx, desk);
  });
}

Result<void> conclude_secrecy(Context& context, DocumentId document, std::string_view conclusion,
                              std::string_view opinion) {
  return in_transaction(context, "secrecy.conclude", [&](Transaction& tx) -> Result<void> {
    auto desk = TRY(open_form(tx, document));
    const auto answers = store::answers_of(tx.db(), desk.found.round.id);
    CHECK_OK(all_of(why_not_conclude(secrecy_sheet(), desk.form, answers, conclusion, opinion)));
    desk.form.conclusion = conclusion;
    desk.form.opinion = trim(opinion);
    desk.form.person = context.actor.person;
    desk.form.person_name = context.actor.name;
    desk.form.concluded_at = tx.now();
    tx.after("conclusion", json::value(conclusion));
    return keep(tx, desk);
  });
}

Result<void> ask_authority(Context& context, DocumentId document, std::string_view authority,
                           std::string_view question) {
  return in_transaction(context, "secrecy.ask", [&](Transaction& tx) -> Result<void> {
    auto desk = TRY(open_form(tx, document));
    CHECK_OK(all_of(why_not_ask(desk.form, authority, question)));
    desk.form.authority = trim(authority);
    desk.form.question = trim(question);
    desk.form.asked_at = tx.now();
    desk.form.authority_answer.clear();
    desk.form.answered_at.reset();
    tx.detail("to", json::value(desk.form.authority));
    return keep(tx, desk);
  });
}

Result<void> note_authority_answer(Context& context, DocumentId document, std::string_view answer) {
  return in_transaction(context, "secrecy.note_answer", [&](Transaction& tx) -> Result<void> {
    auto desk = TRY(open_form(tx, document));
    CHECK_OK(all_of(why_not_note_answer(desk.form, answer)));
    desk.form.authority_answer = trim(answer);
    desk.form.answered_at = tx.now();
    return keep(tx, desk);
  });
}

}  // namespace gongkai::review
