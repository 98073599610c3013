// Files of old systems: what they become, what hostile ones get, and that all of it can be given back.
#include <gmock/gmock.h>

#include "content/api.hpp"
#include "content/test_site.hpp"
#include "content/type_book.hpp"
#include "imports/store.hpp"
#include "imports/use_cases.hpp"
#include "imports/web.hpp"
#include "imports/work.hpp"
#include "tests/files_samples/samples.hpp"
#include "tests/files_samples/worker_main.hpp"

namespace gongkai::imports {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

namespace {

const Progress go_on = [](std::int64_t, std::int64_t) { return true; };

std::string row(int number, const std::string& day = "2025-03-01") {
  return fmt::format("{0},关于第{0}号工程的通知,{1},市政府办公室,正文第{0}篇\n", number, day);
}
constexpr const char* header = "编号,标题,发布日期,发布机构,正文\n";

}  // namespace

class Imports : public content::SiteTest {
 protected:
  Imports() : SiteTest({"imports"}) {}
  void SetUp() override {
    SiteTest::SetUp();
    if (IsSkipped()) return;
    std::string place = (std::filesystem::temp_directory_path() / "imports-XXXXXX").string();
    m_place = ::mkdtemp(place.data());
    m_real_workers = std::make_unique<documents::Workers>();
    m_store = std::make_unique<files::Store>(files::Options{.folder = m_place / "files"}, *m_real_workers);
    test().services.files = m_store.get();
  }
  void TearDown() override {
    SiteTest::TearDown();
    m_store.reset();
    m_real_workers.reset();
    if (!m_place.empty()) std::filesystem::remove_all(m_place);
  }

  Context as_importer() {
    return test().as(testing::actor_with({"imports.manage", "content.read"}, std::string(content::city_path)));
  }
  std::filesystem::path file(const std::string& bytes) {
    const auto path = m_place / fmt::format("source-{}", ++m_files_made);
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
  }
  ImportId begun(const std::string& bytes, Source source = Source::csv) {
    auto context = as_importer();
    const auto id = begin(context, {.unit = unit, .source = source, .file = file(bytes), .file_name = "old.csv"});
    EXPECT_TRUE(id) << (id ? "" : id.error().code);
    return id.value_or(ImportId{});
  }
  Mapping mapping() const {
    return {.origin = "旧网站",
            .type = "notice",
            .column = notices,
            .key = "编号",
            .fields = {{.to = "title", .from = "标题"},
                       {.to = "published_on", .from = "发布日期"},
                       {.to = "formed_on", .from = "发布日期"},
                       {.to = "issuer", .from = "发布机构", .otherwise = "市政府办公室"},
                       {.to = "theme", .otherwise = "综合政务"},
                       {.to = "body", .from = "正文"}}};
  }
  Import state(ImportId id) {
    return reading([&](db::Session& session) { return store::find(session, id).value(); });
  }
  void map(ImportId id, const Mapping& by) {
    auto context = as_importer();
    const auto done = set_mapping(context, id, by, state(id).version);
    ASSERT_TRUE(done) << done.error().code;
  }
  void checked(ImportId id) {
    auto context = as_importer();
    ASSERT_TRUE(order_check(context, id, state(id).version));
    const auto done = check(test().services, id, go_on);
    ASSERT_TRUE(done) << done.error().code;
  }
  void taken_over(ImportId id) {
    auto context = as_importer();
    ASSERT_TRUE(order_run(context, id, state(id).version));
    const auto done = run(test().services, id, go_on);
    ASSERT_TRUE(done) << done.error().code;
  }
  void taken_back(ImportId id, bool forced = false) {
    auto context = as_importer();
    ASSERT_TRUE(order_undo(context, id, forced, state(id).version));
    const auto done = undo(test().services, id, forced, go_on);
    ASSERT_TRUE(done) << done.error().code;
  }
  ImportId imported(const std::string& bytes) {
    const auto id = begun(bytes);
    map(id, mapping());
    checked(id);
    taken_over(id);
    return id;
  }
  std::vector<std::string> titles() {
    return reading([&](db::Session& session) {
      std::vector<std::string> found;
      for (const auto& item : content::list(session, test().services, {notices}, 0, 1000)) found.push_back(item.title);
      return found;
    });
  }
  std::vector<std::string> fault_places(ImportId id) {
    return reading([&](db::Session& session) {
      std::vector<std::string> places;
      for (const auto& [number, fault] : store::faults(session, id, 0, 1000))
        places.push_back(fault.place + ":" + fault.column);
      return places;
    });
  }

