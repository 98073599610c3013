// The small city of content's tests with the gates of this capability, and drafts of whatever type the catalog declares.
#pragma once
#include "content/api.hpp"
#include "content/test_site.hpp"
#include "content/type_book.hpp"
#include "platform/calendar/calendars.hpp"
#include "policy/gates.hpp"
#include "policy/reading.hpp"
#include "policy/shelf.hpp"
#include "policy/use_cases.hpp"
#include "policy/web.hpp"

namespace gongkai::policy {

inline std::string usual_value(const content::FieldRule& field) {
  using enum content::FieldKind;
  switch (field.kind) {
    case day: return "2026-02-27";
    case year: return "2026";
    case choice:
    case choices: return field.options.front().value;
    case number: return "1";
    case money: return "1.00";
    case telephone: return "0000-6000002";
    case document_number: return "云政办发〔2026〕3号";
    case address: return "https://www.yunhai.example/";
    case table: return "[]";
    case text:
    case long_text:
    case person: break;
  }
  return "填写";
}

class LibraryTest : public content::SiteTest {
 protected:
  LibraryTest() : SiteTest({"platform/calendar", "policy"}) {}
  void SetUp() override {
    SiteTest::SetUp();
    if (IsSkipped()) return;
    m_calendars = std::make_unique<calendar::Calendars>(database());
    test().services.calendars = m_calendars.get();
    test().services.after_commit = [this](const auto& changes) {
      shelf(test().services).hear(changes, test().services);
    };
    add_gates(test().services);
    declare("normative",
            R"({"id":"normative","name":"行政规范性文件","about":"测试","page":"official","category":"政策文件",
      "interpretation":"must","library":true,"registered":true,"fields":[
      {"name":"document_number","label":"发文字号","kind":"document_number"},
      {"name":"effective_on","label":"施行日期","kind":"day"},{"name":"valid_until","label":"有效期至","kind":"day"}]})");
    declare("interpretation_text", R"({"id":"interpretation_text","name":"文字解读","about":"测试","page":"article",
      "category":"政策解读","interprets":true,"form":"text","fields":[]})");
  }

  /// The catalog's types change with the city; these tests bring their own.
  void declare(std::string_view id, std::string_view declaration) {
    auto context = test().as(testing::actor_with({"content.types"}, "/"));
    const auto done = content::declare_type(context, json::parse(declaration).value(), 0);
    ASSERT_TRUE(done) << id << " " << done.error().code;
    content::reload_types(test().services, {{.topic = "document_type"}});
  }

  Context as_officer(PersonId person = PersonId{1003}) {
    return test().as(testing::actor_with({"content.read", "content.write", "content.review", "policy.ledger"},
                                         std::string(content::city_path), person));
  }

  content::Draft draft_of(std::string_view type_id, std::string title, std::vector<content::DocumentLink> links = {}) {
    content::Draft draft{.column = policies, .title = std::move(title), .summary = "摘要", .body = "<p>正文内容。</p>"};
    const auto types = content::type_book(test().services);
    for (const auto& field : types->find(type_id)->fields)
      if (field.required) draft.fields[field.name] = usual_value(field);
    draft.attribute.disclosure = content::Disclosure::proactive;
    draft.links = std::move(links);
    return draft;
  }
  DocumentId drafted(std::string_view type, std::string title, std::vector<content::DocumentLink> links = {}) {
    auto context = as_writer();
    const auto id = content::create(context, type, unit, draft_of(type, std::move(title), std::move(links)));
    EXPECT_TRUE(id) << (id ? "" : id.error().code + " " + id.error().field);
    return id.value_or(DocumentId{});
  }
  Result<std::int64_t> submit(DocumentId id) {
    auto context = as_writer();
    return content::submit(context, id, document(id).version);
  }
  Result<std::int64_t> release(DocumentId id) {
    auto context = as_releaser();
    return content::release(context, id, document(id).version);
  }
  void set_code() {
    auto context = as_officer();
    EXPECT_TRUE(set_number_pattern(
        context, {.unit = unit, .pattern = "YHDR-{year}-{unit}{serial:4}", .unit_code = "001", .version = 0}));
  }
  /// A normative document with its interpretation, both public.
  DocumentId published(const std::string& title, std::vector<content::DocumentLink> links = {}) {
    const auto id = drafted(normative, title, std::move(links));
    const auto partner = drafted(reading, "《" + title + "》解读", {{content::LinkKind::interprets, id, ""}});
    EXPECT_TRUE(submit(id));
    EXPECT_TRUE(submit(partner));
    const auto done = release(id);
    EXPECT_TRUE(done) << (done ? "" : done.error().code);
    return id;
  }
  std::shared_ptr<const Library> books() {
    return database().read([&](db::Session& session) { return library(session, test().services); });
  }

  const std::string normative = "normative", reading = "interpretation_text";

 private:
  std::unique_ptr<calendar::Calendars> m_calendars;
};

}  // namespace gongkai::policy
