#include "requests/rules.hpp"

#include <gmock/gmock.h>

#include "requests/jobs.hpp"
#include "requests/person_json.hpp"
#include "requests/reading.hpp"

namespace gongkai::requests {
namespace {

using casework::Event;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const Day today = Day::of(2026, 3, 2);

Submission sound() {
  return {.unit = UnitId{1},
          .applicant = {.name = "测试",
                        .document_type = "resident_id",
                        .document_number = "11010519491231002x",
                        .phone = "138 0000 1234"},
          .description = "  2025年度预算执行情况 ",
          .wishes = {.form = "paper", .delivery = "pick_up"}};
}

std::vector<std::string> fields_wrong(const Submission& submission) {
  const auto result = checked(submission, Settings{}, today);
  std::vector<std::string> fields;
  if (!result)
    for (const auto& fault : each_of(result.error())) fields.push_back(fault.field);
  return fields;
}

TEST(Forms, are_taken_when_they_say_who_what_and_how) {  // Regulation Art. 29(2)
  const auto taken = checked(sound(), Settings{}, today);
  ASSERT_TRUE(taken) << taken.error().field;
  EXPECT_EQ(taken->description, "2025年度预算执行情况");
  EXPECT_EQ(taken->applicant.document_number, "11010519491231002X");
}

TEST(Forms, name_every_fault_at_once) {
  EXPECT_THAT(fields_wrong({}), ::testing::IsSupersetOf({"unit", "name", "document_type", "phone", "description"}));
}

TEST(Forms, are_refused_with_a_wrong_check_digit) {
  auto form = sound();
  form.applicant.document_number = "110105194912310021";
  EXPECT_THAT(fields_wrong(form), ElementsAre("document_number"));
}

TEST(Forms, of_organisations_carry_a_credit_code_and_a_contact) {
  auto form = sound();
  form.applicant = {.kind = "enterprise", .name = "示例公司", .phone = "0000-6000000"};
  EXPECT_THAT(fields_wrong(form), ElementsAre("credit_code", "contact"));
}

TEST(Forms, need_an_address_for_a_letter_and_a_mailbox_for_mail) {
  auto form = sound();
  form.wishes.delivery = "post";
  EXPECT_THAT(fields_wrong(form), ElementsAre("address"));
  form.wishes.delivery = "email";
  EXPECT_THAT(fields_wrong(form), ElementsAre("email"));
}

TEST(Forms, refuse_what_they_do_not_offer) {
  auto form = sound();
  form.wishes = {.form = "stone", .delivery = "pigeon"};
  form.applicant.kind = "alien";
  EXPECT_THAT(fields_wrong(form), ElementsAre("form", "delivery", "applicant_kind"));
}

TEST(Forms, keep_within_bounds) {
  auto form = sound();
  form.description = std::string(20'000, 'x');
  form.applicant.name = std::string(5'000, 'x');
  EXPECT_THAT(fields_wrong(form), ::testing::UnorderedElementsAre("name", "description"));
  form.attachments.resize(50);
  EXPECT_THAT(fields_wrong(form), Contains("attachments"));
}

TEST(Applicants, are_told_apart_by_their_paper_else_by_name_and_phone) {
  Applicant one{.name = "甲", .document_number = "11010519491231002X", .phone = "1"};
  Applicant two{.name = "乙", .document_number = "11010519491231002x ", .phone = "2"};
  EXPECT_EQ(identity_of(one), identity_of(two));
  one.document_number.clear();
  two.document_number.clear();
  EXPECT_NE(identity_of(one), identity_of(two));
  EXPECT_EQ(identity_of({.name = "甲"}), "");
}

TEST(Applicants, survive_the_way_into_json_and_back) {
  const Applicant full{"natural", "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"};
  EXPECT_EQ(applicant_of(to_json(full)), full);
}

TEST(Applicants, are_masked_for_officers) {
  const auto shown = masked({.name = "欧阳测试",
                             .document_number = "11010519491231002X",
                             .address = "观海路99号",
                             .phone = "13800001234",
                             .email = "tester@example.cn"});
  EXPECT_EQ(shown.name, "欧***");
  EXPECT_EQ(shown.document_number, "110105********002X");
  EXPECT_EQ(shown.phone, "138****1234");
  EXPECT_EQ(shown.email, "t***@example.cn");
  EXPECT_EQ(shown.address, "****");
}

TEST(History, leaves_out_the_confirmation_of_what_was_handed_in) {
  const std::vector<Event> events{{.act = "received", .on = today}, {.act = "confirmed", .on = today}};
  EXPECT_THAT(history_of(regulation::Channel::in_person, events).events, SizeIs(1));
  EXPECT_THAT(history_of(regulation::Channel::internet, events).events, SizeIs(2));
}

TEST(History, reads_the_facts_of_events) {
  const std::vector<Event> events{
      {.act = "received", .on = today},
      {.act = "consultation_sent", .on = today + 1, .party = "third_party", .facts = {{"id", "c1"}}},
      {.act = "extended", .on = today + 2, .facts = {{"working_days", 10}}},
      {.act = "correction_asked", .on = today + 3, .facts = {{"until", "2026-03-20"}}}};
  const auto history = history_of(regulation::Channel::in_person, events);
  EXPECT_EQ(history.events[1].party, regulation::Party::third_party);
  EXPECT_EQ(history.events[1].id, "c1");
  EXPECT_EQ(history.events[2].working_days, 10);
  EXPECT_EQ(history.events[3].until, Day::of(2026, 3, 20));
}

TEST(History, has_no_fee_that_was_waived) {
  const std::vector<Event> events{{.act = "received", .on = today},
                                  {.act = "fee_notified", .on = today + 1},
                                  {.act = "fee_waived", .on = today + 2}};
  EXPECT_THAT(history_of(regulation::Channel::in_person, events).events, SizeIs(1));
}

TEST(History, puts_what_was_entered_late_on_its_day) {
  const std::vector<Event> events{
      {.act = "received", .on = today},
      {.act = "correction_asked", .on = today + 3},
      {.act = "consultation_sent", .on = today + 1, .party = "other_body", .facts = {{"id", "a"}}}};
  EXPECT_EQ(history_of(regulation::Channel::in_person, events).events[1].act, regulation::Act::consultation_sent);
}

TEST(Receipt, is_the_day_of_confirmation_where_one_is_needed) {  // Regulation Art. 31
  const std::vector<Event> arrived{{.act = "received", .on = today}};
  const std::vector<Event> both{{.act = "received", .on = today}, {.act = "confirmed", .on = today + 1}};
  EXPECT_FALSE(received_on(regulation::Channel::internet, arrived));
  EXPECT_EQ(received_on(regulation::Channel::internet, both), today + 1);
  EXPECT_EQ(received_on(regulation::Channel::plain_mail, both), today + 1);
  EXPECT_EQ(received_on(regulation::Channel::fax, both), today + 1);
  EXPECT_EQ(received_on(regulation::Channel::in_person, arrived), today);
  EXPECT_EQ(received_on(regulation::Channel::signed_mail, arrived), today);
  EXPECT_EQ(received_on(regulation::Channel::oral, arrived), today);
}

TEST(Consultations, are_open_until_answered_silent_or_called_off) {
  std::vector<Event> events{{.act = "consultation_sent", .facts = {{"id", "a"}}},
                            {.act = "consultation_sent", .facts = {{"id", "b"}}}};
  EXPECT_THAT(open_consultations(events), ElementsAre("a", "b"));
  events.push_back({.act = "opinion_received", .facts = {{"id", "a"}}});
  events.push_back({.act = "opinion_missing", .facts = {{"id", "b"}}});
  EXPECT_THAT(open_consultations(events), IsEmpty());
}

TEST(Words, are_filled_with_facts_and_days_are_written_out) {
  EXPECT_EQ(filled("最迟{until}，共{n}件{nothing}", {{"until", "2026-03-16"}, {"n", 3}}), "最迟2026年3月16日，共3件");
  EXPECT_EQ(filled("{", {}), "");
  EXPECT_EQ(filled("a{b", {}), "a");
}

TEST(Colours, go_by_remaining_working_days) {
  regulation::ClockReading reading{.remaining_working_days = 8};
  const auto colour = [&](int left) {
    reading.remaining_working_days = left;
    return colour_of("handling", &reading, Settings{});
  };
  EXPECT_EQ(colour(8), Colour::green);
  EXPECT_EQ(colour(7), Colour::yellow);
  EXPECT_EQ(colour(3), Colour::red);
  EXPECT_EQ(colour(0), Colour::red);
  EXPECT_EQ(colour(-1), Colour::overdue);
  EXPECT_EQ(colour_of("unconfirmed", nullptr, Settings{}), Colour::unconfirmed);
  EXPECT_EQ(colour_of("handling", nullptr, Settings{}), Colour::none);
  reading.state = regulation::State::paused;
  EXPECT_EQ(colour(1), Colour::paused);
}

TEST(Colours, have_names_of_their_own) {
  for (const auto colour : {Colour::overdue, Colour::red, Colour::yellow, Colour::green, Colour::paused,
                            Colour::waiting, Colour::unconfirmed, Colour::none}) {
    EXPECT_FALSE(id_of(colour).empty());
    EXPECT_FALSE(label_of(colour).empty());
  }
}

TEST(WorkingHours, pass_on_working_days_only) {
  const WorkCalendar calendar;
  const auto friday_noon = start_of(Day::of(2026, 3, 6)).plus_seconds(12 * 3600);
  const auto monday_noon = start_of(Day::of(2026, 3, 9)).plus_seconds(12 * 3600);
  EXPECT_EQ(working_hours(friday_noon, monday_noon, calendar), 24);
  EXPECT_EQ(working_hours(monday_noon, friday_noon, calendar), 0);
}

TEST(RequestSettings, of_the_catalog_are_sound_and_broken_ones_are_refused) {
  EXPECT_GT(settings().yellow_days, settings().red_days);
  EXPECT_THROW(parse_settings("{"), std::runtime_error);
  EXPECT_THROW(parse_settings("{}"), std::runtime_error);
}

TEST(Results, fit_their_kind_of_case) {
  EXPECT_TRUE(is_result_of(kind::records_correction, "corrected"));
  EXPECT_FALSE(is_result_of(kind::records_correction, "adopted"));
  EXPECT_FALSE(is_result_of(kind::request, "corrected"));
}

}  // namespace
}  // namespace gongkai::requests
