// The way in, step by step, on both engines.
#include <gtest/gtest.h>

#include "directory/test_city.hpp"
#include "directory/visitor.hpp"
#include "platform/audit/query.hpp"
#include "platform/audit/store.hpp"
#include "platform/auth/store.hpp"
#include "platform/auth/totp.hpp"

namespace gongkai::directory {
namespace {

class Identity : public CityTest {
 protected:
  Result<Entrance> enter(const std::string& login, const std::string& password,
                         const std::string& address = "10.1.1.1") {
    auto context = test().as_nobody();
    context.address = address;
    return log_in(context, {login, password, "Firefox"});
  }
  Visitor visitor(std::string_view token) {
    return find_visitor(test().services, token, [&](PersonId id) {
      auto actor = database().read([&](db::Session& session) { return load_actor(session, id); });
      return std::make_shared<const auth::Actor>(actor ? std::move(*actor) : auth::nobody());
    });
  }
  Context as(std::string_view token) { return test().as(visitor(token).actor); }
  /// Binds an app and returns its secret; the token is replaced by the new one.
  std::string bind_app(std::string& token) {
    auto context = as(token);
    (void)must(offer_totp(context));
    const auto person = context.actor.person;
    const auto credential =
        database().read([&](db::Session& session) { return auth::store::find_credential(session, person); });
    const auto secret = city().vault.open("credential.totp_secret", person.value, *credential->totp_pending);
    auto confirmed = must(confirm_totp(context, auth::totp_code(secret, auth::totp_step(test().clock.now()))));
    token = confirmed.token;
    recovery_codes = confirmed.recovery_codes;
    return secret;
  }
  std::vector<std::string> recovery_codes;
};

TEST_P(Identity, a_right_password_opens_a_session) {
  const auto entrance = must(enter("editor", good_password));
  const auto found = visitor(entrance.token);
  EXPECT_EQ(found.stage, auth::Stage::ready);
  EXPECT_EQ(found.actor.person, city().editor);
  EXPECT_TRUE(found.actor.may_somewhere("content.write"));
  EXPECT_TRUE(found.actor.reauthenticated);
  EXPECT_TRUE(city().find(city().editor).last_login_at);
}

TEST_P(Identity, login_names_forgive_case_and_blanks) {
  EXPECT_TRUE(enter(" Editor ", good_password));
}

TEST_P(Identity, wrong_name_wrong_password_and_disabled_look_the_same) {
  auto admin = city().as(city().system_admin);
  must(disable_person(admin, city().town_admin, 2, "调离"));
  for (const auto& [login, password] :
       {std::pair{"nobody.here", good_password}, {"editor", "wrong"}, {"town.admin", good_password}}) {
    const auto refused = enter(login, password);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "auth.login_failed");
    EXPECT_TRUE(refused.error().details.empty() && refused.error().field.empty());
  }
}

TEST_P(Identity, hostile_input_is_just_a_wrong_login) {
  for (const std::string& login : {std::string(), std::string("' OR 1=1 --"), std::string(100'000, 'x'),
                                   std::string("\xff\xfe"), std::string("a\0b", 3)})
    EXPECT_FALSE(enter(login, "x", "10.2.2." + std::to_string(login.size() % 200)));
  EXPECT_FALSE(enter("editor", std::string(100'000, 'x')));
}

TEST_P(Identity, guesses_are_slowed_and_then_locked_for_known_and_unknown_names) {
  for (const std::string& login : {std::string("editor"), std::string("nobody.here")}) {
    std::vector<std::string> answers;
    for (int i = 0; i < 5; ++i) {
      answers.push_back(code_of(enter(login, "wrong")));
      test().clock.advance_seconds(10);
    }
    EXPECT_EQ(answers, std::vector<std::string>(5, "auth.login_failed"));
    EXPECT_EQ(code_of(enter(login, good_password)), "auth.wait");
  }
  test().clock.advance_seconds(31 * 60);
  EXPECT_TRUE(enter("editor", good_password));
}

TEST_P(Identity, quick_guesses_wait) {
  EXPECT_EQ(code_of(enter("editor", "wrong")), "auth.login_failed");
  EXPECT_EQ(code_of(enter("editor", "wrong")), "auth.login_failed");
  const auto refused = enter("editor", good_password);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, FaultKind::too_many);
  test().clock.advance_seconds(2);
  EXPECT_TRUE(enter("editor", good_password));
}

TEST_P(Identity, an_address_that_tries_many_names_is_locked) {
  for (int i = 0; i < 30; ++i) EXPECT_EQ(code_of(enter("name" + std::to_string(i), "x")), "auth.login_failed");
  EXPECT_EQ(code_of(enter("editor", good_password)), "auth.wait");
  EXPECT_TRUE(enter("editor", good_password, "10.9.9.9"));
}

TEST_P(Identity, a_session_ends_by_idleness_by_revocation_and_by_logging_out) {
  const auto first = must(enter("editor", good_password)).token;
  test().clock.advance_seconds(31 * 60);
  EXPECT_EQ(visitor(first).stage, auth::Stage::none);
  const auto second = must(enter("editor", good_password));
  auto security = city().as(city().security_admin);
  must(end_session(security, second.session));
  EXPECT_EQ(visitor(second.token).stage, auth::Stage::none);
  const auto third = must(enter("editor", good_password)).token;
  auto context = as(third);
  must(log_out(context));
  EXPECT_EQ(visitor(third).stage, auth::Stage::none);
}

TEST_P(Identity, only_ones_own_session_or_the_right_to_it_ends_it) {
  const auto entrance = must(enter("editor", good_password));
  auto system_admin = city().as(city().system_admin);
  EXPECT_EQ(code_of(end_session(system_admin, entrance.session)), "auth.not_permitted");
  auto own = as(entrance.token);
  EXPECT_EQ(code_of(end_session(own, entrance.session)), "");
  EXPECT_EQ(code_of(end_session(own, entrance.session)), "auth.session_unknown");
}

TEST_P(Identity, an_administrator_has_one_session_and_others_may_have_several) {
  const auto first = must(enter("system.admin", good_password)).token;
  const auto second = must(enter("system.admin", good_password)).token;
  EXPECT_EQ(visitor(first).stage, auth::Stage::none);
  EXPECT_NE(visitor(second).stage, auth::Stage::none);
  const auto third = must(enter("editor", good_password)).token, fourth = must(enter("editor", good_password)).token;
  EXPECT_EQ(visitor(third).stage, auth::Stage::ready);
  EXPECT_EQ(visitor(fourth).stage, auth::Stage::ready);
}

TEST_P(Identity, an_administrator_may_nothing_before_the_second_factor) {
  auto token = must(enter("system.admin", good_password)).token;
  EXPECT_EQ(visitor(token).stage, auth::Stage::enrol_second_factor);
  EXPECT_TRUE(visitor(token).actor.grants.empty());
  const auto before = token;
  const auto secret = bind_app(token);
  EXPECT_EQ(visitor(before).stage, auth::Stage::none) << "the token is renewed";
  EXPECT_EQ(visitor(token).stage, auth::Stage::ready);
  test().clock.advance_seconds(60);
  token = must(enter("system.admin", good_password)).token;
  EXPECT_EQ(visitor(token).stage, auth::Stage::second_factor);
  EXPECT_FALSE(visitor(token).actor.may_somewhere("directory.read"));
  auto context = as(token);
  EXPECT_EQ(code_of(pass_second_factor(context, "000000")), "auth.code_wrong");
  const auto code = auth::totp_code(secret, auth::totp_step(test().clock.now()));
  token = must(pass_second_factor(context, code));
  EXPECT_EQ(visitor(token).stage, auth::Stage::ready);
  auto again = as(must(enter("system.admin", good_password)).token);
  EXPECT_EQ(code_of(pass_second_factor(again, code)), "auth.code_wrong") << "a code is good once";
}

TEST_P(Identity, a_recovery_code_is_good_once) {
  auto token = must(enter("system.admin", good_password)).token;
  bind_app(token);
  auto first = as(must(enter("system.admin", good_password)).token);
  EXPECT_EQ(code_of(pass_second_factor(first, recovery_codes[0])), "");
  auto second = as(must(enter("system.admin", good_password)).token);
  EXPECT_EQ(code_of(pass_second_factor(second, recovery_codes[0])), "auth.code_wrong");
}

TEST_P(Identity, codes_cannot_be_guessed_for_long) {
  auto token = must(enter("system.admin", good_password)).token;
  const auto secret = bind_app(token);
  auto context = as(must(enter("system.admin", good_password)).token);
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(code_of(pass_second_factor(context, "000000")), "auth.code_wrong");
    test().clock.advance_seconds(10);
  }
  EXPECT_EQ(code_of(pass_second_factor(context, auth::totp_code(secret, auth::totp_step(test().clock.now())))),
            "auth.wait");
}

TEST_P(Identity, the_app_cannot_be_replaced_by_half_a_login) {
  auto token = must(enter("system.admin", good_password)).token;
  bind_app(token);
  auto half = as(must(enter("system.admin", good_password)).token);
  EXPECT_EQ(code_of(offer_totp(half)), "auth.second_factor_needed");
}

TEST_P(Identity, a_new_password_is_asked_for_at_the_first_login_and_after_ninety_days) {
  auto admin = city().as(city().system_admin);
  must(add_person(admin, {.login = "new.person", .name = "新人", .unit = city().west}, "First-Pass-2026"));
  auto token = must(enter("new.person", "First-Pass-2026")).token;
  EXPECT_EQ(visitor(token).stage, auth::Stage::new_password);
  auto context = as(token);
  EXPECT_EQ(code_of(change_password(context, "wrong", good_password)), "auth.password_wrong");
  EXPECT_EQ(code_of(change_password(context, "First-Pass-2026", "First-Pass-2026")), "auth.password_used_before");
  test().clock.advance_seconds(10);
  token = must(change_password(context, "First-Pass-2026", good_password));
  EXPECT_EQ(visitor(token).stage, auth::Stage::ready);
  test().clock.advance_seconds(90 * 86'400);
  EXPECT_EQ(visitor(must(enter("new.person", good_password)).token).stage, auth::Stage::new_password);
}

TEST_P(Identity, a_changed_password_ends_the_other_sessions) {
  const auto other = must(enter("editor", good_password)).token;
  auto context = as(must(enter("editor", good_password)).token);
  const auto token = must(change_password(context, good_password, "Another-2026-Lamp"));
  EXPECT_EQ(visitor(other).stage, auth::Stage::none);
  EXPECT_EQ(visitor(token).stage, auth::Stage::ready);
}

TEST_P(Identity, the_password_asked_again_lasts_five_minutes) {
  const auto token = must(enter("editor", good_password)).token;
  test().clock.advance_seconds(301);
  EXPECT_FALSE(visitor(token).actor.reauthenticated);
  auto context = as(token);
  EXPECT_EQ(code_of(reauthenticate(context, "wrong")), "auth.password_wrong");
  must(reauthenticate(context, good_password));
  EXPECT_TRUE(visitor(token).actor.reauthenticated);
}

TEST_P(Identity, a_reset_password_ends_all_sessions_and_must_be_changed) {
  const auto token = must(enter("editor", good_password)).token;
  auto admin = city().as(city().system_admin);
  EXPECT_EQ(code_of(reset_password(admin, city().editor, "Given-Pass-2026", false)), "auth.not_permitted");
  auto security = city().as(city().security_admin);
  security.actor.reauthenticated = false;
  EXPECT_EQ(code_of(reset_password(security, city().editor, "Given-Pass-2026", false)), "auth.reauthentication_needed");
  security.actor.reauthenticated = true;
  must(reset_password(security, city().editor, "Given-Pass-2026", true));
  EXPECT_EQ(visitor(token).stage, auth::Stage::none);
  EXPECT_EQ(visitor(must(enter("editor", "Given-Pass-2026")).token).stage, auth::Stage::new_password);
}

TEST_P(Identity, a_hash_is_renewed_when_the_policy_rises) {
  auto book = role_book();
  book.policy.password.cost = {128, 1, 1};
  use_role_book(book);
  must(enter("editor", good_password));
  const auto credential =
      database().read([&](db::Session& session) { return auth::store::find_credential(session, city().editor); });
  EXPECT_NE(credential->password_hash.find("m=128"), std::string::npos);
}

TEST_P(Identity, every_login_and_refusal_is_in_the_trail_without_names_or_passwords) {
  must(enter("editor", good_password));
  (void)enter("nobody.here", "secret-typed-as-name");
  const auto entries = database().read([](db::Session& session) { return audit::find_events(session, {.count = 3}); });
  EXPECT_EQ(entries[0].act, "session.refuse");
  EXPECT_EQ(entries[0].details.find("nobody.here"), std::string::npos);
  EXPECT_EQ(entries[1].act, "session.log_in");
  EXPECT_EQ(entries[1].person, city().editor.value);
}

TEST_P(Identity, a_forged_token_is_nobody) {
  for (const std::string& token :
       {std::string(), std::string("x"), auth::new_session_token(), std::string(10'000, 'a'), std::string("\xff")})
    EXPECT_EQ(visitor(token).stage, auth::Stage::none);
}

ON_EACH_ENGINE(Identity);

}  // namespace
}  // namespace gongkai::directory
