#include "content/rules.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/assets.hpp"

namespace gongkai::content {

namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

const Day today = Day::of(2026, 3, 2);

const DocumentType& notice_type() {
  return *catalog_types().find("notice");
}

Draft complete() {
  return {.column = ColumnId{1},
          .title = "关于供暖的通知",
          .body = "<p>正文</p>",
          .fields = {{"issuer", "市政府办公室"}, {"formed_on", "2026-03-01"}, {"theme", "综合政务"}},
          .attribute = {Disclosure::proactive, "", ""}};
}

std::vector<std::string> codes(const std::vector<Fault>& faults) {
  std::vector<std::string> all;
  for (const auto& fault : faults) all.push_back(fault.code);
  return all;
}

Edition in_state(State state) {
  const Draft draft = complete();
  return {.id = EditionId{1},
          .document = DocumentId{1},
          .state = state,
          .title = draft.title,
          .body = draft.body,
          .fields_text = text_of(draft.fields),
          .disclosure = Disclosure::proactive};
}

}  // namespace

TEST(DocumentTypes, of_the_catalog_can_all_be_read) {
  EXPECT_NE(catalog_types().find("notice"), nullptr);
  EXPECT_NE(catalog_types().find("news"), nullptr);
  EXPECT_EQ(catalog_types().find("unknown"), nullptr);
}

TEST(DocumentTypes, name_every_fault_of_a_broken_declaration_at_once) {
  const auto type = parse_type(R"({"id":"x","name":"甲","about":"a","page":"article","category":"c",
    "fields":[{"name":"a","label":"甲","kind":"colour"},{"name":"a","label":"乙","kind":"choice"},{"name":"title","label":"丙","kind":"text"}],
    "checks":[{"check":"not_in_future","field":"z"},{"check":"never","field":"a"}]})",
                               {});
  ASSERT_FALSE(type);
  EXPECT_THAT(codes(each_of(type.error())),
              UnorderedElementsAre("types.kind_unknown", "types.options_missing", "types.check_of_nothing",
                                   "types.check_broken", "types.field_twice", "types.field_twice"));
}

TEST(DocumentTypes, survive_hostile_declarations) {
  for (const char* text : {"", "[]", "{}", "null", "{\"id\":1}", "{\"fields\":{}}", "{\"fields\":[1,null,[]]}",
                           "{\"fields\":[{\"options\":[[]]}]}"})
    EXPECT_FALSE(parse_type(text, {})) << text;
}

TEST(DocumentTypes, show_the_office_what_the_server_checks) {
  const auto described = to_json(notice_type());
  EXPECT_EQ(described.at("fields").as_array().size(), notice_type().fields.size());
  EXPECT_EQ(described.at("fields").as_array()[3].at("options").as_array().size(), 20u);
}

TEST(Drafts, may_be_incomplete_but_not_misshapen) {
  EXPECT_THAT(why_not_save(notice_type(), {.title = "只有标题"}), IsEmpty());
  Draft draft = complete();
  draft.title = "  ";
  draft.fields["formed_on"] = "2026-02-30";
  draft.fields["theme"] = "天文";
  draft.fields["colour"] = "red";
  draft.fields["document_number"] = "云政发2026-12";
  EXPECT_THAT(codes(why_not_save(notice_type(), draft)),
              UnorderedElementsAre("document.title_missing", "document.not_a_day", "document.not_an_option",
                                   "document.field_unknown", "document.not_a_document_number"));
}

TEST(Drafts, count_characters_as_a_reader_does) {
  Draft draft = complete();
  for (int i = 0; i < 120; ++i) draft.title = i == 0 ? "公" : draft.title + "公";
  EXPECT_THAT(why_not_save(notice_type(), draft), IsEmpty());
  draft.title += "开";
  EXPECT_THAT(codes(why_not_save(notice_type(), draft)), ElementsAre("document.too_long"));
}

TEST(Drafts, take_document_numbers_in_their_official_form_only) {
  const auto accepts = [](std::string number) {
    Draft draft = complete();
    draft.fields["document_number"] = std::move(number);
    return why_not_save(notice_type(), draft).empty();
  };
  EXPECT_TRUE(accepts("云政发〔2026〕12号"));
  for (const char* wrong : {"云政发(2026)12号", "云政发[2026]12号", "〔2026〕12号", "云政发〔26〕12号",
                            "云政发〔2026〕号", "云政发〔2026〕012号", "云政发〔2026〕12", "〔〕号"})
    EXPECT_FALSE(accepts(wrong)) << wrong;
}

TEST(Drafts, are_complete_when_every_required_part_is_there) {
  EXPECT_THAT(why_incomplete(notice_type(), complete(), 0, today), IsEmpty());
  Draft draft = complete();
  draft.body.clear();
  draft.fields.erase("issuer");
  EXPECT_THAT(codes(why_incomplete(notice_type(), draft, 21, today)),
              UnorderedElementsAre("document.body_missing", "document.field_missing", "document.too_many_attachments"));
}

