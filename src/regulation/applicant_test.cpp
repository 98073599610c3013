#include "regulation/applicant.hpp"

#include <gtest/gtest.h>

namespace gongkai::regulation {
namespace {
const Day today = Day::of(2026, 11, 21);

std::string fault_of(IdentityKind kind, std::string_view number) {
  const auto checked = check_identity_number(kind, number, today, "id_number");
  return checked ? "" : checked.error().code;
}

// Table 3 of the annual report, both formats.
TEST(Applicants, are_of_six_kinds) {
  EXPECT_EQ(applicant_kinds.size(), 6u);
  EXPECT_EQ(label_of(ApplicantKind::ngo), "社会公益组织");
  for (const auto kind : applicant_kinds) EXPECT_EQ(parse_applicant_kind(id_of(kind)), kind);
}

TEST(Applicants, people_show_papers_and_organisations_their_code) {
  EXPECT_TRUE(fits(ApplicantKind::natural, IdentityKind::passport));
  EXPECT_FALSE(fits(ApplicantKind::natural, IdentityKind::credit_code));
  EXPECT_TRUE(fits(ApplicantKind::enterprise, IdentityKind::credit_code));
  EXPECT_FALSE(fits(ApplicantKind::legal, IdentityKind::resident_id));
}

TEST(Identity, papers_have_names) {
  for (const auto kind : identity_kinds) {
    EXPECT_EQ(parse_identity_kind(id_of(kind)), kind);
    EXPECT_EQ(label_of(kind).find("regulation."), std::string::npos);
  }
}

// The example of GB 11643-1999.
TEST(Identity, accepts_a_resident_number_with_its_check_character) {
  EXPECT_EQ(fault_of(IdentityKind::resident_id, "11010519491231002X"), "");
  EXPECT_EQ(fault_of(IdentityKind::resident_id, " 110105 19491231 002x "), "");
  EXPECT_EQ(fault_of(IdentityKind::resident_id, "１１０１０５１９４９１２３１００２Ｘ"), "");
}

TEST(Identity, says_what_is_wrong_with_a_resident_number) {
  EXPECT_EQ(fault_of(IdentityKind::resident_id, ""), "regulation.id_missing");
  EXPECT_EQ(fault_of(IdentityKind::resident_id, "110105491231002"), "regulation.id_length");
  EXPECT_EQ(fault_of(IdentityKind::resident_id, "110105194912310021"), "regulation.id_check_digit");
  EXPECT_EQ(fault_of(IdentityKind::resident_id, "11010519491331002X"), "regulation.id_birthday");
  EXPECT_EQ(fault_of(IdentityKind::resident_id, "11010520990101002X"), "regulation.id_birthday");
}

TEST(Identity, finds_every_mistyped_digit_and_every_swap_of_neighbours) {
  const std::string number = "11010519491231002X";
  for (std::size_t i = 0; i < 17; ++i)
    for (char c = '0'; c <= '9'; ++c) {
      auto wrong = number;
      wrong[i] = c;
      if (wrong != number) {
        EXPECT_NE(fault_of(IdentityKind::resident_id, wrong), "") << wrong;
      }
    }
  for (std::size_t i = 0; i + 1 < 17; ++i) {
    auto wrong = number;
    std::swap(wrong[i], wrong[i + 1]);
    if (wrong != number) {
      EXPECT_NE(fault_of(IdentityKind::resident_id, wrong), "") << wrong;
    }
  }
}

TEST(Identity, a_refusal_never_repeats_the_number) {
  const auto fault = check_identity_number(IdentityKind::resident_id, "110105194912310021", today, "id_number").error();
  EXPECT_TRUE(fault.details.empty());
  EXPECT_EQ(fault.field, "id_number");
}

std::string with_check_character(std::string number) {
  for (const char c : std::string_view("0123456789X"))
    if (const auto whole = number + c; fault_of(IdentityKind::residence_permit, whole) != "regulation.id_check_digit")
      return whole;
  return {};
}

TEST(Identity, tells_residence_permits_from_resident_cards) {
  const auto permit = with_check_character("81000019900101001");
  EXPECT_EQ(fault_of(IdentityKind::residence_permit, permit), "");
  EXPECT_EQ(fault_of(IdentityKind::resident_id, permit), "regulation.id_is_residence_permit");
  EXPECT_EQ(fault_of(IdentityKind::residence_permit, "11010519491231002X"), "regulation.id_region");
  EXPECT_EQ(fault_of(IdentityKind::resident_id, with_check_character("99010519491231002")), "regulation.id_region");
}

TEST(Identity, is_lenient_where_no_check_digit_is_known) {
  for (const auto* number : {"E12345678", "EA1234567", "G12345678", "123456789", "ab1234567"})
    EXPECT_EQ(fault_of(IdentityKind::passport, number), "") << number;
  for (const auto* number : {"H12345678", "M1234567801"})
    EXPECT_EQ(fault_of(IdentityKind::hk_macao_permit, number), "") << number;
  for (const auto* number : {"12345678", "1234567890", "0123456789B"})
    EXPECT_EQ(fault_of(IdentityKind::taiwan_permit, number), "") << number;
  EXPECT_EQ(fault_of(IdentityKind::foreigner_permit, "USA110091123456"), "");
  EXPECT_EQ(fault_of(IdentityKind::other, "军字第1234567号"), "");
}

TEST(Identity, refuses_what_no_paper_has) {
  for (const auto* number : {"护照", "12", "ABCDE", "E1234567890123456789", "E123<script>"})
    EXPECT_EQ(fault_of(IdentityKind::passport, number), "regulation.id_form") << number;
  for (const auto* number : {"X12345678", "H1234567", "H1234567A"})
    EXPECT_EQ(fault_of(IdentityKind::hk_macao_permit, number), "regulation.id_form") << number;
  EXPECT_EQ(fault_of(IdentityKind::taiwan_permit, "1234"), "regulation.id_form");
  EXPECT_EQ(fault_of(IdentityKind::foreigner_permit, "US1110091123456"), "regulation.id_form");
  EXPECT_EQ(fault_of(IdentityKind::other,
                     "a\x01"
                     "bcd"),
            "regulation.id_form");
}

// The example of GB 32100-2015.
TEST(CreditCode, has_a_check_character) {
  EXPECT_TRUE(check_credit_code("91350100M000100Y43"));
  EXPECT_TRUE(check_credit_code("91350100m000100y43"));
  EXPECT_EQ(check_credit_code("91350100M000100Y44").error().code, "regulation.credit_code_check");
}

TEST(CreditCode, refuses_what_has_not_its_form) {
  for (const auto* code : {"", "91350100M000100Y4", "91350100M000100Y433", "9135010OM000100Y43", "91I50100M000100Y43",
                           "9135010AM000100Y43"})
    EXPECT_EQ(check_credit_code(code).error().code, "regulation.credit_code_form") << code;
}

TEST(CreditCode, finds_every_mistyped_character) {
  const std::string code = "91350100M000100Y43";
  for (std::size_t i = 0; i < code.size(); ++i)
    for (const char c : std::string_view("0123456789ABCDEFGHJKLMNPQRTUWXY")) {
      auto wrong = code;
      wrong[i] = c;
      if (wrong != code) {
        EXPECT_FALSE(check_credit_code(wrong)) << wrong;
      }
    }
}

}  // namespace
}  // namespace gongkai::regulation