  std::filesystem::path m_place;
  int m_files_made = 0;

 private:
  std::unique_ptr<documents::Workers> m_real_workers;
  std::unique_ptr<files::Store> m_store;
};
ON_EACH_ENGINE(Imports);

TEST_P(Imports, take_over_a_table_and_leave_out_its_faulty_rows) {
  const auto id = imported(header + row(1) + row(2, "没有日期") + row(3));
  const auto done = state(id);
  EXPECT_EQ(done.state, State::done);
  EXPECT_EQ(done.total, 3);
  EXPECT_EQ(done.faulty, 1);
  EXPECT_EQ(done.taken, 2);
  EXPECT_THAT(titles(), ::testing::UnorderedElementsAre("关于第1号工程的通知", "关于第3号工程的通知"));
  EXPECT_THAT(fault_places(id), Contains("3:发布日期"));
}

TEST_P(Imports, keep_the_day_on_which_something_was_public_first) {
  imported(header + row(1, "2019年8月5日"));
  const auto published = reading([&](db::Session& session) {
    return content::list(session, test().services, {notices}, 0, 1).at(0).published_at;
  });
  EXPECT_EQ(published.day(), Day::of(2019, 8, 5));
}

TEST_P(Imports, change_nothing_in_a_dry_run) {
  const auto id = begun(header + row(1) + row(2));
  map(id, mapping());
  checked(id);
  EXPECT_EQ(state(id).state, State::checked);
  EXPECT_EQ(state(id).total, 2);
  EXPECT_THAT(titles(), IsEmpty());
}

TEST_P(Imports, name_row_column_value_and_reason_of_every_fault) {
  const auto id = begun(header + row(1) + "2,,2025-13-45,,正文\n");
  map(id, mapping());
  checked(id);
  const auto faults = reading([&](db::Session& session) { return store::faults(session, id, 0, 100); });
  std::map<std::string, std::string> by_column;
  for (const auto& [number, fault] : faults) by_column[fault.column] = fault.value + "|" + fault.reason;
  EXPECT_THAT(by_column["发布日期"], HasSubstr("2025-13-45|"));
  EXPECT_THAT(by_column["标题"], HasSubstr("请填写标题"));
  EXPECT_EQ(faults.front().fault.place, "3");
}

TEST_P(Imports, read_gbk_tables_as_they_come_from_old_offices) {
  // 标题,发布日期 / 供水通知,2024-01-02 in GBK
  const auto id =
      begun("\xB1\xEA\xCC\xE2,\xB7\xA2\xB2\xBC\xC8\xD5\xC6\xDA\n\xB9\xA9\xCB\xAE\xCD\xA8\xD6\xAA,2024-01-02\n");
  auto by = mapping();
  by.key.clear();
  for (auto& field : by.fields)
    if (field.to == "body") field = {.to = "body", .otherwise = "正文"};
  map(id, by);
  checked(id);
  taken_over(id);
  EXPECT_THAT(titles(), ElementsAre("供水通知"));
}

TEST_P(Imports, take_over_the_same_thing_once) {
  imported(header + row(1) + row(2));
  const auto again = begun(header + row(2) + row(3));
  map(again, mapping());
  checked(again);
  EXPECT_EQ(state(again).existing, 1);
  taken_over(again);
  EXPECT_EQ(state(again).taken, 1);
  EXPECT_THAT(titles(), SizeIs(3));
}

TEST_P(Imports, see_the_same_key_twice_in_one_file) {
  const auto id = begun(header + row(7) + row(7));
  map(id, mapping());
  checked(id);
  EXPECT_EQ(state(id).faulty, 1);
}

TEST_P(Imports, go_on_where_they_were_interrupted) {
  std::string table = header;
  for (int i = 1; i <= 250; ++i) table += row(i);
  const auto id = begun(table);
  map(id, mapping());
  checked(id);
  auto context = as_importer();
  ASSERT_TRUE(order_run(context, id, state(id).version));
  ASSERT_TRUE(run(test().services, id, [](std::int64_t, std::int64_t) { return false; }));
  const auto halfway = state(id);
  EXPECT_EQ(halfway.state, State::running);
  EXPECT_EQ(halfway.taken, 100);
  ASSERT_TRUE(run(test().services, id, go_on));
  EXPECT_EQ(state(id).taken, 250);
  EXPECT_THAT(titles(), SizeIs(250));
}

TEST_P(Imports, can_be_undone_as_a_whole) {
  const auto id = imported(header + row(1) + row(2));
  taken_back(id);
  EXPECT_EQ(state(id).state, State::undone);
  EXPECT_THAT(titles(), IsEmpty());
  EXPECT_THAT(m_changes, Contains(::testing::Field(&feed::Change::operation, feed::Operation::remove)));
  checked(id);
  taken_over(id);
  EXPECT_THAT(titles(), SizeIs(2)) << "and taken over again";
}

TEST_P(Imports, keep_what_somebody_worked_on_unless_forced) {
  const auto id = imported(header + row(1) + row(2));
  const auto document =
      reading([&](db::Session& session) { return content::list(session, test().services, {notices}, 0, 1).at(0).id; });
  auto writing = as_writer();
  const auto edited = content::edit(writing, document, notice("改过的标题"), 1);
  ASSERT_TRUE(edited) << edited.error().code;
  EXPECT_THAT(reading([&](db::Session& session) { return store::changed_since(session, id, {}, 10); }), SizeIs(1));
  taken_back(id);
  EXPECT_EQ(state(id).kept, 1);
  EXPECT_THAT(titles(), SizeIs(1));
  taken_back(id, true);
  EXPECT_EQ(state(id).kept, 0);
  EXPECT_THAT(titles(), IsEmpty());
}

TEST_P(Imports, bring_pages_of_a_site_with_their_files) {
  const auto copied = samples::zip_of(
      {{"art/1.html",
        "<html><head><title>供水通知_某县</title><meta name='PubDate' content='2024-02-03'></head><body><div id='zoom'>"
        "<p>名单见<a href='../f/list.txt'>附件</a>。</p></div></body></html>"},
       {"f/list.txt", "张三"},
       {"index.html", "<title>首页</title>"}});
  const auto id = begun(copied, Source::web_site);
  auto by = mapping();
  by.key = "path";
  by.attachments = "attachments";
  by.fields = {{.to = "title", .from = "title"},         {.to = "published_on", .from = "date"},
               {.to = "formed_on", .from = "date"},      {.to = "issuer", .from = "source", .otherwise = "某县政府"},
               {.to = "theme", .otherwise = "综合政务"}, {.to = "body", .from = "body"}};
  map(id, by);
  checked(id);
  EXPECT_EQ(state(id).faulty, 1) << "the home page is no article";
  taken_over(id);
  ASSERT_THAT(titles(), ElementsAre("供水通知"));
  const auto found = reading([&](db::Session& session) {
    const auto item = content::list(session, test().services, {notices}, 0, 1).at(0);
    return content::find_public(session, item.id).value();
  });
  const auto attached = reading([&](db::Session& session) { return content::attachments_of(session, found); });
  ASSERT_THAT(attached, SizeIs(1));
  EXPECT_THAT(found.body, HasSubstr("href=\"/f/" + to_text(attached[0].file) + "/list.txt\""));
}

TEST_P(Imports, bring_posts_of_wordpress_with_a_zip_of_uploads) {
  const auto id = begun(
      "<rss xmlns:wp='w' "
      "xmlns:content='c'><channel><item><title>停水公告</title><guid>g-1</guid><wp:post_id>1</wp:post_id>"
      "<wp:post_type>post</wp:post_type><wp:status>publish</wp:status><wp:post_date>2020-05-06 00:00:00</wp:post_date>"
      "<content:encoded>自五月七日起停水。</content:encoded></item>"
      "<item><title>草稿</title><guid>g-2</guid><wp:post_type>post</wp:post_type><wp:status>draft</wp:status></item>"
      "<item><wp:post_type>attachment</wp:post_type><wp:post_parent>1</wp:post_parent>"
      "<wp:attachment_url>http://old.example/wp-content/uploads/2020/05/plan.txt</wp:attachment_url></item>"
      "</channel></rss>",
      Source::word_press);
  auto by = mapping();
  by.key = "guid";
  by.attachments = "attachments";
  by.only_column = "status";
  by.only_value = "publish";
  by.fields = {{.to = "title", .from = "title"},         {.to = "published_on", .from = "date"},
               {.to = "formed_on", .from = "date"},      {.to = "issuer", .otherwise = "市水利局"},
               {.to = "theme", .otherwise = "综合政务"}, {.to = "body", .from = "body"}};
  map(id, by);
  checked(id);
  EXPECT_EQ(state(id).skipped, 1);
  EXPECT_EQ(state(id).faulty, 1) << "its file is not there yet";
  auto context = as_importer();
  ASSERT_TRUE(add_media(context, id, file(samples::zip_of({{"uploads/2020/05/plan.txt", "计划"}})), state(id).version));
  checked(id);
  EXPECT_EQ(state(id).faulty, 0);
  taken_over(id);
  EXPECT_THAT(titles(), ElementsAre("停水公告"));
}

TEST_P(Imports, read_workbooks_with_real_days) {
  auto context = as_importer();
  const auto sheet = samples::zip_of(
      {{"[Content_Types].xml", samples::content_types("spreadsheetml.sheet")},
       {"xl/workbook.xml", "<workbook xmlns:r='r'><sheets><sheet name='a' r:id='rId1'/></sheets></workbook>"},
       {"xl/_rels/workbook.xml.rels", samples::relations({{"rId1", "worksheet", "worksheets/sheet1.xml"}})},
       {"xl/styles.xml", "<styleSheet><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs></styleSheet>"},
       {"xl/worksheets/sheet1.xml",
        "<worksheet><sheetData><row r='1'><c r='A1' t='inlineStr'><is><t>标题</t></is></c><c r='B1' t='inlineStr'><is>"
        "<t>发布日期</t></is></c></row><row r='2'><c r='A2' t='inlineStr'><is><t>通知</t></is></c><c r='B2' "
        "s='1'><v>45000</v></c></row></sheetData></worksheet>"}});
  const auto id = begun(sheet, Source::workbook);
  const auto sample =
      reading([&](db::Session& session) { return sample_of(test().services, session, state(id)).value(); });
  EXPECT_THAT(sample.columns, ElementsAre("标题", "发布日期"));
  EXPECT_EQ(sample.records.at(0).value("发布日期"), "2023-03-15");
}

TEST_P(Imports, refuse_bombs_and_broken_files_with_words) {
  auto context = as_importer();
  const auto bomb = samples::zip_of({{"a.html", std::string(40 << 20, 'x')}});
  const auto refused =
      begin(context, {.unit = unit, .source = Source::web_site, .file = file(bomb), .file_name = "a.zip"});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "files.bomb");
  for (const auto source : {Source::workbook, Source::word_press, Source::web_site})
    EXPECT_FALSE(begin(context, {.unit = unit, .source = source, .file = file("rubbish"), .file_name = "x"}))
        << name_of(source);
  const auto binary =
      begin(context, {.unit = unit, .file = file(std::string("\x80\xff\x00\x01\xff", 5)), .file_name = "x"});
  ASSERT_FALSE(binary);
  EXPECT_EQ(binary.error().code, "files.encoding");
}

