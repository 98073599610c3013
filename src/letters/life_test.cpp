// The way of a letter on both engines: drafted, approved by somebody else, sent and fixed.
#include <thread>

#include "casework/case_files.hpp"
#include "letters/test_letters.hpp"
#include "tests/files_samples/worker_main.hpp"

namespace gongkai::letters {
namespace {
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

ON_EACH_ENGINE(LetterDesk);

TEST_P(LetterDesk, a_draft_begins_with_the_words_of_the_law) {
  const auto id = drafted(new_case());
  EXPECT_EQ(fact(letter(id).facts, "decision"), "您申请公开的政府信息可以公开，本机关决定予以公开。");
  EXPECT_EQ(fact(letter(id).facts, "articles"), "《中华人民共和国政府信息公开条例》第三十六条第二项");
}

TEST_P(LetterDesk, the_case_gives_its_facts) {
  set_fact_source(test().services, "request",
                  [](db::Session&, const Context&, CaseId, std::string_view) -> Result<Facts> {
                    return Facts{{"addressee", "王小渔"}, {"received_on", "2026-02-26"}, {"volume", "不属于这种文书"}};
                  });
  const auto id = drafted(new_case(), "DOC_REPLY_OPEN", {{"received_on", "2026-02-27"}});
  EXPECT_EQ(fact(letter(id).facts, "addressee"), "王小渔");
  EXPECT_EQ(fact(letter(id).facts, "received_on"), "2026-02-27") << "what the officer gives counts more";
  EXPECT_FALSE(letter(id).facts.contains("volume"));
}

const db::Query stored_facts{"test.letters.facts", "SELECT facts FROM letter"};
const db::Query stored_texts{"test.letters.text", "SELECT text FROM letter WHERE text IS NOT NULL"};

TEST_P(LetterDesk, nothing_personal_lies_open_in_the_table) {
  sent(new_case());
  const auto sealed = database().read([](db::Session& session) {
    auto all = session.all<db::Bytes>(stored_facts);
    for (auto& text : session.all<db::Bytes>(stored_texts)) all.push_back(std::move(text));
    return all;
  });
  ASSERT_EQ(sealed.size(), 2u);
  for (const auto& bytes : sealed) EXPECT_THAT(bytes.value, Not(HasSubstr("林晓海")));
}

TEST_P(LetterDesk, an_incomplete_letter_is_not_submitted_and_every_gap_is_named) {
  const auto id = drafted(new_case(), "DOC_REPLY_OPEN", {{"addressee", "林晓海"}});
  auto context = as_officer();
  const auto refused = submit(context, id, version(id));
  ASSERT_FALSE(refused);
  std::vector<std::string> fields;
  for (const auto& fault : each_of(refused.error())) fields.push_back(fault.field);
  EXPECT_THAT(fields, ::testing::IsSupersetOf({"received_on", "asked_for", "supply"}));
}

TEST_P(LetterDesk, a_stale_change_is_refused) {
  const auto id = drafted(new_case());
  auto first = as_officer(), second = as_officer(colleague);
  EXPECT_TRUE(change(first, id, 1, facts()));
  EXPECT_EQ(change(second, id, 1, facts()).error().code, "version.conflict");
}

TEST_P(LetterDesk, nobody_approves_a_letter_that_they_changed) {
  const auto id = drafted(new_case());
  auto both = as(head, {"requests.read", "requests.handle", "requests.approve"});
  ASSERT_TRUE(change(both, id, 1, letter(id).facts));
  auto context = as_officer();
  ASSERT_TRUE(submit(context, id, version(id)));
  EXPECT_EQ(approve(both, id, version(id)).error().code, "letters.own_text");
}

TEST_P(LetterDesk, only_who_may_approve_approves) {
  const auto id = drafted(new_case());
  auto context = as_officer(), other = as_officer(colleague);
  ASSERT_TRUE(submit(context, id, version(id)));
  EXPECT_EQ(approve(other, id, version(id)).error().kind, FaultKind::forbidden);
}

TEST_P(LetterDesk, an_approved_letter_is_not_changed_without_going_back) {
  const auto id = drafted(new_case());
  approved(id);
  auto context = as_officer();
  EXPECT_EQ(change(context, id, version(id), facts()).error().code, "letters.not_a_draft");
  ASSERT_TRUE(send_back(context, id, version(id), "补充附件名称"));
  EXPECT_EQ(letter(id).state, State::draft);
  EXPECT_EQ(letter(id).remark, "补充附件名称");
  EXPECT_FALSE(letter(id).approved_by);
}

TEST_P(LetterDesk, what_changes_after_the_approval_keeps_it_from_being_sent) {
  const auto id = drafted(new_case());
  approved(id);
  equip({.unit = unit,
         .number_word = "云财公",
         .review_body = "另一机关",
         .court = "云海市东屿区人民法院",
         .stamped_by_hand = true});
  EXPECT_EQ(try_send(id).error().code, "letters.changed_since_approval");
}

TEST_P(LetterDesk, sending_gives_number_text_digest_pdf_and_a_delivery) {
  const auto of = new_case();
  const auto id = sent(of);
  const auto done = letter(id);
  EXPECT_EQ(done.number, "云财公复〔2026〕1号");
  EXPECT_EQ(done.sent_on, Day::of(2026, 3, 2));
  EXPECT_EQ(done.digest.size(), 64u);
  EXPECT_THAT(pdf_text(id), HasSubstr("云财公复〔2026〕1号"));
  EXPECT_THAT(pdf_text(id), HasSubstr("2026年2月27日"));
  const auto deliveries =
      database().read([&](db::Session& session) { return store::deliveries_of(session, m_vault, id); });
  ASSERT_EQ(deliveries.size(), 1u);
  EXPECT_EQ(deliveries[0].way, Way::registered_post);
  const auto files = database().read([&](db::Session& session) { return casework::files_of(session, m_vault, of); });
  ASSERT_EQ(files.size(), 1u);
  EXPECT_EQ(files[0].role, "letter");
}

TEST_P(LetterDesk, numbers_have_no_gap_and_no_double_even_when_sent_at_once) {
  constexpr int count = 6;
  const auto of = new_case();
  std::vector<LetterId> ids;
  for (int i = 0; i < count; ++i) {
    ids.push_back(drafted(of));
    approved(ids.back());
  }
  const auto lost = drafted(of);
  EXPECT_FALSE(try_send(lost)) << "a refused letter takes no number";
  std::vector<std::thread> threads;
  std::vector<int> done(count, 0);
  for (int i = 0; i < count; ++i)
    threads.emplace_back([&, i] {
      for (int attempt = 0; attempt < 5 && !done[static_cast<std::size_t>(i)]; ++attempt)
        done[static_cast<std::size_t>(i)] = try_send(ids[static_cast<std::size_t>(i)]).has_value();
    });
  for (auto& thread : threads) thread.join();
  std::set<std::string> numbers;
  for (const auto id : ids) numbers.insert(letter(id).number);
  std::set<std::string> expected;
  for (int i = 1; i <= count; ++i) expected.insert("云财公复〔2026〕" + std::to_string(i) + "号");
  EXPECT_EQ(numbers, expected);
}

TEST_P(LetterDesk, the_printed_number_is_the_given_number) {
  const auto of = new_case();
  const auto first = sent(of), second = sent(of);
  EXPECT_THAT(pdf_text(first), HasSubstr("〔2026〕1号"));
  EXPECT_THAT(pdf_text(second), HasSubstr("〔2026〕2号"));
}

TEST_P(LetterDesk, numbers_begin_anew_each_year) {
  const auto of = new_case();
  sent(of);
  test().clock.set(start_of(Day::of(2027, 1, 4)).plus_seconds(36'000));
  EXPECT_EQ(letter(sent(of)).number, "云财公复〔2027〕1号");
}

TEST_P(LetterDesk, a_sent_letter_is_fixed_for_use_cases_and_for_the_database) {
  const auto id = sent(new_case());
  auto context = as_officer();
  EXPECT_EQ(change(context, id, version(id), facts()).error().code, "letters.sent_stays");
  EXPECT_EQ(discard(context, id, version(id)).error().code, "letters.sent_stays");
  EXPECT_EQ(send_back(context, id, version(id), "错了").error().code, "letters.not_submitted");
  EXPECT_EQ(try_send(id).error().code, "letters.sent_already");
  auto changed = letter(id);
  changed.state = State::draft;
  const auto touched =
      database().write([&](db::Session& session) -> Result<bool> { return store::update(session, m_vault, changed); });
  EXPECT_FALSE(*touched) << "the statement passes it by";
  for (const auto* statement :
       {"UPDATE letter SET number = 'x'", "UPDATE letter SET sent_at = NULL", "DELETE FROM letter"})
    EXPECT_THROW((void)database().write([&](db::Session& session) -> Result<void> {
      return session.run_script(statement), Result<void>{};
    }),
                 std::exception)
        << statement;
  EXPECT_EQ(letter(id).number, "云财公复〔2026〕1号");
}

TEST_P(LetterDesk, the_text_stays_when_setting_and_day_change) {
  const auto id = sent(new_case());
  const auto before = desk(id).text();
  equip({.unit = unit, .number_word = "别的", .review_body = "另一机关", .court = "另一法院", .stamped_by_hand = true});
  test().clock.advance_seconds(86'400 * 40);
  EXPECT_EQ(desk(id).text(), before);
}

TEST_P(LetterDesk, who_listens_takes_part_in_the_sending) {
  std::string heard;
  on_sent(test().services, [&](Transaction&, const Letter& letter) -> Result<void> {
    heard = letter.kind + " " + letter.number;
    return {};
  });
  sent(new_case());
  EXPECT_EQ(heard, "DOC_REPLY_OPEN 云财公复〔2026〕1号");
}

TEST_P(LetterDesk, a_listener_that_refuses_keeps_the_letter_from_being_sent) {
  on_sent(test().services,
          [](Transaction&, const Letter&) -> Result<void> { return refuse(FaultKind::conflict, "case.act_not_now"); });
  const auto id = drafted(new_case());
  approved(id);
  EXPECT_EQ(try_send(id).error().code, "case.act_not_now");
  EXPECT_EQ(letter(id).state, State::approved);
  EXPECT_EQ(letter(id).number, "");
}

TEST_P(LetterDesk, a_receipt_goes_out_without_approval_and_without_a_number) {
  const auto id = drafted(new_case(), "DOC_RECEIPT",
                          {{"addressee", "林晓海"},
                           {"received_on", "2026-02-27"},
                           {"asked_for", "决算"},
                           {"channel", "当面提交"},
                           {"reply_due", "2026-03-27"}});
  ASSERT_TRUE(try_send(id));
  EXPECT_EQ(letter(id).number, "");
}

TEST_P(LetterDesk, days_of_a_year_without_a_calendar_are_confirmed_by_name) {  // law.md D4.4
  const auto id = drafted(new_case(), "DOC_CORRECT",
                          {{"addressee", "林晓海"},
                           {"received_on", "2026-02-27"},
                           {"asked_for", "决算"},
                           {"items_to_correct", "写明年度"},
                           {"correct_by", "2027-01-08"}});
  auto context = as_officer();
  EXPECT_EQ(submit(context, id, version(id)).error().code, "letters.provisional");
  ASSERT_TRUE(confirm_days(context, id, version(id)));
  EXPECT_EQ(confirm_days(context, id, version(id)).error().code, "letters.nothing_provisional");
  EXPECT_TRUE(submit(context, id, version(id)));
  EXPECT_EQ(letter(id).provisional_by_name, "测试员");
}

TEST_P(LetterDesk, another_day_needs_another_confirmation) {
  Facts given{{"addressee", "林晓海"},
              {"received_on", "2026-02-27"},
              {"asked_for", "决算"},
              {"items_to_correct", "写明年度"},
              {"correct_by", "2027-01-08"}};
  const auto id = drafted(new_case(), "DOC_CORRECT", given);
  auto context = as_officer();
  ASSERT_TRUE(confirm_days(context, id, version(id)));
  given["correct_by"] = "2027-01-11";
  ASSERT_TRUE(change(context, id, version(id), given));
  EXPECT_EQ(submit(context, id, version(id)).error().code, "letters.provisional");
}

}  // namespace
}  // namespace gongkai::letters
