// Deliveries, templates and settings.
#include "letters/store.hpp"

namespace gongkai {

namespace letters::store {
namespace {
struct DeliveryRow : Delivery {
  std::optional<db::Bytes> sealed_note{};
};
}  // namespace
}  // namespace letters::store

using letters::Form;
using letters::Setting;
using letters::store::DeliveryRow;

template <>
struct db::Columns<DeliveryRow> {
  static constexpr auto list = std::tuple{db::column("id", &DeliveryRow::id),
                                          db::column("letter", &DeliveryRow::letter),
                                          db::column("way", &DeliveryRow::way),
                                          db::column("on_day", &DeliveryRow::on),
                                          db::column("received_on", &DeliveryRow::received_on),
                                          db::column("returned_on", &DeliveryRow::returned_on),
                                          db::column("note", &DeliveryRow::sealed_note),
                                          db::column("proof", &DeliveryRow::proof),
                                          db::column("recorded_by_name", &DeliveryRow::recorded_by_name),
                                          db::column("recorded_at", &DeliveryRow::recorded_at),
                                          db::column("version", &DeliveryRow::version)};
};
template <>
struct db::Columns<Form> {
  static constexpr auto list = std::tuple{db::column("id", &Form::id),
                                          db::column("unit", &Form::unit),
                                          db::column("kind", &Form::kind),
                                          db::column("number", &Form::number),
                                          db::column("file", &Form::file),
                                          db::column("file_name", &Form::file_name),
                                          db::column("paragraphs", &Form::paragraphs),
                                          db::column("made_by_name", &Form::made_by_name),
                                          db::column("made_at", &Form::made_at),
                                          db::column("retired_at", &Form::retired_at)};
};
template <>
struct db::Columns<Setting> {
  static constexpr auto list = std::tuple{db::column("unit", &Setting::unit),
                                          db::column("number_word", &Setting::number_word),
                                          db::column("body_kind", &Setting::body_kind),
                                          db::column("review_body", &Setting::review_body),
                                          db::column("court", &Setting::court),
                                          db::column("online_address", &Setting::online_address),
                                          db::column("contact", &Setting::contact),
                                          db::column("seal", &Setting::seal),
                                          db::column("seal_millimetres", &Setting::seal_millimetres),
                                          db::column("stamped_by_hand", &Setting::stamped_by_hand),
                                          db::column("version", &Setting::version)};
};

}  // namespace gongkai

