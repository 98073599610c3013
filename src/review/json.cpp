#include "review/json.hpp"

#include "base/text.hpp"
#include "directory/web_json.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::review {

using directory::instant_or_null;

json::value id_or_null(std::int64_t id) {
  return id ? json::value(id_text(id)) : json::value();
}

json::object named(std::int64_t id, std::string_view name) {
  return {{"id", id_or_null(id)}, {"name", name}};
}

json::array reasons_json(const std::vector<Fault>& faults) {
  json::array reasons;
  for (const auto& fault : faults)
    reasons.push_back({{"code", fault.code}, {"field", fault.field}, {"message", i18n::messages().message(fault)}});
  return reasons;
}

json::object route_json(const Route& route) {
  json::array steps;
  for (const auto& step : route.steps)
    steps.push_back({{"id", step.id},
                     {"name", step.name},
                     {"kind", step.kind == StepKind::proof ? "proof" : "review"},
                     {"permission", step.permission}});
  return {{"id", route.id}, {"name", route.name}, {"secrecy", route.secrecy}, {"steps", std::move(steps)}};
}

json::object signature_json(const Signature& s) {
  return {{"step", s.step},
          {"person", named(s.person.value, s.person_name)},
          {"on_behalf", s.on_behalf ? json::value(named(s.on_behalf.value, s.on_behalf_name)) : json::value()},
          {"override_reason", s.override_reason},
          {"remark", s.remark},
          {"signed_at", to_iso(s.signed_at)}};
}

json::object remark_json(const Remark& r) {
  return {{"id", to_text(r.id)},
          {"round", to_text(r.round)},
          {"person", named(r.person.value, r.person_name)},
          {"quote", r.quote},
          {"position", r.position},
          {"text", r.text},
          {"written_at", to_iso(r.written_at)},
          {"resolved_by", r.resolved_name},
          {"answer", r.answer},
          {"resolved_at", instant_or_null(r.resolved_at)}};
}

json::object delegation_json(const Delegation& d, Day today) {
  json::array permissions;
  for (const auto permission : split(d.permissions, ' ')) permissions.emplace_back(permission);
  return {{"id", to_text(d.id)},
          {"from", named(d.from.value, d.from_name)},
          {"to", named(d.to.value, d.to_name)},
          {"permissions", std::move(permissions)},
          {"first", to_text(d.first)},
          {"last", to_text(d.last)},
          {"reason", d.reason},
          {"in_force", is_in_force(d, today)},
          {"made_at", to_iso(d.made_at)},
          {"ended_at", instant_or_null(d.ended_at)}};
}

json::object form_json(const SecrecyForm& form, const std::vector<SecrecyAnswer>& answers) {
  json::array items;
  for (const auto& a : answers)
    items.push_back({{"item", a.item},
                     {"question", a.question},
                     {"answer", a.answer},
                     {"remark", a.remark},
                     {"person", a.person_name},
                     {"signed_at", to_iso(a.signed_at)}});
  return {{"title", form.title},
          {"answers", std::move(items)},
          {"authority", form.authority},
          {"question", form.question},
          {"asked_at", instant_or_null(form.asked_at)},
          {"authority_answer", form.authority_answer},
          {"answered_at", instant_or_null(form.answered_at)},
          {"conclusion", form.conclusion},
          {"opinion", form.opinion},
          {"person", form.person_name},
          {"concluded_at", instant_or_null(form.concluded_at)}};
}

json::object recheck_json(const Recheck& r, std::string_view unit_name) {
  return {{"id", to_text(r.id)},
          {"kind", name_of(r.kind)},
          {"document", to_text(r.document)},
          {"title", r.title},
          {"unit", named(r.unit.value, unit_name)},
          {"reason", r.reason},
          {"caused_by", r.caused_by_name},
          {"made_at", to_iso(r.made_at)},
          {"due", to_text(r.due)},
          {"result", r.result},
          {"finding", r.finding},
          {"person", r.person_name},
          {"checked_at", instant_or_null(r.checked_at)},
          {"answer", r.answer},
          {"answered_by", r.answered_name},
          {"answered_at", instant_or_null(r.answered_at)}};
}

json::object contribution_json(const Contribution& c, std::string_view from, std::string_view to) {
  return {{"id", to_text(c.id)},
          {"from", named(c.from_unit.value, from)},
          {"to", named(c.to_unit.value, to)},
          {"person", c.person_name},
          {"title", c.title},
          {"text", c.text},
          {"source", c.source},
          {"sent_at", to_iso(c.sent_at)},
          {"state", name_of(c.state)},
          {"reason", c.reason},
          {"decided_by", c.decided_name},
          {"decided_at", instant_or_null(c.decided_at)},
          {"document", id_or_null(c.document.value)}};
}

}  // namespace gongkai::review
