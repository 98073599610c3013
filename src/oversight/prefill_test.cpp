// What the system finds of a case, item by item, with the article that asks for it.
#include "oversight/prefill.hpp"

#include <gmock/gmock.h>

#include "casework/kinds.hpp"

namespace gongkai::oversight {
namespace {

using casework::Event;
using ::testing::HasSubstr;

const Day monday = Day::of(2026, 3, 2);  // an ordinary week, no holidays

struct Case {
  std::vector<Event> events{};
  std::vector<letters::Letter> letters{};
  std::vector<requests::FileItem> items{};
  regulation::Channel channel = regulation::Channel::in_person;
  Day today = Day::of(2026, 6, 1);

  Proposal propose(std::string_view check) const {
    static const WorkCalendar calendar;
    static const regulation::Rules rules;
    return oversight::propose(check, {.situation = {.kind = &casework::kind_of("request"),
                                                    .stage = "closed",
                                                    .channel = channel,
                                                    .events = &events,
                                                    .calendar = &calendar,
                                                    .rules = &rules,
                                                    .today = today},
                                      .letters = letters,
                                      .items = items});
  }
};

Case answered(Day on, json::object decided = {}) {
  return {.events = {{.act = "received", .on = monday},
                     {.act = "signed", .on = monday},
                     {.act = "decided", .on = on, .facts = std::move(decided)},
                     {.act = "replied", .on = on}}};
}
Case with(Case one, Event event) {
  one.events.insert(one.events.begin() + 2, std::move(event));
  return one;
}
letters::Letter reply(std::string kind, letters::Facts facts = {}, std::string text = "") {
  return {.kind = std::move(kind),
          .facts = std::move(facts),
          .state = letters::State::sent,
          .number = "云财公复〔2026〕3号",
          .sent_on = monday,
          .text = std::move(text)};
}

TEST(ReceiptDay, is_confirmed_where_the_channel_asks_for_it) {  // Regulation Art. 31
  auto one = answered(monday + 7);
  EXPECT_EQ(one.propose("receipt_day").verdict, Verdict::met);
  one.channel = regulation::Channel::internet;
  EXPECT_EQ(one.propose("receipt_day").verdict, Verdict::failed);
  one.events.insert(one.events.begin() + 1, {.act = "confirmed", .on = monday + 1});
  EXPECT_EQ(one.propose("receipt_day").verdict, Verdict::met);
  EXPECT_THAT(one.propose("receipt_day").evidence, HasSubstr("2026年3月3日"));
}

TEST(Correction, is_asked_for_once_and_within_seven_working_days) {  // Art. 30
  EXPECT_EQ(answered(monday + 7).propose("correction").verdict, Verdict::not_applicable);
  const auto asked = [](int days) {
    return with(answered(monday + 20), {.act = "correction_asked", .on = monday + days});
  };
  EXPECT_EQ(asked(9).propose("correction").verdict, Verdict::met) << "Wednesday of the next week is the seventh";
  EXPECT_EQ(asked(10).propose("correction").verdict, Verdict::failed);
  EXPECT_THAT(asked(9).propose("correction").evidence, HasSubstr("第7个工作日"));
  EXPECT_EQ(with(asked(3), {.act = "correction_asked", .on = monday + 4}).propose("correction").verdict,
            Verdict::failed);
}

TEST(ThirdParty, is_asked_before_its_rights_are_a_reason_to_refuse) {  // Art. 15, 32
  EXPECT_EQ(answered(monday, {{"ground", "E15"}}).propose("third_party").verdict, Verdict::failed);
  const auto asked =
      with(answered(monday, {{"ground", "E15"}}), {.act = "consultation_sent", .on = monday, .party = "third_party"});
  EXPECT_EQ(asked.propose("third_party").verdict, Verdict::met);
  EXPECT_FALSE(answered(monday).propose("third_party").verdict) << "only a reader can tell whether there was one";
}

TEST(Reply, is_read_when_it_was_written_here_and_left_to_a_person_otherwise) {
  auto one = answered(monday);
  for (const auto* check : {"articles", "reasons", "remedies"}) EXPECT_FALSE(one.propose(check).verdict) << check;
  one.letters = {reply("DOC_REPLY_REFUSE", {{"articles", "第三十六条第三项"}, {"reasons", "属于国家秘密"}},
                       "可以申请行政复议；对复议决定不服的，可以提起行政诉讼")};
  for (const auto* check : {"articles", "reasons", "remedies"})
    EXPECT_EQ(one.propose(check).verdict, Verdict::met) << check;
  EXPECT_THAT(one.propose("articles").evidence, HasSubstr("云财公复〔2026〕3号"));
}

TEST(Reply, fails_without_articles_reasons_or_remedies) {  // Art. 36, 37, 51
  auto one = answered(monday);
  one.letters = {reply("DOC_REPLY_REFUSE", {}, "可以申请行政复议")};
  for (const auto* check : {"articles", "reasons", "remedies"})
    EXPECT_EQ(one.propose(check).verdict, Verdict::failed) << check;
  one.letters = {reply("DOC_REPLY_OPEN", {{"articles", "第三十六条第二项"}})};
  EXPECT_EQ(one.propose("reasons").verdict, Verdict::not_applicable) << "what is given needs no reason";
}

TEST(Term, is_twenty_working_days) {  // Art. 33(2)
  EXPECT_EQ(answered(monday + 28).propose("in_time").verdict, Verdict::met) << "the twentieth working day";
  EXPECT_EQ(answered(monday + 29).propose("in_time").verdict, Verdict::failed);
  EXPECT_THAT(answered(monday + 28).propose("in_time").evidence, HasSubstr("用20个工作日，期限20个工作日"));
}

TEST(Term, does_not_bind_what_was_withdrawn) {
  const Case withdrawn{.events = {{.act = "received", .on = monday}, {.act = "withdrawn", .on = monday + 1}}};
  EXPECT_EQ(withdrawn.propose("in_time").verdict, Verdict::not_applicable);
  EXPECT_EQ(withdrawn.propose("remedies").verdict, Verdict::not_applicable);
}

TEST(File, is_judged_by_its_five_stages) {  // Art. 45
  using requests::FileStage;
  using requests::Presence;
  auto one = answered(monday);
  EXPECT_EQ(one.propose("archive").verdict, Verdict::met);
  EXPECT_EQ(one.propose("delivery").verdict, Verdict::not_applicable);
  one.items = {{FileStage::reply, "reply", Presence::held, ""}, {FileStage::reply, "delivery", Presence::missing, ""}};
  EXPECT_EQ(one.propose("archive").verdict, Verdict::failed);
  EXPECT_THAT(one.propose("archive").evidence, HasSubstr("送达凭证"));
  EXPECT_EQ(one.propose("delivery").verdict, Verdict::failed);
  one.items.back().presence = Presence::held;
  EXPECT_EQ(one.propose("delivery").verdict, Verdict::met);
}

TEST(Checks, are_known_by_name) {
  EXPECT_THROW(propose("guess", CaseRecord{}), std::logic_error);
  EXPECT_FALSE(propose("", CaseRecord{}).verdict);
}

}  // namespace
}  // namespace gongkai::oversight
