#include "letters/desk.hpp"

#include <algorithm>

#include "base/bytes.hpp"
#include "base/text.hpp"
#include "casework/cases.hpp"
#include "directory/api.hpp"
#include "letters/rules.hpp"
#include "letters/text_json.hpp"
#include "platform/auth/crypto.hpp"
#include "platform/calendar/calendars.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::letters {
namespace {
Fault fault(FaultKind kind, const char* code) {
  return {kind, code, {}};
}

/// The first that says something, going up from the unit.
std::string nearest_of(const std::vector<Setting>& settings, const db::List& lineage, std::string Setting::* member) {
  for (auto id = lineage.values.rbegin(); id != lineage.values.rend(); ++id)
    for (const auto& setting : settings)
      if (setting.unit.value == *id && !(setting.*member).empty()) return setting.*member;
  return "";
}

bool is_government(const directory::Unit& unit) {
  using enum directory::UnitKind;
  return unit.kind == city || unit.kind == county || unit.kind == subdistrict || unit.kind == town;
}

/// Reconsideration law Art. 24: of a department its own government, of a government the next higher one.
std::string usual_review_body(db::Session& session, const directory::Unit& unit) {
  const auto above = directory::find_unit(session, unit.parent);
  return above ? above->name : std::string();
}

std::string contact_of(const directory::Unit& unit) {
  std::vector<std::string> parts;
  if (!unit.contact.empty()) parts.push_back(unit.contact);
  if (!unit.phone.empty()) parts.push_back(i18n::text("letters.contact.phone", {{"value", unit.phone}}));
  if (!unit.address.empty()) parts.push_back(i18n::text("letters.contact.address", {{"value", unit.address}}));
  return unit.phone.empty() ? std::string() : join(parts, "，");
}

/// Days of a year without a calendar may stand on paper once somebody has confirmed just these.
Fault unconfirmed_days(std::string_view days) {
  std::vector<std::string> shown;
  for (const auto one : split(days, ' ')) {
    const auto colon = one.find(':');
    const auto day = parse_day(one.substr(colon + 1));
    shown.push_back(book().find_field(one.substr(0, colon))->name + " " + (day ? to_chinese(*day) : ""));
  }
  return {FaultKind::conflict, "letters.provisional", "", {{"days", join(shown, "、")}}};
}
}  // namespace

Equipment Stationery::equipment() const {
  return {.has_number_word = !setting.number_word.empty(),
          .has_seal = setting.seal || setting.stamped_by_hand,
          .has_review_body = !remedies.names.review_body.empty(),
          .has_court = !remedies.names.court.empty()};
}

db::List lineage(const directory::Unit& unit) {
  db::List ids;
  for (const auto part : split(unit.path, '/'))
    if (const auto id = parse_id(part); id && *id != unit.id.value) ids.values.push_back(*id);
  ids.values.push_back(unit.id.value);
  return ids;
}

Stationery stationery_of(db::Session& session, const directory::Unit& unit) {
  const auto above = lineage(unit);
  const auto settings = store::settings_of(session, above);
  Stationery stationery{.unit_name = unit.name};
  const auto own = std::ranges::find(settings, unit.id, &Setting::unit);
  if (own != settings.end()) stationery.setting = *own;
  stationery.setting.unit = unit.id;
  const auto& setting = stationery.setting;
  const auto declared = regulation::parse_body_kind(setting.body_kind);
  stationery.remedies.body =
      declared.value_or(is_government(unit) ? regulation::BodyKind::government : regulation::BodyKind::department);
  stationery.remedies.names = {
      .review_body = setting.review_body.empty() ? usual_review_body(session, unit) : setting.review_body,
      .court = nearest_of(settings, above, &Setting::court),
      .online_address = nearest_of(settings, above, &Setting::online_address)};
  stationery.contact = setting.contact.empty() ? contact_of(unit) : setting.contact;
  return stationery;
}

std::optional<Form> current_form(db::Session& session, const directory::Unit& unit, std::string_view kind) {
  const auto above = lineage(unit);
  const auto forms = store::current_forms(session, above, kind);
  for (auto id = above.values.rbegin(); id != above.values.rend(); ++id)
    for (const auto& form : forms)
      if (form.unit.value == *id) return form;
  return std::nullopt;
}

const std::vector<std::string> Desk::paragraphs() const {
  if (!form) return kind->paragraphs;
  std::vector<std::string> lines;
  for (const auto line : split(form->paragraphs, '\n')) lines.emplace_back(line);
  return lines;
}

Surroundings Desk::around(std::int64_t serial) const {
  Surroundings around{
      .unit = stationery.unit_name, .case_number = of.number, .contact = stationery.contact, .signed_on = today};
  if (kind->has_number())
    around.number =
        number_text(stationery.setting.number_word, book().series_words.at(kind->series), today.year(), serial);
  around.remedies = remedies_of(*kind, stationery.remedies, today);
  return around;
}

LetterText Desk::text(std::int64_t serial) const {
  if (letter.is_sent())
    if (const auto frozen = json::parse(letter.text)) return letter_text_of(*frozen);
  return text_of(*kind, paragraphs(), letter.facts, around(serial));
}

std::vector<Fault> Desk::missing() const {
  if (letter.is_sent()) return {};
  auto faults = missing_elements(*kind, letter.facts, text(), stationery.equipment());
  if (!provisional.empty()) faults.push_back(unconfirmed_days(provisional));
  if (of.unit != letter.unit) faults.push_back(fault(FaultKind::conflict, "letters.unit_changed"));
  if (letter.state == State::approved && letter.approved_digest != body_digest())
    faults.push_back(fault(FaultKind::conflict, "letters.changed_since_approval"));
  return faults;
}

std::string Desk::body_digest() const {
  auto body = text();
  body.number.clear();
  body.signed_on.reset();
  return to_hex(auth::sha256(plain_text(body)));
}

Result<Desk> find_desk(db::Session& session, const Context& context, LetterId id) {
  const auto& services = context.services;
  const auto not_found = [] { return refuse(FaultKind::not_found, "letters.not_found"); };
  auto letter = store::find(session, *services.vault, id);
  if (!letter) return not_found();
  auto of = casework::find(session, *services.vault, letter->case_id);
  if (!of || !casework::may_see(session, context.actor, *of)) return not_found();
  const auto unit = directory::find_unit(session, letter->unit);
  if (!unit) return not_found();
  Desk desk{.letter = *std::move(letter), .of = *std::move(of), .today = context.today()};
  desk.kind = &kind_of(desk.letter.kind);
  if (desk.letter.form) desk.form = store::find_form(session, desk.letter.form);
  desk.stationery = stationery_of(session, *unit);
  desk.writers = store::writers(session, id);
  if (!desk.letter.is_sent() && services.calendars) {
    desk.provisional_days = provisional_days(desk.letter.facts, *services.calendars->current());
    if (desk.provisional_days != desk.letter.provisional_days) desk.provisional = desk.provisional_days;
  }
  return desk;
}

Result<Desk> open_desk(Transaction& tx, LetterId id, std::int64_t version) {
  auto desk = TRY(find_desk(tx.db(), tx.context(), id));
  tx.about("letter", id.value, desk.letter.unit);
  if (desk.letter.version != version) return refuse(FaultKind::conflict, "version.conflict");
  return desk;
}

}  // namespace gongkai::letters
