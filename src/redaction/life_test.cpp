// A redaction from its first mark to the file that is given out, with the real worker, on both engines.
#include <gmock/gmock.h>

#include <fstream>

#include "casework/case_files.hpp"
#include "content/test_site.hpp"
#include "directory/api.hpp"
#include "directory/use_cases.hpp"
#include "platform/auth/vault.hpp"
#include "platform/documents/readers.hpp"
#include "redaction/jobs.hpp"
#include "redaction/store.hpp"
#include "redaction/use_cases.hpp"
#include "tests/files_samples/samples.hpp"
#include "tests/files_samples/worker_main.hpp"

namespace gongkai::redaction {
namespace {
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr std::string_view letter = "申请人王小明反映的问题已办结。\n联系电话13905351234，请勿公开。\n王小明已签收。";

class Redacting : public content::SiteTest {
 protected:
  Redacting() : SiteTest({"casework", "redaction"}) {}
  void SetUp() override {
    SiteTest::SetUp();
    if (IsSkipped()) return;
    m_folder = std::make_unique<samples::Folder>();
    m_workers = std::make_unique<documents::Workers>(documents::launch_self(), documents::WorkerLimits{}, 1);
    m_store = std::make_unique<files::Store>(files::Options{.folder = m_folder->path() / "store"}, *m_workers);
    m_vault = std::make_unique<auth::Vault>(auth::Vault::open_file(m_folder->path() / "vault.json"));
    test().services.files = m_store.get();
    test().services.vault = m_vault.get();
    m_document = written();
    auto context = as_writer();
    m_source = content::attach(context, m_document, taken_in("答复.txt", letter)).value();
  }
  void TearDown() override {
    SiteTest::TearDown();
    m_store.reset();
    m_workers.reset();
  }

