#include "case_library/use_cases.hpp"

#include "base/text.hpp"
#include "case_library/gather.hpp"
#include "case_library/store.hpp"
#include "casework/cases.hpp"
#include "content/use_cases.hpp"
#include "platform/auth/vault.hpp"
#include "platform/html/html.hpp"
#include "platform/i18n/messages.hpp"
#include "regulation/outcome.hpp"
#include "requests/reading.hpp"
#include "requests/use_cases.hpp"

namespace gongkai::case_library {

namespace {

constexpr std::string_view subject = "case_study";

Result<requests::Request> request_of(db::Session& session, const Context& context, CaseId id) {
  auto request = requests::find(session, *context.services.vault, id);
  if (!request || request->of.kind != requests::kind::request) return refuse(FaultKind::not_found, "case.not_found");
  CHECK_OK(casework::may_see(session, context.actor, request->of));
  return *std::move(request);
}

Needles needles(db::Session& session, const Context& context, const requests::Request& request) {
  return needles_of(sealed_values(session, context.services, request), settings());
}

Result<Needles> needles_of_study(db::Session& session, const Context& context, const Study& study) {
  const auto request = requests::find(session, *context.services.vault, study.case_id);
  if (!request) return refuse(FaultKind::not_found, "case.not_found");
  return needles(session, context, *request);
}

/// The study as the actor saw it, with the right to work on it.
Result<Study> open(Transaction& tx, CaseStudyId id, std::int64_t version,
                   std::string_view permission = requests::permission::handle) {
  auto study = TRY(load(tx.db(), tx.context(), id));
  const auto of = casework::find(tx.db(), *tx.context().services.vault, study.case_id);
  CHECK_OK(tx.require(permission, of->unit_path));
  tx.about(subject, id.value, study.unit);
  if (study.version != version) return refuse(FaultKind::conflict, "version.conflict");
  return study;
}

Result<void> put(Transaction& tx, Study& study) {
  study.changed_at = tx.now();
  if (!store::update(tx.db(), *tx.context().services.vault, study))
    return refuse(FaultKind::conflict, "version.conflict");
  tx.changed(subject, study.id.value);
  return {};
}

Result<void> not_in_document(const Study& study) {
  if (study.document) return refuse(FaultKind::conflict, "case_library.in_document");
  return {};
}

void keep(Transaction& tx, CaseStudyId id, const Proof& proof, EditionId edition = {}) {
  store::insert(tx.db(), tx.context().services.ids.next(), id,
                {.proof = proof, .made_at = tx.now(), .made_by = tx.context().actor.name, .edition = edition});
  tx.detail("left", json::value(proof.left()));
  tx.detail("digest", json::value(proof.digest));
}

Proof newest_proof(db::Session& session, CaseStudyId id) {
  const auto proofs = store::proofs_of(session, id, 1);
  return proofs.empty() ? Proof{} : proofs.front().proof;
}

Text cleaned(const Text& text) {
  const auto clean = [](const std::string& words) { return std::string(trim(clean_utf8(words))); };
  return {.title = clean(text.title),
          .question = clean(text.question),
          .course = clean(text.course),
          .answer = clean(text.answer),
          .lesson = clean(text.lesson)};
}

std::string markup_of(const Text& text) {
  using namespace html;
  Html body;
  const auto section = [&](std::string_view heading, const std::string& words) {
    body += Html(h2(i18n::text(heading)));
    for (const auto line : split(words, '\n'))
      if (!trim(line).empty()) body += Html(p(trim(line)));
  };
  section("case_library.question", text.question);
  section("case_library.course", text.course);
  section("case_library.answer", text.answer);
  section("case_library.lesson", text.lesson);
  return std::move(body).markup();
}

content::Draft draft_of(const Study& study, ColumnId column) {
  content::Draft draft{.column = column,
                       .title = study.text.title,
                       .summary = shorten(study.text.lesson, 120),
                       .body = markup_of(study.text),
                       .attribute = {content::Disclosure::proactive, "", ""}};
  if (const auto* outcome = regulation::catalog_outcomes().find(study.outcome)) {
    draft.fields["outcome"] = outcome->label;
    draft.fields["article"] = outcome->article;
  }
  return draft;
}

}  // namespace

Result<Study> load(db::Session& session, const Context& context, CaseStudyId id) {
  auto study = store::find(session, *context.services.vault, id);
  const auto of = study ? casework::find(session, *context.services.vault, study->case_id) : std::nullopt;
  if (!of || !casework::may_see(session, context.actor, *of))
    return refuse(FaultKind::not_found, "case_library.not_found");
  return *std::move(study);
}

std::vector<Left> left_now(db::Session& session, const Context& context, const Study& study) {
  const auto sought = needles_of_study(session, context, study);
  return sought ? left_in(study.text, *sought, settings()) : std::vector<Left>{};
}

Result<CaseStudyId> begin(Context& context, CaseId id) {
  return in_transaction(context, "case_library.begin", [&](Transaction& tx) -> Result<CaseStudyId> {
    const auto request = TRY(request_of(tx.db(), context, id));
    CHECK_OK(tx.require(requests::permission::handle, request.of.unit_path));
    if (request.of.is_open()) return refuse(FaultKind::conflict, "case_library.case_open");
    const auto sought = needles(tx.db(), context, request);
    const Study study{.id = tx.new_id<CaseStudyId>(),
                      .case_id = id,
                      .unit = request.of.unit,
                      .outcome = request.outcome,
                      .text = drafted(facts_of(tx.db(), context.services, request), sought, settings()),
                      .changed_by = context.actor.person,
                      .changed_by_name = context.actor.name,
                      .changed_at = tx.now()};
    if (!store::insert(tx.db(), *context.services.vault, study))
      return refuse(FaultKind::conflict, "case_library.begun");
    store::add_hand(tx.db(), study.id, context.actor.person);
    tx.about(subject, study.id.value, study.unit);
    tx.detail("case", json::value(to_text(id)));
    tx.changed(subject, study.id.value);
    return study.id;
  });
}

Result<void> save(Context& context, CaseStudyId id, const Text& given, std::int64_t version) {
  return in_transaction(context, "case_library.save", [&](Transaction& tx) -> Result<void> {
    auto study = TRY(open(tx, id, version));
    CHECK_OK(not_in_document(study));
    const auto text = cleaned(given);
    CHECK_OK(all_of(why_not_text(text)));
    study.text = text;
    study.changed_by = context.actor.person;
    study.changed_by_name = context.actor.name;
    store::add_hand(tx.db(), id, context.actor.person);
    return put(tx, study);
  });
}

Result<void> discard(Context& context, CaseStudyId id, std::int64_t version) {
  return in_transaction(context, "case_library.discard", [&](Transaction& tx) -> Result<void> {
    const auto study = TRY(open(tx, id, version));
    CHECK_OK(not_in_document(study));
    if (!store::remove(tx.db(), id, version)) return refuse(FaultKind::conflict, "version.conflict");
    tx.changed(subject, id.value, feed::Operation::remove);
    return {};
  });
}

Result<void> prove(Context& context, CaseStudyId id, std::int64_t version) {
  return in_transaction(context, "case_library.prove", [&](Transaction& tx) -> Result<void> {
    auto study = TRY(open(tx, id, version));
    CHECK_OK(not_in_document(study));
    const auto sought = TRY(needles_of_study(tx.db(), context, study));
    keep(tx, id, prove(whole_of(study.text), sought, settings()));
    return put(tx, study);
  });
}

Result<void> confirm(Context& context, CaseStudyId id, std::int64_t version) {
  return in_transaction(context, "case_library.confirm", [&](Transaction& tx) -> Result<void> {
    const auto seen = TRY(load(tx.db(), context, id));
    const auto of = casework::find(tx.db(), *context.services.vault, seen.case_id);
    const bool as_head = context.actor.may(requests::permission::approve, of->unit_path);
    auto study = TRY(open(tx, id, version, as_head ? requests::permission::approve : requests::permission::handle));
    CHECK_OK(not_in_document(study));
    const auto sought = TRY(needles_of_study(tx.db(), context, study));
    CHECK_OK(
        all_of(why_not_confirm(study, newest_proof(tx.db(), id), context.actor.person, store::hands(tx.db(), id))));
    const auto again = prove(whole_of(study.text), sought, settings());
    if (!again.holds())
      return refuse(FaultKind::conflict, "case_library.left", "", {{"count", std::to_string(again.left())}});
    keep(tx, id, again);
    study.confirmed_digest = again.digest;
    study.confirmed_by_name = context.actor.name;
    study.confirmed_at = tx.now();
    return put(tx, study);
  });
}

Result<DocumentId> to_document(Context& context, CaseStudyId id, ColumnId column, std::int64_t version) {
  const auto study = TRY(context.database().read([&](db::Session& session) -> Result<Study> {
    auto found = TRY(load(session, context, id));
    CHECK_OK(not_in_document(found));
    if (found.version != version) return refuse(FaultKind::conflict, "version.conflict");
    if (stage_of(found, newest_proof(session, id)) != Stage::confirmed)
      return refuse(FaultKind::conflict, "case_library.not_confirmed");
    return found;
  }));
  const auto document = TRY(content::create(context, document_type, study.unit, draft_of(study, column)));
  return in_transaction(context, "case_library.to_document", [&](Transaction& tx) -> Result<DocumentId> {
    auto current = TRY(open(tx, id, version));
    CHECK_OK(not_in_document(current));
    current.document = document;
    CHECK_OK(put(tx, current));
    tx.after("document", json::value(to_text(document)));
    return document;
  });
}

}  // namespace gongkai::case_library