TEST_P(Imports, ask_for_the_permission_over_the_unit) {
  auto stranger = test().as(testing::actor_with({"imports.manage"}, "/elsewhere/"));
  EXPECT_EQ(begin(stranger, {.unit = unit, .file = file("a"), .file_name = "a.csv"}).error().kind,
            FaultKind::forbidden);
  const auto id = begun(header + row(1));
  EXPECT_EQ(order_check(stranger, id, 1).error().kind, FaultKind::forbidden);
}

TEST_P(Imports, are_ordered_step_by_step) {
  const auto id = begun(header + row(1));
  auto context = as_importer();
  EXPECT_EQ(order_check(context, id, 1).error().code, "import.mapping_missing");
  EXPECT_EQ(order_run(context, id, 1).error().code, "import.not_now");
  map(id, mapping());
  EXPECT_EQ(order_check(context, id, 1).error().code, "version.conflict");
  ASSERT_TRUE(order_check(context, id, 2));
  EXPECT_EQ(order_run(context, id, 3).error().code, "import.working");
}

TEST_P(Imports, know_units_by_name_below_their_own) {
  const auto id = begun("标题,发布日期,单位,正文\n甲,2025-01-02,市财政局,文\n乙,2025-01-02,火星局,文\n");
  auto by = mapping();
  by.key.clear();
  by.unit_from = "单位";
  map(id, by);
  checked(id);
  EXPECT_THAT(fault_places(id), ElementsAre("3:单位"));
}

