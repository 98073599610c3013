#include "regulation/remedy.hpp"

#include <algorithm>
#include <array>

#include "platform/i18n/messages.hpp"

namespace gongkai::regulation {
namespace {
// The reconsideration law as revised in 2023 is in force from this day (its Art. 90).
const Day reconsideration_law_2023 = Day::of(2024, 1, 1);

constexpr std::array body_kinds{BodyKind::department, BodyKind::government, BodyKind::authorised, BodyKind::vertical,
                                BodyKind::justice};

Reviewer reviewer_of(BodyKind body, RemedyClass remedy) {
  if (body == BodyKind::government) return Reviewer::next_higher_government;  // Art. 24(1)(2)
  if (body == BodyKind::vertical) return Reviewer::superior_department;       // Art. 27
  if (remedy == RemedyClass::pre2024) return Reviewer::government_or_superior_department;
  switch (body) {
    case BodyKind::department: return Reviewer::same_level_government;           // Art. 24(1)(1)
    case BodyKind::authorised: return Reviewer::managing_government;             // Art. 24(1)(4)
    case BodyKind::justice: return Reviewer::government_or_superior_department;  // Art. 28
    case BodyKind::government:
    case BodyKind::vertical: break;
  }
  return Reviewer::same_level_government;
}

std::vector<std::string> articles_of(RemedyClass remedy) {
  switch (remedy) {
    case RemedyClass::a: return {"《行政复议法》第二十条", "《行政复议法》第二十三条", "《行政诉讼法》第四十五条"};
    case RemedyClass::b:
      return {"《行政复议法》第十一条", "《行政复议法》第二十条", "《行政诉讼法》第四十四条",
              "《行政诉讼法》第四十六条"};
    case RemedyClass::pre2024: return {"《行政诉讼法》第四十四条", "《行政诉讼法》第四十六条"};
  }
  return {};
}

Day next_working_day(Day day, const WorkCalendar& calendar) {
  while (!calendar.is_workday(day)) ++day;
  return day;
}
}  // namespace

std::string_view id_of(RemedyClass remedy) {
  switch (remedy) {
    case RemedyClass::a: return "A";
    case RemedyClass::b: return "B";
    case RemedyClass::pre2024: return "pre2024";
  }
  return {};
}

std::string_view id_of(BodyKind kind) {
  switch (kind) {
    case BodyKind::department: return "department";
    case BodyKind::government: return "government";
    case BodyKind::authorised: return "authorised";
    case BodyKind::vertical: return "vertical";
    case BodyKind::justice: return "justice";
  }
  return {};
}

std::optional<BodyKind> parse_body_kind(std::string_view id) {
  for (const auto kind : body_kinds)
    if (id_of(kind) == id) return kind;
  return std::nullopt;
}

std::string_view id_of(Reviewer reviewer) {
  switch (reviewer) {
    case Reviewer::same_level_government: return "same_level_government";
    case Reviewer::next_higher_government: return "next_higher_government";
    case Reviewer::managing_government: return "managing_government";
    case Reviewer::superior_department: return "superior_department";
    case Reviewer::government_or_superior_department: return "government_or_superior_department";
  }
  return {};
}

RemedyClass remedy_class(const Outcome& outcome, Day decided_on) {
  if (decided_on < reconsideration_law_2023) return RemedyClass::pre2024;
  return outcome.refuses == Refusal::no ? RemedyClass::b : RemedyClass::a;  // reconsideration law Art. 23(1)(4)
}

Remedy remedy_of(const Outcome& outcome, BodyKind body, Day decided_on, bool served_online) {
  const auto remedy = remedy_class(outcome, decided_on);
  const bool review_first = remedy == RemedyClass::a;
  const bool partly = review_first && outcome.refuses == Refusal::partly;
  return {.remedy = remedy,
          .reviewer = reviewer_of(body, remedy),
          .review_first = review_first,
          .partly = partly,
          .review_days = 60,
          .suit_months = review_first && !partly ? 0 : 6,
          .suit_after_review_days = 15,
          .tell_online_channel = served_online && remedy != RemedyClass::pre2024,
          .articles = articles_of(remedy)};
}

std::string words_of(const Remedy& remedy, const RemedyNames& names) {
  const auto body = names.review_body.empty()
                        ? std::string(i18n::text("regulation.reviewer_" + std::string(id_of(remedy.reviewer))))
                        : names.review_body;
  const auto court = names.court.empty() ? std::string(i18n::text("regulation.court")) : names.court;
  const std::string_view code = remedy.partly         ? "regulation.remedy_partly"
                                : remedy.review_first ? "regulation.remedy_review_first"
                                                      : "regulation.remedy_choice";
  const auto paper = names.paper.empty() ? std::string(i18n::text("regulation.this_answer")) : names.paper;
  auto text = i18n::text(code, {{"body", body},
                                {"paper", paper},
                                {"court", court},
                                {"days", std::to_string(remedy.review_days)},
                                {"months", std::to_string(remedy.suit_months)},
                                {"after", std::to_string(remedy.suit_after_review_days)}});
  if (remedy.tell_online_channel)
    text += names.online_address.empty() ? std::string(i18n::text("regulation.remedy_online_unknown"))
                                         : i18n::text("regulation.remedy_online", {{"address", names.online_address}});
  return text;
}

Day last_day_of_days(Day told_on, int days, const WorkCalendar& calendar) {
  return next_working_day(told_on + days, calendar);
}

Day last_day_of_months(Day told_on, int months, const WorkCalendar& calendar) {
  const int month = told_on.month() - 1 + months;
  const int year = told_on.year() + month / 12;
  const int next = month % 12 + 1;
  const int length = (next == 12 ? Day::of(year + 1, 1, 1) : Day::of(year, next + 1, 1)) - Day::of(year, next, 1);
  return next_working_day(Day::of(year, next, std::min(told_on.day_of_month(), length)), calendar);
}

}  // namespace gongkai::regulation