TEST(Drafts, obey_the_checks_across_fields) {
  Draft draft = complete();
  draft.fields["formed_on"] = "2026-03-03";
  EXPECT_THAT(codes(why_incomplete(notice_type(), draft, 0, today)), ElementsAre("document.day_in_future"));
  draft = complete();
  draft.fields["valid_until"] = "2026-02-28";
  EXPECT_THAT(codes(why_incomplete(notice_type(), draft, 0, today)), ElementsAre("document.day_too_early"));
  draft = complete();
  draft.fields["document_number"] = "云政发〔2026〕12号";  // a numbered document has a validity
  EXPECT_THAT(codes(why_incomplete(notice_type(), draft, 0, today)), ElementsAre("document.field_missing"));
}

TEST(Editions, can_be_edited_only_outside_the_review) {
  EXPECT_THAT(why_not_edit(in_state(State::draft)), IsEmpty());
  EXPECT_THAT(why_not_edit(in_state(State::returned)), IsEmpty());
  EXPECT_THAT(why_not_edit(in_state(State::released)), IsEmpty());
  EXPECT_THAT(codes(why_not_edit(in_state(State::in_review))), ElementsAre("document.in_review"));
  EXPECT_THAT(codes(why_not_edit(in_state(State::withdrawn))), ElementsAre("document.withdrawn"));
}

TEST(Editions, are_never_released_by_one_of_their_writers) {
  const std::vector<PersonId> writers{PersonId{1}, PersonId{2}};
  EXPECT_THAT(codes(why_not_release(notice_type(), in_state(State::in_review), writers, PersonId{2}, 0, today)),
              ElementsAre("document.own_edition"));
  EXPECT_THAT(why_not_release(notice_type(), in_state(State::in_review), writers, PersonId{3}, 0, today), IsEmpty());
}

TEST(Editions, say_every_reason_against_a_release_at_once) {
  Edition edition = in_state(State::draft);
  edition.body.clear();
  EXPECT_THAT(codes(why_not_release(notice_type(), edition, {PersonId{1}}, PersonId{1}, 0, today)),
              UnorderedElementsAre("document.not_in_review", "document.own_edition", "document.body_missing"));
}

TEST(Editions, are_returned_with_a_remark) {
  EXPECT_THAT(codes(why_not_return(in_state(State::in_review), " ")), ElementsAre("document.remark_missing"));
  EXPECT_THAT(codes(why_not_return(in_state(State::draft), "请改")), ElementsAre("document.not_in_review"));
}

TEST(Withdrawals, need_a_public_reason_and_a_place_when_moved) {
  const Document released{.id = DocumentId{1}, .released = EditionId{5}};
  EXPECT_THAT(why_not_withdraw(released, {.reason = "内容有误"}), IsEmpty());
  EXPECT_THAT(codes(why_not_withdraw({.id = DocumentId{1}}, {.reason = ""})),
              UnorderedElementsAre("document.not_released", "document.reason_missing"));
  EXPECT_THAT(codes(why_not_withdraw(released, {.kind = WithdrawalKind::moved, .reason = "移动"})),
              ElementsAre("document.moved_to_missing"));
  EXPECT_THAT(
      codes(why_not_withdraw(released, {.kind = WithdrawalKind::moved, .reason = "移动", .moved_to = DocumentId{1}})),
      ElementsAre("document.moved_to_itself"));
}

TEST(IndexNumbers, follow_the_pattern_of_the_guide) {
  EXPECT_EQ(index_number(index_series(usual_index_pattern, "000014349", 2017), 110), "000014349/2017-00110");
  EXPECT_EQ(index_number(index_series("{unit}/{year}-{serial}", "11370322004222241N", 2021), 5135380),
            "11370322004222241N/2021-5135380");
  EXPECT_TRUE(is_index_pattern("YH{unit}/{year}-{serial}"));
  for (const char* wrong : {"", "{serial}", "{year}", "{serial}{year}", "{unit} {year}-{serial}", "<b>{year}{serial}"})
    EXPECT_FALSE(is_index_pattern(wrong)) << wrong;
}

TEST(Fields, survive_their_way_through_the_database) {
  const Fields fields{{"a", "“引号”\\ \"x\""}, {"b", "〔2026〕"}};
  EXPECT_EQ(fields_of(text_of(fields)), fields);
  for (const char* broken : {"", "[]", "{", "{\"a\":1}", "\"x\""}) EXPECT_TRUE(fields_of(broken).empty());
}

TEST(States, keep_their_names) {
  for (const State state :
       {State::draft, State::in_review, State::returned, State::released, State::superseded, State::withdrawn})
    EXPECT_EQ(parse_state(name_of(state)), state);
  EXPECT_FALSE(parse_state("published"));
}

}  // namespace gongkai::content
