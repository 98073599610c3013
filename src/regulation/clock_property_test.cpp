// Properties over random histories: whatever happens, the rules of the clock hold.
#include <gtest/gtest.h>

#include <random>

#include "regulation/describe.hpp"
#include "regulation/test_cases.hpp"

namespace gongkai::regulation {
namespace {
using testing::official;

/// Invents histories as offices have them: mostly possible, sometimes not.
class Inventor {
 public:
  explicit Inventor(unsigned seed) : m_random(seed) {}
  int upto(int most) { return std::uniform_int_distribution<int>(0, most)(m_random); }

  History history() {
    Day day = Day::of(2019, 1, 2) + upto(365 * 8);
    History history{.channel = channels[static_cast<std::size_t>(upto(5))],
                    .events = {{.on = day, .act = Act::received}}};
    for (int left = upto(9), letters = 0; left > 0; --left) {
      day = day + upto(12);
      HistoryEvent event{.on = day, .act = acts[static_cast<std::size_t>(1 + upto(static_cast<int>(acts.size()) - 2))]};
      if (event.act == Act::consultation_sent) {
        event.party = parties[static_cast<std::size_t>(upto(2))];
        event.id = "c" + std::to_string(++letters);
        if (upto(3)) event.received_on = day + upto(6);
      }
      if (event.act == Act::opinion_received || event.act == Act::consultation_received)
        event.id = "c" + std::to_string(std::max(1, letters - upto(1)));
      if (event.act == Act::fee_notified && upto(2)) event.received_on = day + upto(6);
      if (event.act == Act::correction_asked && upto(1)) event.until = day + upto(40);
      if (event.act == Act::delayed) event.until = day + upto(90);
      if (event.act == Act::extended) event.working_days = 1 + upto(19);
      if (event.act == Act::reopened && upto(1)) event.until = day + 1 + upto(60);
      history.events.push_back(event);
    }
    return history;
  }

  /// A possible one: events that the clock refuses are left out.
  History possible() {
    const auto wanted = history();
    History kept{.channel = wanted.channel};
    for (const auto& event : wanted.events) {
      kept.events.push_back(event);
      if (!clock(kept, official(), catalog_rules(), event.on)) kept.events.pop_back();
    }
    return kept;
  }

