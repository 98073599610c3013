// A small office for the tests of letters: a unit with its stationery, officers and a head, a case, and a shelf for files.
#pragma once
#include <gmock/gmock.h>

#include <fstream>

#include "casework/cases.hpp"
#include "directory/store.hpp"
#include "letters/form.hpp"
#include "letters/use_cases.hpp"
#include "platform/auth/vault.hpp"
#include "platform/calendar/calendars.hpp"
#include "platform/documents/readers.hpp"
#include "platform/documents/workers.hpp"
#include "tests/support/services.hpp"

namespace gongkai::letters {

inline constexpr PersonId officer{3001}, colleague{3002}, head{3003};
inline constexpr UnitId unit{7};

class LetterDesk : public testing::EachEngineWithServices {
 protected:
  LetterDesk() : EachEngineWithServices({"platform/calendar", "platform/files", "directory", "casework", "letters"}) {}

  void SetUp() override {
    EachEngineWithServices::SetUp();
    if (IsSkipped()) return;
    std::string place = (std::filesystem::temp_directory_path() / "letters-XXXXXX").string();
    m_folder = ::mkdtemp(place.data());
    m_workers = std::make_unique<documents::Workers>(documents::launch_self(), documents::WorkerLimits{}, 1);
    m_files = std::make_unique<files::Store>(files::Options{.folder = m_folder}, *m_workers);
    m_calendars = std::make_unique<calendar::Calendars>(database());
    test().services.files = m_files.get();
    test().services.vault = &m_vault;
    test().services.calendars = m_calendars.get();
    const auto done = database().write([&](db::Session& session) -> Result<void> {
      directory::store::insert_unit(session, {.id = unit,
                                              .path = "/f/",
                                              .kind = directory::UnitKind::department,
                                              .name = "云海市财政局",
                                              .short_name = "市财政局",
                                              .phone = "0000-1234567"});
      return {};
    });
    ASSERT_TRUE(done);
    equip({.unit = unit,
           .number_word = "云财公",
           .review_body = "云海市人民政府",
           .court = "云海市东屿区人民法院",
           .stamped_by_hand = true});
  }
  void TearDown() override {
    EachEngineWithServices::TearDown();
    m_calendars.reset();
    m_files.reset();
    m_workers.reset();
    if (!m_folder.empty()) std::filesystem::remove_all(m_folder);
  }

  Context as(PersonId person, const std::vector<std::string>& permissions) {
    return test().as(testing::actor_with(permissions, "/f/", person));
  }
  Context as_officer(PersonId person = officer) {
    return as(person, {"requests.read", "requests.handle", "letters.templates"});
  }
  Context as_head() { return as(head, {"requests.read", "requests.approve"}); }

  void equip(Setting setting) {
    auto context = as_officer();
    const auto now =
        database().read([&](db::Session& session) { return store::settings_of(session, db::List{{unit.value}}); });
    setting.version = now.empty() ? 0 : now.front().version;
    const auto done = set_setting(context, setting);
    EXPECT_TRUE(done) << (done ? "" : done.error().code);
  }

  CaseId new_case() {
    auto context = as(officer, {"requests.read", "requests.handle", "requests.register"});
    const auto made = in_transaction(context, "test.open", [&](Transaction& tx) -> Result<CaseId> {
      CHECK_OK(tx.require("requests.handle", "/f/"));
      const auto today = tx.now().day();
      const auto opened =
          TRY(casework::open(tx, {.kind = "request", .unit = unit, .title = "林晓海申请", .opened_on = today},
                             {.act = "received", .on = today}));
      return opened.id;
    });
    EXPECT_TRUE(made) << (made ? "" : made.error().code);
    return made.value_or(CaseId{});
  }

  static Facts facts() {
    return {{"addressee", "林晓海"},
            {"received_on", "2026-02-27"},
            {"asked_for", "2025年度部门决算"},
            {"supply", "随信附送决算公开表一份。"}};
  }
  LetterId drafted(CaseId of, const std::string& kind = "DOC_REPLY_OPEN", Facts given = facts()) {
    auto context = as_officer();
    const auto made = begin(context, of, kind, given);
    EXPECT_TRUE(made) << (made ? "" : made.error().code + " " + made.error().field);
    return made.value_or(LetterId{});
  }
  Letter letter(LetterId id) {
    return database().read([&](db::Session& session) { return store::find(session, m_vault, id).value(); });
  }
  std::int64_t version(LetterId id) { return letter(id).version; }
  void approved(LetterId id) {
    auto writing = as_officer();
    auto approving = as_head();
    const auto asked = submit(writing, id, version(id));
    ASSERT_TRUE(asked) << asked.error().code << " " << asked.error().field;
    const auto done = approve(approving, id, version(id));
    ASSERT_TRUE(done) << done.error().code;
  }
  Result<void> try_send(LetterId id, PersonId person = officer) {
    auto context = as_officer(person);
    return send(context, id, version(id), Way::registered_post);
  }
  LetterId sent(CaseId of) {
    const auto id = drafted(of);
    approved(id);
    const auto done = try_send(id);
    EXPECT_TRUE(done) << (done ? "" : done.error().code);
    return id;
  }
  Desk desk(LetterId id) {
    auto context = as_officer();
    return database().read([&](db::Session& session) { return find_desk(session, context, id).value(); });
  }
  std::string pdf_text(LetterId id) {
    auto context = as_officer();
    const auto bytes = pdf_of(context, desk(id)).value();
    return documents::visible_text(documents::read_pdf(bytes).value());
  }
  files::Checked checked_file(const std::string& name, const std::string& content, const std::string& media_type) {
    const auto path = m_folder / "upload";
    std::ofstream(path, std::ios::binary) << content;
    return {.blob = m_files->blobs().put(path).value(), .name = name, .media_type = media_type};
  }
  files::Checked form_file(const Kind& kind) {
    return checked_file("延期模板.docx", sample_form(kind),
                        "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
  }

  auth::Vault m_vault{auth::new_key_ring(auth::Suite::aes_gcm)};
  std::filesystem::path m_folder;
  std::unique_ptr<documents::Workers> m_workers;
  std::unique_ptr<files::Store> m_files;
  std::unique_ptr<calendar::Calendars> m_calendars;
};

}  // namespace gongkai::letters
