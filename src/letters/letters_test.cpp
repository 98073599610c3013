// Kinds, text and the ten elements of a letter: pure, each legal demand with its source.
#include <gmock/gmock.h>

#include "base/text.hpp"
#include "letters/elements.hpp"
#include "letters/remedies.hpp"
#include "letters/rules.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::letters {
namespace {
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr Equipment all_there{.has_number_word = true, .has_seal = true, .has_review_body = true, .has_court = true};

RemedyPlaces places() {
  return {.names = {.review_body = "云海市人民政府", .court = "云海市东屿区人民法院", .online_address = ""}};
}

Surroundings around(const Kind& kind) {
  return {.unit = "云海市财政局",
          .number = kind.has_number() ? number_text("云财公", "复", 2026, 3) : "",
          .case_number = "20260302-0001",
          .remedies = remedies_of(kind, places(), Day::of(2026, 3, 20)),
          .contact = "办公室，电话 0000-1234567，地址 海滨路1号",
          .signed_on = Day::of(2026, 3, 20)};
}

bool needs(const Kind& kind, std::string_view id) {
  return std::ranges::find(kind.needs, id) != kind.needs.end();
}

/// A value for every field that the kind needs.
Facts complete(const Kind& kind) {
  Facts facts;
  int day = 1;
  for (const auto& id : kind.needs) {
    const auto* field = book().find_field(id);
    switch (field->type) {
      case FieldType::day:
      case FieldType::due: facts[id] = to_text(Day::of(2026, 3, day++)); break;
      case FieldType::number: facts[id] = "20"; break;
      case FieldType::grounds: facts[id] = "E16_2"; break;
      case FieldType::line:
      case FieldType::text: facts[id] = "关于" + field->name + "的内容"; break;
    }
  }
  if (facts.contains("reasons")) facts["reasons"] = "所申请的信息属于讨论记录。";
  if (facts.contains("public_interest")) facts["public_interest"] = "不公开会对公共利益造成重大影响。";
  facts.erase("decision");
  facts.erase("articles");
  facts = with_usual_words(kind, std::move(facts));
  if (fact(facts, "decision").empty() && needs(kind, "decision")) facts["decision"] = "予以更正。";
  if (fact(facts, "articles").empty() && needs(kind, "articles"))
    facts["articles"] = "《中华人民共和国政府信息公开条例》第三十六条第二项";
  return facts;
}

LetterText text(const Kind& kind, const Facts& facts) {
  return text_of(kind, kind.paragraphs, facts, around(kind));
}

std::vector<std::string> missing(const Kind& kind, const Facts& facts, const Equipment& equipment = all_there) {
  std::vector<std::string> codes;
  for (const auto& fault : missing_elements(kind, facts, text(kind, facts), equipment))
    codes.push_back(fault.code.substr(std::string("letters.missing.").size()) + ":" + fault.field);
  return codes;
}

class EachKind : public ::testing::TestWithParam<std::string> {
 protected:
  const Kind& kind = kind_of(GetParam());
};
std::vector<std::string> kind_ids() {
  std::vector<std::string> ids;
  for (const auto& kind : book().kinds) ids.push_back(kind.id);
  return ids;
}
INSTANTIATE_TEST_SUITE_P(Catalog, EachKind, ::testing::ValuesIn(kind_ids()), [](const auto& one) { return one.param; });

TEST_P(EachKind, with_all_that_it_needs_lacks_nothing) {
  EXPECT_THAT(missing(kind, complete(kind)), IsEmpty()) << plain_text(text(kind, complete(kind)));
}

TEST_P(EachKind, misses_each_thing_that_it_needs) {
  for (const auto& id : kind.needs) {
    auto facts = complete(kind);
    facts.erase(id);
    EXPECT_THAT(missing(kind, facts), Contains("field:" + id));
  }
}

TEST_P(EachKind, prints_every_fact_that_it_needs) {
  const auto facts = complete(kind);
  const auto printed = plain_text(text(kind, facts));
  for (const auto& id : kind.needs) {
    if (id == "grounds") continue;  // its article and its words stand in other facts
    const auto day = day_fact(facts, id);
    EXPECT_THAT(printed, HasSubstr(day ? to_chinese(*day) : std::string(fact(facts, id)))) << id;
  }
}

TEST_P(EachKind, names_only_placeholders_that_exist) {
  for (const auto& paragraph : kind.paragraphs)
    for (const auto& place : documents::placeholders_in(paragraph))
      EXPECT_NE(book().field_named(place.name), nullptr) << paragraph;
}

TEST_P(EachKind, shows_a_gap_for_what_is_not_filled_in_yet) {
  EXPECT_THAT(plain_text(text(kind, {})), HasSubstr("【未填："));
  EXPECT_THAT(plain_text(text(kind, complete(kind))), Not(HasSubstr("【未填：")));
}

TEST(Kinds, are_those_of_law_D5_1_and_D5_3) {
  for (const auto* id : {"DOC_REG",           "DOC_RECEIPT",
                         "DOC_CORRECT",       "DOC_REASON",
                         "DOC_EXTEND",        "DOC_3RD",
                         "DOC_3RD_ACK",       "DOC_3RD_TELL",
                         "DOC_3RD_DECIDE",    "DOC_JOINT",
                         "DOC_ASSIST",        "DOC_FEE",
                         "DOC_FIX",           "DOC_DELIVERY",
                         "DOC_REPLY_OPEN",    "DOC_REPLY_ALREADY",
                         "DOC_REPLY_PART",    "DOC_REPLY_REFUSE",
                         "DOC_REPLY_QUERY",   "DOC_REPLY_NONE",
                         "DOC_REPLY_NOTOURS", "DOC_REPLY_MAKE",
                         "DOC_REPLY_UNCLEAR", "DOC_REPLY_PETITION",
                         "DOC_REPLY_REPEAT",  "DOC_REPLY_PUBLICATION",
                         "DOC_REPLY_ABUSE",   "DOC_REPLY_CONFIRM",
                         "DOC_CLOSE_CORRECT", "DOC_CLOSE_FEE"})
    EXPECT_NE(book().find_kind(id), nullptr) << id;
}

// -- the ten elements of D5.2, and where they come from -----------------------------------------------------------------

const Kind& refused_kind() {
  return kind_of("DOC_REPLY_REFUSE");
}

TEST(Elements, first_title_number_and_addressee) {
  auto facts = complete(refused_kind());
  facts.erase("addressee");
  EXPECT_THAT(missing(refused_kind(), facts), Contains("field:addressee"));
  auto equipment = all_there;
  equipment.has_number_word = false;
  EXPECT_THAT(missing(refused_kind(), complete(refused_kind()), equipment), Contains("number_word:number"));
}

TEST(Elements, second_the_day_of_receipt) {  // Regulation Art. 31, 33(2)
  auto facts = complete(refused_kind());
  facts.erase("received_on");
  EXPECT_THAT(missing(refused_kind(), facts), Contains("field:received_on"));
}

TEST(Elements, second_the_clock_can_be_reconstructed_from_the_paper) {  // Regulation Art. 30, 32, 33(2), 33(3), 34
  auto facts = complete(refused_kind());
  facts.insert({{"correction_asked_on", "2026-03-03"},
                {"corrected_on", "2026-03-05"},
                {"third_party_from", "2026-03-06"},
                {"third_party_to", "2026-03-12"},
                {"joint_maker_from", "2026-03-07"},
                {"other_body_from", "2026-03-08"},
                {"other_body_to", "2026-03-09"},
                {"extension_told_on", "2026-03-18"},
                {"extension_days", "20"}});
  const auto printed = plain_text(text(refused_kind(), facts));
  for (const auto* day : {"2026年3月3日", "2026年3月5日", "2026年3月6日", "2026年3月12日", "2026年3月7日",
                          "2026年3月8日", "2026年3月9日", "2026年3月18日", "20个工作日"})
    EXPECT_THAT(printed, HasSubstr(day));
}

TEST(Elements, third_what_was_asked) {
  auto facts = complete(refused_kind());
  facts.erase("asked_for");
  EXPECT_THAT(missing(refused_kind(), facts), Contains("field:asked_for"));
}

TEST(Elements, fourth_the_decision_in_the_words_of_the_law) {  // Regulation Art. 36(3)
  auto facts = complete(refused_kind());
  facts["decision"] = "本机关决定不给您。";
  EXPECT_THAT(missing(refused_kind(), facts), Contains("decision_words:decision"));
}

TEST(Elements, fifth_the_article) {
  auto facts = complete(refused_kind());
  facts["articles"] = "有关规定";
  EXPECT_THAT(missing(refused_kind(), facts), Contains("article:articles"));
}

TEST(Elements, fifth_the_article_of_the_exception_as_well) {  // Regulation Art. 14 – 16
  auto facts = complete(refused_kind());
  facts["articles"] = "《中华人民共和国政府信息公开条例》第三十六条第三项";
  EXPECT_THAT(missing(refused_kind(), facts), Contains("ground_article:articles"));
}

TEST(Elements, sixth_which_category_of_the_exception) {  // Regulation Art. 16(2): 讨论记录、过程稿、磋商信函、请示报告
  auto facts = complete(refused_kind());
  facts["reasons"] = "属于过程性信息。";
  EXPECT_THAT(missing(refused_kind(), facts), Contains("ground_words:reasons"));
}

TEST(Elements, sixth_the_third_party_and_the_public_interest) {  // Regulation Art. 15, law.md D5.3
  auto facts = complete(refused_kind());
  facts["grounds"] = "E15";
  facts["articles"] = "《中华人民共和国政府信息公开条例》第三十六条第三项、第十五条";
  facts["reasons"] = "涉及商业秘密。";
  EXPECT_EQ(missing(refused_kind(), facts), (std::vector<std::string>{"ground_words:reasons", "ground_words:reasons"}));
  facts["reasons"] = "涉及商业秘密，第三方不同意公开，不公开不会对公共利益造成重大影响。";
  EXPECT_THAT(missing(refused_kind(), facts), IsEmpty());
}

TEST(Elements, sixth_that_a_search_was_made) {  // Regulation Art. 36(4): 经检索
  const auto& none = kind_of("DOC_REPLY_NONE");
  auto facts = complete(none);
  facts["decision"] = "您申请公开的政府信息不存在。";
  EXPECT_THAT(missing(none, facts), Contains("words:text"));
}

TEST(Elements, seventh_what_is_supplied_or_where_and_when) {  // Regulation Art. 36(2)
  const auto& open = kind_of("DOC_REPLY_OPEN");
  auto facts = complete(open);
  facts.erase("supply");
  EXPECT_THAT(missing(open, facts), Contains("field:supply"));
}

TEST(Elements, eighth_remedies_with_body_and_court) {  // reconsideration law Art. 20, 23, 24
  auto equipment = all_there;
  equipment.has_review_body = equipment.has_court = false;
  EXPECT_EQ(missing(refused_kind(), complete(refused_kind()), equipment),
            (std::vector<std::string>{"review_body:remedies", "court:remedies"}));
  EXPECT_THAT(missing(kind_of("DOC_CORRECT"), complete(kind_of("DOC_CORRECT")), equipment), IsEmpty())
      << "it decides nothing";
}

TEST(Elements, ninth_the_seal) {
  auto equipment = all_there;
  equipment.has_seal = false;
  EXPECT_THAT(missing(refused_kind(), complete(refused_kind()), equipment), Contains("seal:signed_on"));
}

TEST(Elements, tenth_the_contact) {
  auto without = around(refused_kind());
  without.contact.clear();
  const auto facts = complete(refused_kind());
  const auto faults = missing_elements(refused_kind(), facts,
                                       text_of(refused_kind(), refused_kind().paragraphs, facts, without), all_there);
  ASSERT_EQ(faults.size(), 1u);
  EXPECT_EQ(faults[0].code, "letters.missing.contact");
}

TEST(Elements, a_template_that_hides_a_day_is_found_out) {
  const auto facts = complete(refused_kind());
  const auto faults =
      missing_elements(refused_kind(), facts,
                       text_of(refused_kind(), {"联系方式：{{联系方式}}"}, facts, around(refused_kind())), all_there);
  EXPECT_THAT(faults, Contains(::testing::Field(&Fault::code, "letters.missing.day")));
}

TEST(Elements, every_fault_has_its_words) {
  auto facts = complete(refused_kind());
  facts.erase("reasons");
  for (const auto& fault : missing_elements(refused_kind(), facts, text(refused_kind(), facts), {}))
    EXPECT_THAT(i18n::messages().message(fault), Not(HasSubstr("{")));
}

// -- remedies (D5.4) ------------------------------------------------------------------------------------------------------

TEST(Remedies, of_a_refusal_tell_that_reconsideration_comes_first) {  // reconsideration law Art. 23(1)(4), 23(2)
  const auto words = remedies_of(refused_kind(), places(), Day::of(2026, 3, 20));
  EXPECT_THAT(words, HasSubstr("先"));
  EXPECT_THAT(words, HasSubstr("云海市人民政府"));
}

TEST(Remedies,
     of_other_answers_leave_the_choice) {  // reconsideration law Art. 11(14), administrative procedure law Art. 44, 46
  const auto words = remedies_of(kind_of("DOC_REPLY_NONE"), places(), Day::of(2026, 3, 20));
  EXPECT_THAT(words, HasSubstr("云海市东屿区人民法院"));
  EXPECT_NE(words, remedies_of(refused_kind(), places(), Day::of(2026, 3, 20)));
}

TEST(Remedies, of_a_partial_refusal_tell_both_ways) {  // law.md D5.3, marked U
  const auto words = remedies_of(kind_of("DOC_REPLY_PART"), places(), Day::of(2026, 3, 20));
  EXPECT_THAT(words, HasSubstr("不予公开的部分，应当先申请行政复议"));
  EXPECT_THAT(words, HasSubstr("其他部分"));
}

TEST(Remedies, before_2024_were_the_same_for_all) {  // the new reconsideration law is in force since 2024-01-01
  const auto day = Day::of(2023, 12, 31);
  EXPECT_EQ(remedies_of(refused_kind(), places(), day), remedies_of(kind_of("DOC_REPLY_NONE"), places(), day));
}

TEST(Remedies, are_not_told_by_letters_that_decide_nothing) {
  EXPECT_EQ(remedies_of(kind_of("DOC_EXTEND"), places(), Day::of(2026, 3, 20)), "");
}

// -- text ---------------------------------------------------------------------------------------------------------------------

TEST(LetterText, addresses_people_and_organisations_differently) {
  auto facts = complete(refused_kind());
  EXPECT_THAT(plain_text(text(refused_kind(), facts)), HasSubstr("收到您提出的"));
  facts["applicant_kind"] = "enterprise";
  EXPECT_THAT(plain_text(text(refused_kind(), facts)), HasSubstr("收到你单位提出的"));
}

TEST(LetterText, leaves_out_the_account_of_a_clock_that_nothing_happened_to) {
  const auto paragraphs = text(refused_kind(), complete(refused_kind())).paragraphs;
  EXPECT_THAT(paragraphs, Not(Contains(HasSubstr("答复期限延长"))));
  EXPECT_EQ(paragraphs[1], "经审查，现答复如下：");
}

TEST(LetterText, takes_placeholders_in_facts_for_words) {
  auto facts = complete(refused_kind());
  facts["reasons"] = "讨论记录 {{联系方式}} <b>";
  EXPECT_THAT(plain_text(text(refused_kind(), facts)), HasSubstr("讨论记录 {{联系方式}} <b>"));
}

TEST(LetterText, makes_a_paragraph_of_each_line) {
  auto facts = complete(refused_kind());
  facts["reasons"] = "一是讨论记录。\n\n二是过程稿。";
  EXPECT_THAT(text(refused_kind(), facts).paragraphs, ::testing::IsSupersetOf({"一是讨论记录。", "二是过程稿。"}));
}

TEST(Number, stands_in_tortoise_shell_brackets_without_zeros) {  // GB/T 9704-2012, 7.2.5
  EXPECT_EQ(number_text("云财公", "复", 2026, 3), "云财公复〔2026〕3号");
  EXPECT_EQ(number_text("云财公", "复", 2026, 0), "云财公复〔2026〕　号");
}

// -- facts ----------------------------------------------------------------------------------------------------------------

TEST(FactsOfALetter, are_refused_when_they_have_the_wrong_form) {
  const auto result = checked(refused_kind(), {{"received_on", "三月二日"},
                                               {"grounds", "E99"},
                                               {"addressee", "甲\n乙"},
                                               {"nonsense", "1"},
                                               {"asked_for", std::string(13'000, 'x')}});
  ASSERT_FALSE(result);
  std::vector<std::string> fields;
  for (const auto& fault : each_of(result.error())) fields.push_back(fault.field);
  EXPECT_THAT(fields, ::testing::UnorderedElementsAre("received_on", "grounds", "addressee", "nonsense", "asked_for"));
}

TEST(FactsOfALetter, that_belong_to_another_kind_are_refused) {
  EXPECT_FALSE(checked(kind_of("DOC_EXTEND"), {{"search_statement", "查了"}}));
}

TEST(FactsOfALetter, take_the_article_of_the_ground) {
  Facts facts{{"grounds", "E16_1,E14a"}};
  EXPECT_EQ(fact(with_usual_words(refused_kind(), facts), "articles"),
            "《中华人民共和国政府信息公开条例》第三十六条第三项、《中华人民共和国政府信息公开条例》第十六条第一款、"
            "《中华人民共和国政府信息公开条例》第十四条");
}

TEST(ProvisionalDays, are_deadlines_in_a_year_without_a_calendar) {  // law.md D4.4
  const WorkCalendar calendar({{.year = 2026, .status = YearStatus::announced}});
  const Facts facts{{"reply_due", "2027-01-14"}, {"received_on", "2027-01-02"}, {"correct_by", "2026-12-30"}};
  EXPECT_EQ(provisional_days(facts, calendar), "reply_due:2027-01-14");
}

// -- what may be done ---------------------------------------------------------------------------------------------------------

Letter in_state(State state) {
  Letter letter{.kind = "DOC_REPLY_REFUSE", .state = state};
  if (state == State::sent) letter.sent_on = Day::of(2026, 3, 20);
  return letter;
}
std::string code(const std::vector<Fault>& faults) {
  return faults.empty() ? "" : faults.front().code;
}

TEST(Rules, only_a_draft_changes) {
  EXPECT_EQ(code(why_not_change(in_state(State::draft))), "");
  EXPECT_EQ(code(why_not_change(in_state(State::submitted))), "letters.not_a_draft");
  EXPECT_EQ(code(why_not_change(in_state(State::approved))), "letters.not_a_draft");
  EXPECT_EQ(code(why_not_change(in_state(State::sent))), "letters.sent_stays");
}

TEST(Rules, nobody_approves_what_they_wrote) {
  EXPECT_EQ(code(why_not_approve(in_state(State::submitted), {PersonId{1}, PersonId{2}}, PersonId{2})),
            "letters.own_text");
  EXPECT_EQ(code(why_not_approve(in_state(State::submitted), {PersonId{1}}, PersonId{2})), "");
}

TEST(Rules, nothing_goes_out_unapproved_or_incomplete) {
  EXPECT_EQ(code(why_not_send(in_state(State::draft), refused_kind(), {})), "letters.not_approved");
  EXPECT_EQ(
      code(why_not_send(in_state(State::approved), refused_kind(), {{FaultKind::conflict, "letters.missing.seal"}})),
      "letters.missing.seal");
  EXPECT_EQ(code(why_not_send(in_state(State::approved), refused_kind(), {})), "");
  EXPECT_EQ(code(why_not_send(in_state(State::draft), kind_of("DOC_RECEIPT"), {})), "")
      << "a receipt needs no approval";
}

TEST(Rules, a_decision_served_online_tells_the_online_channel) {  // reconsideration law Art. 22(2)
  EXPECT_EQ(code(why_not_by(refused_kind(), Way::online, "")), "letters.no_online_address");
  EXPECT_EQ(code(why_not_by(refused_kind(), Way::e_mail, "")), "letters.no_online_address");
  EXPECT_EQ(code(why_not_by(refused_kind(), Way::online, "https://review.example")), "");
  EXPECT_EQ(code(why_not_by(refused_kind(), Way::registered_post, "")), "");
  EXPECT_EQ(code(why_not_by(kind_of("DOC_CORRECT"), Way::online, "")), "") << "it decides nothing";
}

TEST(Remedies, tell_the_online_channel_when_there_is_one) {  // reconsideration law Art. 22(2)
  auto online = places();
  online.names.online_address = "https://review.example";
  EXPECT_THAT(remedies_of(refused_kind(), online, Day::of(2026, 3, 20)), HasSubstr("https://review.example"));
}

TEST(Rules, what_was_sent_is_neither_discarded_nor_sent_again) {
  EXPECT_EQ(code(why_not_discard(in_state(State::sent))), "letters.sent_stays");
  EXPECT_EQ(code(why_not_send(in_state(State::sent), refused_kind(), {})), "letters.sent_already");
  EXPECT_EQ(code(why_not_correct(in_state(State::sent), refused_kind())), "");
  EXPECT_EQ(code(why_not_correct(in_state(State::draft), refused_kind())), "letters.not_sent");
}

TEST(Rules, a_delivery_follows_the_sending_and_does_not_lie_ahead) {
  const auto letter = in_state(State::sent);
  const auto today = Day::of(2026, 3, 25);
  EXPECT_EQ(code(faults_of(Delivery{.on = Day::of(2026, 3, 19)}, letter, today)), "letters.before_sending");
  EXPECT_EQ(code(faults_of(Delivery{.on = Day::of(2026, 3, 26)}, letter, today)), "letters.day_ahead");
  EXPECT_EQ(code(faults_of(Delivery{.on = Day::of(2026, 3, 22), .received_on = Day::of(2026, 3, 21)}, letter, today)),
            "letters.before_handing_over");
  EXPECT_EQ(code(faults_of(Delivery{.on = Day::of(2026, 3, 21),
                                    .received_on = Day::of(2026, 3, 22),
                                    .returned_on = Day::of(2026, 3, 23)},
                           letter, today)),
            "letters.received_and_returned");
}

}  // namespace
}  // namespace gongkai::letters
