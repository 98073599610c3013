#include "case_library/test_library.hpp"
#include "content/api.hpp"
#include "content/gates.hpp"

namespace gongkai::case_library {

namespace {
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
}  // namespace

class Life : public LibraryTest {
 protected:
  CaseId finished() { return closed({}, "本人欧阳测试，住云海市观海路99号，请公开滨河路征地批文"); }
  CaseStudyId begun() {
    auto context = officer();
    const auto id = begin(context, finished());
    EXPECT_TRUE(id) << code_of(id);
    return id.value_or(CaseStudyId{});
  }
  Study study(CaseStudyId id) {
    return reading([&](db::Session& s) { return store::find(s, vault, id).value(); });
  }
  std::vector<StoredProof> proofs(CaseStudyId id) {
    return reading([&](db::Session& s) { return store::proofs_of(s, id, 10); });
  }
  void write(CaseStudyId id, const std::string& lesson) {
    auto text = study(id).text;
    text.title = "申请公开征地批文案";
    text.lesson = lesson;
    auto context = officer();
    expect(save(context, id, text, study(id).version));
  }
  void proven(CaseStudyId id) {
    auto context = officer();
    expect(prove(context, id, study(id).version));
  }
  void confirmed(CaseStudyId id) {
    proven(id);
    auto context = second();
    expect(confirm(context, id, study(id).version));
  }
  DocumentId in_document(CaseStudyId id) {
    confirmed(id);
    auto context = officer();
    const auto document = to_document(context, id, notices, study(id).version);
    EXPECT_TRUE(document) << code_of(document);
    return document.value_or(DocumentId{});
  }
  CaseStudyId ready() {
    const auto id = begun();
    write(id, "征地批文是应当公开的政府信息。");
    return id;
  }
  std::vector<Fault> against_release(DocumentId id) {
    auto context = as_releaser();
    return reading([&](db::Session& s) {
      return content::gates_against_release(s, context, content::find_desk(s, id).value(), true);
    });
  }
};
ON_EACH_ENGINE(Life);

TEST_P(Life, begins_with_a_draft_that_names_nobody) {
  const auto text = study(begun()).text;
  EXPECT_THAT(whole_of(text), Not(HasSubstr("欧阳")));
  EXPECT_THAT(whole_of(text), Not(HasSubstr("观海路")));
  EXPECT_THAT(whole_of(text), Not(HasSubstr("云财公复")));
  EXPECT_THAT(text.question, HasSubstr("征地批文"));
  EXPECT_THAT(text.answer, HasSubstr("予以公开"));
}

TEST_P(Life, keeps_its_words_sealed) {
  const auto id = begun();
  const auto raw = reading([&](db::Session& s) {
    static const db::Query words{"test.words", "SELECT words FROM case_study WHERE id = $1"};
    return s.one<db::Bytes>(words, id)->value;
  });
  EXPECT_THAT(raw, Not(HasSubstr("征地")));
}

TEST_P(Life, is_for_closed_requests_and_once) {
  auto context = officer();
  EXPECT_EQ(code_of(begin(context, taken({}, "请公开滨河路征地批文"))), "case_library.case_open");
  const auto of = study(begun()).case_id;
  EXPECT_EQ(code_of(begin(context, of)), "case_library.begun");
  EXPECT_EQ(code_of(begin(context, CaseId{77})), "case.not_found");
}

TEST_P(Life, is_hidden_from_those_who_may_not_see_the_case) {
  const auto id = begun();
  auto stranger = with({"content.read", "content.write"}, PersonId{3001});
  EXPECT_EQ(code_of(save(stranger, id, {.title = "x"}, 1)), "case_library.not_found");
  auto reader = with({"requests.read"}, PersonId{3002});
  EXPECT_EQ(reader.database().read([&](db::Session& s) { return code_of(load(s, reader, id)); }), "");
  EXPECT_EQ(code_of(save(reader, id, {.title = "x"}, 1)), "auth.not_permitted");
}

TEST_P(Life, proves_what_it_holds) {
  const auto id = ready();
  proven(id);
  ASSERT_EQ(proofs(id).size(), 1U);
  EXPECT_TRUE(proofs(id)[0].proof.holds());
  write(id, "欧阳先生的电话是一三八〇〇〇〇一二三四");
  proven(id);
  EXPECT_FALSE(proofs(id)[0].proof.holds());
}

TEST_P(Life, stores_kinds_and_counts_but_no_value) {
  const auto id = ready();
  proven(id);
  const auto raw = reading([&](db::Session& s) {
    static const db::Query counts{"test.counts", "SELECT counts FROM case_study_proof WHERE study = $1"};
    return s.one<std::string>(counts, id).value();
  });
  EXPECT_THAT(raw, HasSubstr("document_number"));
  for (const auto* value : {"欧阳", "测试", "1380", "1949", "观海路"}) EXPECT_THAT(raw, Not(HasSubstr(value)));
}

TEST_P(Life, is_confirmed_by_somebody_else_who_may) {
  const auto id = ready();
  proven(id);
  auto writer = officer();
  EXPECT_EQ(code_of(confirm(writer, id, study(id).version)), "case_library.second_person");
  auto boss = head();
  expect(confirm(boss, id, study(id).version));
  EXPECT_FALSE(study(id).confirmed_digest.empty());
}

TEST_P(Life, loses_its_confirmation_with_the_next_edit) {
  const auto id = ready();
  confirmed(id);
  write(id, "改过的要点");
  auto context = officer();
  EXPECT_EQ(code_of(to_document(context, id, notices, study(id).version)), "case_library.not_confirmed");
}

TEST_P(Life, refuses_a_confirmation_when_the_case_has_learned_more) {
  const auto id = begun();
  write(id, "要点：联系窗口人员孔乙己先生");
  proven(id);
  EXPECT_TRUE(proofs(id)[0].proof.holds());
  auto context = officer();
  const auto of = study(id).case_id;
  expect(requests::add_note(context, of, "申请人：孔乙己，来电", case_version(of)));
  auto other = second();
  EXPECT_EQ(code_of(confirm(other, id, study(id).version)), "case_library.left");
}

TEST_P(Life, lets_two_people_not_overwrite_each_other) {
  const auto id = ready();
  auto context = second();
  EXPECT_EQ(code_of(save(context, id, study(id).text, 1)), "version.conflict");
}

TEST_P(Life, becomes_a_document_that_passes_its_gate) {
  const auto document = in_document(ready());
  EXPECT_THAT(against_release(document), IsEmpty());
  const auto edition = latest(document);
  EXPECT_THAT(edition.plain_text, HasSubstr("征地批文是应当公开的政府信息"));
  EXPECT_THAT(edition.fields_text, HasSubstr("第三十六条"));
}

TEST_P(Life, keeps_from_release_what_an_editor_put_in) {
  const auto document = in_document(ready());
  auto editor = officer();
  const auto before = latest(document);
  content::Draft draft{.column = notices,
                       .title = before.title,
                       .summary = before.summary,
                       .body = before.body + "<p>欧 阳 测 试 来过</p>",
                       .fields = content::fields_of(before.fields_text),
                       .attribute = before.attribute()};
  ASSERT_TRUE(content::edit(editor, document, draft, 1));
  EXPECT_THAT(content::codes_of(against_release(document)), Contains("case_library.left"));
  EXPECT_THAT(code_of(content::submit(editor, document, 2)), "case_library.left");
}

TEST_P(Life, releases_no_study_that_came_by_another_way) {
  auto editor = officer();
  const auto id = content::create(editor, document_type, unit,
                                  {.column = notices,
                                   .title = "自编案例",
                                   .body = "<p>正文</p>",
                                   .fields = {{"outcome", "予以公开"}, {"article", "第三十六条"}},
                                   .attribute = {content::Disclosure::proactive, "", ""}});
  ASSERT_TRUE(id) << code_of(id);
  EXPECT_THAT(content::codes_of(against_release(*id)), Contains("case_library.no_study"));
}

TEST_P(Life, keeps_the_proof_of_what_went_out) {
  const auto id = ready();
  const auto document = in_document(id);
  auto editor = officer();
  ASSERT_TRUE(content::submit(editor, document, 1));
  auto releaser = as_releaser();
  const auto released = content::release(releaser, document, 2);
  ASSERT_TRUE(released) << code_of(released);
  const auto newest = proofs(id).front();
  EXPECT_EQ(newest.edition, latest(document).id);
  EXPECT_TRUE(newest.proof.holds());
  const auto out = reading([&](db::Session& s) { return content::find_public(s, document).value(); });
  for (const auto* value : {"欧阳", "13800001234", "11010519491231002X", "观海路", "云财公复"})
    EXPECT_THAT(out.title + out.summary + out.plain_text + out.fields_text, Not(HasSubstr(value)));
}

TEST_P(Life, can_be_given_up_until_it_is_a_document) {
  const auto id = begun();
  auto context = officer();
  expect(discard(context, id, study(id).version));
  const auto other = ready();
  in_document(other);
  EXPECT_EQ(code_of(discard(context, other, study(other).version)), "case_library.in_document");
}

}  // namespace gongkai::case_library
