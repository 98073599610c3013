// What the applicant can do against the answer, by the day of the decision and the kind of the body (law.md D5.4).
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/work_calendar.hpp"
#include "regulation/outcome.hpp"

namespace gongkai::regulation {

/// a: reconsideration first; b: reconsideration or suit; pre2024: the same choice under the old reconsideration law.
enum class RemedyClass { a, b, pre2024 };
std::string_view id_of(RemedyClass remedy);  // A, B, pre2024

RemedyClass remedy_class(const Outcome& outcome, Day decided_on);

enum class BodyKind {
  department,  // of a local government
  government,  // lower government
  authorised,  // organisation managed by a government or its department
  vertical,    // 海关、金融、外汇、税务、国家安全
  justice,     // 司法局
};
std::string_view id_of(BodyKind kind);
std::optional<BodyKind> parse_body_kind(std::string_view id);

enum class Reviewer {
  same_level_government,
  next_higher_government,
  managing_government,
  superior_department,
  government_or_superior_department,  // choice
};
std::string_view id_of(Reviewer reviewer);

struct Remedy {
  RemedyClass remedy = RemedyClass::b;
  Reviewer reviewer = Reviewer::same_level_government;
  bool review_first = false;  // must be told: reconsideration law Art. 23(2)
  bool partly = false;        // only for what was withheld; the rest is as in class b
  int review_days = 60;       // calendar days from knowing (Art. 20)
  int suit_months = 6;        // direct suit (administrative procedure law Art. 46); 0 when reconsideration comes first
  int suit_after_review_days = 15;   // calendar days from the decision on reconsideration (Art. 45)
  bool tell_online_channel = false;  // reconsideration law Art. 22(2), for letters served online
  std::vector<std::string> articles{};
};

Remedy remedy_of(const Outcome& outcome, BodyKind body, Day decided_on, bool served_online);

/// The names that the paragraph needs; an empty name is shown as a description of the body.
struct RemedyNames {
  std::string review_body{};
  std::string court{};
  std::string online_address{};
  std::string paper{};  // 本告知书; 本答复 when it is empty
};
/// The paragraph of the letter, from catalog/messages/regulation.json.
std::string words_of(const Remedy& remedy, const RemedyNames& names);

/// The last day for reconsideration and for a suit, for information: the day of notice is not counted, a last day on a
/// holiday moves to the next working day (civil procedure law Art. 85).
Day last_day_of_days(Day told_on, int days, const WorkCalendar& calendar);
Day last_day_of_months(Day told_on, int months, const WorkCalendar& calendar);

}  // namespace gongkai::regulation
