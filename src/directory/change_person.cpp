// People: add and change. Phone and ID number are sealed before they reach the transaction's rows, and the audit event
// says only that they changed.
#include "base/text.hpp"
#include "directory/passwords.hpp"
#include "directory/people.hpp"
#include "directory/store.hpp"
#include "directory/use_cases.hpp"
#include "platform/auth/store.hpp"

namespace gongkai::directory {
namespace {
struct Sealed {
  std::optional<db::Bytes> value, index;
};

Sealed seal(const Context& context, std::string_view column, PersonId id, std::string_view plain) {
  if (plain.empty()) return {};
  const auto& vault = *context.services.vault;
  return {vault.seal(column, id.value, plain), vault.blind_index(column, plain)};
}

/// The stored value and its index stay as they are unless the form brings a new one.
Sealed seal_or_keep(const Context& context, std::string_view column, const Person& person,
                    const std::optional<db::Bytes>& stored, const std::optional<std::string>& fresh) {
  if (fresh) return seal(context, column, person.id, *fresh);
  if (!stored) return {};
  // Sealed again from the clear text: an outdated key is replaced on the way.
  return seal(context, column, person.id, context.services.vault->open(column, person.id.value, *stored));
}

json::object to_json(const Person& person) {
  return {{"login", person.login}, {"unit", to_text(person.unit)}, {"post", person.post}};
}

Result<Unit> unit_for(db::Session& session, UnitId id) {
  auto unit = find_unit(session, id);
  if (!unit || unit->is_closed()) return refuse(FaultKind::invalid, "directory.unit_unknown", "unit");
  return std::move(*unit);
}
}  // namespace

Result<Placed> placed_person(db::Session& session, PersonId id) {
  auto person = find_person(session, id);
  if (!person) return refuse(FaultKind::not_found, "directory.person_unknown");
  auto unit = find_unit(session, person->unit);
  if (!unit) return refuse(FaultKind::not_found, "directory.unit_unknown");
  return Placed{std::move(*person), std::move(*unit)};
}

Result<PersonId> add_person(Context& context, const PersonFields& fields, std::string_view password, bool must_change) {
  CHECK_OK(all_of(why_not_person(fields)));
  Person person{
      .id = context.services.ids.make<PersonId>(), .login = fields.login, .name = std::string(trim(fields.name))};
  person.unit = fields.unit;
  person.post = trim(fields.post);
  person.created_at = context.now();
  const auto phone = seal(context, "person.phone", person.id, fields.phone.value_or(""));
  const auto id_number = seal(context, "person.id_number", person.id, fields.id_number.value_or(""));
  person.phone = phone.value;
  person.id_number = id_number.value;
  const auto hash = TRY(hash_new_password(context, person, password));
  return in_transaction(context, "directory.add_person", [&](Transaction& tx) -> Result<PersonId> {
    const auto unit = TRY(unit_for(tx.db(), fields.unit));
    CHECK_OK(tx.require("directory.manage_people", unit.path));
    if (store::insert_person(tx.db(), person, phone.index, id_number.index) == 0)
      return refuse(FaultKind::conflict, "directory.login_taken", "login");
    auth::store::set_password(tx.db(), person.id, hash, must_change, tx.now());
    tx.about("person", person.id.value, person.unit);
    tx.after("person", to_json(person));
    person_changed(tx, person.id, person.version);
    return person.id;
  });
}

Result<void> change_person(Context& context, PersonId id, std::int64_t version, const PersonFields& fields) {
  return in_transaction(context, "directory.change_person", [&](Transaction& tx) -> Result<void> {
    auto [person, unit] = TRY(placed_person(tx.db(), id));
    CHECK_OK(tx.require("directory.manage_people", unit.path));
    tx.about("person", id.value, person.unit);
    auto asked = fields;
    asked.login = person.login;  // a login name is for life: the trail names people by it
    CHECK_OK(all_of(why_not_person(asked)));
    const auto target = TRY(unit_for(tx.db(), fields.unit));
    CHECK_OK(tx.require("directory.manage_people", target.path));
    tx.before("person", to_json(person));
    const auto phone = seal_or_keep(context, "person.phone", person, person.phone, fields.phone);
    const auto id_number = seal_or_keep(context, "person.id_number", person, person.id_number, fields.id_number);
    person.name = trim(fields.name);
    person.unit = fields.unit;
    person.post = trim(fields.post);
    person.phone = phone.value;
    person.id_number = id_number.value;
    person.version = version;
    if (!store::update_person(tx.db(), person, phone.index, id_number.index))
      return refuse(FaultKind::conflict, "version.conflict");
    tx.after("person", to_json(person));
    tx.detail("phone_changed", fields.phone.has_value());
    tx.detail("id_number_changed", fields.id_number.has_value());
    person_changed(tx, id, version + 1);
    return {};
  });
}

}  // namespace gongkai::directory
