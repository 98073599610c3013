// Pure: what an applicant may send, how a case's events read as the Regulation's history, and what stands in the way of
// an act. The screen asks why_not before it offers a button, the use case asks it before it acts.
#pragma once
#include <optional>

#include "casework/kinds.hpp"
#include "regulation/clock.hpp"
#include "regulation/outcome.hpp"
#include "requests/model.hpp"
#include "requests/settings.hpp"

namespace gongkai::requests {

/// Cleaned texts, numbers in their normal form. Every fault of the form at once.
Result<Submission> checked(Submission submission, const Settings& settings, Day today);

/// Forms and ways that Art. 40 and the form offer.
Result<void> check_wishes(const Wishes& wishes);
/// Whether a case of that kind can end with this result: "corrected", "adopted", "upheld" …
bool is_result_of(std::string_view kind, std::string_view result);
const std::vector<std::string_view>& results_of(std::string_view kind);

/// The events that the clock reads, in the order of their days. A waived fee was never asked for.
regulation::History history_of(regulation::Channel channel, const std::vector<casework::Event>& events);

/// The day of receipt (Art. 31): of confirmation where the channel needs one, else of arrival; none before it.
std::optional<Day> received_on(regulation::Channel channel, const std::vector<casework::Event>& events);

/// Consultations that nobody has answered, whose silence was not noted and that were not called off: ids of the sub-cases.
std::vector<std::string> open_consultations(const std::vector<casework::Event>& events);

/// Everything that decides what may be done with a case now.
struct Situation {
  const casework::Kind* kind = nullptr;
  std::string stage{};
  regulation::Channel channel = regulation::Channel::internet;
  const std::vector<casework::Event>* events = nullptr;
  const WorkCalendar* calendar = nullptr;
  const regulation::Rules* rules = nullptr;
  Day today{};
};
/// The clocks as they stand; for cases that are no requests there are none.
std::optional<Result<regulation::ClockReading>> reading_of(const Situation& situation);
/// The same with one more event; its fault says which rule the event would break.
Result<void> check_clock(const Situation& situation, const casework::Event& next);

/// Why the act cannot be done now: the table of the kind, then the clocks, then what else must be settled before.
std::vector<Fault> why_not(const Situation& situation, std::string_view act);

/// Why a request cannot end with this outcome without a reply: the period has not run out, or it needs a reply.
std::optional<Fault> why_not_close(const Situation& situation, const regulation::Outcome& outcome);

/// Words of a timeline with the facts filled in: {until}, {amount}.
std::string filled(std::string_view words, const json::object& facts);

enum class Colour { overdue, red, yellow, green, paused, waiting, unconfirmed, none };
std::string_view id_of(Colour colour);
std::string_view label_of(Colour colour);  // 已超期, 3个工作日内到期 …
Colour colour_of(std::string_view stage, const regulation::ClockReading* reading, const Settings& settings);

}  // namespace gongkai::requests