 private:
  std::mt19937 m_random;
};

ClockReading read(const History& history, Day as_of) {
  return clock(history, official(), catalog_rules(), as_of).value();
}

bool something_happens(const History& history, Day day) {
  return std::ranges::any_of(history.events,
                             [day](const HistoryEvent& event) { return event.on == day || event.received_on == day; });
}

template <class F>
void for_many(unsigned seed, F&& f, int histories = 400) {
  Inventor inventor(seed);
  for (int i = 0; i < histories; ++i) {
    const auto history = inventor.possible();
    f(history, inventor);
    if (::testing::Test::HasFatalFailure()) return;
  }
}

/// A decision on review has set the day of the answer.
bool is_ordered(const History& history, Day as_of) {
  bool ordered = false;
  for (const auto& event : history.events)
    if (event.act == Act::reopened && event.on <= as_of) ordered = event.until.has_value();
  return ordered;
}

// Between two days on which nothing is recorded the due date stays; it may only come back when a silent party's 15 days end.
TEST(ClockProperties, a_due_date_never_moves_without_a_recorded_cause) {
  for_many(
      33,
      [](const History& history, Inventor&) {
        auto before = read(history, history.events.front().on);
        for (Day day = history.events.front().on + 1; day < history.events.back().on + 60; ++day) {
          const auto now = read(history, day);
          if (!something_happens(history, day) && before.reply_due && now.reply_due) {
            ASSERT_EQ(*before.reply_due, *now.reply_due) << to_text(day);
          }
          before = now;
        }
      },
      100);
}

TEST(ClockProperties, remaining_is_the_term_less_the_days_counted) {
  for_many(34, [](const History& history, Inventor& inventor) {
    const auto reading = read(history, history.events.front().on + inventor.upto(120));
    ASSERT_EQ(reading.remaining_working_days, reading.term - reading.counted);
  });
}

TEST(ClockProperties, each_evening_takes_one_day_from_the_term_or_none) {
  for_many(
      35,
      [](const History& history, Inventor&) {
        int before = read(history, history.events.front().on).counted;
        for (Day day = history.events.front().on + 1; day < history.events.back().on + 30; ++day) {
          const auto now = read(history, day);
          if (!something_happens(history, day)) {
            ASSERT_GE(now.counted, before) << to_text(day);
            ASSERT_LE(now.counted, before + (official().is_workday(day) ? 1 : 0)) << to_text(day);
          }
          before = now.counted;
        }
      },
      100);
}

TEST(ClockProperties, an_answer_is_never_due_before_20_working_days_from_the_start) {
  for_many(36, [](const History& history, Inventor& inventor) {
    const auto reading = read(history, history.events.front().on + inventor.upto(120));
    if (!reading.reply_due || is_ordered(history, reading.as_of)) return;
    const int least = catalog_rules().on(reading.started).terms.reply;
    ASSERT_GE(*reading.reply_due, official().add(reading.started, least));
  });
}

TEST(ClockProperties, asking_somebody_never_shortens_the_term) {
  for_many(37, [](const History& history, Inventor& inventor) {
    const Day sent = history.events.front().on + inventor.upto(25);
    const Day answered = sent + inventor.upto(40);
    auto longer = history;
    HistoryEvent letter{.on = sent, .act = Act::consultation_sent, .party = Party::other_body, .id = "extra"};
    HistoryEvent opinion{.on = answered, .act = Act::opinion_received, .id = "extra"};
    for (const auto& added : {letter, opinion}) {
      const auto at = std::ranges::upper_bound(longer.events, added.on, {}, &HistoryEvent::on);
      longer.events.insert(at, added);
    }
    const Day as_of = std::max(answered, history.events.back().on) + 1;
    const auto with = clock(longer, official(), catalog_rules(), as_of);
    const auto without = read(history, as_of);
    if (!with || !with->reply_due || !without.reply_due) return;
    ASSERT_GE(*with->reply_due, *without.reply_due);
  });
}

TEST(ClockProperties, waiting_and_pausing_leave_no_due_date_and_running_has_one) {
  for_many(38, [](const History& history, Inventor& inventor) {
    const Day as_of = history.events.front().on + inventor.upto(120);
    const auto reading = read(history, as_of);
    const bool stands = reading.state != State::running && reading.state != State::closed;
    if (stands) {
      ASSERT_FALSE(reading.reply_due);
    }
    // Only on the very day on which a letter of unknown end goes out.
    if (reading.state == State::running && !reading.reply_due) {
      ASSERT_TRUE(something_happens(history, as_of));
    }
  });
}

TEST(ClockProperties, the_explanation_is_the_count) {
  for_many(39, [](const History& history, Inventor& inventor) {
    const auto reading = read(history, history.events.front().on + inventor.upto(120));
    int counted = 0;
    for (const auto& day : reading.explanation) {
      if (day.why == Why::start) counted = 0;
      if (day.counted) ++counted;
      if (day.day == reading.as_of && !reading.ended) {
        ASSERT_EQ(counted, reading.counted);
      }
    }
    if (reading.reply_due) {
      ASSERT_EQ(counted, reading.term);
    }
  });
}

TEST(ClockProperties, what_is_refused_is_refused_with_a_text) {
  Inventor inventor(40);
  for (int i = 0; i < 5'000; ++i) {
    const auto history = inventor.history();
    const auto reading = clock(history, official(), catalog_rules(), history.events.back().on);
    if (!reading) {
      ASSERT_TRUE(reading.error().code.starts_with("regulation."));
    }
  }
}

}  // namespace
}  // namespace gongkai::regulation
