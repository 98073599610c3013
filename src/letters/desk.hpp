// A letter with all that is needed to show it, judge it and send it.
#pragma once
#include "directory/model.hpp"
#include "letters/elements.hpp"
#include "letters/remedies.hpp"
#include "letters/store.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::letters {

/// What the units above add to a unit's own setting.
struct Stationery {
  Setting setting{};  // the unit's own
  RemedyPlaces remedies{};
  std::string contact{};
  std::string unit_name{};
  Equipment equipment() const;
};
Stationery stationery_of(db::Session& session, const directory::Unit& unit);

struct Desk {
  Letter letter{};
  casework::Case of{};
  const Kind* kind = nullptr;
  std::optional<Form> form{};
  Stationery stationery{};
  std::vector<PersonId> writers{};
  std::string provisional{};       // days that need to be confirmed; "" when none or confirmed
  std::string provisional_days{};  // all of them
  Day today{};

  const std::vector<std::string> paragraphs() const;
  Surroundings around(std::int64_t serial = 0) const;
  /// Of a sent letter what was sent, of another what would be sent today.
  LetterText text(std::int64_t serial = 0) const;
  /// Everything that keeps the text from going out; empty for a sent letter.
  std::vector<Fault> missing() const;
  /// Of what is approved: the text without number and date.
  std::string body_digest() const;
};

/// not_found when the letter is not there or its case may not be seen.
Result<Desk> find_desk(db::Session& session, const Context& context, LetterId id);
/// The same with the version that the caller saw, or a conflict.
Result<Desk> open_desk(Transaction& tx, LetterId id, std::int64_t version);

/// Unit ids from the root down to the unit.
db::List lineage(const directory::Unit& unit);
/// The nearest template in use, going up from the unit; nothing: the catalog's.
std::optional<Form> current_form(db::Session& session, const directory::Unit& unit, std::string_view kind);

}  // namespace gongkai::letters