  files::Checked taken_in(const std::string& name, std::string_view bytes) {
    auto checked = m_store->take_in({m_folder->write("upload", bytes), name});
    EXPECT_TRUE(checked) << (checked ? "" : checked.error().code);
    return checked.value_or(files::Checked{});
  }
  Owner owner() const { return {"document", m_document.value}; }
  RedactionId begun() {
    auto context = as_writer();
    const auto id = begin(context, owner(), m_source);
    EXPECT_TRUE(id) << (id ? "" : id.error().code);
    return id.value_or(RedactionId{});
  }
  Redaction redaction(RedactionId id) {
    auto context = as_writer();
    return load(context, id).value();
  }
  std::vector<Mark> all_of_it(Context& context, RedactionId id, const std::vector<std::string>& texts) {
    const auto source = source_page(context, load(context, id).value(), 0).value();
    std::vector<Mark> marks;
    for (const auto& text : texts)
      for (const auto& places : find_all(source, text))
        for (auto& mark : marks_on(source, places, "privacy")) marks.push_back(std::move(mark));
    return marks;
  }
  /// Marked everywhere and applied.
  RedactionId applied(const std::vector<std::string>& texts) {
    auto context = as_writer();
    const auto id = begun();
    const auto version = redaction(id).version;
    const auto saved = save_marks(context, id, all_of_it(context, id, texts), version);
    EXPECT_TRUE(saved) << (saved ? "" : saved.error().code);
    const auto done = apply(context, id, {.version = version + 1});
    EXPECT_TRUE(done) << (done ? "" : done.error().code);
    return id;
  }
  std::string result_text(RedactionId id) {
    auto context = as_writer();
    const auto file = read_result(context, id).value();
    std::ifstream in(m_store->path_of(file).value(), std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  CaseId opened_case() {
    auto context = test().as_nobody();
    return in_transaction(context, "test.open",
                          [&](Transaction& tx) -> Result<CaseId> {
                            tx.open_to_all();
                            const auto made = TRY(casework::open(
                                tx, {.kind = "request", .unit = unit, .title = "申请", .opened_on = context.today()},
                                {.act = "received", .on = context.today()}));
                            const auto file = test().services.files->accept(tx, m_case_file);
                            CHECK_OK(casework::add_file(tx, made, file.id, file.name, "attachment"));
                            m_case_source = file.id;
                            return made.id;
                          })
        .value();
  }

  DocumentId m_document{};
  FileId m_source{}, m_case_source{};
  files::Checked m_case_file{};
  std::unique_ptr<samples::Folder> m_folder;
  std::unique_ptr<documents::Workers> m_workers;
  std::unique_ptr<files::Store> m_store;
  std::unique_ptr<auth::Vault> m_vault;
};
ON_EACH_ENGINE(Redacting);

/// Everything that waits for the jobs of this folder.
class Ordering : public Redacting {
 protected:
  void run_jobs() {
    jobs::Runner runner(database(), test().clock, test().ids, {});
    add_jobs(runner, test().services);
    EXPECT_GE(runner.run_due(), 1);
  }
  void SetUp() override {
    Redacting::SetUp();
    if (IsSkipped()) return;
    auto system = test().as_system();
    const directory::PersonFields fields{
        .login = "editor", .name = "夏编辑", .post = "科员", .unit = unit, .phone = "13812341234"};
    m_person = directory::add_person(system, fields, "Yunhai-2026-test", false).value();
    ASSERT_TRUE(directory::set_roles(system, m_person, 1, {{"editor", unit, true}}));
  }
  /// Somebody of the directory: the job works in their name.
  Context as_person() {
    auto actor = database().read([&](db::Session& session) { return directory::load_actor(session, m_person); });
    return test().as(*actor);
  }
  std::optional<Work> work(RedactionId id) {
    const auto at = redaction(id);
    return database().read([&](db::Session& session) { return work_on(session, at); });
  }
  RedactionId ordered(const std::vector<std::string>& texts, bool keep_repeats = false) {
    auto context = as_person();
    const auto id = begun();
    const auto version = redaction(id).version;
    EXPECT_TRUE(save_marks(context, id, all_of_it(context, id, texts), version));
    const auto done = order_apply(context, id, {.version = version + 1, .keep_repeats = keep_repeats});
    EXPECT_TRUE(done) << (done ? "" : done.error().code);
    return id;
  }

 private:
  PersonId m_person{};
};
ON_EACH_ENGINE(Ordering);

TEST_P(Ordering, leaves_the_page_free_and_the_marks_fixed) {
  const auto id = ordered({"13905351234"});
  EXPECT_EQ(work(id)->state, jobs::State::waiting);
  auto context = as_writer();
  EXPECT_EQ(save_marks(context, id, {}, redaction(id).version).error().code, "redaction.underway");
  EXPECT_EQ(discard(context, id, redaction(id).version).error().code, "redaction.underway");
  EXPECT_EQ(order_apply(context, id, {.version = redaction(id).version}).error().code, "redaction.underway");
}

TEST_P(Ordering, makes_the_file_in_the_name_of_who_ordered_it) {
  const auto id = ordered({"13905351234"});
  run_jobs();
  ASSERT_TRUE(redaction(id).is_applied()) << work(id).value_or(Work{}).message;
  EXPECT_FALSE(work(id)) << "nothing is left to do";
  EXPECT_THAT(result_text(id), Not(HasSubstr("13905351234")));
}

TEST_P(Ordering, says_why_nothing_came_of_it_and_can_be_tried_again) {
  auto context = as_person();
  const auto id = begun();
  auto marks = all_of_it(context, id, {"王小明"});
  marks.pop_back();  // the name stands elsewhere, too
  ASSERT_TRUE(save_marks(context, id, marks, redaction(id).version));
  ASSERT_TRUE(order_apply(context, id, {.version = redaction(id).version}));
  run_jobs();
  EXPECT_FALSE(redaction(id).is_applied());
  EXPECT_EQ(work(id)->state, jobs::State::dead);
  EXPECT_THAT(work(id)->message, HasSubstr("别的地方还能读到"));
  ASSERT_TRUE(order_apply(context, id, {.version = redaction(id).version, .keep_repeats = true}));
  run_jobs();
  EXPECT_TRUE(redaction(id).is_applied());
}

TEST_P(Redacting, takes_the_words_out_and_keeps_the_proof) {
  const auto id = applied({"王小明", "13905351234"});
  const auto text = result_text(id);
  EXPECT_THAT(text, Not(HasSubstr("王小明")));
  EXPECT_THAT(text, HasSubstr("申请人■■■■■■〔第十五条 个人隐私〕反映的问题已办结。"));
  const auto now = redaction(id);
  EXPECT_EQ(now.proof.at("marks").as_int64(), 3);
  EXPECT_EQ(now.proof.at("sought").as_int64(), 2);
  EXPECT_EQ(now.proof.at("source_sha256").as_string(), now.source_sha256);
  EXPECT_FALSE(now.proof.at("checked").as_object().empty());
}

TEST_P(Redacting, asks_before_the_same_words_stay_elsewhere) {
  auto context = as_writer();
  const auto id = begun();
  auto marks = all_of_it(context, id, {"王小明"});
  marks.pop_back();
  ASSERT_TRUE(save_marks(context, id, marks, 1));
  const auto seen = examine(context, redaction(id)).value();
  ASSERT_THAT(seen.repeats, SizeIs(1));
  EXPECT_EQ(seen.repeats[0].count, 1);
  EXPECT_EQ(apply(context, id, {.version = 2}).error().code, "redaction.repeats");
  EXPECT_TRUE(apply(context, id, {.version = 2, .keep_repeats = true}));
  EXPECT_EQ(redaction(id).proof.at("repeats_kept").as_int64(), 1);
}

TEST_P(Redacting, is_one_work_for_all_who_open_the_file) {
  EXPECT_EQ(begun(), begun());
}

TEST_P(Redacting, nobody_overwrites_the_marks_of_somebody_else) {
  auto context = as_writer();
  const auto id = begun();
  const std::vector<Mark> mine{{.line = 1, .begin = 0, .end = 2, .ground = "privacy"}};
  ASSERT_EQ(save_marks(context, id, mine, 1).value(), 2);
  EXPECT_EQ(save_marks(context, id, {}, 1).error().code, "version.conflict");
  EXPECT_EQ(redaction(id).marks, mine);
  EXPECT_EQ(apply(context, id, {.version = 1}).error().code, "version.conflict");
}

TEST_P(Redacting, an_applied_one_is_closed_and_the_next_begins_anew) {
  const auto id = applied({"王小明"});
  auto context = as_writer();
  EXPECT_EQ(save_marks(context, id, {}, redaction(id).version).error().code, "redaction.applied");
  EXPECT_EQ(discard(context, id, redaction(id).version).error().code, "redaction.applied");
  EXPECT_NE(begun(), id);
}

TEST_P(Redacting, tells_what_two_versions_give_away_together) {
  applied({"王小明"});
  const auto later = begun();
  auto context = as_writer();
  ASSERT_TRUE(save_marks(context, later, all_of_it(context, later, {"13905351234"}), 1));
  const auto seen = examine(context, redaction(later)).value();
  ASSERT_THAT(seen.differences, SizeIs(1));
  EXPECT_THAT(seen.differences[0].shown_there, SizeIs(1));
  EXPECT_EQ(seen.differences[0].shown_here, 2);
}

TEST_P(Redacting, is_for_those_who_may_write_and_hidden_from_others) {
  const auto id = applied({"王小明"});
  auto reader = as_releaser();
  EXPECT_EQ(begin(reader, owner(), m_source).error().kind, FaultKind::forbidden);
  EXPECT_EQ(load(reader, id).error().kind, FaultKind::forbidden) << "the source shows what was taken out";
  EXPECT_TRUE(read_result(reader, id));
  auto stranger = test().as(testing::actor_with({"content.read", "content.write"}, "/c/d/", PersonId{77}));
  EXPECT_FALSE(load(stranger, id));
  EXPECT_FALSE(read_result(stranger, id));
}

TEST_P(Redacting, takes_no_file_that_hangs_elsewhere) {
  auto context = as_writer();
  const auto other = written();
  const auto file = content::attach(context, other, taken_in("别的.txt", "别的文件")).value();
  EXPECT_EQ(begin(context, owner(), file).error().code, "redaction.source_unknown");
  EXPECT_EQ(begin(context, {"letter", 7}, file).error().code, "redaction.owner_unknown");
}

TEST_P(Redacting, refuses_marks_that_do_not_fit_the_file) {
  auto context = as_writer();
  const auto id = begun();
  EXPECT_EQ(save_marks(context, id, {{.page = 1, .box = {0, 0, 1, 1}, .ground = "privacy"}}, 1).error().code,
            "redaction.mark_broken");
  EXPECT_EQ(apply(context, id, {.version = 1}).error().code, "redaction.no_marks");
  ASSERT_TRUE(save_marks(context, id, {{.line = 99, .begin = 0, .end = 1, .ground = "privacy"}}, 1));
  EXPECT_EQ(apply(context, id, {.version = 2}).error().code, "files.mark_outside");
}

TEST_P(Redacting, a_discarded_one_is_gone) {
  auto context = as_writer();
  const auto id = begun();
  EXPECT_EQ(discard(context, id, 5).error().code, "version.conflict");
  ASSERT_TRUE(discard(context, id, 1));
  EXPECT_EQ(load(context, id).error().code, "redaction.unknown");
}

TEST_P(Redacting, puts_the_result_beside_the_draft) {
  const auto id = applied({"王小明"});
  auto context = as_writer();
  const auto file = attach(context, id);
  ASSERT_TRUE(file) << file.error().code;
  const auto attachments = reading([&](db::Session& session) {
    return content::store::attachments(session, content::store::find_document(session, m_document)->latest);
  });
  ASSERT_THAT(attachments, SizeIs(2));
  EXPECT_EQ(attachments[1].name, "答复（遮盖版）.txt");
}

TEST_P(Redacting, of_a_case_lays_the_result_into_the_case) {
  m_case_file = taken_in("材料.txt", letter);
  const auto of = opened_case();
  auto officer = test().as(testing::actor_with({"requests.read", "requests.handle"}, std::string(content::city_path)));
  const auto id = begin(officer, {"case", of.value}, m_case_source);
  ASSERT_TRUE(id) << id.error().code;
  ASSERT_TRUE(save_marks(officer, *id, all_of_it(officer, *id, {"王小明"}), 1));
  const auto done = apply(officer, *id, {.version = 2});
  ASSERT_TRUE(done) << done.error().code;
  const auto in_case = reading([&](db::Session& session) { return casework::files_of(session, *m_vault, of); });
  ASSERT_THAT(in_case, SizeIs(2));
  EXPECT_EQ(in_case[1].role, "redacted");
  EXPECT_EQ(in_case[1].name, "材料（遮盖版）.txt");
  auto reader = test().as(testing::actor_with({"requests.read"}, std::string(content::city_path)));
  EXPECT_EQ(load(reader, *id).error().kind, FaultKind::forbidden);
  auto stranger = as_writer();
  EXPECT_EQ(load(stranger, *id).error().kind, FaultKind::not_found);
}

TEST_P(Redacting, keeps_no_word_of_the_source_in_its_table) {
  applied({"王小明", "13905351234"});
  const db::Query all{"test.redactions", "SELECT marks || proof || extras FROM redaction"};
  for (const auto& text : reading([&](db::Session& session) { return session.all<std::string>(all); })) {
    EXPECT_THAT(text, Not(HasSubstr("王小明")));
    EXPECT_THAT(text, Not(HasSubstr("13905351234")));
  }
}
}  // namespace
}  // namespace gongkai::redaction