TEST(Lines, flatten_objects_and_refuse_what_is_none) {
  const std::string text = R"({"title":"甲","fields":{"issuer":"府"},"tags":["a","b"],"n":3})"
                           "\n[1]\n\n{\"a\":\n{\"b\":\"\xff\"}\n";
  const auto records = records_of_lines(text);
  auto first = records->next();
  EXPECT_EQ(first->value("fields.issuer"), "府");
  EXPECT_EQ(first->value("tags"), "a；b");
  EXPECT_EQ(first->value("n"), "3");
  for (const char* line : {"2", "4"}) {
    const auto record = records->next();
    ASSERT_TRUE(record->fault);
    EXPECT_EQ(record->place, line);
  }
  EXPECT_TRUE(records->next());
  EXPECT_FALSE(records->next());
}

TEST(Lines, refuse_a_line_without_end_and_go_on) {
  const std::string text = "{\"a\":\"" + std::string(9 << 20, 'x') + "\"}\n{\"b\":\"c\"}\n";
  const auto records = records_of_lines(text);
  EXPECT_EQ(records->next()->fault->code, "import.record_too_large");
  EXPECT_EQ(records->next()->value("b"), "c");
}

TEST(Mappings, come_back_from_json_as_they_were) {
  const auto& types = content::catalog_types();
  Mapping by{.origin = "旧网站",
             .type = "notice",
             .column = ColumnId{7},
             .column_from = "栏目",
             .key = "id",
             .fields = {{.to = "title", .from = "标题"},
                        {.to = "published_on", .from = "日期", .values = {{"无", "2020-01-01"}}}}};
  by.columns.emplace("公告", ColumnId{8});
  const auto back = parse_mapping(to_json(by), types);
  ASSERT_TRUE(back) << back.error().code;
  EXPECT_EQ(json::to_string(to_json(*back)), json::to_string(to_json(by)));
}

