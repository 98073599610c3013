// Checks around the life of a document, on both engines: looked at, justified by those who may, refused at the gate.
#include <gmock/gmock.h>

#include "base/text.hpp"
#include "checks/gate.hpp"
#include "checks/use_cases.hpp"
#include "checks/word_book.hpp"
#include "content/test_site.hpp"
#include "platform/files/file_store.hpp"
#include "platform/files/text_json.hpp"

namespace gongkai::checks {
namespace {
using documents::PartKind;
using ::testing::Contains;
using ::testing::Not;

constexpr std::string_view id_number = "370602199001010017";

class Checks : public content::SiteTest {
 protected:
  Checks() : SiteTest({"checks"}) {}
  void SetUp() override {
    SiteTest::SetUp();
    if (!IsSkipped()) add_gates(test().services);
  }
  content::Draft draft(std::string body) const {
    auto made = notice();
    made.body = std::move(body);
    made.attribute.disclosure = content::Disclosure::proactive;
    return made;
  }
  Context with(std::vector<std::string> permissions, PersonId person = PersonId{2001}) {
    permissions.push_back("content.read");
    return test().as(testing::actor_with(permissions, std::string(content::city_path), person));
  }
  std::vector<StoredFinding> findings(DocumentId id) {
    auto context = as_writer();
    const auto done = run(context, id);
    EXPECT_TRUE(done) << (done ? "" : done.error().code);
    return reading([&](db::Session& session) {
      auto all = store::findings(session, store_latest(session, id));
      std::erase_if(all, [](const auto& one) { return one.severity == Severity::note; });
      return all;
    });
  }
  static EditionId store_latest(db::Session& session, DocumentId id) {
    return content::store::find_document(session, id)->latest;
  }
  std::vector<Kind> open_kinds(DocumentId id) {
    std::vector<Kind> kinds;
    for (const auto& finding : findings(id))
      if (finding.is_open()) kinds.push_back(finding.kind);
    return kinds;
  }
  std::vector<std::string> submit_faults(DocumentId id) {
    auto context = as_writer();
    const auto done = content::submit(context, id, document(id).version);
    std::vector<std::string> codes;
    if (!done)
      for (const auto& fault : each_of(done.error())) codes.push_back(fault.code);
    return codes;
  }
  /// An attachment whose text the worker has read.
  FileId attach_read(DocumentId id, const documents::ExtractedText& text,
                     files::TextState state = files::TextState::done) {
    auto context = as_writer();
    const auto file = content::attach(context, id, checked_file("附件.docx")).value();
    (void)database().write([&](db::Session& session) -> Result<void> {
      files::store::save_text(session, file, state, state == files::TextState::failed ? "files.text_damaged" : "",
                              files::to_json_text(text));
      return {};
    });
    return file;
  }
};
ON_EACH_ENGINE(Checks);

TEST_P(Checks, find_nothing_in_a_clean_notice) {
  const auto id = written(draft("<p>各单位：</p><p>请认真落实供暖保障措施。</p><p>（此件公开发布）</p>"));
  EXPECT_TRUE(open_kinds(id).empty());
  EXPECT_TRUE(submit_faults(id).empty());
}

TEST_P(Checks, find_personal_data_in_title_summary_body_and_fields) {
  auto made = draft("<p>张三，身份证号370602199001010017，电话13812345678。</p>");
  made.summary = "卡号6222020000123452";
  made.fields["contact"] = "张三 13912345678";
  const auto id = written(made);
  EXPECT_THAT(open_kinds(id),
              ::testing::UnorderedElementsAre(Kind::id_number, Kind::phone, Kind::bank_card, Kind::phone));
}

TEST_P(Checks, keep_no_personal_data_of_their_own) {
  const auto id = written(draft("<p>张三，身份证号370602199001010017。</p>"));
  for (const auto& finding : findings(id)) {
    EXPECT_EQ(finding.excerpt.find(id_number), std::string::npos);
    EXPECT_EQ(finding.key.find(id_number), std::string::npos);
    EXPECT_NE(finding.excerpt.find("370602********0017"), std::string::npos);
  }
}

TEST_P(Checks, find_what_hides_in_an_attachment) {
  const auto id = written(draft("<p>见附件。</p>"));
  attach_read(id, {.parts = {{PartKind::body, "", 1, "名单"},
                             {PartKind::comment, "李四", 0, "身份证370602199001010017"},
                             {PartKind::hidden, "Sheet2", 2, "王五\t11010119491001001X"},
                             {PartKind::metadata, "word/media/image1.jpeg EXIF 0x010E", 0, "620102198503151231"}}});
  std::vector<std::string> parts;
  for (const auto& finding : findings(id))
    if (finding.kind == Kind::id_number) parts.push_back(finding.part + "/" + finding.label);
  EXPECT_THAT(parts, ::testing::UnorderedElementsAre("comment/李四", "hidden/Sheet2",
                                                     "metadata/word/media/image1.jpeg EXIF 0x010E"));
  EXPECT_THAT(submit_faults(id), Contains("checks.personal_open"));
}

TEST_P(Checks, say_what_a_picture_said_before_it_was_written_anew_and_let_it_pass) {
  const auto id = written(draft("<p>见附件。</p>"));
  attach_read(id, {.parts = {{PartKind::metadata, "jpeg EXIF 0x010E", 0, std::string(id_number)}}},
              files::TextState::none);
  EXPECT_THAT(open_kinds(id), Not(Contains(Kind::id_number)));
  const auto all = reading([&](db::Session& session) { return store::findings(session, store_latest(session, id)); });
  EXPECT_EQ(std::count_if(all.begin(), all.end(), [](const auto& one) { return one.kind == Kind::id_number; }), 1);
}

TEST_P(Checks, say_honestly_what_they_could_not_read) {
  const auto id = written(draft("<p>见附件。</p>"));
  attach_read(id, {}, files::TextState::failed);
  attach_read(id, {.parts = {}});
  EXPECT_EQ(open_kinds(id), (std::vector{Kind::unreadable, Kind::unreadable}));
  EXPECT_THAT(submit_faults(id), Contains("checks.open"));
}

TEST_P(Checks, are_cleared_when_the_text_is_changed) {
  const auto id = written(draft("<p>张三，身份证号370602199001010017。</p>"));
  EXPECT_EQ(open_kinds(id), std::vector{Kind::id_number});
  EXPECT_THAT(submit_faults(id), Contains("checks.personal_open"));
  auto context = as_writer();
  ASSERT_TRUE(content::edit(context, id, draft("<p>张三。</p>"), document(id).version));
  EXPECT_TRUE(open_kinds(id).empty());
  EXPECT_TRUE(findings(id).at(0).cleared_at) << "what was found and changed stays on record";
  EXPECT_TRUE(submit_faults(id).empty());
}

TEST_P(Checks, cannot_be_talked_away_by_the_writer) {
  const auto id = written(draft("<p>张三，身份证号370602199001010017，手机13812345678。</p>"));
  const auto found = findings(id);
  ASSERT_EQ(found.size(), 2u);
  const auto id_card = found[0].kind == Kind::id_number ? found[0].id : found[1].id;
  const auto phone = found[0].kind == Kind::id_number ? found[1].id : found[0].id;
  const auto code = [](const Result<void>& result) { return result ? "" : result.error().code; };
  auto writer = as_writer();
  EXPECT_FALSE(justify(writer, id, {phone}, "公示需要，已征得同意"));
  auto reviewer = with({"content.review", "checks.justify_personal"});
  EXPECT_EQ(code(justify(reviewer, id, {phone}, "公示需要，已征得同意")), "");
  EXPECT_FALSE(justify(reviewer, id, {id_card}, "公示需要，已征得同意"))
      << "an identity number is for the head of the unit";
  auto head = with({"content.review", "checks.justify_personal", "checks.justify_identity"});
  EXPECT_EQ(code(justify(head, id, {id_card}, "")), "checks.reason_missing");
  EXPECT_EQ(code(justify(head, id, {id_card}, "号码370602199001010017需要公开")), "checks.reason_personal");
  EXPECT_EQ(code(justify(head, id, {id_card}, "法定公告要求载明")), "");
  EXPECT_TRUE(submit_faults(id).empty());
  EXPECT_EQ(findings(id).at(0).justified_name, "测试员");
}

TEST_P(Checks, keep_a_justification_while_the_words_stay) {
  const auto id = written(draft("<p>开立帐户。</p>"));
  auto writer = as_writer();
  ASSERT_TRUE(justify(writer, id, {findings(id).at(0).id}, "引用原文如此"));
  ASSERT_TRUE(content::edit(writer, id, draft("<p>前面加一句。开立帐户。</p>"), document(id).version));
  EXPECT_TRUE(findings(id).at(0).justified_at);
  EXPECT_TRUE(open_kinds(id).empty());
  ASSERT_TRUE(reopen(writer, id, findings(id).at(0).id));
  EXPECT_EQ(open_kinds(id), std::vector{Kind::term});
}

TEST_P(Checks, look_again_at_the_gate_when_nobody_has) {
  const auto id = written(draft("<p>张三，身份证号370602199001010017。</p>"));
  EXPECT_THAT(submit_faults(id), Contains("checks.personal_open")) << "without any run before";
}

TEST_P(Checks, let_texts_pass_that_do_not_go_out) {
  auto made = draft("<p>张三，身份证号370602199001010017。</p>");
  made.attribute = {.disclosure = content::Disclosure::withheld, .ground = "E14a", .note = ""};
  const auto id = written(made);
  EXPECT_THAT(submit_faults(id), Not(Contains("checks.personal_open")));
}

TEST_P(Checks, refuse_the_release_while_an_attachment_is_being_read) {
  const auto id = written(draft("<p>见附件。</p>"));
  auto context = as_writer();
  auto checked = checked_file();
  checked.has_text = true;
  ASSERT_TRUE(content::attach(context, id, checked));
  EXPECT_TRUE(submit_faults(id).empty()) << "the reading goes on meanwhile";
  auto releasing = as_releaser();
  const auto released = content::release(releasing, id, document(id).version);
  ASSERT_FALSE(released);
  EXPECT_EQ(released.error().code, "checks.still_reading");
}

TEST_P(Checks, compare_the_mark_in_the_text_with_the_attribute) {
  const auto id = written(draft("<p>正文。</p><p>（此件依申请公开）</p>"));
  EXPECT_EQ(open_kinds(id), std::vector{Kind::disclosure_mark});
}

TEST_P(Checks, find_a_number_or_a_title_that_is_taken) {
  const auto first = written(draft("<p>甲</p>"));
  findings(first);
  auto other = draft("<p>乙</p>");
  other.fields["document_number"] = "云政办发〔2026〕3号";
  const auto second = written(other);
  EXPECT_THAT(open_kinds(second), ::testing::IsSupersetOf({Kind::duplicate_number, Kind::duplicate_title}));
}

TEST_P(Checks, find_links_that_lead_nowhere) {
  const auto id =
      written(draft("<p><a href=\"/d/0000000000001\">见</a><a "
                    "href=\"https://www.yunhai.example/d/0000000000002\">见</a><a href=\"/c/notices\">列表</a></p>"));
  EXPECT_EQ(open_kinds(id), (std::vector{Kind::dead_link, Kind::dead_link}));
}

TEST_P(Checks, warn_of_an_interpretation_that_copies_its_source) {
  std::string text;
  for (int i = 0; i < 160; ++i) text += to_utf8(std::u32string(1, U'一' + static_cast<char32_t>(i * 3)));
  const auto source = written(draft("<p>" + text + "</p>"));
  auto made = draft("<p>" + text + "</p>");
  made.title = "关于供暖保障工作的解读方案";
  made.fields["document_number"] = "";
  made.fields["validity"] = "";
  made.links = {{.kind = content::LinkKind::interprets, .target = source}};
  const auto id = written(made);
  EXPECT_THAT(open_kinds(id), Contains(Kind::copied));
}

TEST_P(Checks, follow_the_lists_of_the_city) {
  const auto id = written(draft("<p>云海大讲堂开讲。</p>"));
  EXPECT_TRUE(open_kinds(id).empty());
  auto officer = test().as(testing::actor_with({"checks.lists", "content.read"}));
  const auto list = add_list(officer, "规范简称", ListKind::terms, "").value();
  const auto change =
      import_terms(officer, list, {.terms = {{.text = "云海大讲堂", .suggestion = "云海讲堂"}}}, false, 1);
  ASSERT_TRUE(change);
  EXPECT_EQ(change->added, 1);
  invalidate(test().services, m_changes);
  EXPECT_EQ(open_kinds(id), std::vector{Kind::term});
  EXPECT_FALSE(import_terms(officer, list, {}, true, 1)) << "a stale version";
  ASSERT_TRUE(remove_list(officer, list, 2));
  invalidate(test().services, m_changes);
  EXPECT_TRUE(open_kinds(id).empty());
}

TEST_P(Checks, leave_lists_to_those_who_keep_them) {
  auto context = as_writer();
  EXPECT_FALSE(add_list(context, "词表", ListKind::terms, ""));
  auto officer = test().as(testing::actor_with({"checks.lists"}));
  const auto list = add_list(officer, "词表", ListKind::terms, "").value();
  EXPECT_FALSE(add_list(officer, "词表", ListKind::terms, "")) << "the name is taken";
  EXPECT_FALSE(add_list(officer, "", ListKind::terms, ""));
  EXPECT_FALSE(change_list(context, list, "别名", "", 1));
  EXPECT_TRUE(change_list(officer, list, "别名", "说明", 1));
}

TEST(Lists, preview_what_an_import_would_do) {
  const std::vector<Term> present{{.text = "甲", .suggestion = "乙"}, {.text = "丙"}, {.text = "丁"}};
  const ListFile file{.terms = {{.text = "甲", .suggestion = "新"}, {.text = "丙"}, {.text = "戊"}}};
  const auto merging = preview(present, file, false);
  EXPECT_EQ((std::array{merging.added, merging.changed, merging.removed, merging.unchanged}),
            (std::array<std::int64_t, 4>{1, 1, 0, 2}));
  const auto replacing = preview(present, file, true);
  EXPECT_EQ((std::array{replacing.added, replacing.changed, replacing.removed, replacing.unchanged}),
            (std::array<std::int64_t, 4>{1, 1, 1, 1}));
}

TEST(Lists, come_back_from_their_own_export) {
  const std::vector<Term> terms{
      {.text = "帐户", .suggestion = "账户, \"账号\"", .severity = Severity::must, .note = "一\n二"},
      {.text = "截止日期", .allowed = true}};
  const auto csv = to_csv(terms, ListKind::terms);
  EXPECT_EQ(terms_of(rows_of_csv(std::string_view(csv).substr(3)).rows).terms, terms);
}

TEST(Lists, of_the_catalog_are_sound) {
  EXPECT_GT(catalog_terms().size(), 100u);
  const TermBook book(catalog_terms());
  EXPECT_TRUE(book.scan(Reading("截止日期前，公园满是游人，以经济建设为中心，达到目的的关键")).empty());
  EXPECT_EQ(book.scan(Reading("截止目前，开立帐户，布署工作")).size(), 3u);
}

TEST(Gates, speak_of_open_findings_only) {
  const StoredFinding open{.kind = Kind::phone, .severity = Severity::must};
  StoredFinding justified = open, cleared = open, note = open;
  justified.justified_at = Instant{};
  cleared.cleared_at = Instant{};
  note.severity = Severity::note;
  EXPECT_EQ(why_open_personal({open, justified, cleared, note}).size(), 1u);
  EXPECT_TRUE(why_open_personal({justified, cleared, note}).empty());
  EXPECT_TRUE(why_open_other({open}).empty());
  EXPECT_EQ(why_open_other({{.kind = Kind::term, .severity = Severity::should}}).size(), 1u);
  EXPECT_EQ(why_open_personal({{.kind = Kind::secret_mark, .severity = Severity::must}}).at(0).code,
            "checks.secret_open");
}

}  // namespace
}  // namespace gongkai::checks
