#include <gtest/gtest.h>

#include <random>

#include "base/assets.hpp"
#include "directory/rules.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::directory {
namespace {
const UnitId unit{5};

std::vector<std::string> codes_of(const std::vector<Fault>& faults) {
  std::vector<std::string> codes;
  for (const auto& fault : faults) codes.push_back(fault.code);
  return codes;
}

RoleBook book() {
  return parse_role_book(assets::find("catalog/roles.json").value()).value();
}

TEST(Roles, administrators_exclude_each_other) {
  EXPECT_TRUE(why_not_roles({{"system_admin", unit}}, book()).empty());
  for (const auto& [one, other] : {std::pair{"system_admin", "security_admin"},
                                   {"security_admin", "audit_admin"},
                                   {"audit_admin", "system_admin"}})
    EXPECT_EQ(codes_of(why_not_roles({{one, unit}, {other, unit}}, book())),
              (std::vector<std::string>{"directory.administrators_exclusive"}));
}

TEST(Roles, administrators_touch_no_business) {
  for (const auto& role : book().roles) {
    if (role.group == RoleGroup::administrator) continue;
    for (const auto* administrator : {"system_admin", "security_admin", "audit_admin"})
      EXPECT_EQ(codes_of(why_not_roles({{role.id, unit}, {administrator, UnitId{6}}}, book())),
                (std::vector<std::string>{"directory.administrator_without_business"}));
  }
}

TEST(Roles, business_roles_go_together) {
  EXPECT_TRUE(why_not_roles({{"editor", unit}, {"reviewer", unit}, {"editor", UnitId{6}}}, book()).empty());
  EXPECT_EQ(
      codes_of(why_not_roles({{"editor", unit}, {"editor", unit}, {"king", unit}, {"clerk", {}}}, book())),
      (std::vector<std::string>{"directory.role_twice", "directory.role_unknown", "directory.role_without_unit"}));
}

TEST(Roles, no_permission_is_shared_between_two_administrators_that_would_let_one_act_alone) {
  const auto all = book();
  const auto has = [&](const char* role, const char* permission) {
    const auto& list = all.find(role)->permissions;
    return std::find(list.begin(), list.end(), permission) != list.end();
  };
  EXPECT_FALSE(has("system_admin", "security.manage_roles") || has("system_admin", "audit.read"));
  EXPECT_FALSE(has("security_admin", "directory.manage_people") || has("security_admin", "audit.read"));
  EXPECT_FALSE(has("audit_admin", "directory.manage_people") || has("audit_admin", "security.manage_roles"));
  for (const auto* role : {"system_admin", "security_admin", "audit_admin"})
    EXPECT_TRUE(all.find(role)->session.second_factor);
}

TEST(Roles, nobody_changes_their_own) {
  EXPECT_EQ(codes_of(why_not_grant(auth::Actor{.person = PersonId{7}}, PersonId{7})),
            (std::vector<std::string>{"directory.own_roles"}));
  EXPECT_TRUE(why_not_grant(auth::Actor{.person = PersonId{7}}, PersonId{8}).empty());
  EXPECT_TRUE(why_not_grant(auth::system_actor(), PersonId{8}).empty());
}

TEST(RoleBook, holds_a_person_to_the_strictest_of_their_roles) {
  const auto policy = book().session_policy({"editor", "audit_admin"});
  EXPECT_EQ(policy.idle_minutes, 15);
  EXPECT_TRUE(policy.second_factor && policy.single_session);
}

TEST(RoleBook, refuses_what_would_break_the_separation) {
  const std::string good(assets::find("catalog/roles.json").value());
  const auto with = [&](std::string_view from, std::string_view to) {
    auto text = good;
    text.replace(text.find(from), from.size(), to);
    const auto parsed = parse_role_book(text);
    return parsed ? std::string() : parsed.error().code;
  };
  EXPECT_EQ(with("\"audit.read\", \"system.read\"", "\"content.write\""), "directory.role_book_administrator_content");
  EXPECT_EQ(with("\"sites.manage\", \"system.read\"", "\"sites.mange\""), "directory.role_book_permission");
  EXPECT_EQ(with("\"id\": \"editor\"", "\"id\": \"clerk\""), "directory.role_book_twice");
  EXPECT_EQ(with("\"min_length\": 10", "\"min_length\": 1"), "directory.role_book_number");
  EXPECT_FALSE(parse_role_book("{}"));
  EXPECT_FALSE(parse_role_book("[]"));
  EXPECT_FALSE(parse_role_book("\xff"));
}

TEST(Login, names_are_plain) {
  for (const auto* login : {"abc", "wang.fang", "a-b_c9"}) EXPECT_TRUE(is_login_name(login)) << login;
  for (const auto* login : {"", "ab", "Wang", "王芳芳", "a b c", "abc\n", "a'--", "0123456789012345678901234567890123"})
    EXPECT_FALSE(is_login_name(login)) << login;
}

TEST(IdNumber, has_a_birthday_and_a_check_character) {
  EXPECT_TRUE(is_id_number("11010519491231002X"));  // the example of GB 11643
  for (const auto* number :
       {"110105194912310021", "11010519491331002X", "1101051949123100", "11010519491231002x", "", "AAAAAAAAAAAAAAAAAA"})
    EXPECT_FALSE(is_id_number(number)) << number;
}

TEST(IdNumber, shows_any_single_wrong_digit) {
  const std::string number = "11010519491231002X";
  for (std::size_t i = 0; i < 17; ++i)
    for (char digit = '0'; digit <= '9'; ++digit) {
      auto wrong = number;
      wrong[i] = digit;
      if (wrong != number) {
        EXPECT_FALSE(is_id_number(wrong)) << wrong;
      }
    }
}

TEST(Units, hang_where_the_law_puts_them) {
  EXPECT_TRUE(may_hang_below(UnitKind::county, UnitKind::city));
  EXPECT_TRUE(may_hang_below(UnitKind::town, UnitKind::county));
  EXPECT_FALSE(may_hang_below(UnitKind::town, UnitKind::city));
  EXPECT_FALSE(may_hang_below(UnitKind::city, UnitKind::city));
  EXPECT_FALSE(may_hang_below(UnitKind::county, UnitKind::department));
}

TEST(Units, name_every_fault_of_the_form) {
  const UnitFields fields{.name = " ", .contact = std::string(201, 'x'), .phone = std::string(61, '1')};
  EXPECT_EQ(codes_of(why_not_unit(fields)),
            (std::vector<std::string>{"field.missing", "directory.too_long", "directory.too_long"}));
}

TEST(Sites, take_no_style_but_colours) {
  const auto with_theme = [](const char* theme) {
    return codes_of(why_not_site({.name = "x", .theme = theme, .unit = unit}));
  };
  EXPECT_TRUE(with_theme(R"({"accent":"#b3261e"})").empty());
  for (const auto* theme :
       {"", "[]", R"({"accent":"red;}body{"})", R"({"accent":1})", R"({"accent":"#b3261"})", R"({"accent":"#b3261g"})"})
    EXPECT_EQ(with_theme(theme), (std::vector<std::string>{"directory.theme_malformed"})) << theme;
}

TEST(Accounts, fall_out_of_use_after_ninety_days) {
  const auto now = start_of(Day::of(2026, 6, 1));
  Person person{.created_at = now.plus_seconds(-91 * 86'400)};
  EXPECT_TRUE(is_unused(person, now, 90));
  person.last_login_at = now.plus_seconds(-89 * 86'400);
  EXPECT_FALSE(is_unused(person, now, 90));
}

TEST(UnitKind, survives_its_name) {
  for (const auto kind :
       {UnitKind::city, UnitKind::county, UnitKind::department, UnitKind::subdistrict, UnitKind::town, UnitKind::other})
    EXPECT_EQ(parse_unit_kind(name_of(kind)), kind);
  EXPECT_FALSE(parse_unit_kind("galaxy"));
}

}  // namespace
}  // namespace gongkai::directory
