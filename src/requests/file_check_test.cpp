#include "requests/file_check.hpp"

#include <gmock/gmock.h>

#include "platform/i18n/messages.hpp"
#include "requests/test_requests.hpp"

namespace gongkai::requests {
namespace {

using casework::Event;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

const Day day = Day::of(2026, 3, 2);

struct File {
  std::vector<Event> events{};
  Holdings held{};
  std::string kind = "request";

  std::vector<FileItem> items() const {
    const auto& declared = casework::kind_of(kind);
    const Situation situation{.kind = &declared,
                              .stage = casework::stage_after(declared, events),
                              .channel = regulation::Channel::in_person,
                              .events = &events,
                              .today = day};
    return file_items(situation, held);
  }
  std::vector<std::string> lacks() const {
    std::vector<std::string> ids;
    for (const auto& fault : missing_in(items())) ids.push_back(fault.code.substr(fault.code.rfind("lacks_") + 6));
    return ids;
  }
};

/// A request that was answered with the outcome, by a letter unless said otherwise.
File answered(std::string outcome, std::string way = "letter") {
  return {.events = {{.act = "received", .on = day},
                     {.act = "signed", .on = day},
                     {.act = "decided", .on = day, .facts = {{"outcome", outcome}}, .note = "理由"},
                     {.act = "replied", .on = day, .facts = {{"outcome", outcome}, {"way", way}}}}};
}
void insert_before_end(File& file, Event event) {
  file.events.insert(file.events.begin() + 2, std::move(event));
}

TEST(CaseFiles, are_complete_with_a_sent_reply_and_its_delivery) {  // Regulation Art. 45
  auto file = answered("refuse_secret");
  EXPECT_THAT(file.lacks(), ElementsAre("reply", "delivery"));
  file.held.letters.push_back({.kind = "DOC_REPLY_REFUSE", .number = "云财公复〔2026〕1号", .sent_on = day});
  EXPECT_THAT(file.lacks(), ElementsAre("delivery"));
  file.held.letters.back().is_delivered = true;
  EXPECT_THAT(file.lacks(), IsEmpty());
}

TEST(CaseFiles, go_through_the_five_stages_in_their_order) {  // Art. 45: 登记、审核、办理、答复、归档
  const auto items = answered("open").items();
  EXPECT_TRUE(std::ranges::is_sorted(items, {}, &FileItem::stage));
  EXPECT_EQ(items.front().stage, FileStage::registration);
  EXPECT_EQ(items.back().stage, FileStage::archiving);
}

TEST(CaseFiles, take_a_scan_for_one_letter_each) {
  auto file = answered("refuse_secret");
  insert_before_end(file, {.act = "correction_asked", .on = day});
  file.held.roles = {"paper", "proof"};
  EXPECT_THAT(file.lacks(), ElementsAre("reply"));
  file.held.roles.emplace_back("paper");
  EXPECT_THAT(file.lacks(), IsEmpty());
}

TEST(CaseFiles, need_no_paper_for_an_answer_on_the_spot) {  // Art. 33(1)
  EXPECT_THAT(answered("open", "on_the_spot").lacks(), IsEmpty());
}

struct Demand {
  const char* act;
  const char* party;
  const char* kind;
  const char* item;
};
TEST(CaseFiles, need_the_letter_of_every_act_that_the_law_does_in_writing) {
  const Demand demands[] = {{"correction_asked", "", "DOC_CORRECT", "correction"},             // Art. 30
                            {"explanation_asked", "", "DOC_REASON", "explanation_asked"},      // Art. 35
                            {"consultation_sent", "third_party", "DOC_3RD", "third_party"},    // Art. 32
                            {"consultation_sent", "joint_maker", "DOC_JOINT", "joint_maker"},  // Art. 34
                            {"extended", "", "DOC_EXTEND", "extension"},                       // Art. 33(2)
                            {"fee_notified", "", "DOC_FEE", "fee"}};                           // 国办函〔2020〕109号
  for (const auto& demand : demands) {
    auto file = answered("open", "on_the_spot");
    insert_before_end(file, {.act = demand.act, .on = day, .party = demand.party});
    EXPECT_THAT(file.lacks(), ElementsAre(demand.item));
    file.held.letters.push_back({.kind = demand.kind, .number = "1", .sent_on = day});
    EXPECT_THAT(file.lacks(), IsEmpty()) << demand.item;
  }
}

TEST(CaseFiles, need_no_notice_of_a_fee_that_was_waived) {
  auto file = answered("open", "on_the_spot");
  insert_before_end(file, {.act = "fee_notified", .on = day});
  insert_before_end(file, {.act = "fee_waived", .on = day});
  EXPECT_THAT(file.lacks(), IsEmpty());
}

TEST(CaseFiles, are_not_closed_over_what_is_still_open) {
  auto file = answered("open", "on_the_spot");
  insert_before_end(file, {.act = "consultation_sent", .on = day, .party = "other_body"});
  file.held.open_cases = {"20260302-X1"};
  file.held.letters.push_back({.kind = "DOC_REPLY_OPEN", .is_unfinished = true});
  file.held.roles = {"explanation"};
  EXPECT_THAT(file.lacks(), ElementsAre("opinions", "no_drafts")) << "a note explains a lost paper, not an open end";
}

TEST(CaseFiles, take_a_note_in_place_of_a_lost_paper_and_show_it) {
  auto file = answered("refuse_secret");
  file.held.roles = {"explanation"};
  EXPECT_THAT(file.lacks(), IsEmpty());
  const auto items = file.items();
  EXPECT_EQ(std::ranges::count(items, Presence::explained, &FileItem::presence), 2);
}

TEST(CaseFiles, advise_but_do_not_demand_a_copy_of_what_was_given_out) {  // Art. 36(2), 37: or tell how to get it
  for (const auto* outcome : {"open", "part"}) {
    auto file = answered(outcome);
    file.held.roles = {"paper", "proof"};
    EXPECT_THAT(file.lacks(), IsEmpty());
    const auto items = file.items();
    EXPECT_EQ(std::ranges::find(items, "supplied", &FileItem::id)->presence, Presence::advised);
  }
}

TEST(CaseFiles, of_an_abandoned_request_hold_the_notice_that_says_so) {  // Art. 30
  const File abandoned{.events = {{.act = "received", .on = day},
                                  {.act = "closed", .on = day, .facts = {{"outcome", "abandoned_correction"}}}}};
  EXPECT_THAT(abandoned.lacks(), ElementsAre("reply", "delivery"));
  const File withdrawn{.events = {{.act = "received", .on = day}, {.act = "withdrawn", .on = day}}};
  EXPECT_THAT(withdrawn.lacks(), IsEmpty());
}

TEST(CaseFiles, of_other_kinds_hold_the_result) {
  File correction{.events = {{.act = "received", .on = day}}, .kind = "records_correction"};
  EXPECT_THAT(correction.lacks(), ElementsAre("result", "outcome"));
}

TEST(CaseFiles, say_of_each_gap_how_to_fill_it) {
  for (const auto* outcome : {"open", "refuse_secret", "abandoned_fee"})
    for (const auto& fault : missing_in(answered(outcome).items()))
      EXPECT_NE(i18n::messages().message(fault), fault.code) << fault.code;
}

class Archiving : public RequestTest {
 protected:
  Archiving() : RequestTest({"letters"}) {}
};

TEST_P(Archiving, waits_for_what_the_file_lacks) {
  const auto id = closed("refuse_secret");
  auto context = officer();
  const auto refused = archive(context, id, "2026-1-3", version(id));
  ASSERT_FALSE(refused);
  EXPECT_EQ(each_of(refused.error()).size(), 2u) << "all gaps at once";
  ASSERT_TRUE(done(attach(context, id, file("答复书.txt", "答复"), "答复书.txt", "paper", version(id))));
  ASSERT_TRUE(done(attach(context, id, file("回证.txt", "回证"), "回证.txt", "proof", version(id))));
  ASSERT_TRUE(done(archive(context, id, "2026-1-3", version(id))));
  EXPECT_EQ(stage(id), "archived");
}

ON_EACH_ENGINE(Archiving);

}  // namespace
}  // namespace gongkai::requests
