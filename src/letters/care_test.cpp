// What goes with letters: correction, delivery and its proof, a unit's own templates, its settings and seal.
#include "letters/test_letters.hpp"

namespace gongkai::letters {
namespace {
using ::testing::HasSubstr;
using ::testing::Not;

class LetterCare : public LetterDesk {};
ON_EACH_ENGINE(LetterCare);

TEST_P(LetterCare, a_correction_names_the_letter_that_it_corrects) {
  const auto of = new_case();
  const auto id = sent(of);
  auto context = as_officer();
  const auto made = correct(context, id);
  ASSERT_TRUE(made) << made.error().code;
  EXPECT_EQ(letter(*made).corrects, id);
  EXPECT_EQ(fact(letter(*made).facts, "former_number"), "云财公复〔2026〕1号");
  EXPECT_EQ(fact(letter(*made).facts, "former_on"), "2026-03-02");
  EXPECT_EQ(correct(context, *made).error().code, "letters.not_sent");
}

TEST_P(LetterCare, a_delivery_is_reported_and_proved) {
  const auto id = sent(new_case());
  auto context = as_officer();
  test().clock.advance_seconds(86'400 * 3);
  auto delivery =
      database().read([&](db::Session& session) { return store::deliveries_of(session, m_vault, id).front(); });
  delivery.received_on = Day::of(2026, 3, 4);
  delivery.note = "本人签收";
  ASSERT_TRUE(report(context, delivery));
  EXPECT_EQ(report(context, delivery).error().code, "version.conflict");
  ASSERT_TRUE(prove(context, delivery.id, 2, checked_file("回执.png", "png", "image/png")));
  const auto now = database().read(
      [&](db::Session& session) { return store::find_delivery(session, m_vault, delivery.id).value(); });
  EXPECT_EQ(now.received_on, Day::of(2026, 3, 4));
  EXPECT_EQ(now.note, "本人签收");
  EXPECT_TRUE(now.proof);
}

TEST_P(LetterCare, a_letter_that_came_back_is_delivered_again) {
  const auto id = sent(new_case());
  auto context = as_officer();
  test().clock.advance_seconds(86'400 * 10);
  EXPECT_TRUE(
      deliver(context, id, {.way = Way::by_hand, .on = Day::of(2026, 3, 10), .received_on = Day::of(2026, 3, 10)}));
  EXPECT_EQ(deliver(context, id, {.way = Way::by_hand, .on = Day::of(2026, 3, 1)}).error().code,
            "letters.before_sending");
  EXPECT_EQ(database().read([&](db::Session& session) { return store::deliveries_of(session, m_vault, id).size(); }),
            2u);
}

TEST_P(LetterCare, does_not_exist_for_who_may_not_see_the_case) {
  const auto id = drafted(new_case());
  auto stranger = test().as(testing::actor_with({"requests.read", "requests.handle"}, "/other/", PersonId{99}));
  EXPECT_EQ(change(stranger, id, 1, facts()).error().code, "letters.not_found");
  EXPECT_EQ(send(stranger, id, 1, Way::by_hand).error().code, "letters.not_found");
}

TEST_P(LetterCare, a_unit_writes_with_its_own_template) {
  auto context = as_officer();
  const auto& kind = kind_of("DOC_EXTEND");
  const auto made = add_form(context, unit, kind.id, form_file(kind));
  ASSERT_TRUE(made) << made.error().code;
  const auto id = drafted(new_case(), kind.id,
                          {{"addressee", "林晓海"},
                           {"received_on", "2026-02-27"},
                           {"asked_for", "决算"},
                           {"reasons", "资料较多"},
                           {"extension_days", "20"},
                           {"reply_due", "2026-04-24"}});
  EXPECT_EQ(letter(id).form, *made);
  const auto docx = docx_of(context, desk(id));
  ASSERT_TRUE(docx) << docx.error().code;
  const auto text = documents::visible_text(documents::read_docx(*docx).value());
  EXPECT_THAT(text, HasSubstr("林晓海："));
  EXPECT_THAT(text, HasSubstr("2026年4月24日"));
  EXPECT_THAT(text, Not(HasSubstr("{{")));
  EXPECT_THAT(pdf_text(id), HasSubstr("2026年4月24日"));
}

TEST_P(LetterCare, a_new_version_leaves_the_letters_of_the_old_one_alone) {
  auto context = as_officer();
  const auto& kind = kind_of("DOC_REPLY_OPEN");
  const auto first = add_form(context, unit, kind.id, form_file(kind));
  const auto id = drafted(new_case());
  const auto second = add_form(context, unit, kind.id, form_file(kind));
  ASSERT_TRUE(first && second);
  EXPECT_EQ(letter(id).form, *first);
  EXPECT_EQ(letter(drafted(new_case())).form, *second);
  const auto forms = database().read([&](db::Session& session) { return store::forms_of(session, unit); });
  ASSERT_EQ(forms.size(), 2u);
  EXPECT_EQ(forms[0].number, 2);
  EXPECT_TRUE(forms[1].retired_at);
  ASSERT_TRUE(retire_form(context, *second));
  EXPECT_EQ(retire_form(context, *second).error().code, "letters.form.retired_already");
  EXPECT_FALSE(letter(drafted(new_case())).form);
}

TEST_P(LetterCare, a_broken_or_foreign_file_is_no_template) {
  auto context = as_officer();
  const auto type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  EXPECT_FALSE(add_form(context, unit, "DOC_EXTEND", checked_file("模板.docx", "PK\x03\x04 nonsense", type)));
  EXPECT_EQ(add_form(context, unit, "DOC_EXTEND", checked_file("模板.txt", "文字", "text/plain")).error().code,
            "letters.form.no_docx");
  EXPECT_FALSE(add_form(context, unit, "DOC_EXTEND", checked_file("模板.docx", sample_form(kind_of("DOC_FEE")), type)));
  EXPECT_EQ(add_form(context, unit, "DOC_NONE", form_file(kind_of("DOC_EXTEND"))).error().code, "letters.no_such_kind");
}

TEST_P(LetterCare, settings_are_checked_and_versioned) {
  auto context = as_officer();
  EXPECT_EQ(set_setting(context, {.unit = unit, .number_word = "云财公〔2026〕", .version = 1}).error().code,
            "letters.number_word_wrong");
  EXPECT_EQ(set_setting(context, {.unit = unit, .body_kind = "court", .version = 1}).error().code,
            "letters.no_body_kind");
  EXPECT_EQ(set_setting(context, {.unit = unit, .version = 0}).error().code, "version.conflict");
  auto reader = as(colleague, {"requests.read"});
  EXPECT_EQ(set_setting(reader, {.unit = unit, .version = 1}).error().kind, FaultKind::forbidden);
}

TEST_P(LetterCare, a_seal_is_a_png_of_a_sensible_size) {
  auto context = as_officer();
  EXPECT_EQ(set_seal(context, unit, 1, checked_file("章.jpg", "jpg", "image/jpeg")).error().code, "letters.seal_kind");
  EXPECT_EQ(set_seal(context, unit, 1, checked_file("章.png", "\x89PNG", "image/png")).error().code,
            "letters.seal_pixels");
}

}  // namespace
}  // namespace gongkai::letters
