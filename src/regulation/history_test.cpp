#include "regulation/history.hpp"

#include <gtest/gtest.h>

#include "platform/i18n/messages.hpp"
#include "regulation/describe.hpp"
#include "regulation/test_cases.hpp"

namespace gongkai::regulation {
namespace {

std::string with_event(std::string_view event) {
  return R"({"channel":"in_person","events":[{"on":"2026-03-02","event":"received"},)" + std::string(event) + "]}";
}

std::string code_of(std::string_view text) {
  const auto file = parse_history(text);
  return file ? "" : file.error().code;
}

// The example of the description of the command.
constexpr std::string_view example =
    R"({"channel":"internet","as_of":"2026-04-01","events":[{"on":"2026-02-10","event":"received"},
    {"on":"2026-02-12","event":"correction_asked","until":"2026-03-10"},{"on":"2026-03-02","event":"corrected"},
    {"on":"2026-03-05","event":"consultation_sent","party":"third_party","id":"c1","received_on":"2026-03-06"},
    {"on":"2026-03-20","event":"opinion_received","id":"c1"},{"on":"2026-03-25","event":"fee_notified","received_on":"2026-03-26"},
    {"on":"2026-03-28","event":"fee_paid"},{"on":"2026-04-10","event":"extended","working_days":20},{"on":"2026-04-20","event":"replied"}]})";

TEST(HistoryFile, reads_the_example_as_the_law_counts_it) {
  const auto file = parse_history(example).value();
  const auto reading = clock(file.history, testing::official(), catalog_rules(), *file.as_of).value();
  EXPECT_EQ(reading.state, State::running);
  // Paid on 28 March: 30, 31 March (2), 1 – 3 April (5), 7 – 10 (9), 13 – 17 (14), 20 – 24 (19), 27 April (20).
  EXPECT_EQ(to_text(*reading.reply_due), "2026-04-27");
  EXPECT_EQ(reading.remaining_working_days, 17);
  EXPECT_FALSE(reading.provisional);
}

TEST(HistoryFile, knows_every_channel_act_and_party_by_its_name) {
  for (const auto channel : channels) EXPECT_EQ(parse_channel(id_of(channel)), channel);
  for (const auto act : acts) EXPECT_EQ(parse_act(id_of(act)), act);
  for (const auto party : parties) EXPECT_EQ(parse_party(id_of(party)), party);
  EXPECT_EQ(parse_act("answered"), std::nullopt);
}

TEST(HistoryFile, takes_null_and_unknown_members_as_absent) {
  EXPECT_EQ(code_of(with_event(R"({"on":"2026-03-04","event":"correction_asked","until":null,"note":"x"})")), "");
}

TEST(HistoryFile, refuses_what_is_no_history) {
  for (const auto* text : {"", "[]", "{", "3", "null", R"({"events":[]})", R"({"channel":"internet"})",
                           R"({"channel":"internet","events":{}})", R"({"channel":"pigeon","events":[]})",
                           R"({"channel":"fax","events":[3]})",
                           R"({"channel":"fax","as_of":"tomorrow","events":[{"on":"2026-03-02","event":"received"}]})"})
    EXPECT_NE(code_of(text), "") << text;
}

TEST(HistoryFile, names_the_event_and_the_member_that_is_wrong) {
  const auto file = parse_history(with_event(R"({"on":"2026-02-30","event":"replied"})"));
  EXPECT_EQ(file.error().field, "events[1].on");
  EXPECT_EQ(i18n::messages().message(file.error()), "第2项的 on 应写成 YYYY-MM-DD，现为\"2026-02-30\"");
}

TEST(HistoryFile, refuses_members_of_the_wrong_type) {
  EXPECT_EQ(code_of(with_event(R"({"on":20260304,"event":"replied"})")), "regulation.no_day");
  EXPECT_EQ(code_of(with_event(R"({"on":"2026-03-04"})")), "regulation.unknown_event");
  EXPECT_EQ(code_of(with_event(R"({"event":"replied"})")), "regulation.member_missing");
  EXPECT_EQ(code_of(with_event(R"({"on":"2026-03-04","event":"extended","working_days":"20"})")),
            "regulation.member_unreadable");
  EXPECT_EQ(code_of(with_event(R"({"on":"2026-03-04","event":"extended","working_days":20.5})")),
            "regulation.member_unreadable");
  EXPECT_EQ(code_of(with_event(R"({"on":"2026-03-04","event":"consultation_sent","party":"neighbour"})")),
            "regulation.unknown_party");
}

TEST(HistoryFile, refuses_a_flood_of_events) {
  std::string events;
  for (int i = 0; i < 300; ++i) events += R"({"on":"2026-03-04","event":"replied"},)";
  events.pop_back();
  EXPECT_EQ(code_of(with_event(events)), "regulation.too_many_events");
}

TEST(Article31, receipt_by_letter_internet_and_fax_needs_a_confirmation) {
  for (const auto channel : channels)
    EXPECT_EQ(needs_confirmation(channel),
              channel == Channel::plain_mail || channel == Channel::internet || channel == Channel::fax);
}

TEST(Article31, a_plain_letter_is_confirmed_on_the_day_it_comes) {
  const auto friday = Day::of(2026, 3, 6);
  EXPECT_EQ(confirm_by(Channel::plain_mail, friday, testing::official(), 1), friday);
  EXPECT_EQ(confirm_by(Channel::internet, friday, testing::official(), 1), Day::of(2026, 3, 9));
  EXPECT_EQ(confirm_by(Channel::in_person, friday, testing::official(), 1), std::nullopt);
}

TEST(Article31, every_channel_names_its_rule) {
  for (const auto channel : channels) EXPECT_NE(article_of(channel).find("第三十一条"), std::string::npos);
}

}  // namespace
}  // namespace gongkai::regulation
