// Pure: what may be sent, how a receipt looks, how long a report waits.
#pragma once
#include "base/work_calendar.hpp"
#include "readers/model.hpp"
#include "readers/settings.hpp"

namespace gongkai::readers {

/// Long enough for a thought; longer belongs in a letter.
inline constexpr std::size_t most_remark = 500, most_words = 1000, most_contact = 100, most_answer = 2000;

Result<Opinion> checked(Opinion opinion);
/// Every fault of the form at once.
Result<ErrorForm> checked(ErrorForm form, const Settings& settings);
/// A page of these sites: "/d/…", without the origin, on one line; "" when the text is none.
std::string page_of(std::string_view address);
Result<std::string> checked_answer(std::string_view answer);

/// Letters and digits that are not mistaken for one another; each byte of chance makes one.
std::string readable_code(std::string_view random);
/// "20260316-7K2QD"
std::string number_of(Day day, std::string_view random);

struct Waiting {
  int working_days = 0;
  Day due{};
  bool overdue = false;
};
Waiting waiting_of(const ErrorReport& report, const WorkCalendar& calendar, int term, Day today);

}  // namespace gongkai::readers
