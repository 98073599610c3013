#include "letters/json.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "directory/web_json.hpp"
#include "letters/rules.hpp"
#include "letters/text_json.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::letters {
namespace {
json::value day_or_null(const std::optional<Day>& day) {
  return day ? json::value(to_text(*day)) : json::value();
}
template <class IdType>
json::value id_or_null(IdType id) {
  return id ? json::value(to_text(id)) : json::value();
}

json::array reasons(const std::vector<Fault>& faults) {
  json::array list;
  for (const auto& fault : faults)
    list.push_back({{"code", fault.code}, {"field", fault.field}, {"message", i18n::messages().message(fault)}});
  return list;
}

json::array texts(const std::vector<std::string>& lines) {
  json::array list;
  for (const auto& line : lines) list.emplace_back(line);
  return list;
}

/// Who lacks the permission is told so first; the other reasons would not help them.
json::object act(const Context& context, const Desk& desk, std::string_view permission, std::vector<Fault> faults) {
  if (const auto may = auth::require(context.actor, permission, desk.of.unit_path); !may) faults = {may.error()};
  return {{"allowed", faults.empty()}, {"reasons", reasons(faults)}};
}

json::object acts(const Context& context, const Desk& desk) {
  constexpr auto handle = "requests.handle", approve = "requests.approve";
  const auto& letter = desk.letter;
  const auto missing = desk.missing();
  auto approving = why_not_approve(letter, desk.writers, context.actor.person);
  if (approving.empty()) approving = missing;
  const bool is_head = context.actor.may(approve, desk.of.unit_path);
  return {{"change", act(context, desk, handle, why_not_change(letter))},
          {"submit", act(context, desk, handle, why_not_submit(letter, *desk.kind, missing))},
          {"approve", act(context, desk, approve, std::move(approving))},
          {"send_back", act(context, desk, is_head ? approve : handle, why_not_send_back(letter))},
          {"send", act(context, desk, handle, why_not_send(letter, *desk.kind, missing))},
          {"discard", act(context, desk, handle, why_not_discard(letter))},
          {"correct", act(context, desk, handle, why_not_correct(letter, *desk.kind))},
          {"deliver", act(context, desk, handle, why_not_deliver(letter, *desk.kind))},
          {"confirm_days", act(context, desk, handle, why_not_confirm_days(letter, desk.provisional_days))}};
}

json::array fields_json(const Desk& desk) {
  json::array list;
  for (const auto* field : fields_of(*desk.kind)) {
    auto one = field_json(*field, desk.kind);
    one["value"] = fact(desk.letter.facts, field->id);
    list.push_back(std::move(one));
  }
  return list;
}

std::string_view kind_name(const Letter& letter) {
  const auto* kind = book().find_kind(letter.kind);
  return kind ? kind->name : std::string_view(letter.kind);
}
}  // namespace

json::object field_json(const Field& field, const Kind* of) {
  const bool is_needed = of && std::ranges::find(of->needs, field.id) != of->needs.end();
  return {{"id", field.id},      {"name", field.name}, {"type", name_of(field.type)}, {"by", field.by},
          {"needed", is_needed}, {"hint", field.hint}, {"most", field.most},          {"element", field.element}};
}

json::object kind_json(const Kind& kind) {
  json::array fields;
  for (const auto* field : fields_of(kind)) fields.push_back(field_json(*field, &kind));
  json::array places;
  for (const auto& field : book().fields)
    if (field.by == "letter") places.push_back({{"id", field.id}, {"name", field.name}});
  return {{"id", kind.id},
          {"name", kind.name},
          {"title", kind.title},
          {"to", kind.to},
          {"basis", kind.basis},
          {"has_number", kind.has_number()},
          {"is_reply", kind.is_reply},
          {"needs_approval", kind.needs_approval},
          {"remedy", kind.remedy},
          {"note", kind.note},
          {"fields", std::move(fields)},
          {"places", std::move(places)},
          {"paragraphs", texts(kind.paragraphs)}};
}