TEST(Mappings, name_all_their_faults) {
  Mapping by{.origin = "x",
             .type = "notice",
             .column = ColumnId{7},
             .selectors = {.title = "a > b"},
             .fields = {{.to = "title"}, {.to = "title"}, {.to = "colour"}}};
  const auto refused = parse_mapping(to_json(by), content::catalog_types());
  ASSERT_FALSE(refused);
  std::vector<std::string> codes;
  for (const auto& fault : each_of(refused.error())) codes.push_back(fault.code);
  EXPECT_THAT(codes, ElementsAre("import.selector_wrong", "import.target_twice", "import.target_unknown",
                                 "import.target_missing"));
}

TEST(Mappings, are_proposed_by_the_names_of_columns) {
  const auto by =
      proposal({"标题", "发布日期", "内容", "索引号", "编号"}, Source::csv, content::catalog_types().find("notice"));
  EXPECT_EQ(by.key, "编号");
  std::map<std::string, std::string> from;
  for (const auto& field : by.fields) from[field.to] = field.from;
  EXPECT_EQ(from["title"], "标题");
  EXPECT_EQ(from["body"], "内容");
  EXPECT_TRUE(from.contains("issuer")) << "required: it must come from somewhere";
}

TEST(Markup, is_kept_and_plain_text_becomes_paragraphs) {
  EXPECT_EQ(as_markup("a<b\n\nc"), "<p>a&lt;b</p><p>c</p>");
  EXPECT_EQ(as_markup("<p>x</p>"), "<p>x</p>");
  EXPECT_EQ(as_markup(""), "");
}

}  // namespace gongkai::imports