namespace gongkai::letters::store {
namespace {
constexpr std::string_view note_column = "letter_delivery.note";

#define DELIVERIES                                                                                                 \
  "SELECT id, letter, way, on_day, received_on, returned_on, note, proof, recorded_by_name, recorded_at, version " \
  "FROM letter_delivery WHERE "
#define FORMS                                                                                           \
  "SELECT id, unit, kind, number, file, file_name, paragraphs, made_by_name, made_at, retired_at FROM " \
  "letter_form WHERE "

const db::Query insert_delivery{
    "letters.insert_delivery",
    "INSERT INTO letter_delivery (id, letter, way, on_day, received_on, returned_on, note, "
    "proof, recorded_by_name, recorded_at, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, "
    "$9, $10, 1)"};
const db::Query update_delivery{"letters.update_delivery",
                                "UPDATE letter_delivery SET received_on = $3, returned_on = $4, note = $5, proof = $6, "
                                "version = version + 1 WHERE id = $1 AND version = $2"};
const db::Query delivery_by_id{"letters.delivery", DELIVERIES "id = $1"};
const db::Query deliveries{"letters.deliveries", DELIVERIES "letter = $1 ORDER BY id"};

const db::Query insert_form{
    "letters.insert_form",
    "INSERT INTO letter_form (id, unit, kind, number, file, file_name, paragraphs, made_by_name, "
    "made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"};
const db::Query retire_form{"letters.retire_form",
                            "UPDATE letter_form SET retired_at = $2 WHERE id = $1 AND retired_at IS NULL"};
const db::Query form_by_id{"letters.form", FORMS "id = $1"};
const db::Query forms_of_unit{"letters.forms", FORMS "unit = $1 ORDER BY kind, number DESC"};
const db::Query forms_in_use{"letters.current_forms", FORMS "unit IN {{in $1}} AND kind = $2 AND retired_at IS NULL"};
const db::Query highest_form{"letters.last_form",
                             "SELECT COALESCE(MAX(number), 0) FROM letter_form WHERE unit = $1 AND kind = $2"};

const db::Query settings{"letters.settings",
                         "SELECT unit, number_word, body_kind, review_body, court, online_address, contact, seal, "
                         "seal_millimetres, stamped_by_hand, version FROM letter_setting WHERE unit IN {{in $1}}"};
const db::Query insert_setting{"letters.insert_setting",
                               "INSERT INTO letter_setting (unit, number_word, body_kind, review_body, court, "
                               "online_address, contact, seal, seal_millimetres, stamped_by_hand, version) VALUES ($1, "
                               "$2, $3, $4, $5, $6, $7, $8, $9, $10, 1) ON CONFLICT (unit) DO NOTHING"};
const db::Query update_setting{
    "letters.update_setting",
    "UPDATE letter_setting SET number_word = $3, body_kind = $4, review_body = $5, court = $6, "
    "online_address = $7, contact = $8, seal = $9, seal_millimetres = $10, stamped_by_hand = "
    "$11, version = version + 1 WHERE unit = $1 AND version = $2"};

std::optional<db::Bytes> sealed_note(const auth::Vault& vault, const Delivery& delivery) {
  if (delivery.note.empty()) return std::nullopt;
  return vault.seal(note_column, delivery.id.value, delivery.note);
}

Delivery opened(const auth::Vault& vault, DeliveryRow&& row) {
  Delivery delivery = row;
  if (row.sealed_note) delivery.note = vault.open(note_column, row.id.value, *row.sealed_note);
  return delivery;
}
}  // namespace

void insert(db::Session& session, const auth::Vault& vault, const Delivery& d) {
  session.put(insert_delivery, d.id, d.letter, d.way, d.on, d.received_on, d.returned_on, sealed_note(vault, d),
              d.proof, d.recorded_by_name, d.recorded_at);
}
bool update(db::Session& session, const auth::Vault& vault, const Delivery& d) {
  return session.exec(update_delivery, d.id, d.version, d.received_on, d.returned_on, sealed_note(vault, d), d.proof) ==
         1;
}
std::optional<Delivery> find_delivery(db::Session& session, const auth::Vault& vault, DeliveryId id) {
  auto row = session.one<DeliveryRow>(delivery_by_id, id);
  if (!row) return std::nullopt;
  return opened(vault, std::move(*row));
}
std::vector<Delivery> deliveries_of(db::Session& session, const auth::Vault& vault, LetterId id) {
  std::vector<Delivery> found;
  for (auto& row : session.all<DeliveryRow>(deliveries, id)) found.push_back(opened(vault, std::move(row)));
  return found;
}

void insert(db::Session& session, const Form& f) {
  session.put(insert_form, f.id, f.unit, f.kind, f.number, f.file, f.file_name, f.paragraphs, f.made_by_name,
              f.made_at);
}
bool retire(db::Session& session, LetterFormId id, Instant now) {
  return session.exec(retire_form, id, now) == 1;
}
std::optional<Form> find_form(db::Session& session, LetterFormId id) {
  return session.one<Form>(form_by_id, id);
}
std::vector<Form> forms_of(db::Session& session, UnitId unit) {
  return session.all<Form>(forms_of_unit, unit);
}
std::vector<Form> current_forms(db::Session& session, const db::List& units, std::string_view kind) {
  return session.all<Form>(forms_in_use, units, kind);
}
std::int64_t last_form_number(db::Session& session, UnitId unit, std::string_view kind) {
  return session.one<std::int64_t>(highest_form, unit, kind).value_or(0);
}

std::vector<Setting> settings_of(db::Session& session, const db::List& units) {
  return session.all<Setting>(settings, units);
}
bool put(db::Session& session, const Setting& s) {
  if (s.version == 0)
    return session.exec(insert_setting, s.unit, s.number_word, s.body_kind, s.review_body, s.court, s.online_address,
                        s.contact, s.seal, s.seal_millimetres, s.stamped_by_hand) == 1;
  return session.exec(update_setting, s.unit, s.version, s.number_word, s.body_kind, s.review_body, s.court,
                      s.online_address, s.contact, s.seal, s.seal_millimetres, s.stamped_by_hand) == 1;
}

}  // namespace gongkai::letters::store