json::object line_json(const Letter& letter) {
  return {{"id", to_text(letter.id)},
          {"case", to_text(letter.case_id)},
          {"kind", letter.kind},
          {"kind_name", kind_name(letter)},
          {"state", name_of(letter.state)},
          {"number", letter.number},
          {"written_by", letter.written_by_name},
          {"approved_by", letter.approved_by_name},
          {"sent_on", day_or_null(letter.sent_on)},
          {"corrects", id_or_null(letter.corrects)},
          {"created_at", to_iso(letter.created_at)},
          {"version", letter.version}};
}

json::object delivery_json(const Delivery& delivery) {
  return {{"id", to_text(delivery.id)},
          {"way", name_of(delivery.way)},
          {"on", to_text(delivery.on)},
          {"received_on", day_or_null(delivery.received_on)},
          {"returned_on", day_or_null(delivery.returned_on)},
          {"note", delivery.note},
          {"proof", id_or_null(delivery.proof)},
          {"recorded_by", delivery.recorded_by_name},
          {"recorded_at", to_iso(delivery.recorded_at)},
          {"version", delivery.version}};
}

json::object letter_json(db::Session& session, const Context& context, const Desk& desk) {
  const auto& letter = desk.letter;
  const auto& vault = *context.services.vault;
  auto shown = line_json(letter);
  json::array deliveries, corrections;
  for (const auto& one : store::deliveries_of(session, vault, letter.id)) deliveries.push_back(delivery_json(one));
  for (const auto& one : store::corrections_of(session, vault, letter.id)) corrections.push_back(line_json(one));
  shown["case_number"] = desk.of.number;
  shown["title"] = desk.kind->title;
  shown["to"] = desk.kind->to;
  shown["basis"] = desk.kind->basis;
  shown["note"] = desk.kind->note;
  shown["unit"] = json::object{{"id", to_text(letter.unit)}, {"name", desk.stationery.unit_name}};
  shown["template"] = desk.form ? json::value(form_json(*desk.form)) : json::value();
  shown["fields"] = fields_json(desk);
  shown["text"] = to_json(desk.text());
  shown["missing"] = reasons(desk.missing());
  shown["acts"] = acts(context, desk);
  shown["remark"] = letter.remark;
  shown["provisional_days"] = letter.is_sent() ? letter.provisional_days : desk.provisional_days;
  shown["provisional_confirmed_by"] = letter.provisional_by_name;
  shown["sent_by"] = letter.sent_by_name;
  shown["digest"] = letter.digest;
  shown["deliveries"] = std::move(deliveries);
  shown["corrections"] = std::move(corrections);
  return shown;
}

json::object form_json(const Form& form) {
  const auto* kind = book().find_kind(form.kind);
  return {{"id", to_text(form.id)},
          {"unit", to_text(form.unit)},
          {"kind", form.kind},
          {"kind_name", kind ? kind->name : form.kind},
          {"number", form.number},
          {"file_name", form.file_name},
          {"made_by", form.made_by_name},
          {"made_at", to_iso(form.made_at)},
          {"retired_at", directory::instant_or_null(form.retired_at)}};
}

json::object stationery_json(const Stationery& stationery) {
  const auto& setting = stationery.setting;
  const auto& names = stationery.remedies.names;
  return {{"unit", json::object{{"id", to_text(setting.unit)}, {"name", stationery.unit_name}}},
          {"number_word", setting.number_word},
          {"body_kind", setting.body_kind},
          {"review_body", setting.review_body},
          {"court", setting.court},
          {"online_address", setting.online_address},
          {"contact", setting.contact},
          {"has_seal", bool(setting.seal)},
          {"seal_millimetres", setting.seal_millimetres},
          {"stamped_by_hand", setting.stamped_by_hand},
          {"version", setting.version},
          // what is printed when the own value is empty
          {"usual", json::object{{"body_kind", regulation::id_of(stationery.remedies.body)},
                                 {"review_body", names.review_body},
                                 {"court", names.court},
                                 {"online_address", names.online_address},
                                 {"contact", stationery.contact}}}};
}

}  // namespace gongkai::letters
