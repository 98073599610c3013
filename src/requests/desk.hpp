// A case on an officer's desk: opened, with its events, its stage and its clocks; and the one way in which an act is done.
#pragma once
#include <functional>

#include "casework/cases.hpp"
#include "requests/file_check.hpp"
#include "requests/store.hpp"

namespace gongkai::requests {

struct Desk {
  casework::Case of{};
  store::RequestRow row{};
  const casework::Kind* kind = nullptr;
  std::vector<casework::Event> events{};
  std::string stage{};
  std::shared_ptr<const WorkCalendar> calendar{};
  Day today{};

  Situation situation() const;
};

Result<Desk> open_desk(db::Session& session, const Services& services, CaseId id, Day today);

/// Letters and files of the case and of its sub-cases.
Holdings holdings_of(db::Session& session, const Services& services, CaseId id);
/// What the file of the case still lacks; the screen shows it before the archiving, which refuses with the same.
std::vector<Fault> why_not_archive(db::Session& session, const Services& services, const Desk& desk);

/// Who does it: an officer with the act's permission over the unit, or the public, whose web has proven that they may.
enum class Who { officer, the_public };

struct Order {
  CaseId id{};
  std::int64_t version = 0;
  std::string_view act{};
  Who who = Who::officer;
};
/// Makes the event of the act: its day, facts and note. May change the desk's case and row; both are saved.
using Prepare = std::function<Result<casework::Event>(Transaction&, Desk&)>;

/// One transaction: permission, version, every reason against the act, the prepared event against the clocks, the event.
Result<void> perform(Context& context, const Order& order, const Prepare& prepare);
/// The same inside a transaction that another capability began and asked the permission for.
Result<void> perform(Transaction& tx, Desk& desk, std::string_view act, const Prepare& prepare);

/// A note or reason in the words of an officer or an applicant: cleaned, not too long; not empty when it is needed.
Result<std::string> words_of(std::string_view given, std::string_view field, bool needed);
/// A day that an officer enters: not in the future.
Result<Day> past_day(Day given, Day today, std::string_view field = "on");

}  // namespace gongkai::requests
