// Catalogues against the database: versions, filing, the queues; the overviews as pure sums.
#include <gmock/gmock.h>

#include "base/assets.hpp"
#include "catalogue/item_sheet.hpp"
#include "catalogue/loading.hpp"
#include "catalogue/store.hpp"
#include "catalogue/store_review.hpp"
#include "catalogue/use_cases.hpp"
#include "content/custody.hpp"
#include "content/test_site.hpp"
#include "content/type_book.hpp"
#include "directory/api.hpp"

namespace gongkai::catalogue {

using ::testing::ElementsAre;
using ::testing::SizeIs;

class Catalogues : public content::SiteTest {
 protected:
  Catalogues() : SiteTest({"imports", "catalogue"}) {}

  Context as_officer() {
    return test().as(
        testing::actor_with({"catalogue.manage", "content.read", "content.write"}, std::string(content::city_path)));
  }
  static Item item(std::string code, std::string statutory_class = "A20_15") {
    return {.code = std::move(code), .title = "事项", .statutory_class = std::move(statutory_class), .duty = "every"};
  }
  CatalogueId begun() {
    auto officer = as_officer();
    const auto id = begin(officer, unit, Kind::basic, "主动公开基本目录");
    EXPECT_TRUE(id) << (id ? "" : id.error().code);
    return id.value_or(CatalogueId{});
  }
  std::vector<Version> versions(CatalogueId id) {
    return reading([&](db::Session& session) { return store::versions(session, id); });
  }
  CatalogueId published(std::vector<Item> items) {
    const auto id = begun();
    auto officer = as_officer();
    const auto draft = versions(id).front();
    EXPECT_TRUE(replace_items(officer, draft.id, std::move(items), 1));
    EXPECT_TRUE(publish(officer, draft.id, "首版", 2));
    return id;
  }
  /// Only the releaser may see it any more.
  void limit(DocumentId id) {
    database().write([&](db::Session& session) -> Result<void> {
      content::store::replace_readers(session, id, {content::releaser});
      return {};
    });
  }
  /// A document for applicants only, through review into the archive.
  DocumentId filed() {
    auto draft = notice();
    draft.attribute = {content::Disclosure::on_request, "E16_2", ""};
    const auto id = written(draft);
    auto writing = as_writer();
    EXPECT_TRUE(content::submit(writing, id, document(id).version));
    auto releasing = as_releaser();
    const auto done = content::release(releasing, id, document(id).version);
    EXPECT_TRUE(done) << (done ? "" : done.error().code);
    return id;
  }
};
ON_EACH_ENGINE(Catalogues);

TEST_P(Catalogues, are_superseded_by_their_next_version) {
  const auto id = published({item("01"), item("02")});
  auto officer = as_officer();
  const auto draft = revise(officer, id);
  ASSERT_TRUE(draft) << draft.error().code;
  EXPECT_THAT(reading([&](db::Session& session) { return store::items(session, *draft); }), SizeIs(2))
      << "it begins as a copy";
  EXPECT_EQ(revise(officer, id).error().code, "catalogue.draft_exists");
  ASSERT_TRUE(publish(officer, *draft, "", 1));
  const auto all = versions(id);
  EXPECT_EQ(state_of(all[0], all), VersionState::in_force);
  EXPECT_EQ(state_of(all[1], all), VersionState::superseded);
}

TEST_P(Catalogues, stay_as_they_were_published) {
  const auto id = published({item("01")});
  auto officer = as_officer();
  EXPECT_EQ(put_item(officer, versions(id).front().id, item("09"), 3).error().code, "catalogue.already_published");
}

TEST_P(Catalogues, let_only_one_of_two_editors_win) {
  const auto id = begun();
  auto officer = as_officer();
  const auto draft = versions(id).front().id;
  ASSERT_TRUE(put_item(officer, draft, item("01"), 1));
  EXPECT_EQ(put_item(officer, draft, item("02"), 1).error().code, "version.conflict");
  EXPECT_EQ(put_item(officer, draft, item("01"), 2).error().code, "catalogue.code_taken");
}

TEST_P(Catalogues, are_nobodys_without_the_permission) {
  auto editor = as_writer();
  EXPECT_EQ(begin(editor, unit, Kind::basic, "目录").error().kind, FaultKind::forbidden);
  const auto id = published({item("01")});
  EXPECT_EQ(revise(editor, id).error().kind, FaultKind::forbidden);
}

TEST_P(Catalogues, count_public_documents_and_state_their_denominator) {
  published({item("01", "A20_15"), item("02", "A20_07")});
  released();
  reading([&](db::Session& session) {
    const auto units = directory::units(session);
    const auto rows = coverage(units, units, load_in_force(session, Kind::basic),
                               store::tallies(session, ids_of(units)), content::catalog_types(), statute());
    ASSERT_THAT(rows, SizeIs(2));
    EXPECT_EQ(rows[0].items, 2) << "the denominator";
    EXPECT_EQ(rows[0].fulfilled, 1);
    EXPECT_EQ(rows[0].cells[14].documents, 1);
    EXPECT_EQ(rows[0].cells[6].fulfilled, 0);
    EXPECT_EQ(rows[1].fulfilled, 0) << "the department published nothing";
  });
}

TEST_P(Catalogues, follow_a_document_to_where_it_is_filed_by_hand) {
  const auto id = published({item("01", "A20_15"), item("02", "A20_07")});
  const auto document = released();
  auto officer = as_officer();
  ASSERT_TRUE(file_document(officer, {.document = document, .catalogue = id, .code = "02", .audiences = "elder"}));
  reading([&](db::Session& session) {
    const auto basic = load_in_force(session, Kind::basic).at(0);
    const auto units = directory::units(session);
    const auto all =
        fulfilment(basic, units, store::tallies(session, ids_of(units)), content::catalog_types(), statute());
    EXPECT_EQ(all[0].fulfilled, 0);
    EXPECT_EQ(all[1].fulfilled, 1);
    EXPECT_EQ(all[1].units, 2);
    EXPECT_THAT(all[1].missing, ElementsAre("市财政局"));
  });
  EXPECT_EQ(file_document(officer, {.document = document, .catalogue = id, .code = "99"}).error().code,
            "catalogue.item_not_found");
  EXPECT_EQ(file_document(officer, {.document = document, .statutory_class = "A20_99"}).error().code,
            "catalogue.class_unknown");
}

TEST_P(Catalogues, measure_how_late_a_document_was_published) {
  auto late = notice();
  late.fields["formed_on"] = "2025-12-01";
  const auto id = written(late);
  written();  // formed on 2026-02-27: there is time
  reading([&](db::Session& session) {
    const WorkCalendar calendar(parse_calendar(*assets::find("catalog/holidays.json")).value());
    auto all = load_timed(session, directory::units(session), content::catalog_types(), Day::of(2026, 1, 1),
                          Day::of(2026, 3, 2), calendar);
    ASSERT_THAT(all, SizeIs(2));
    EXPECT_EQ(all[0].document.document, id);
    EXPECT_EQ(all[0].timing.due, Day::of(2025, 12, 29));
    EXPECT_EQ(all[0].timing.timeliness, Timeliness::overdue);
    EXPECT_EQ(all[0].timing.days_late, calendar.count(Day::of(2025, 12, 29), Day::of(2026, 3, 2)));
    EXPECT_EQ(all[1].timing.timeliness, Timeliness::running);
  });
}

TEST_P(Catalogues, review_what_was_filed_and_begin_its_term_anew) {
  const auto id = filed();
  auto officer = as_officer();
  const auto waiting = reading([&](db::Session& session) { return store::unpublished(session, {{unit.value}}, 10); });
  ASSERT_THAT(waiting, SizeIs(1));
  EXPECT_EQ(waiting[0].attribute, content::Disclosure::on_request);
  EXPECT_EQ(review_due(waiting[0], statute()), Day::of(2027, 3, 2));
  EXPECT_EQ(review(officer, id, {.decision = content::Disclosure::withheld}).error().code, "catalogue.ground_missing");
  test().clock.advance_seconds(86'400LL * 400);
  ASSERT_TRUE(review(officer, id, {.decision = content::Disclosure::on_request, .ground = "E16_2"}));
  const auto again = reading([&](db::Session& session) { return store::find_unpublished(session, id).value(); });
  EXPECT_EQ(again.reviewed_at->day(), Day::of(2027, 4, 6));
  EXPECT_EQ(review(officer, released(), {.decision = content::Disclosure::proactive}).error().code,
            "catalogue.not_filed");
}

TEST_P(Catalogues, know_nothing_of_documents_limited_to_others) {
  const auto draft = written(), archived = filed();
  limit(draft);
  limit(archived);
  auto officer = as_officer();
  EXPECT_EQ(file_document(officer, {.document = draft, .statutory_class = "A20_07"}).error().code,
            "document.not_found");
  EXPECT_EQ(review(officer, archived, {.decision = content::Disclosure::proactive}).error().code, "document.not_found");
}

TEST_P(Catalogues, turn_a_document_of_the_past_into_a_draft_once) {
  auto officer = as_officer();
  const auto campaign = begin_campaign(officer, {.unit = unit, .name = "认定", .due_on = Day::of(2026, 12, 31)});
  ASSERT_TRUE(campaign) << campaign.error().code;
  const Entry old{.unit = unit, .number = "云政发〔2003〕1号", .title = "旧文件", .formed_on = Day::of(2003, 4, 5)};
  EXPECT_EQ(add_entries(officer, *campaign, {old}), 1);
  EXPECT_EQ(add_entries(officer, *campaign, {old}), 0) << "the same one again";
  const auto entry = reading([&](db::Session& session) {
    return store::entries(session, {.campaign = *campaign, .units = {{unit.value}}}).at(0).id;
  });
  EXPECT_EQ(close_campaign(officer, *campaign).error().code, "catalogue.entries_open");
  EXPECT_EQ(draft_from(officer, entry, "notice", notices).error().code, "catalogue.not_proactive");
  ASSERT_TRUE(decide(officer, entry, {.decision = content::Disclosure::proactive}));
  const auto draft = draft_from(officer, entry, "notice", notices);
  ASSERT_TRUE(draft) << draft.error().code;
  EXPECT_EQ(latest(*draft).title, "旧文件");
  EXPECT_EQ(latest(*draft).disclosure, content::Disclosure::proactive);
  EXPECT_EQ(draft_from(officer, entry, "notice", notices).error().code, "catalogue.draft_begun");
  EXPECT_EQ(decide(officer, entry, {.decision = content::Disclosure::withheld, .ground = "E15"}).error().code,
            "catalogue.draft_begun");
  EXPECT_TRUE(close_campaign(officer, *campaign));
}

TEST(Budgets, show_what_is_missing_and_what_is_not_due) {
  const directory::Unit city{.id = UnitId{1}, .kind = directory::UnitKind::city},
      other{.id = UnitId{2}, .kind = directory::UnitKind::other};
  const auto& rule = statute().budget;
  const auto made =
      budget_of(DocumentId{9}, UnitId{1}, "final_account", "决算", {{"year", "2024"}, {"kind", "final_account"}}, rule);
  ASSERT_TRUE(made);
  EXPECT_TRUE(made->is_account);
  EXPECT_FALSE(budget_of(DocumentId{9}, UnitId{1}, "budget", "预算", {}, rule)) << "it does not say its year";
  const auto matrix = budget_matrix({city, other}, {*made}, 2024, 2026, 2026, rule);
  ASSERT_THAT(matrix.rows, SizeIs(1)) << "only units that have a budget of their own";
  EXPECT_EQ(matrix.due, 5) << "three budgets, and the accounts of 2024 and 2025";
  EXPECT_EQ(matrix.filled, 1);
  EXPECT_EQ(budget_matrix({city}, {*made}, 2020, 2026, 2026, rule).due, 5) << "nothing is due before its first year";
  EXPECT_EQ(budget_matrix({city}, {}, 2024, 2026, 2026, rule).due, 5) << "who never published owes every year";
}

TEST(Item_sheets, report_every_fault_of_every_row) {
  Names names;
  names.units.emplace("市财政局", UnitId{2});
  const std::string table =
      "编号,公开事项,类别,责任单位,公开时限,面向对象\n01,预算,财政预算、决算信息,市财政局,20个工作日,企业、农民\n"
      "02,,火星事务,火星局,零,火星人\n01,又一个,A20_01,各单位,,\n";
  std::vector<imports::Record> rows;
  const auto records = imports::records_of_csv(table);
  while (auto row = records->next()) rows.push_back(std::move(*row));
  const auto sheet = read_items(rows, names, statute());
  ASSERT_THAT(sheet.items, SizeIs(2));
  EXPECT_EQ(sheet.items[0].statutory_class, "A20_07");
  EXPECT_EQ(sheet.items[0].audiences, "enterprise,farmer");
  EXPECT_EQ(sheet.items[1].term_days, usual_term_days);
  std::vector<std::string> columns;
  for (const auto& fault : sheet.faults) columns.push_back(fault.column);
  EXPECT_THAT(columns,
              ElementsAre("类别（条例第二十条）", "责任单位", "面向对象", "公开事项", "公开时限（工作日）", "编号"));
}

}  // namespace gongkai::catalogue
