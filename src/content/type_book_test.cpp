#include "content/type_book.hpp"

#include <gmock/gmock.h>

#include "content/test_site.hpp"

namespace gongkai::content {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Types : public SiteTest {
 protected:
  Context as_platform_editor() { return test().as(testing::actor_with({"content.types"}, "/", PersonId{1007})); }
  json::object declaration(std::string_view id) { return to_json(*catalog_types().find(id)); }
  Result<std::int64_t> declare(json::object json, std::int64_t version) {
    auto context = as_platform_editor();
    return declare_type(context, json, version);
  }
  void add_field(json::object& type, json::object field) { type["fields"].get_array().push_back(std::move(field)); }
};

TEST_P(Types, of_the_catalog_come_back_from_their_own_json) {
  for (const auto& type : catalog_types().types) {
    const auto again = parse_type(json::to_string(to_json(type)), vocabularies());
    ASSERT_TRUE(again) << type.id << " " << (again ? "" : again.error().code);
    EXPECT_EQ(to_json(*again), to_json(type)) << type.id;
  }
}

TEST_P(Types, get_a_field_without_a_release_of_the_program) {
  auto notice = declaration("notice");
  add_field(notice, {{"name", "signed_by"}, {"label", "签发人"}, {"kind", "person"}});
  ASSERT_EQ(declare(notice, 0).value(), 1);
  reload_types(test().services, m_changes);
  ASSERT_NE(type_book(test().services)->find("notice")->find("signed_by"), nullptr);
  auto draft = this->notice();
  draft.fields["signed_by"] = "林海";
  EXPECT_TRUE(written(draft));
}

TEST_P(Types, can_be_added) {
  auto type = declaration("news");
  type["id"] = "bulletin";
  type["name"] = "工作简报";
  ASSERT_TRUE(declare(type, 0));
  reload_types(test().services, m_changes);
  EXPECT_EQ(type_book(test().services)->find("bulletin")->name, "工作简报");
}

TEST_P(Types, keep_the_fields_that_documents_use) {
  written();
  auto notice = declaration("notice");
  auto& fields = notice["fields"].get_array();
  fields.erase(std::ranges::find_if(fields, [](const json::value& field) { return field.at("name") == "issuer"; }));
  const auto refused = declare(notice, 0);
  ASSERT_FALSE(refused);
  EXPECT_THAT(codes_of(refused.error()), ElementsAre("types.field_in_use"));
}

TEST_P(Types, are_changed_by_platform_editors_only) {
  auto context = as_writer();
  EXPECT_EQ(declare_type(context, declaration("notice"), 0).error().code, "auth.not_permitted");
}

TEST_P(Types, are_not_overwritten_by_who_comes_second) {
  ASSERT_TRUE(declare(declaration("notice"), 0));
  EXPECT_EQ(declare(declaration("notice"), 0).error().code, "version.conflict");
}

TEST_P(Types, hold_every_cell_of_a_table_to_its_column) {
  const auto& fees = *catalog_types().find("fee_list");
  Draft draft{
      .fields = {{"rows", R"([{"name":"城市道路占用费","basis":"条例","standard":"每平方米每日1元"},{"name":"x"}])"}}};
  const auto codes_at_rows = [&](const std::vector<Fault>& faults) {
    std::vector<std::string> codes;
    for (const auto& fault : faults)
      if (fault.field == "rows") codes.push_back(fault.code);
    return codes;
  };
  EXPECT_THAT(codes_at_rows(why_not_save(fees, draft)), IsEmpty());
  EXPECT_THAT(codes_at_rows(why_incomplete(fees, draft, 0, parse_day("2026-11-21").value())),
              ElementsAre("document.field_missing", "document.field_missing"));
  draft.fields["rows"] = R"([{"colour":"red"}])";
  EXPECT_THAT(codes_at_rows(why_not_save(fees, draft)), ElementsAre("document.field_unknown"));
  draft.fields["rows"] = "no table";
  EXPECT_THAT(codes_at_rows(why_not_save(fees, draft)), ElementsAre("document.not_a_table"));
}

TEST_P(Types, ask_an_interpretation_for_its_policy) {
  auto context = as_writer();
  const auto id = create(context, "interpretation", unit,
                         {.column = notices,
                          .title = "一图读懂供暖保障",
                          .body = "<p>解读正文。</p>",
                          .fields = {{"source", "云海市财政局"}},
                          .attribute = {Disclosure::proactive, "", ""}});
  ASSERT_TRUE(id) << id.error().code;
  EXPECT_THAT(codes_of(submit(context, *id, 1).error()), ElementsAre("document.link_missing"));
}

TEST_P(Types, leave_no_trace_of_an_import_that_is_undone) {
  auto context = test().as(testing::actor_with({"content.import"}, "/", PersonId{1008}));
  const auto id =
      import_released(context, {.type = "notice", .unit = unit, .draft = notice(), .published_at = test().clock.now()});
  ASSERT_TRUE(id);
  ASSERT_TRUE(in_transaction(context, "content.undo", [&](Transaction& tx) { return remove_imported(tx, *id); }));
  EXPECT_FALSE(reading([&](db::Session& session) { return store::find_document(session, *id); }));
}

ON_EACH_ENGINE(Types);

}  // namespace
}  // namespace gongkai::content
