// Pure: the course of a case, when the answer is due, and how table 4 counts.
#pragma once
#include <array>
#include <span>

#include "base/result.hpp"
#include "base/work_calendar.hpp"
#include "remedies/model.hpp"
#include "remedies/settings.hpp"

namespace gongkai::remedies {

/// The respondent answers within five working days in the simple procedure: 行政复议法 Art. 54 with Art. 88.
inline constexpr int simple_answer_days = 5;

Course course_of(std::string_view kind, const std::vector<casework::Event>& events);

struct Due {
  Day day{};
  bool provisional = false;
  std::vector<CountedDay> days{};  // of a term in working days
  std::string basis{};             // the article
};
/// The last day for the answer. The day of receipt is not counted; a term in calendar days that would end on a day off
/// ends on the next working day (民事诉讼法 Art. 85).
Due answer_due(const Course& course, const WorkCalendar& calendar, const Settings& settings);

/// What is wrong with it, all at once.
Result<Notification> checked(Notification notification, Day today);
Result<Conclusion> checked(Conclusion conclusion, const Course& course, Day today, const Settings& settings);

enum class Block { review = 1, suit_direct, suit_after_review };
Block block_of(const Course& course);

struct Cells {
  std::int64_t upheld = 0, corrected = 0, other = 0, pending = 0;
  std::int64_t total() const { return upheld + corrected + other + pending; }
  bool operator==(const Cells&) const = default;
};
/// The three blocks in the order of Block. A case counts in the year in which it was concluded, and as pending in every
/// year at whose end it is open: 2021 format, and the same in that of 2019.
using TableFour = std::array<Cells, 3>;
/// The cell of one case in the year; none when the year knows nothing of it.
struct Cell {
  Block block = Block::review;
  std::optional<Verdict> verdict{};  // none: pending
  bool operator==(const Cell&) const = default;
};
std::optional<Cell> cell_of(const Course& course, int year);
TableFour count(std::span<const Course> courses, int year);

}  // namespace gongkai::remedies
