#include "applicants/term_moves.hpp"

#include "platform/i18n/messages.hpp"

namespace gongkai::applicants {

namespace {

using i18n::text;

/// The term after the first `count` events, as it stood on the day of the last of them.
std::optional<regulation::ClockReading> reading_after(const requests::Situation& situation, std::size_t count,
                                                      Day day) {
  const std::vector<casework::Event> events(situation.events->begin(),
                                            situation.events->begin() + static_cast<std::ptrdiff_t>(count));
  if (!requests::received_on(situation.channel, events)) return std::nullopt;  // Art. 31: not confirmed, no term runs
  auto then = situation;
  then.events = &events;
  then.today = day;
  const auto reading = requests::reading_of(then);
  if (!reading || !*reading) return std::nullopt;
  return **reading;
}

}  // namespace

std::string move_of(const requests::Situation& situation, std::size_t event) {
  const auto& of = situation.events->at(event);
  const auto after = reading_after(situation, event + 1, of.on);
  if (!after || after->state == regulation::State::closed) return {};
  const auto before = event > 0 ? reading_after(situation, event, of.on) : std::nullopt;
  const auto due_before = before ? before->reply_due : std::nullopt;
  if (due_before == after->reply_due) return {};
  if (!after->reply_due) return std::string(text("applicants.term_rests"));
  if (!due_before) return text("applicants.term_is", {{"due", to_chinese(*after->reply_due)}});
  return text("applicants.term_moved", {{"from", to_chinese(*due_before)}, {"to", to_chinese(*after->reply_due)}});
}

}  // namespace gongkai::applicants
