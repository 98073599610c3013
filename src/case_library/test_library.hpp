// A city with a closed request, its officer, a second one, the editors and the gate.
#pragma once
#include <gmock/gmock.h>

#include "case_library/store.hpp"
#include "case_library/use_cases.hpp"
#include "casework/cases.hpp"
#include "content/test_site.hpp"
#include "platform/auth/vault.hpp"
#include "platform/calendar/calendars.hpp"
#include "requests/jobs.hpp"
#include "requests/queue.hpp"
#include "requests/use_cases.hpp"

namespace gongkai::case_library {

class LibraryTest : public content::SiteTest {
 protected:
  explicit LibraryTest(const std::vector<std::string>& more = {}) : SiteTest(folders_and(more)) {}
  void SetUp() override {
    SiteTest::SetUp();
    if (IsSkipped()) return;
    test().services.vault = &vault;
    m_calendars = std::make_unique<calendar::Calendars>(database());
    test().services.calendars = m_calendars.get();
    test().services.after_commit = [this](const auto& changes) { requests::follow(test().services, changes); };
    add_gate(test().services);
  }

  static std::vector<std::string> folders_and(const std::vector<std::string>& more) {
    std::vector<std::string> folders{"platform/calendar", "casework", "letters", "requests", "case_library"};
    folders.insert(folders.end(), more.begin(), more.end());
    return folders;
  }

  Context with(std::vector<std::string> permissions, PersonId person) {
    return test().as(testing::actor_with(permissions, std::string(content::city_path), person));
  }
  Context officer() {
    return with(
        {"requests.read", "requests.register", "requests.handle", "content.read", "content.write", "catalogue.manage"},
        PersonId{2001});
  }
  Context second() { return with({"requests.read", "requests.handle"}, PersonId{2002}); }
  Context head() { return with({"requests.read", "requests.approve"}, PersonId{2003}); }

  struct Person {
    std::string name = "欧阳测试";
    std::string number = "11010519491231002X";
    std::string phone = "13800001234";
  };
  static requests::Submission form_of(const Person& person, UnitId unit, std::string description) {
    return {.unit = unit,
            .applicant = {.name = person.name,
                          .document_type = "resident_id",
                          .document_number = person.number,
                          .address = "云海市观海路99号",
                          .phone = person.phone},
            .description = std::move(description),
            .wishes = {.form = "paper", .delivery = "post"}};
  }
  CaseId taken(const Person& person, const std::string& description) {
    auto context = officer();
    const auto receipt = requests::take_in(
        context,
        {.submission = form_of(person, unit, description), .channel = "in_person", .arrived_on = context.today()});
    EXPECT_TRUE(receipt) << code_of(receipt);
    const auto id = receipt.value_or(requests::Receipt{}).id;
    expect(requests::sign_for(context, id, case_version(id)));
    return id;
  }
  CaseId closed(const Person& person, const std::string& description, const std::string& outcome = "open") {
    const auto id = taken(person, description);
    auto context = officer();
    expect(requests::decide(context, id, {.outcome = outcome, .reasons = "经检索，向" + person.name + "提供"},
                            case_version(id)));
    expect(requests::reply(context, id, {.way = "letter", .letter = "云财公复〔2026〕1号"}, case_version(id)));
    return id;
  }
  std::int64_t case_version(CaseId id) {
    return reading([&](db::Session& s) { return casework::find(s, vault, id)->version; });
  }

  template <class T>
  static std::string code_of(const Result<T>& result) {
    return result ? "" : result.error().code;
  }
  static void expect(const Result<void>& done) { EXPECT_TRUE(done) << code_of(done); }

  auth::Vault vault{auth::new_key_ring(auth::Suite::aes_gcm)};

 private:
  std::unique_ptr<calendar::Calendars> m_calendars;
};

}  // namespace gongkai::case_library
