// What every letter must state before it goes out: the ten elements of D5.2 as far as its kind demands them, and that no day of
// a year without a calendar is printed unconfirmed (D4.4). Pure.
#pragma once
#include <vector>

#include "base/work_calendar.hpp"
#include "letters/text.hpp"

namespace gongkai::letters {

/// What the settings of the unit give to the letter.
struct Equipment {
  bool has_number_word = false;
  bool has_seal = false;  // a picture, or stamped by hand
  bool has_review_body = false;
  bool has_court = false;
};

/// One fault for each thing that is missing; its field is the placeholder's id, its details name the element.
std::vector<Fault> missing_elements(const Kind& kind, const Facts& facts, const LetterText& text,
                                    const Equipment& equipment);

/// Deadlines among the facts that fall into a year without a calendar: "reply_due:2027-01-14", parted by blanks; "" for none.
std::string provisional_days(const Facts& facts, const WorkCalendar& calendar);

}  // namespace gongkai::letters
