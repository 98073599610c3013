// The numbers here are made up; their check digits are computed.
#include <gtest/gtest.h>

#include <random>

#include "base/text.hpp"
#include "checks/personal.hpp"

namespace gongkai::checks {
namespace {
struct Case {
  std::string_view text;
  std::string_view expected;  // "kind:the matched text", "" for none
};

std::string found(std::string_view text, const Known& known = {}) {
  const Reading reading(text);
  std::string out;
  for (const auto& hit : scan_personal(reading, known)) {
    if (!out.empty()) out += " ";
    out += std::string(name_of(hit.kind)) + ":" + reading.text(hit.begin, hit.end);
  }
  return out;
}

class PersonalData : public ::testing::TestWithParam<Case> {};

TEST_P(PersonalData, is_found_where_it_is_and_only_there) {
  EXPECT_EQ(found(GetParam().text), GetParam().expected) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(IdNumbers, PersonalData,
                         ::testing::Values(Case{"身份证号：370602199001010017。", "id_number:370602199001010017"},
                                           Case{"370602199001010017", "id_number:370602199001010017"},
                                           Case{"其公民身份号码为３７０６０２１９９００１０１００１７，",
                                                "id_number:３７０６０２１９９００１０１００１７"},
                                           Case{"370602 19900101 0017", "id_number:370602 19900101 0017"},
                                           Case{"370602-1990-0101-0017", "id_number:370602-1990-0101-0017"},
                                           Case{"3706 0219 9001 0100 17", "id_number:3706 0219 9001 0100 17"},
                                           Case{"37060219851211004x在册", "id_number:37060219851211004x"},
                                           Case{"37060219851211004Ｘ", "id_number:37060219851211004Ｘ"},
                                           Case{"37060219851211004 X", "id_number:37060219851211004 X"},
                                           Case{"2026-03-01 370602199001010017", "id_number:370602199001010017"},
                                           Case{"张三\t370602199001010017\t男", "id_number:370602199001010017"},
                                           Case{"身份证370602900101001（旧）", "id_number:370602900101001"},
                                           Case{"姓名\t身份证号\n张三\t370602900101001\n", "id_number:370602900101001"},
                                           Case{"身份证号码370602199001010018",
                                                "id_number:370602199001010018"},  // mistyped beside its label
                                           Case{"370602199001010018", ""},        // wrong check digit
                                           Case{"370602199013010018", ""},        // month 13
                                           Case{"订单370602900101001", ""},       // 15 digits without a label
                                           Case{"370602********0017", ""},        // masked already
                                           Case{"990602199001010017", ""},        // no such province
                                           Case{"a370602199001010017b", ""},      // part of a code
                                           Case{"3706021990010100170", ""}, Case{"1370602199001010017", ""}));

INSTANTIATE_TEST_SUITE_P(Phones, PersonalData,
                         ::testing::Values(Case{"联系人：李四，13812345678", "phone:13812345678"},
                                           Case{"手机138-1234-5678", "phone:138-1234-5678"},
                                           Case{"手机 138 1234 5678 。", "phone:138 1234 5678"},
                                           Case{"+86 13812345678", "phone:86 13812345678"},
                                           Case{"电话１３８１２３４５６７８", "phone:１３８１２３４５６７８"},
                                           Case{"8613812345678", "phone:8613812345678"},
                                           Case{"住宅电话：0535-6000001", "landline:0535-6000001"},
                                           Case{"咨询电话：0535-6000001", ""}, Case{"联系电话（0535）6000001", ""},
                                           Case{"0535-6000001", "landline:0535-6000001"},
                                           Case{"12345政务服务便民热线", ""}, Case{"订单编号13812345678", ""},
                                           Case{"13812345678.50元", ""}, Case{"投资13812345678元", ""},
                                           Case{"138123456789", ""}, Case{"12812345678", ""},
                                           Case{"id=13812345678", ""}, Case{"2026-138-1234-5678", ""}));

INSTANTIATE_TEST_SUITE_P(Cards, PersonalData,
                         ::testing::Values(Case{"卡号6222020000123452", "bank_card:6222020000123452"},
                                           Case{"6222 0200 0012 3452", "bank_card:6222 0200 0012 3452"},
                                           Case{"开户行：某银行，账号 6212260000001234566",
                                                "bank_card:6212260000001234566"},
                                           Case{"6222020000123453", ""}, Case{"订单号6222020000123452", ""},
                                           Case{"1234567812345670", ""}, Case{"流水 6222020000123452", ""}));

INSTANTIATE_TEST_SUITE_P(Others, PersonalData,
                         ::testing::Values(Case{"家庭住址：云海市东城区海滨路12号3号楼2单元301室",
                                                "address:云海市东城区海滨路12号3号楼2单元301室"},
                                           Case{"东城区海滨路12号院3号楼301室", "address:东城区海滨路12号院3号楼301室"},
                                           Case{"户籍地址：东城区柳林村5号", "address:东城区柳林村5号"},
                                           Case{"海滨路12号", ""}, Case{"办公室在三楼301室", ""},
                                           Case{"按照云政发〔2026〕12号执行", ""},
                                           Case{"护照号码E12345678", "passport:E12345678"}, Case{"型号E12345678", ""},
                                           Case{"信箱 zhangsan@mail.test.cn。", "email:zhangsan@mail.test.cn"},
                                           Case{"信箱 gongkai@yunhai.gov.cn", ""}, Case{"a@b.ca@b.cd", "email:a@b.ca"},
                                           Case{"@云海发布", ""}, Case{"a@b", ""}));

INSTANTIATE_TEST_SUITE_P(
    LookAlikes, PersonalData,
    ::testing::Values(Case{"云政发〔2026〕12号", ""}, Case{"索引号：11370600004260030Y/2026-00012", ""},
                      Case{"统一社会信用代码：11370600004260030Y", ""},
                      Case{"统一社会信用代码：91370602MA3C0XYZ12", ""},
                      Case{"统一社会信用代码：913706027069123456", ""}, Case{"预算数 12,345,678.90 万元", ""},
                      Case{"项目代码2603-370602-04-01-123456", ""}, Case{"2026年3月1日至2026年12月31日", ""},
                      Case{"20260301123045", ""}, Case{"第 1234567890123 号", ""}, Case{"邮编264000", ""},
                      Case{"备案号：鲁ICP备05000001号", ""}, Case{"网站标识码3706000001", ""},
                      Case{"鲁公网安备37060202000001号", ""}, Case{"1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16", ""}));

TEST(PersonalNumbers, with_any_digit_changed_fail_their_check) {
  const std::string number = "370602199001010017";
  for (std::size_t at = 0; at < number.size(); ++at)
    for (char digit = '0'; digit <= '9'; ++digit) {
      auto changed = number;
      changed[at] = digit;
      const bool is_valid = id_check_character(std::string_view(changed).substr(0, 17)) == changed[17];
      EXPECT_EQ(is_valid, changed == number) << changed;
    }
}

TEST(PersonalNumbers, are_found_in_any_grouping_and_any_width) {
  std::mt19937 random(2026);
  const std::string digits = "370602199001010017";
  for (int round = 0; round < 500; ++round) {
    std::string text = "前文 x ";
    for (std::size_t i = 0; i < digits.size(); ++i) {
      if (i > 1 && i + 1 < digits.size() && random() % 5 == 0) text += random() % 2 ? " " : "-";
      if (random() % 3 == 0) text += std::string("\xEF\xBC") + static_cast<char>(0x90 + (digits[i] - '0'));
      else text += digits[i];
    }
    const Reading reading(text + "，后文");
    const auto hits = scan_id_numbers(reading, digit_groups(reading));
    ASSERT_EQ(hits.size(), 1u) << text;
    EXPECT_EQ(masked(Kind::id_number, reading.text(hits[0].begin, hits[0].end)), "370602********0017") << text;
  }
}

TEST(PersonalNumbers, that_are_random_are_hardly_ever_taken_for_one) {
  std::mt19937_64 random(7);
  int taken = 0;
  for (int round = 0; round < 100'000; ++round) {
    std::string digits;
    for (int i = 0; i < 18; ++i) digits += static_cast<char>('0' + random() % 10);
    taken += !found("编号" + digits).empty();
  }
  EXPECT_LT(taken, 20) << "of 100000 numbers of 18 digits";
}

TEST(PersonalData, of_the_unit_itself_may_stand) {
  const Known known{.phones = {"05356000001", "13812345678"}, .addresses = {"云海市海滨路12号3号楼301室"}};
  EXPECT_EQ(found("手机13812345678", known), "");
  EXPECT_EQ(found("家庭电话0535-6000001", known), "");
  EXPECT_EQ(found("地址：云海市海滨路12号3号楼301室", known), "");
}

TEST(PersonalData, is_masked_in_what_is_shown) {
  EXPECT_EQ(masked(Kind::id_number, "３７０６０２ 19900101 0017"), "370602********0017");
  EXPECT_EQ(masked(Kind::phone, "138-1234-5678"), "138****5678");
  EXPECT_EQ(masked(Kind::bank_card, "6222 0200 0012 3452"), "6222********3452");
  EXPECT_EQ(masked(Kind::passport, "E12345678"), "E******78");
  EXPECT_EQ(masked(Kind::email, "zhangsan@mail.test.cn"), "z***@mail.test.cn");
  EXPECT_EQ(masked(Kind::address, "东城区海滨路12号院3号楼301室").find("301"), std::string::npos);
}

TEST(PersonalData, is_certain_beside_a_label_or_a_name) {
  const auto severity = [](std::string_view text) {
    const Reading reading(text);
    return scan_personal(reading, {}).at(0).severity;
  };
  EXPECT_EQ(severity("序号 13812345678"), Severity::should);
  EXPECT_EQ(severity("联系电话 13812345678"), Severity::must);
  EXPECT_EQ(severity("张三 13812345678"), Severity::must);
}

TEST(PersonalData, survives_hostile_text) {
  for (const auto* piece : {"1 ", "1-", "12号", "路1号", "@a.", "a@", "身份证1", "62", "\xff", "１"}) {
    std::string text;
    while (text.size() < 200'000) text += piece;
    const Reading reading(text);
    const auto hits = scan_personal(reading, {});
    for (std::size_t i = 0; i < hits.size(); ++i) {
      EXPECT_LT(hits[i].begin, hits[i].end);
      EXPECT_LE(hits[i].end, reading.size());
      EXPECT_LE(i == 0 ? 0 : hits[i - 1].end, hits[i].begin);
    }
  }
}

}  // namespace
}  // namespace gongkai::checks
