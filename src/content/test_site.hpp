// A small city for tests: a unit with a code, its site, a few columns, two people, and a shelf for files.
#pragma once
#include <gtest/gtest.h>

#include <fstream>

#include "content/followers.hpp"
#include "content/store.hpp"
#include "content/use_cases.hpp"
#include "directory/store.hpp"
#include "platform/documents/workers.hpp"
#include "platform/files/store.hpp"
#include "tests/support/services.hpp"

namespace gongkai::content {

inline constexpr std::string_view city_path = "/c/";
inline constexpr PersonId writer{1001}, releaser{1002};

class SiteTest : public testing::EachEngineWithServices {
 protected:
  /// `more`: folders with tables of the capability under test.
  explicit SiteTest(const std::vector<std::string>& more = {}) : EachEngineWithServices(folders_with(more)) {}

  void SetUp() override {
    EachEngineWithServices::SetUp();
    if (IsSkipped()) return;
    std::string place = (std::filesystem::temp_directory_path() / "content-XXXXXX").string();
    m_folder = ::mkdtemp(place.data());
    m_workers = std::make_unique<documents::Workers>([](int) { return -1; });
    m_files = std::make_unique<files::Store>(files::Options{.folder = m_folder}, *m_workers);
    test().services.files = m_files.get();
    test().services.after_commit = [this](const std::vector<feed::Change>& changes) {
      m_changes.insert(m_changes.end(), changes.begin(), changes.end());
    };
    plant();
  }
  void TearDown() override {
    EachEngineWithServices::TearDown();
    m_files.reset();
    if (!m_folder.empty()) std::filesystem::remove_all(m_folder);
  }

  Context as_writer() {
    return test().as(testing::actor_with({"content.read", "content.write"}, std::string(city_path), writer));
  }
  Context as_releaser() {
    return test().as(testing::actor_with({"content.read", "content.review", "content.release", "content.withdraw"},
                                         std::string(city_path), releaser));
  }

  Draft notice(std::string title = "关于加强冬季供暖保障工作的通知") const {
    return {.column = notices,
            .title = std::move(title),
            .summary = "供暖保障安排",
            .body = "<p>各单位：</p><p>请认真落实供暖保障措施。</p>",
            .fields = {{"issuer", "云海市人民政府办公室"},
                       {"document_number", "云政办发〔2026〕3号"},
                       {"formed_on", "2026-02-27"},
                       {"theme", "城乡建设、环境保护"},
                       {"validity", "in_force"}},
            .attribute = {Disclosure::proactive, "", ""}};
  }
  DocumentId written(const Draft& draft) {
    auto context = as_writer();
    const auto id = create(context, "notice", unit, draft);
    EXPECT_TRUE(id) << (id ? "" : id.error().code);
    return id.value_or(DocumentId{});
  }
  DocumentId written() { return written(notice()); }
  DocumentId submitted() {
    const auto id = written();
    auto context = as_writer();
    EXPECT_TRUE(submit(context, id, 1));
    return id;
  }
  DocumentId released() {
    const auto id = submitted();
    auto context = as_releaser();
    const auto done = release(context, id, 2);
    EXPECT_TRUE(done) << (done ? "" : done.error().code);
    return id;
  }

  files::Checked checked_file(const std::string& name = "分工表.txt", const std::string& content = "序号 任务") {
    const auto path = m_folder / "upload";
    std::ofstream(path, std::ios::binary) << content;
    return {.blob = m_files->blobs().put(path).value(), .name = name, .media_type = "text/plain; charset=utf-8"};
  }

  Document document(DocumentId id) {
    return database().read([&](db::Session& session) { return store::find_document(session, id).value(); });
  }
  Edition latest(DocumentId id) {
    return database().read([&](db::Session& session) {
      return store::find_edition(session, store::find_document(session, id)->latest).value();
    });
  }
  template <class F>
  auto reading(F&& f) {
    return database().read(std::forward<F>(f));
  }

  const UnitId unit{1}, other_unit{2};
  const SiteId site{10};
  ColumnId notices{100}, policies{101}, below_policies{102}, empty_column{103};
  std::vector<feed::Change> m_changes;

 private:
  static std::vector<std::string> folders_with(const std::vector<std::string>& more) {
    std::vector<std::string> folders{"directory", "platform/files", "content"};
    folders.insert(folders.end(), more.begin(), more.end());
    return folders;
  }
  void plant() {
    const auto done = database().write([&](db::Session& session) -> Result<void> {
      directory::store::insert_unit(session, {.id = unit,
                                              .path = std::string(city_path),
                                              .kind = directory::UnitKind::city,
                                              .code = "11370600004260030Y",
                                              .name = "云海市人民政府办公室",
                                              .short_name = "市政府办公室",
                                              .phone = "0000-6000002",
                                              .address = "观海路1号"});
      directory::store::insert_unit(session, {.id = other_unit,
                                              .parent = unit,
                                              .path = "/c/d/",
                                              .kind = directory::UnitKind::department,
                                              .name = "云海市财政局",
                                              .short_name = "市财政局"});
      directory::store::insert_site(session, {.id = site,
                                              .host = "www.yunhai.example",
                                              .name = "云海市人民政府",
                                              .unit = unit,
                                              .theme = R"({"accent":"#0f4f9c"})",
                                              .identity_code = "0000000001",
                                              .icp_number = "示例ICP备00000000号",
                                              .police_number = "示例公网安备00000000000000号",
                                              .sponsor = "云海市人民政府办公室",
                                              .undertaker = "云海市大数据局",
                                              .contact = "网站维护电话：0000-6000002"});
      store::insert(session, Column{notices, site, {}, "notices", "通知公告", "通知和公告", "通知", "信息公开", 2, 1});
      store::insert(session, Column{policies, site, {}, "policies", "政策文件", "政策", "", "政策文件", 1, 1});
      store::insert(session, Column{below_policies, site, policies, "department-documents", "部门文件", "", "",
                                    "政策文件", 1, 1});
      store::insert(session, Column{empty_column, site, {}, "on-request", "依申请公开", "", "", "信息公开", 3, 1});
      return {};
    });
    EXPECT_TRUE(done);
  }

  std::filesystem::path m_folder;
  std::unique_ptr<documents::Workers> m_workers;
  std::unique_ptr<files::Store> m_files;
};

inline std::vector<std::string> codes_of(const Fault& fault) {
  std::vector<std::string> codes;
  for (const auto& one : each_of(fault)) codes.push_back(one.code);
  return codes;
}
inline std::vector<std::string> codes_of(const std::vector<Fault>& faults) {
  std::vector<std::string> codes;
  for (const auto& one : faults) codes.push_back(one.code);
  return codes;
}

}  // namespace gongkai::content
