#include "policy/reading.hpp"

#include "content/store.hpp"
#include "content/type_book.hpp"
#include "policy/store.hpp"

namespace gongkai::policy {

namespace {

std::vector<Tie> ties_of(db::Session& session, DocumentId id) {
  std::vector<Tie> ties;
  for (const auto& link : content::links_from(session, id)) ties.push_back({link.kind, link.document, link.note});
  return ties;
}

Policy with_records(db::Session& session, const content::DocumentType& type, const content::PublicDocument& document) {
  Policy policy = policy_from(type, document);
  policy.ties = ties_of(session, policy.id);
  policy.registration = store::find_registration(session, policy.id);
  policy.ending = store::find_ending(session, policy.id);
  return policy;
}

}  // namespace

bool belongs(const content::DocumentType& type) {
  return type.library || type.interprets;
}

Duty duty_of(const content::DocumentType& type) {
  switch (type.interpretation) {
    case content::Interpretation::none: return Duty::none;
    case content::Interpretation::may: return Duty::may;
    case content::Interpretation::must: return Duty::must;
  }
  return Duty::none;
}

std::string_view form_of(const content::DocumentType& type) {
  return type.interprets ? std::string_view(type.form) : std::string_view();
}

bool is_registered(const content::DocumentType& type) {
  return type.registered;
}

Policy policy_from(const content::DocumentType& type, const content::PublicDocument& document) {
  const auto fields = content::fields_of(document.fields_text);
  const auto value = [&](std::string_view name) { return std::string(content::value_of(fields, name)); };
  const auto day = [&](std::string_view name) { return parse_day(content::value_of(fields, name)); };
  Policy policy{.id = document.id,
                .site = document.site,
                .unit = document.unit,
                .column = document.column,
                .type = document.type,
                .title = document.title,
                .summary = document.summary,
                .index_number = document.index_number,
                .number = value("document_number"),
                .issuer = value("issuer"),
                .theme = value("theme"),
                .genre = value("genre"),
                .audiences = content::choices_of(value("audience")),
                .fields = content::choices_of(value("field")),
                .formed_on = day("formed_on"),
                .effective_on = day("effective_on"),
                .valid_until = day("valid_until"),
                .published_on = document.published_at.day(),
                .changed_on = document.released_at.day(),
                .declared = value("validity"),
                .contact = {value("contact_office"), value("contact_person"), value("contact")},
                .form = std::string(form_of(type)),
                .registered = type.registered,
                .must_interpret = duty_of(type) == Duty::must};
  policy.series = series_of(policy.number);
  if (document.state == content::State::expired) policy.expires_on = policy.changed_on;
  return policy;
}

std::optional<Policy> find_policy(db::Session& session, Services& services, DocumentId id) {
  const auto document = content::find_public(session, id);
  if (!document) return std::nullopt;
  const auto types = content::type_book(services);
  const auto* type = types->find(document->type);
  if (!type || !belongs(*type)) return std::nullopt;
  return with_records(session, *type, *document);
}

void each_policy(db::Session& session, Services& services, const std::function<void(Policy)>& f) {
  const auto types = content::type_book(services);
  for (const auto& type : types->types) {
    if (!belongs(type)) continue;
    for (const DocumentId id : content::public_of_type(session, type.id))
      if (const auto document = content::find_public(session, id)) f(with_records(session, type, *document));
  }
}

bool is_in_library(db::Session& session, Services& services, DocumentId id) {
  const auto document = content::store::find_document(session, id);
  if (!document) return false;
  const auto types = content::type_book(services);
  const auto* type = types->find(document->type);
  return type && belongs(*type);
}

}  // namespace gongkai::policy
