// The use cases of units, people, roles and sites, on both engines.
#include <gtest/gtest.h>

#include "directory/store.hpp"
#include "directory/test_city.hpp"
#include "platform/audit/query.hpp"
#include "platform/audit/store.hpp"
#include "platform/auth/store.hpp"

namespace gongkai::directory {
namespace {

class Directory : public CityTest {
 protected:
  std::vector<audit::Entry> trail(const std::string& act) {
    return database().read([&](db::Session& session) { return audit::find_events(session, {.act = act}); });
  }
  Unit unit(UnitId id) {
    return database().read([&](db::Session& session) { return find_unit(session, id); }).value();
  }
  PersonFields fields_of(PersonId id) {
    const auto person = city().find(id);
    return {.login = person.login, .name = person.name, .post = person.post, .unit = person.unit};
  }
};

TEST_P(Directory, keeps_units_as_a_tree_of_paths) {
  EXPECT_EQ(unit(city().town).path,
            "/" + to_text(city().root) + "/" + to_text(city().east) + "/" + to_text(city().town) + "/");
  const auto all = database().read([](db::Session& session) { return units(session); });
  ASSERT_EQ(all.size(), 5u);
  EXPECT_EQ(all.front().id, city().root);
  EXPECT_EQ(database().read([&](db::Session& session) { return children_of(session, city().east); }).size(), 1u);
  EXPECT_EQ(database().read([](db::Session& session) { return find_unit_by_name(session, "云海市"); })->id,
            city().root);
}

TEST_P(Directory, adds_units_where_the_right_reaches) {
  auto town_admin = city().as(city().town_admin);
  EXPECT_EQ(code_of(add_unit(town_admin, city().west, {.kind = UnitKind::town, .name = "青山镇人民政府"})),
            "auth.not_permitted");
  EXPECT_EQ(code_of(add_unit(town_admin, city().town, {.kind = UnitKind::other, .name = "石桥镇便民服务中心"})), "");
  auto editor = city().as(city().editor);
  EXPECT_EQ(code_of(add_unit(editor, city().east, {.kind = UnitKind::town, .name = "青山镇人民政府"})),
            "auth.not_permitted");
}

TEST_P(Directory, refuses_a_unit_of_the_wrong_kind_or_name) {
  auto admin = city().as(city().system_admin);
  const auto refused = add_unit(admin, city().finance, {.kind = UnitKind::town, .name = "东屿区人民政府"});
  ASSERT_FALSE(refused);
  std::vector<std::string> codes;
  for (const auto& fault : each_of(refused.error())) codes.push_back(fault.code);
  EXPECT_EQ(codes, (std::vector<std::string>{"directory.unit_kind_here", "directory.unit_name_taken"}));
}

TEST_P(Directory, changes_a_unit_only_as_it_was_seen) {
  auto admin = city().as(city().system_admin);
  const UnitFields fields{.kind = UnitKind::department, .name = "云海市财政和资产局", .phone = "0535-6000000"};
  EXPECT_EQ(code_of(change_unit(admin, city().finance, 2, fields)), "version.conflict");
  EXPECT_EQ(code_of(change_unit(admin, city().finance, 1, fields)), "");
  EXPECT_EQ(unit(city().finance).version, 2);
  EXPECT_EQ(unit(city().finance).name, "云海市财政和资产局");
  EXPECT_EQ(code_of(change_unit(admin, city().finance, 1, fields)), "version.conflict");
  EXPECT_NE(trail("directory.change_unit").front().details.find("云海市财政局"), std::string::npos);
}

TEST_P(Directory, closes_a_unit_when_it_is_empty) {
  auto admin = city().as(city().system_admin);
  EXPECT_EQ(code_of(close_unit(admin, city().root, 1)), "directory.unit_topmost");
  EXPECT_EQ(code_of(close_unit(admin, city().east, 1)), "directory.unit_has_children");
  EXPECT_EQ(code_of(close_unit(admin, city().town, 1)), "directory.unit_has_people");
  EXPECT_EQ(code_of(close_unit(admin, city().west, 1)), "");
  EXPECT_TRUE(unit(city().west).is_closed());
  EXPECT_EQ(code_of(add_unit(admin, city().west, {.kind = UnitKind::town, .name = "青山镇"})), "directory.unit_closed");
}

TEST_P(Directory, hangs_a_unit_with_all_below_it_under_another) {
  auto admin = city().as(city().system_admin);
  EXPECT_EQ(code_of(move_unit(admin, city().east, 1, city().town)), "directory.unit_below_itself");
  EXPECT_EQ(code_of(move_unit(admin, city().root, 1, city().east)), "directory.unit_topmost_stays");
  EXPECT_EQ(code_of(move_unit(admin, city().town, 1, city().finance)), "directory.unit_kind_here");
  EXPECT_EQ(code_of(move_unit(admin, city().town, 1, city().west)), "");
  EXPECT_EQ(unit(city().town).parent, city().west);
  EXPECT_EQ(unit(city().town).path, path_below(unit(city().west).path, city().town));
  EXPECT_EQ(code_of(move_unit(admin, city().town, 1, city().east)), "version.conflict");
  auto town_admin = city().as(city().town_admin);
  EXPECT_EQ(code_of(move_unit(town_admin, city().town, 2, city().east)), "auth.not_permitted");
}

TEST_P(Directory, seals_personal_data_in_the_row) {
  auto admin = city().as(city().system_admin);
  PersonFields fields{.login = "sun.li",
                      .name = "孙丽",
                      .unit = city().finance,
                      .phone = "13912345678",
                      .id_number = "11010519491231002X"};
  const auto id = must(add_person(admin, fields, good_password));
  const auto person = city().find(id);
  ASSERT_TRUE(person.phone && person.id_number);
  EXPECT_EQ(person.phone->value.find("13912345678"), std::string::npos);
  EXPECT_EQ(city().vault.open("person.phone", id.value, *person.phone), "13912345678");
  for (const auto& entry : database().read([](db::Session& session) { return audit::find_events(session, {}); }))
    EXPECT_EQ(entry.details.find("139123"), std::string::npos) << entry.details;
}

TEST_P(Directory, seals_everything_again_after_a_new_key) {
  const auto before = *city().find(city().editor).phone;
  city().vault.rotate(auth::Suite::sm4_hmac);
  auto system = test().as_system();
  EXPECT_EQ(must(reseal_personal_data(system)), 5);
  EXPECT_EQ(must(reseal_personal_data(system)), 0);
  const auto after = *city().find(city().editor).phone;
  EXPECT_NE(after, before);
  EXPECT_FALSE(city().vault.is_outdated(after));
  EXPECT_EQ(city().vault.open("person.phone", city().editor.value, after), "13812341234");
}

TEST_P(Directory, keeps_what_a_form_leaves_out_and_removes_what_it_empties) {
  auto admin = city().as(city().system_admin);
  auto fields = fields_of(city().editor);
  fields.post = "主任";
  must(change_person(admin, city().editor, 2, fields));
  EXPECT_TRUE(city().find(city().editor).phone);
  EXPECT_EQ(city().find(city().editor).post, "主任");
  fields.phone = "";
  must(change_person(admin, city().editor, 3, fields));
  EXPECT_FALSE(city().find(city().editor).phone);
  EXPECT_EQ(code_of(change_person(admin, city().editor, 3, fields)), "version.conflict");
}

TEST_P(Directory, moves_a_person_only_between_units_one_may_manage) {
  auto admin = city().as(city().town_admin);
  EXPECT_EQ(code_of(change_person(admin, city().editor, 2, fields_of(city().editor))), "auth.not_permitted");
  auto own = fields_of(city().town_admin);
  own.unit = city().west;
  EXPECT_EQ(code_of(change_person(admin, city().town_admin, 2, own)), "auth.not_permitted");
}

TEST_P(Directory, gives_a_login_name_once) {
  auto admin = city().as(city().system_admin);
  EXPECT_EQ(code_of(add_person(admin, {.login = "editor", .name = "另一人", .unit = city().west}, good_password)),
            "directory.login_taken");
}

TEST_P(Directory, refuses_a_weak_password_with_every_reason) {
  auto admin = city().as(city().system_admin);
  const auto refused = add_person(admin, {.login = "new.person", .name = "新人", .unit = city().west}, "abc");
  ASSERT_FALSE(refused);
  EXPECT_EQ(each_of(refused.error()).size(), 3u);
}

TEST_P(Directory, lets_only_the_security_administrator_hand_out_roles) {
  const std::vector<RoleGrant> roles{{"releaser", city().east, true}};
  for (const auto id : {city().system_admin, city().audit_admin, city().editor}) {
    auto context = city().as(id);
    EXPECT_EQ(code_of(set_roles(context, city().editor, 2, roles)), "auth.not_permitted");
  }
  auto security = city().as(city().security_admin);
  EXPECT_EQ(code_of(set_roles(security, city().editor, 2, roles)), "");
  EXPECT_TRUE(city().as(city().editor).actor.may("content.release", unit(city().town).path));
  EXPECT_FALSE(city().as(city().editor).actor.may("content.release", unit(city().west).path));
  EXPECT_FALSE(city().as(city().editor).actor.may_somewhere("content.write"));
  EXPECT_EQ(code_of(set_roles(security, city().security_admin, 2, {{"system_admin", city().root, true}})),
            "directory.own_roles");
  EXPECT_EQ(code_of(set_roles(security, city().editor, 3, {{"audit_admin", city().root}, {"editor", city().east}})),
            "directory.administrator_without_business");
  EXPECT_EQ(code_of(set_roles(security, city().editor, 2, roles)), "version.conflict");
}

TEST_P(Directory, gives_a_role_without_subtree_over_the_unit_alone) {
  auto security = city().as(city().security_admin);
  must(set_roles(security, city().editor, 2, {{"editor", city().east, false}}));
  const auto actor = city().as(city().editor).actor;
  EXPECT_TRUE(actor.may("content.write", unit(city().east).path));
  EXPECT_FALSE(actor.may("content.write", unit(city().town).path));
}

TEST_P(Directory, writes_refused_attempts_into_the_trail) {
  auto editor = city().as(city().editor);
  ASSERT_FALSE(set_roles(editor, city().editor, 2, {}));
  const auto entries = trail("security.set_roles");
  ASSERT_FALSE(entries.empty());
  EXPECT_EQ(entries.front().outcome, static_cast<std::int64_t>(audit::Outcome::refused));
  EXPECT_EQ(entries.front().person, city().editor.value);
}

TEST_P(Directory, disables_and_enables_an_account) {
  auto admin = city().as(city().system_admin);
  EXPECT_EQ(code_of(disable_person(admin, city().system_admin, 2, "x")), "directory.not_oneself");
  EXPECT_EQ(code_of(disable_person(admin, city().editor, 2, " ")), "field.missing");
  must(disable_person(admin, city().editor, 2, "调离"));
  EXPECT_THROW(city().as(city().editor), std::runtime_error);
  auto security = city().as(city().security_admin);
  EXPECT_EQ(code_of(set_roles(security, city().editor, 3, {{"editor", city().east, true}})),
            "directory.person_disabled");
  must(enable_person(admin, city().editor, 3));
  EXPECT_TRUE(city().as(city().editor).actor.may_somewhere("content.write"));
}

TEST_P(Directory, reveals_only_with_right_reason_and_fresh_password) {
  auto admin = city().as(city().system_admin);
  EXPECT_EQ(code_of(reveal(admin, city().editor, "phone", "核对身份")), "auth.not_permitted");
  auto security = city().as(city().security_admin);
  EXPECT_EQ(code_of(reveal(security, city().editor, "password_hash", "核对身份")), "directory.field_unknown");
  EXPECT_EQ(code_of(reveal(security, city().editor, "phone", " ")), "directory.reason_needed");
  EXPECT_EQ(code_of(reveal(security, city().editor, "id_number", "核对身份")), "directory.field_empty");
  security.actor.reauthenticated = false;
  EXPECT_EQ(code_of(reveal(security, city().editor, "phone", "核对身份")), "auth.reauthentication_needed");
  security.actor.reauthenticated = true;
  EXPECT_EQ(must(reveal(security, city().editor, "phone", "核对身份")), "13812341234");
  const auto entry = trail("security.reveal").front();
  EXPECT_EQ(entry.subject, city().editor.value);
  EXPECT_NE(entry.details.find("核对身份"), std::string::npos);
  EXPECT_EQ(entry.details.find("13812341234"), std::string::npos);
}

TEST_P(Directory, hands_over_what_lies_on_the_desk) {
  static PersonId holder;  // providers live as long as the process
  static bool registered = false;
  holder = city().editor;
  if (!registered)
    add_duty_provider({[](db::Session&, PersonId person) {
                         return person == holder ? std::vector<OpenDuty>{{"test.draft", 1, "通知草稿"}}
                                                 : std::vector<OpenDuty>{};
                       },
                       [](Transaction&, PersonId, PersonId to) -> Result<void> {
                         holder = to;
                         return {};
                       }});
  registered = true;
  auto admin = city().as(city().system_admin);
  EXPECT_EQ(code_of(hand_over(admin, city().editor, 2, {})), "directory.successor_unfit");
  EXPECT_EQ(code_of(hand_over(admin, city().editor, 2, city().editor)), "directory.successor_unfit");
  EXPECT_EQ(code_of(hand_over(admin, city().editor, 1, city().town_admin)), "version.conflict");
  holder = city().editor;
  must(hand_over(admin, city().editor, 2, city().town_admin));
  EXPECT_EQ(holder, city().town_admin);
  EXPECT_EQ(city().find(city().editor).state, PersonState::disabled);
  EXPECT_TRUE(database().read([&](db::Session& session) { return store::grants_of(session, city().editor); }).empty());
  holder = {};
}

TEST_P(Directory, disables_accounts_that_nobody_uses) {
  test().clock.advance_seconds(91 * 86'400);
  auto system = test().as_system();
  EXPECT_EQ(must(disable_unused_accounts(system)), 5);
  EXPECT_EQ(must(disable_unused_accounts(system)), 0);
  EXPECT_EQ(city().find(city().editor).state, PersonState::disabled);
  auto admin = test().as(testing::actor_with({"directory.manage_people"}));
  must(enable_person(admin, city().editor, 3));
  EXPECT_EQ(must(disable_unused_accounts(system)), 0);
}

TEST_P(Directory, lists_people_by_unit_name_and_page) {
  const auto list = [&](store::PersonFilter filter) {
    return database().read([&](db::Session& session) { return store::people(session, filter); });
  };
  EXPECT_EQ(list({}).size(), 5u);
  EXPECT_EQ(list({.unit_path = unit(city().east).path}).size(), 2u);
  EXPECT_EQ(list({.unit_path = unit(city().east).path, .with_subtree = false}).size(), 1u);
  EXPECT_EQ(list({.text = "AUDIT"}).size(), 1u);
  EXPECT_EQ(list({.text = "%"}).size(), 0u);
  EXPECT_EQ(list({.text = "_"}).size(), 0u);
  const auto first = list({.count = 2});
  EXPECT_EQ(list({.after = first.back().id}).size(), 3u);
}

TEST_P(Directory, keeps_sites_apart_by_name_and_host) {
  auto admin = city().as(city().system_admin);
  const SiteFields fields{
      .host = "dongyu.example.cn", .name = "东屿区人民政府", .theme = R"({"accent":"#004e8a"})", .unit = city().east};
  const auto id = must(add_site(admin, "dongyu", fields));
  EXPECT_EQ(code_of(add_site(admin, "dongyu", {.name = "x", .unit = city().east})), "directory.site_address_taken");
  EXPECT_EQ(code_of(add_site(admin, "xiling", fields)), "directory.site_address_taken");
  EXPECT_EQ(code_of(add_site(admin, "东", fields)), "directory.slug_malformed");
  EXPECT_EQ(code_of(change_site(admin, id, 7, fields)), "version.conflict");
  auto editor = city().as(city().editor);
  EXPECT_EQ(code_of(change_site(editor, id, 1, fields)), "auth.not_permitted");
  EXPECT_EQ(database().read([](db::Session& session) { return find_site_by_host(session, "dongyu.example.cn"); })->id,
            id);
  EXPECT_EQ(database().read([](db::Session& session) { return find_site_by_slug(session, ""); })->unit, city().root);
  EXPECT_FALSE(database().read([](db::Session& session) { return find_site_by_host(session, ""); }));
}

TEST_P(Directory, takes_users_from_the_command_line) {
  auto system = test().as_system();
  const auto id = must(add_user(
      system,
      {.login = "Li.Na", .name = "李娜", .unit = "云海市财政局", .roles = {"editor"}, .password = good_password}));
  EXPECT_EQ(city().find(id).login, "li.na");
  EXPECT_EQ(city().find(id).unit, city().finance);
  EXPECT_EQ(code_of(add_user(system, {.login = "x.y", .unit = "没有的单位", .password = good_password})),
            "directory.unit_unknown");
  EXPECT_EQ(code_of(add_user(system, {.login = "x.y", .roles = {"editor", "system_admin"}, .password = good_password})),
            "directory.administrator_without_business");
  EXPECT_EQ(code_of(set_password(system, "li.na", "Another-2026-Lamp")), "");
  EXPECT_EQ(code_of(set_password(system, "li.na", good_password)), "auth.password_used_before");
  EXPECT_EQ(code_of(set_password(system, "nobody.here", good_password)), "directory.person_unknown");
  EXPECT_EQ(code_of(found_city(system, {"另一座城市", "", "", ""})), "directory.city_exists");
}

ON_EACH_ENGINE(Directory);

}  // namespace
}  // namespace gongkai::directory
