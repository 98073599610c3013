// All SQL of the letters: rows in and out, sealed and opened on the way.
#pragma once
#include <optional>
#include <vector>

#include "letters/model.hpp"
#include "letters/text.hpp"
#include "platform/auth/vault.hpp"
#include "platform/db/session.hpp"

namespace gongkai::letters::store {

void insert(db::Session& session, const auth::Vault& vault, const Letter& letter);
/// Everything of an unsent letter that may change; false when somebody was faster or it was sent.
bool update(db::Session& session, const auth::Vault& vault, const Letter& letter);

struct Sending {
  std::string series{};
  int year = 0;
  std::int64_t serial = 0;  // 0: a letter without a number
};
/// The last change of the row; false as above.
bool send(db::Session& session, const auth::Vault& vault, const Letter& letter, const Sending& sending);

std::optional<Letter> find(db::Session& session, const auth::Vault& vault, LetterId id);
std::vector<Letter> letters_of(db::Session& session, const auth::Vault& vault, CaseId id);  // oldest first
/// Waiting for approval, the longest waiting first.
std::vector<Letter> submitted(db::Session& session, const auth::Vault& vault, const db::List& units,
                              std::int64_t limit);
std::vector<Letter> corrections_of(db::Session& session, const auth::Vault& vault, LetterId id);
/// The highest serial given so far; 0 for none.
std::int64_t last_serial(db::Session& session, UnitId unit, std::string_view series, int year);

void add_writer(db::Session& session, LetterId id, PersonId person);
std::vector<PersonId> writers(db::Session& session, LetterId id);

void insert(db::Session& session, const auth::Vault& vault, const Delivery& delivery);
bool update(db::Session& session, const auth::Vault& vault, const Delivery& delivery);
std::optional<Delivery> find_delivery(db::Session& session, const auth::Vault& vault, DeliveryId id);
std::vector<Delivery> deliveries_of(db::Session& session, const auth::Vault& vault, LetterId id);

void insert(db::Session& session, const Form& form);
/// False when it was retired before.
bool retire(db::Session& session, LetterFormId id, Instant now);
std::optional<Form> find_form(db::Session& session, LetterFormId id);
std::vector<Form> forms_of(db::Session& session, UnitId unit);  // by kind, newest first
std::vector<Form> current_forms(db::Session& session, const db::List& units, std::string_view kind);
std::int64_t last_form_number(db::Session& session, UnitId unit, std::string_view kind);

std::vector<Setting> settings_of(db::Session& session, const db::List& units);
/// `version` is what the editor saw, 0 when there was none; false when somebody was faster.
bool put(db::Session& session, const Setting& setting);

}  // namespace gongkai::letters::store
