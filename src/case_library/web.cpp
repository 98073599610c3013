#include "case_library/web.hpp"

#include <charconv>

#include "case_library/store.hpp"
#include "case_library/use_cases.hpp"
#include "casework/cases.hpp"
#include "content/api.hpp"
#include "directory/api.hpp"
#include "directory/web_json.hpp"
#include "platform/auth/vault.hpp"
#include "platform/i18n/messages.hpp"
#include "regulation/outcome.hpp"
#include "requests/use_cases.hpp"

namespace gongkai::case_library {

namespace {

using directory::Answer;
using directory::ok;

constexpr int page_size = 50, most_proofs = 20;

CaseStudyId study_in(const http::Request& request) {
  return CaseStudyId{request.id_param("id")};
}

json::array counts_json(const Proof& proof) {
  json::array counts;
  for (const auto& count : proof.counts)
    counts.push_back(json::object{{"kind", count.kind},
                                  {"name", i18n::text("case_library.kind." + count.kind)},
                                  {"searched", count.searched},
                                  {"fragments", count.fragments},
                                  {"left", count.left}});
  return counts;
}

json::object proof_json(const StoredProof& stored) {
  return {{"digest", stored.proof.digest},
          {"holds", stored.proof.holds()},
          {"counts", counts_json(stored.proof)},
          {"passed_over", stored.proof.passed_over},
          {"of_release", static_cast<bool>(stored.edition)},
          {"made_at", to_iso(stored.made_at)},
          {"made_by", stored.made_by}};
}

json::object line_json(db::Session& session, const Study& study, const Proof& newest) {
  const auto unit = directory::find_unit(session, study.unit);
  const auto* outcome = regulation::catalog_outcomes().find(study.outcome);
  const auto published = study.document ? content::find_public(session, study.document) : std::nullopt;
  return {{"id", to_text(study.id)},
          {"case", to_text(study.case_id)},
          {"unit", unit ? unit->name : ""},
          {"outcome", outcome ? outcome->label : study.outcome},
          {"title", study.text.title},
          {"stage", name_of(stage_of(study, newest))},
          {"document", study.document ? json::value(to_text(study.document)) : json::value()},
          {"is_public", published.has_value()},
          {"changed_by", study.changed_by_name},
          {"changed_at", to_iso(study.changed_at)},
          {"version", study.version}};
}

json::array left_json(const std::vector<Left>& left) {
  json::array places;
  for (const auto& one : left)
    places.push_back(json::object{{"kind", one.kind},
                                  {"name", i18n::text("case_library.kind." + one.kind)},
                                  {"field", one.field},
                                  {"before", one.before},
                                  {"text", one.text},
                                  {"after", one.after}});
  return places;
}

/// Why the actor cannot confirm it now, in words; empty when they can.
json::array why_not_confirm_json(db::Session& session, const Context& context, const Study& study,
                                 const Proof& newest) {
  json::array reasons;
  for (const auto& fault : why_not_confirm(study, newest, context.actor.person, store::hands(session, study.id)))
    reasons.emplace_back(i18n::messages().message(fault));
  return reasons;
}

json::object whole_json(db::Session& session, const Context& context, const Study& study) {
  const auto proofs = store::proofs_of(session, study.id, most_proofs);
  const auto newest = proofs.empty() ? Proof{} : proofs.front().proof;
  const auto of = casework::find(session, *context.services.vault, study.case_id);
  auto object = line_json(session, study, newest);
  object["case_number"] = of ? of->number : "";
  object["question"] = study.text.question;
  object["course"] = study.text.course;
  object["answer"] = study.text.answer;
  object["lesson"] = study.text.lesson;
  object["confirmed_by"] = study.confirmed_by_name;
  object["confirmed_at"] = directory::instant_or_null(study.confirmed_at);
  object["left"] = left_json(study.document ? std::vector<Left>{} : left_now(session, context, study));
  json::array all;
  for (const auto& proof : proofs) all.push_back(proof_json(proof));
  object["proofs"] = std::move(all);
  object["may_write"] = of && context.actor.may(requests::permission::handle, of->unit_path);
  object["may_confirm"] = of && (context.actor.may(requests::permission::approve, of->unit_path) ||
                                 context.actor.may(requests::permission::handle, of->unit_path));
  object["why_not_confirm"] = why_not_confirm_json(session, context, study, newest);
  return object;
}

Answer show(Context& context, CaseStudyId id, int status = 200) {
  return context.database().read([&](db::Session& session) -> Answer {
    return ok(whole_json(session, context, TRY(load(session, context, id))), status);
  });
}

json::value current(Context& context, http::Request& request) {
  return context.database().read([&](db::Session& session) -> json::value {
    const auto study = load(session, context, study_in(request));
    return study ? json::value(whole_json(session, context, *study)) : json::value();
  });
}

Answer list(Context& context, http::Request& request) {
  CHECK_OK(context.actor.may_somewhere(requests::permission::read)
               ? Result<void>{}
               : auth::require(context.actor, requests::permission::read, "/"));
  const CaseStudyId before{directory::cursor_of(request)};
  return context.database().read([&](db::Session& session) -> Answer {
    const auto& vault = *context.services.vault;
    std::map<CaseStudyId, Study, std::greater<>> found;
    for (const auto& grant : context.actor.scope_of(requests::permission::read))
      for (auto& study : store::list(session, vault, grant.unit_path, grant.with_subtree, before, page_size + 1))
        found.emplace(study.id, std::move(study));
    json::array items;
    CaseStudyId last{};
    for (const auto& [id, study] : found) {
      if (items.size() == page_size) break;
      const auto proofs = store::proofs_of(session, id, 1);
      items.push_back(line_json(session, study, proofs.empty() ? Proof{} : proofs.front().proof));
      last = id;
    }
    const bool more = found.size() > page_size;
    return directory::list(std::move(items), more ? to_text(last) : "");
  });
}

Answer post_begin(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const CaseId id{reader.id("case")};
  CHECK_OK(reader.finish());
  return show(context, TRY(begin(context, id)), 201);
}

Answer put_text(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const Text text{.title = reader.text_or("title", ""),
                  .question = reader.text_or("question", ""),
                  .course = reader.text_or("course", ""),
                  .answer = reader.text_or("answer", ""),
                  .lesson = reader.text_or("lesson", "")};
  const auto version = reader.integer("version");
  CHECK_OK(reader.finish());
  CHECK_OK(save(context, study_in(request), text, version));
  return show(context, study_in(request));
}

Answer remove(Context& context, http::Request& request) {
  const auto version = request.query.get("version");
  std::int64_t number = 0;
  std::from_chars(version.data(), version.data() + version.size(), number);
  CHECK_OK(discard(context, study_in(request), number));
  return directory::done();
}

directory::JsonHandler acting(Result<void> (*act)(Context&, CaseStudyId, std::int64_t)) {
  return [act](Context& context, http::Request& request) -> Answer {
    const auto body = TRY(directory::body_of(request));
    json::Reader reader(body);
    const auto version = reader.integer("version");
    CHECK_OK(reader.finish());
    CHECK_OK(act(context, study_in(request), version));
    return show(context, study_in(request));
  };
}

Answer post_document(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const ColumnId column{reader.id("column")};
  const auto version = reader.integer("version");
  CHECK_OK(reader.finish());
  TRY(to_document(context, study_in(request), column, version));
  return show(context, study_in(request), 201);
}

}  // namespace

void add_routes(http::Router& router, Services& services) {
  const directory::OfficeRoutes on(router, services);
  using enum http::Method;
  on(get, "/api/case-studies", "case_library.list", list);
  on(post, "/api/case-studies", "case_library.begin", post_begin);
  on(get, "/api/case-studies/{id:id}", "case_library.show",
     [](Context& context, http::Request& request) { return show(context, study_in(request)); });
  on(put, "/api/case-studies/{id:id}", "case_library.save", put_text, current);
  on(del, "/api/case-studies/{id:id}", "case_library.discard", remove, current);
  on(post, "/api/case-studies/{id:id}/proof", "case_library.prove", acting(prove), current);
  on(post, "/api/case-studies/{id:id}/confirmation", "case_library.confirm", acting(confirm), current);
  on(post, "/api/case-studies/{id:id}/document", "case_library.to_document", post_document, current);
}

}  // namespace gongkai::case_library
