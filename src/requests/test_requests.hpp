// A small city that takes requests: a unit, its officer, its head, a counter, an applicant.
#pragma once
#include <gmock/gmock.h>

#include <fstream>

#include "casework/access.hpp"
#include "directory/test_city.hpp"
#include "platform/calendar/calendars.hpp"
#include "platform/documents/workers.hpp"
#include "platform/files/store.hpp"
#include "requests/desk.hpp"
#include "requests/jobs.hpp"
#include "requests/queue.hpp"
#include "requests/reading.hpp"
#include "requests/use_cases.hpp"

namespace gongkai::requests {

class RequestTest : public testing::EachEngineWithServices {
 protected:
  /// With the schema of those that build on requests.
  explicit RequestTest(const std::vector<std::string>& more = {}) : EachEngineWithServices(folders_and(more)) {}
  void SetUp() override {
    EachEngineWithServices::SetUp();
    if (IsSkipped()) return;
    m_city = std::make_unique<directory::City>(test());
    m_calendars = std::make_unique<calendar::Calendars>(database());
    std::string place = (std::filesystem::temp_directory_path() / "requests-XXXXXX").string();
    m_folder = ::mkdtemp(place.data());
    m_workers = std::make_unique<documents::Workers>([](int) { return -1; });
    m_files = std::make_unique<files::Store>(files::Options{.folder = m_folder}, *m_workers);
    test().services.files = m_files.get();
    test().services.calendars = m_calendars.get();
    test().services.after_commit = [this](const std::vector<feed::Change>& changes) {
      for (const auto& change : changes)
        if (change.topic == calendar::topic) m_calendars->reload();
      follow(test().services, changes);
      m_changes.insert(m_changes.end(), changes.begin(), changes.end());
    };
  }
  void TearDown() override {
    m_files.reset();
    m_calendars.reset();
    m_city.reset();
    EachEngineWithServices::TearDown();
    if (!m_folder.empty()) std::filesystem::remove_all(m_folder);
  }

  static std::vector<std::string> folders_and(const std::vector<std::string>& more) {
    std::vector<std::string> folders{"platform/calendar", "directory", "platform/files", "casework", "requests"};
    folders.insert(folders.end(), more.begin(), more.end());
    return folders;
  }

  directory::City& city() { return *m_city; }
  const auth::Vault& vault() { return m_city->vault; }
  UnitId unit() { return city().finance; }
  std::string path_of(UnitId of) {
    return database().read([&](db::Session& s) { return directory::find_unit(s, of)->path; });
  }
  Context with(std::vector<std::string> permissions, UnitId over, PersonId person = PersonId{1001}) {
    return test().as(testing::actor_with(permissions, path_of(over), person));
  }
  Context officer() {
    return with({"requests.read", "requests.register", "requests.handle", "requests.reveal"}, unit());
  }
  Context other_officer() { return with({"requests.read", "requests.handle"}, unit(), PersonId{1003}); }
  Context head() { return with({"requests.read", "requests.approve"}, unit(), PersonId{1002}); }
  Context applicant() { return test().as_nobody(); }

  Submission form(std::string description = "请求公开2025年度市级财政专项资金分配结果") {
    return {.unit = unit(),
            .applicant = {.name = "欧阳测试",
                          .document_type = "resident_id",
                          .document_number = "11010519491231002X",
                          .address = "云海市观海路99号",
                          .phone = "13800001234",
                          .email = "tester@example.cn"},
            .description = std::move(description),
            .wishes = {.form = "email", .delivery = "email"}};
  }
  CaseId submitted(std::string description = "请求公开2025年度市级财政专项资金分配结果") {
    auto context = applicant();
    const auto receipt = submit(context, form(std::move(description)));
    EXPECT_TRUE(receipt) << (receipt ? "" : receipt.error().code);
    return receipt.value_or(Receipt{}).id;
  }
  /// Confirmed and signed for: in hand.
  CaseId in_hand(std::string description = "请求公开2025年度市级财政专项资金分配结果") {
    const auto id = submitted(std::move(description));
    auto context = officer();
    EXPECT_TRUE(done(confirm(context, id, {}, "", version(id))));
    EXPECT_TRUE(done(sign_for(context, id, version(id))));
    return id;
  }
  CaseId decided(std::string outcome = "open") {
    const auto id = in_hand();
    auto context = officer();
    EXPECT_TRUE(done(decide(context, id, {.outcome = std::move(outcome), .reasons = "经检索，予以公开"}, version(id))));
    return id;
  }
  CaseId closed(std::string outcome = "open") {
    const auto id = decided(std::move(outcome));
    auto context = officer();
    EXPECT_TRUE(done(reply(context, id, {.way = "letter", .letter = "云财公复〔2026〕1号"}, version(id))));
    return id;
  }

  /// The code of the refusal as a failure message.
  template <class T>
  static ::testing::AssertionResult done(const Result<T>& result) {
    if (result) return ::testing::AssertionSuccess();
    auto failure = ::testing::AssertionFailure();
    for (const auto& fault : each_of(result.error())) failure << fault.code << " " << fault.field << "; ";
    return failure;
  }
  template <class T>
  static std::string code_of(const Result<T>& result) {
    return result ? "" : result.error().code;
  }
  Desk desk(CaseId id) {
    return database().read(
        [&](db::Session& s) { return open_desk(s, test().services, id, test().clock.today()).value(); });
  }
  std::int64_t version(CaseId id) {
    return database().read([&](db::Session& s) { return casework::find(s, vault(), id)->version; });
  }
  std::string stage(CaseId id) { return desk(id).stage; }
  regulation::ClockReading reading(CaseId id) {
    const auto at = desk(id);
    const auto read = reading_of(at.situation());
    EXPECT_TRUE(*read) << (*read ? "" : read->error().code);
    return read->value_or(regulation::ClockReading{});
  }
  void to_day(int year, int month, int day, int hour = 10) {
    test().clock.set(start_of(Day::of(year, month, day)).plus_seconds(hour * 3600));
  }
  files::Checked file(const std::string& name = "证明.txt", const std::string& content = "内容") {
    const auto path = m_folder / "upload";
    std::ofstream(path, std::ios::binary) << content;
    return {.blob = m_files->blobs().put(path).value(), .name = name, .media_type = "text/plain", .has_text = true};
  }

  std::vector<feed::Change> m_changes;

 private:
  std::unique_ptr<directory::City> m_city;
  std::unique_ptr<calendar::Calendars> m_calendars;
  std::filesystem::path m_folder;
  std::unique_ptr<documents::Workers> m_workers;
  std::unique_ptr<files::Store> m_files;
};

}  // namespace gongkai::requests
