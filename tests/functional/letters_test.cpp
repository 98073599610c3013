// Letters on the running platform: every operation once, through a case that was handed in at the counter.
#include <gmock/gmock.h>

#include <ctime>

#include "tests/files_samples/pictures.hpp"
#include "tests/functional/exercises.hpp"

namespace gongkai::testing {
namespace {
namespace json = boost::json;
using ::testing::HasSubstr;
using ::testing::Not;

std::string today() {
  const std::time_t now = std::time(nullptr) + 8 * 3600;
  char text[16];
  std::strftime(text, sizeof text, "%Y-%m-%d", std::gmtime(&now));
  return text;
}

std::string office_of(Clerk& officer) {
  const auto units = officer.get("/api/units");
  for (const auto& unit : units.at("items").as_array())
    if (unit.at("name").as_string() == "云海市人民政府办公室") return std::string(unit.at("id").as_string());
  ADD_FAILURE() << "no office in " << units.text;
  return "";
}

/// Registered, signed for, and decided: what is left is the letter.
std::string decided_case(Clerk& officer, const std::string& unit) {
  const auto made = officer.post("/api/requests", {{"channel", "in_person"},
                                                   {"unit", unit},
                                                   {"applicant", json::object{{"kind", "natural"},
                                                                              {"name", "林晓海"},
                                                                              {"document_type", "passport"},
                                                                              {"document_number", "E12345678"},
                                                                              {"phone", "13800000000"},
                                                                              {"address", "云海市海滨路9号"}}},
                                                   {"description", "2025年度海带养殖区安全检查情况"},
                                                   {"form", "paper"},
                                                   {"delivery", "post"},
                                                   {"arrived_on", today()}});
  EXPECT_EQ(made.status, 201) << made.text;
  const auto id = made.text_at("id");
  const auto path = "/api/requests/" + id;
  const auto act = [&](const std::string& name, json::object body) {
    body["version"] = officer.get(path).at("version");
    const auto done = officer.post(path + name, body);
    EXPECT_EQ(done.status, 200) << name << done.text;
  };
  act("/sign", {});
  act("/decision", {{"outcome", "open"}, {"reasons", "可以公开"}});
  return id;
}

class Letters {
 public:
  Letters(City& city, std::string of) : officer(city, "gongkaiban"), head(city, "lingdao"), of_case(std::move(of)) {}

  std::string begun(const std::string& kind, json::object facts) {
    const auto made = officer.post("/api/letters", {{"case", of_case}, {"kind", kind}, {"facts", std::move(facts)}});
    EXPECT_EQ(made.status, 201) << made.text;
    return "/api/letters/" + made.text_at("id");
  }
  Reply act(Clerk& clerk, const std::string& letter, const std::string& name, json::object body = {}) {
    body["version"] = clerk.get(letter).at("version");
    return clerk.post(letter + "/" + name, body);
  }

