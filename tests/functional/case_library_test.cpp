// Case studies on the running platform: every operation once, and nobody's name in what goes out.
#include <gmock/gmock.h>

#include "tests/functional/counter_case.hpp"
#include "tests/functional/exercises.hpp"

namespace gongkai::testing {
namespace json = boost::json;
using ::testing::HasSubstr;
using ::testing::Not;

namespace {

std::int64_t version_of(const Reply& reply) {
  return reply.at("version").as_int64();
}

/// A request of Lin Xiaohai that was answered today.
std::string answered_case(Clerk& officer, const std::string& description) {
  const auto id = counter_case(officer, unit_named(officer, "云海市人民政府办公室"), description);
  const auto path = "/api/requests/" + id;
  const auto decided = officer.post(
      path + "/decision",
      {{"version", version_of(officer.get(path))}, {"outcome", "open"}, {"reasons", "经检索，向林晓海提供"}});
  EXPECT_EQ(decided.status, 200) << decided.text;
  const auto replied = officer.post(path + "/reply", {{"version", version_of(decided)}, {"way", "on_the_spot"}});
  EXPECT_EQ(replied.status, 200) << replied.text;
  return id;
}

std::string column_of(Clerk& clerk, std::string_view slug) {
  const auto columns = clerk.get("/api/columns");
  for (const auto& column : columns.at("items").as_array())
    if (column.at("slug").as_string() == slug) return std::string(column.at("id").as_string());
  ADD_FAILURE() << "no column " << slug;
  return "";
}

json::object written(const Reply& study, const std::string& lesson) {
  return {{"title", "申请公开海水浴场水质检测合同案"},
          {"question", study.at("question")},
          {"course", study.at("course")},
          {"answer", study.at("answer")},
          {"lesson", lesson},
          {"version", study.at("version")}};
}

}  // namespace

void do_case_library(City& city) {
  Clerk officer(city, "gongkaiban"), head(city, "lingdao"), releaser(city, "fabu");
  const auto id = answered_case(officer, "本人林晓海，电话13800000000，请公开海水浴场水质检测合同");
  EXPECT_EQ(officer.post("/api/case-studies", {{"case", "0000000000001"}}).status, 404);
  const auto begun = officer.post("/api/case-studies", {{"case", id}});
  ASSERT_EQ(begun.status, 201) << begun.text;
  EXPECT_EQ(officer.post("/api/case-studies", {{"case", id}}).status, 409) << "one study a case";
  EXPECT_THAT(begun.text, Not(HasSubstr("林晓海")));
  EXPECT_THAT(begun.text, Not(HasSubstr("13800000000")));
  const auto path = "/api/case-studies/" + begun.text_at("id");
  const auto leaky = officer.put(path, written(begun, "林 晓 海的电话是１３８ 0000 0000"));
  ASSERT_EQ(leaky.status, 200) << leaky.text;
  const auto failed = officer.post(path + "/proof", {{"version", leaky.at("version")}});
  EXPECT_GE(failed.at("left").as_array().size(), 2u) << "variant spellings are found";
  EXPECT_EQ(head.post(path + "/confirmation", {{"version", failed.at("version")}}).status, 409);
  const auto good = officer.put(path, written(failed, "检测合同是应当公开的政府信息。"));
  EXPECT_EQ(officer.put(path, written(failed, "旧的版本")).status, 409);
  const auto proven = officer.post(path + "/proof", {{"version", good.at("version")}});
  EXPECT_EQ(proven.text_at("stage"), "proven") << proven.text;
  EXPECT_EQ(officer.post(path + "/confirmation", {{"version", proven.at("version")}}).status, 403);
  const auto confirmed = head.post(path + "/confirmation", {{"version", proven.at("version")}});
  ASSERT_EQ(confirmed.status, 200) << confirmed.text;
  const auto made = officer.post(path + "/document",
                                 {{"column", column_of(officer, "law-cases")}, {"version", confirmed.at("version")}});
  ASSERT_EQ(made.status, 201) << made.text;
  EXPECT_EQ(officer.get("/api/case-studies").status, 200);
  EXPECT_EQ(officer.get(path).text_at("stage"), "in_document");
  EXPECT_EQ(officer.remove(path + "?version=" + std::to_string(version_of(made))).status, 409);
  const auto other = officer.post("/api/case-studies", {{"case", answered_case(officer, "请公开浴场救生员值班表")}});
  EXPECT_EQ(officer.remove("/api/case-studies/" + other.text_at("id") + "?version=1").status, 204);

  const auto document = made.text_at("document");
  const auto draft = officer.get("/api/documents/" + document);
  const auto submitted = officer.post("/api/documents/" + document + "/submit", {{"version", draft.at("version")}});
  ASSERT_EQ(submitted.status, 200) << submitted.text;
  pass_reviews(city, document, "bianji");
  const auto released = releaser.post("/api/documents/" + document + "/release",
                                      {{"version", releaser.get("/api/documents/" + document).at("version")}});
  ASSERT_EQ(released.status, 200) << released.text;
  const auto page = visit(city, "/d/" + document);
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("检测合同是应当公开的政府信息"));
  for (const auto* value : {"林晓海", "晓海", "13800000000", "E12345678", "海滨路9号"})
    EXPECT_THAT(page.body, Not(HasSubstr(value)));
  EXPECT_TRUE(officer.get(path).at("proofs").at(0).at("of_release").as_bool());
}

}  // namespace gongkai::testing