  Clerk officer, head;
  std::string of_case;
};

void do_settings(Letters& letters, const std::string& unit) {
  auto& officer = letters.officer;
  const auto path = "/api/letter-settings/" + unit;
  const auto before = officer.get(path);
  ASSERT_EQ(before.status, 200) << before.text;
  json::object setting{{"number_word", "云政办公开"},    {"review_body", "海东省人民政府"},
                       {"court", "云海市中级人民法院"},  {"contact", "政务公开科，电话 0000-7654321"},
                       {"seal_millimetres", 42},         {"stamped_by_hand", false},
                       {"version", before.at("version")}};
  EXPECT_EQ(officer.put(path, setting).status, 200);
  EXPECT_EQ(officer.put(path, setting).status, 409) << "the version is stale now";
  setting["version"] = officer.get(path).at("version");
  setting["seal_millimetres"] = 500;
  EXPECT_EQ(officer.put(path, setting).status, 422);
  EXPECT_EQ(letters.head.put(path, setting).status, 403);
  EXPECT_EQ(officer.get(path + "/seal").status, 404) << "no seal yet";
  EXPECT_EQ(officer.upload(path + "/seal", "章.txt", "这不是图片").status, 422);
  const auto sealed = officer.upload(path + "/seal", "章.png", samples::picture(".png", 300, 300));
  EXPECT_EQ(sealed.status, 201) << sealed.text;
  EXPECT_EQ(officer.get(path + "/seal").status, 200);
  EXPECT_EQ(letters.head.get(path + "/seal").status, 403) << "a seal is not handed around";
}

void do_templates(Letters& letters, const std::string& unit) {
  auto& officer = letters.officer;
  const auto kinds = officer.get("/api/letter-kinds");
  EXPECT_THAT(kinds.text, HasSubstr("DOC_REPLY_REFUSE"));
  const auto sample = officer.get("/api/letter-kinds/DOC_CORRECT/sample.docx");
  ASSERT_EQ(sample.status, 200);
  const auto path = "/api/letter-settings/" + unit + "/templates";
  const auto made = officer.upload(path + "/DOC_CORRECT", "补正模板.docx", sample.text);
  ASSERT_EQ(made.status, 201) << made.text;
  const auto wrong = officer.upload(path + "/DOC_FEE", "收费模板.docx", sample.text);
  EXPECT_EQ(wrong.status, 422);
  EXPECT_THAT(wrong.text, HasSubstr("占位符"));
  EXPECT_EQ(officer.upload(path + "/DOC_FEE", "模板.docx", "PK\x03\x04 nonsense").status, 422);
  EXPECT_THAT(officer.get(path).text, HasSubstr("补正模板.docx"));
  EXPECT_EQ(officer.get("/api/letter-templates/" + made.text_at("id") + "/file").status, 200);
}

void do_correction_notice(Letters& letters) {
  auto& officer = letters.officer;
  const auto letter = letters.begun("DOC_CORRECT", {{"items_to_correct", "请写明年度"}, {"correct_by", "2039-01-10"}});
  const auto shown = officer.get(letter);
  EXPECT_FALSE(shown.at("template").is_null()) << "the unit's own";
  EXPECT_THAT(shown.text, HasSubstr("林晓海"));
  EXPECT_EQ(letters.act(officer, letter, "submit").status, 409) << "a day of an unannounced year";
  EXPECT_EQ(letters.act(officer, letter, "confirm-days").status, 200);
  const auto submitted = letters.act(officer, letter, "submit");
  EXPECT_EQ(submitted.status, 200) << submitted.text;
  EXPECT_THAT(letters.head.get("/api/letters").text, HasSubstr("DOC_CORRECT"));
  EXPECT_EQ(letters.act(letters.head, letter, "send-back").status, 422) << "without a remark";
  EXPECT_EQ(letters.act(letters.head, letter, "send-back", {{"remark", "期限太长"}}).status, 200);
  const auto docx = officer.get(letter + "/letter.docx");
  EXPECT_EQ(docx.status, 200) << docx.text;
  EXPECT_EQ(letters.act(officer, letter, "discard").status, 200);
  EXPECT_EQ(letters.act(officer, letter, "discard").status, 409);
}

void do_reply(Letters& letters) {
  auto& officer = letters.officer;
  auto& head = letters.head;
  const auto letter = letters.begun("DOC_REPLY_OPEN", {});
  const auto draft = officer.get(letter);
  EXPECT_THAT(draft.text, HasSubstr("letters.missing.field")) << "the supply is not written yet";
  EXPECT_EQ(letters.act(officer, letter, "submit").status, 409);
  json::object facts{{"supply", "随信附送检查情况表一份。"}};
  for (const auto& field : draft.at("fields").as_array())
    if (!field.at("value").as_string().empty()) facts[field.at("id").as_string()] = field.at("value");
  EXPECT_EQ(officer.put(letter, {{"version", draft.at("version")}, {"facts", facts}}).status, 200);
  EXPECT_EQ(officer.put(letter, {{"version", draft.at("version")}, {"facts", facts}}).status, 409) << "stale";
  EXPECT_EQ(
      officer
          .put(letter, {{"version", officer.get(letter).at("version")}, {"facts", json::object{{"received_on", "?"}}}})
          .status,
      422);
  EXPECT_EQ(letters.act(officer, letter, "send", {{"way", "by_hand"}}).status, 409) << "not approved";
  const auto submitted = letters.act(officer, letter, "submit");
  ASSERT_EQ(submitted.status, 200) << submitted.text;
  EXPECT_EQ(letters.act(officer, letter, "approve").status, 403);
  EXPECT_EQ(letters.act(head, letter, "approve").status, 200);
  EXPECT_EQ(letters.act(officer, letter, "send", {{"way", "pigeon"}}).status, 422);
  const auto sent = letters.act(officer, letter, "send", {{"way", "by_hand"}});
  ASSERT_EQ(sent.status, 200) << sent.text;
  EXPECT_THAT(sent.text_at("number"), HasSubstr("云政办公开复〔"));
  EXPECT_THAT(officer.get(letter + "/letter.pdf").text, ::testing::StartsWith("%PDF-"));
  EXPECT_EQ(letters.act(officer, letter, "send", {{"way", "by_hand"}}).status, 409) << "once";
  EXPECT_EQ(officer.put(letter, {{"version", sent.at("version")}, {"facts", facts}}).status, 409);
  const auto closed = officer.get("/api/requests/" + letters.of_case);
  EXPECT_EQ(closed.text_at("stage"), "closed") << "the reply closes the case";
  EXPECT_EQ(closed.text_at("outcome"), "open");

  const auto amended = officer.post(letter + "/correct", {});
  EXPECT_EQ(amended.status, 201) << amended.text;
  EXPECT_THAT(amended.text, HasSubstr(sent.text_at("number")));
  EXPECT_THAT(officer.get("/api/letters?case=" + letters.of_case).text, HasSubstr("DOC_AMEND"));
}

void do_deliveries(Letters& letters) {
  auto& officer = letters.officer;
  std::string letter;
  const auto list = officer.get("/api/letters?case=" + letters.of_case);
  for (const auto& one : list.at("items").as_array())
    if (one.at("state").as_string() == "sent") letter = "/api/letters/" + std::string(one.at("id").as_string());
  ASSERT_FALSE(letter.empty());
  EXPECT_EQ(officer.post(letter + "/deliveries", {{"way", "by_hand"}, {"on", "2001-01-01"}}).status, 422);
  const auto added = officer.post(letter + "/deliveries", {{"way", "express"}, {"on", today()}, {"note", "单号 1"}});
  ASSERT_EQ(added.status, 201) << added.text;
  const auto& delivery = added.at("deliveries").as_array().back();
  const auto path = "/api/letter-deliveries/" + std::string(delivery.at("id").as_string());
  EXPECT_EQ(officer.put(path, {{"version", 1}, {"received_on", today()}, {"note", "本人签收"}}).status, 200);
  EXPECT_EQ(officer.put(path, {{"version", 1}, {"received_on", today()}}).status, 409);
  EXPECT_EQ(officer.get(path + "/proof").status, 404);
  EXPECT_EQ(officer.upload(path + "/proof", "回执.txt", "送达回证").status, 201);
  EXPECT_EQ(officer.get(path + "/proof").text, "送达回证");
}
}  // namespace

void do_letters(City& city) {
  Clerk officer(city, "gongkaiban");
  const auto unit = office_of(officer);
  Letters letters(city, decided_case(officer, unit));
  do_settings(letters, unit);
  do_templates(letters, unit);
  do_correction_notice(letters);
  do_reply(letters);
  do_deliveries(letters);
  Clerk stranger(city, "bianji");
  EXPECT_EQ(stranger.get("/api/letters?case=" + letters.of_case).status, 404) << "there is no such case for others";
  EXPECT_EQ(stranger.get("/api/letters").status, 403);
  const auto forms = officer.get("/api/letter-settings/" + unit + "/templates");
  for (const auto& form : forms.at("items").as_array()) {
    const auto path = "/api/letter-templates/" + std::string(form.at("id").as_string());
    EXPECT_EQ(officer.remove(path).status, 204);
    EXPECT_EQ(officer.remove(path).status, 409);
  }
}

namespace {
class LettersOnline : public ::testing::TestWithParam<db::Engine> {};

TEST_P(LettersOnline, every_operation_is_done) {
  if (GetParam() == db::Engine::postgres && !has_postgres()) GTEST_SKIP() << "GONGKAI_TEST_PG is not set";
  City city(GetParam());
  do_letters(city);
}
INSTANTIATE_TEST_SUITE_P(Engines, LettersOnline, ::testing::Values(db::Engine::sqlite, db::Engine::postgres));
}  // namespace
}  // namespace gongkai::testing
