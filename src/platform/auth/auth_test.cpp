// Passwords, second factor, lock-out, sessions, vault and masks: everything of auth that needs no database.
#include <gtest/gtest.h>

#include <filesystem>
#include <random>

#include "base/bytes.hpp"
#include "base/text.hpp"
#include "platform/auth/crypto.hpp"
#include "platform/auth/lock_out.hpp"
#include "platform/auth/masking.hpp"
#include "platform/auth/password_policy.hpp"
#include "platform/auth/session.hpp"
#include "platform/auth/totp.hpp"
#include "platform/auth/vault.hpp"

namespace gongkai::auth {
namespace {
const HashCost quick{64, 1, 1};
const Instant now = start_of(Day::of(2026, 3, 2));

std::vector<std::string> codes_of(const std::vector<Fault>& faults) {
  std::vector<std::string> codes;
  for (const auto& fault : faults) codes.push_back(fault.code);
  return codes;
}

TEST(PasswordHash, matches_only_its_own_password) {
  const auto stored = hash_password("Harbour-2026-Lamp", quick);
  EXPECT_TRUE(stored.starts_with("$argon2id$v=19$m=64,t=1,p=1$"));
  EXPECT_TRUE(verify_password("Harbour-2026-Lamp", stored, quick).matches);
  EXPECT_FALSE(verify_password("Harbour-2026-lamp", stored, quick).matches);
  EXPECT_FALSE(verify_password("", stored, quick).matches);
  EXPECT_NE(stored, hash_password("Harbour-2026-Lamp", quick));
}

TEST(PasswordHash, is_outdated_when_the_policy_asks_for_more) {
  const auto stored = hash_password("x", quick);
  EXPECT_FALSE(verify_password("x", stored, quick).outdated);
  EXPECT_TRUE(verify_password("x", stored, {128, 1, 1}).outdated);
  EXPECT_TRUE(verify_password("x", stored, {64, 2, 1}).outdated);
  EXPECT_FALSE(verify_password("y", stored, {64, 2, 1}).outdated);
}

TEST(PasswordHash, of_a_malformed_text_never_matches) {
  for (const auto* stored :
       {"", "x", "$argon2i$v=19$m=64,t=1,p=1$c2FsdHNhbHQ$aGFzaA", "$argon2id$v=19$m=a,t=1,p=1$c2E$aGE", "$$$$$"})
    EXPECT_FALSE(verify_password("x", stored, quick).matches) << stored;
}

TEST(PasswordHash, many_at_once_all_finish) {
  const auto stored = hash_password("x", quick);
  std::atomic<int> right{0};
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 16; ++i) threads.emplace_back([&] { right += verify_password("x", stored, quick).matches; });
  }
  EXPECT_EQ(right, 16);
}

TEST(PasswordPolicy, names_every_fault_at_once) {
  const PasswordPolicy policy;
  EXPECT_TRUE(why_not_password("Harbour-2026-Lamp", "wangfang", policy).empty());
  EXPECT_EQ(codes_of(why_not_password("abc", "wangfang", policy)),
            (std::vector<std::string>{"auth.password_short", "auth.password_classes", "auth.password_common"}));
  EXPECT_EQ(codes_of(why_not_password("xxWangFang9!", "wangfang", policy)),
            (std::vector<std::string>{"auth.password_contains_login"}));
  EXPECT_EQ(codes_of(why_not_password(std::string(200, 'a') + "B1", "", policy)),
            (std::vector<std::string>{"auth.password_long"}));
  EXPECT_EQ(codes_of(why_not_password("Abcd-efgh\xff"
                                      "12",
                                      "", policy)),
            (std::vector<std::string>{"auth.password_unreadable"}));
}

TEST(PasswordPolicy, counts_characters_not_bytes) {
  EXPECT_FALSE(codes_of(why_not_password("云海市政府A1", "", {})).empty());  // 7 characters, 17 bytes
  EXPECT_TRUE(why_not_password("云海市的海水真的很蓝A1", "", {}).empty());
}

TEST(PasswordPolicy, knows_common_passwords_in_disguise) {
  for (const auto* password : {"password", "P@ssw0rd", "Passw0rd2026!", "ADMIN@123456", "1qaz2wsx3edc", "Qwertyuiop123",
                               "Zhengfu@2026", "yunhaishi2026!!"})
    EXPECT_TRUE(is_common_password(password)) << password;
  for (const auto* password : {"Harbour-2026-Lamp", "tidal basin 88 Q", ""})
    EXPECT_FALSE(is_common_password(password)) << password;
}

TEST(PasswordPolicy, remembers_the_earlier_ones) {
  const std::vector<std::string> earlier{hash_password("One-two-3", quick), hash_password("Four-five-6", quick)};
  EXPECT_TRUE(was_used_before("Four-five-6", earlier));
  EXPECT_FALSE(was_used_before("Seven-eight-9", earlier));
}

TEST(LockOut, slows_down_and_then_locks) {
  const LockOutPolicy policy;
  Failures failures;
  std::vector<std::int64_t> waits;
  for (int i = 0; i < 5; ++i) {
    failures = failed_again(failures, Subject::login, policy, now);
    waits.push_back((next_attempt_at(failures, Subject::login, policy).micros - now.micros) / 1'000'000);
  }
  EXPECT_EQ(waits, (std::vector<std::int64_t>{-now.micros / 1'000'000, 1, 2, 4, 1800}));
}

TEST(LockOut, forgets_failures_after_a_while) {
  const LockOutPolicy policy;
  Failures failures{4, now, {}};
  EXPECT_EQ(failed_again(failures, Subject::login, policy, now.plus_seconds(31 * 60)).count, 1);
  EXPECT_EQ(failed_again(failures, Subject::login, policy, now.plus_seconds(29 * 60)).count, 5);
}

TEST(LockOut, locks_an_address_later_and_never_slows_it) {
  const LockOutPolicy policy;
  Failures failures;
  for (int i = 0; i < 29; ++i) failures = failed_again(failures, Subject::address, policy, now);
  EXPECT_LE(next_attempt_at(failures, Subject::address, policy), now);
  failures = failed_again(failures, Subject::address, policy, now);
  EXPECT_EQ(next_attempt_at(failures, Subject::address, policy), now.plus_seconds(15 * 60));
}

// RFC 6238, appendix B
TEST(Totp, agrees_with_the_vectors_of_the_standard) {
  const std::string secret = "12345678901234567890";
  const std::vector<std::pair<std::int64_t, std::string>> vectors{{59, "94287082"},         {1111111109, "07081804"},
                                                                  {1111111111, "14050471"}, {1234567890, "89005924"},
                                                                  {2000000000, "69279037"}, {20000000000, "65353130"}};
  for (const auto& [seconds, code] : vectors)
    EXPECT_EQ(totp_code(secret, totp_step(Instant{seconds * 1'000'000}), 8), code);
}

TEST(Totp, accepts_one_step_around_and_each_step_once) {
  const auto secret = new_totp_secret();
  const auto step = totp_step(now);
  for (const std::int64_t offset : {-1, 0, 1})
    EXPECT_EQ(match_totp(secret, totp_code(secret, step + offset), now, 0), step + offset);
  for (const std::int64_t offset : {-2, 2}) EXPECT_FALSE(match_totp(secret, totp_code(secret, step + offset), now, 0));
  EXPECT_FALSE(match_totp(secret, totp_code(secret, step), now, step));
  EXPECT_FALSE(match_totp(secret, totp_code(secret, step - 1), now, step));
  for (const auto* code : {"", "12345", "1234567", "abcdef"}) EXPECT_FALSE(match_totp(secret, code, now, 0)) << code;
}

TEST(Totp, offers_itself_to_the_app) {
  const auto uri = totp_uri("12345678901234567890", "公开平台", "wang fang");
  EXPECT_EQ(
      uri,
      "otpauth://totp/%E5%85%AC%E5%BC%80%E5%B9%B3%E5%8F%B0:wang%20fang?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer="
      "%E5%85%AC%E5%BC%80%E5%B9%B3%E5%8F%B0&algorithm=SHA1&digits=6&period=30");
  EXPECT_TRUE(qr_svg(uri).starts_with("<svg"));
}

TEST(RecoveryCodes, are_ten_different_ones_that_forgive_spelling) {
  const auto codes = new_recovery_codes();
  EXPECT_EQ(std::set<std::string>(codes.begin(), codes.end()).size(), 10u);
  EXPECT_EQ(recovery_code_form("abcd-efgh ijkl-mnop"), "ABCDEFGHIJKLMNOP");
}

LoginSession session_at(Instant start) {
  return {.id = SessionId{1},
          .person = PersonId{1},
          .created_at = start,
          .last_seen_at = start,
          .expires_at = start.plus_seconds(8 * 3600),
          .idle_seconds = 900,
          .authenticated_at = start};
}

TEST(Session, ends_by_idleness_and_by_age) {
  auto session = session_at(now);
  EXPECT_TRUE(is_alive(session, now.plus_seconds(899)));
  EXPECT_FALSE(is_alive(session, now.plus_seconds(900)));
  session.last_seen_at = now.plus_seconds(8 * 3600 - 1);
  EXPECT_TRUE(is_alive(session, now.plus_seconds(8 * 3600 - 1)));
  EXPECT_FALSE(is_alive(session, now.plus_seconds(8 * 3600)));
}

TEST(Session, trusts_the_password_for_five_minutes) {
  EXPECT_TRUE(is_reauthenticated(session_at(now), {}, now.plus_seconds(299)));
  EXPECT_FALSE(is_reauthenticated(session_at(now), {}, now.plus_seconds(300)));
}

TEST(Session, goes_through_its_stages_in_order) {
  auto session = session_at(now);
  Standing standing{.must_change_password = true, .password_changed_at = now, .totp_confirmed = true};
  const SessionPolicy policy{.second_factor = true};
  EXPECT_EQ(stage_of(session, standing, policy, {}, now), Stage::second_factor);
  session.second_factor = true;
  EXPECT_EQ(stage_of(session, standing, policy, {}, now), Stage::new_password);
  standing.must_change_password = false;
  EXPECT_EQ(stage_of(session, standing, policy, {}, now), Stage::ready);
  EXPECT_EQ(stage_of(session, standing, policy, {}, now.plus_seconds(90 * 86'400)), Stage::new_password);
  standing.totp_confirmed = false;
  EXPECT_EQ(stage_of(session, standing, policy, {}, now), Stage::enrol_second_factor);
  EXPECT_EQ(stage_of(session, standing, {.second_factor = false}, {}, now), Stage::ready);
}

class Ciphers : public ::testing::TestWithParam<Suite> {};

TEST_P(Ciphers, open_only_where_the_value_belongs) {
  const Vault vault(new_key_ring(GetParam()));
  for (const auto* plain : {"", "13812341234", "一段较长的中文文字，超过一个分组的长度，用来检查填充。"}) {
    const auto sealed = vault.seal("person.phone", 7, plain);
    EXPECT_EQ(vault.open("person.phone", 7, sealed), plain);
    EXPECT_THROW(vault.open("person.phone", 8, sealed), std::runtime_error);
    EXPECT_THROW(vault.open("person.id_number", 7, sealed), std::runtime_error);
    EXPECT_NE(sealed, vault.seal("person.phone", 7, plain));
  }
}

TEST_P(Ciphers, notice_any_changed_bit) {
  const Vault vault(new_key_ring(GetParam()));
  const auto sealed = vault.seal("a.b", 1, "13812341234");
  for (std::size_t i = 0; i < sealed.value.size(); ++i)
    for (const int bit : {0, 3, 7}) {
      auto changed = sealed;
      changed.value[i] = static_cast<char>(changed.value[i] ^ (1 << bit));
      EXPECT_THROW(vault.open("a.b", 1, changed), std::runtime_error) << i;
    }
  for (std::size_t length = 0; length < sealed.value.size(); ++length)
    EXPECT_THROW(vault.open("a.b", 1, {sealed.value.substr(0, length)}), std::runtime_error) << length;
}

INSTANTIATE_TEST_SUITE_P(Suites, Ciphers, ::testing::Values(Suite::aes_gcm, Suite::sm4_hmac));

TEST(Vault, reads_old_values_after_a_rotation) {
  Vault vault(new_key_ring(Suite::aes_gcm));
  const auto old = vault.seal("a.b", 1, "text");
  const auto index = vault.blind_index("a.b", "text");
  vault.rotate(Suite::sm4_hmac);
  EXPECT_EQ(vault.active_key(), 2u);
  EXPECT_EQ(vault.open("a.b", 1, old), "text");
  EXPECT_TRUE(vault.is_outdated(old));
  EXPECT_FALSE(vault.is_outdated(vault.seal("a.b", 1, "text")));
  EXPECT_EQ(vault.blind_index("a.b", "text"), index);
}

TEST(Vault, finds_equal_texts_without_knowing_them) {
  const Vault vault(new_key_ring(Suite::aes_gcm));
  EXPECT_EQ(vault.blind_index("a.b", "37060219900101123X"), vault.blind_index("a.b", " 37060219900101123x"));
  EXPECT_NE(vault.blind_index("a.b", "1"), vault.blind_index("a.c", "1"));
  EXPECT_NE(vault.blind_index("a.b", "1"), Vault(new_key_ring(Suite::aes_gcm)).blind_index("a.b", "1"));
}

class KeyFile : public ::testing::Test {
 protected:
  KeyFile() {
    std::string name = std::filesystem::temp_directory_path() / "gongkai-keys-XXXXXX";
    if (!mkdtemp(name.data())) throw std::runtime_error("mkdtemp failed");
    folder = name;
  }
  ~KeyFile() override { std::filesystem::remove_all(folder); }
  std::filesystem::path folder;
};

TEST_F(KeyFile, is_made_once_for_its_owner_alone) {
  const auto file = folder / "keys" / "vault.key";
  const auto sealed = Vault::open_file(file).seal("a.b", 1, "text");
  EXPECT_EQ(std::filesystem::status(file).permissions() & std::filesystem::perms::all,
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  EXPECT_EQ(Vault::open_file(file).open("a.b", 1, sealed), "text");
}

TEST_F(KeyFile, keeps_a_rotated_key) {
  const auto file = folder / "vault.key";
  auto vault = Vault::open_file(file);
  vault.rotate(Suite::aes_gcm);
  EXPECT_EQ(Vault::open_file(file).open("a.b", 1, vault.seal("a.b", 1, "text")), "text");
}

TEST_F(KeyFile, is_refused_when_others_may_read_it) {
  const auto file = folder / "vault.key";
  {
    const auto made = Vault::open_file(file);
  }
  std::filesystem::permissions(file, std::filesystem::perms::group_read, std::filesystem::perm_options::add);
  EXPECT_THROW(Vault::open_file(file), std::runtime_error);
}

TEST(KeyRing, refuses_every_malformed_text) {
  const auto good = to_text(new_key_ring(Suite::sm4_hmac));
  EXPECT_EQ(to_text(parse_key_ring(good)), good);
  for (const auto& text : std::vector<std::string>{
           std::string(), std::string("gongkai-keys 2\n"), std::string("gongkai-keys 1\n"), good + "more\n",
           good.substr(0, good.size() - 3), "gongkai-keys 1\nactive 0\n", "gongkai-keys 1\nkey x aes-256-gcm 00\n"})
    EXPECT_THROW(parse_key_ring(text), std::runtime_error) << text;
}

TEST(Masks, show_what_their_rule_says) {
  EXPECT_EQ(mask_id_number("370602199001011234"), "370602********1234");
  EXPECT_EQ(mask_phone("13812341234"), "138****1234");
  EXPECT_EQ(mask_name("王芳"), "王*");
  EXPECT_EQ(mask_name("欧阳修文"), "欧***");
  EXPECT_EQ(mask_name("王"), "*");
  EXPECT_EQ(mask_email("zhang@example.cn"), "z***@example.cn");
  EXPECT_EQ(mask_email("z@example.cn"), "***@example.cn");
  EXPECT_EQ(mask_email("not an address"), "**************");
}

TEST(Masks, never_show_more_than_their_rule_of_any_text) {
  std::mt19937 random(3);
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (std::size_t i = random() % 25; i > 0; --i) text += static_cast<char>('a' + random() % 26);
    const auto hidden = [](std::string_view mask) { return std::count(mask.begin(), mask.end(), '*'); };
    const auto length = static_cast<std::ptrdiff_t>(text.size());
    EXPECT_GE(hidden(mask_id_number(text)), length == 18 ? 8 : length);
    EXPECT_GE(hidden(mask_phone(text)), length == 11 ? 4 : length);
    EXPECT_GE(hidden(mask_name(text)), length < 2 ? length : length - 1);
    EXPECT_GE(hidden(mask_email(text)), length);
  }
}

TEST(Masks, survive_broken_text) {
  for (const auto* text : {"", "\xff", "\xff\xfe\xfd", "王\xff"}) {
    EXPECT_TRUE(is_valid_utf8(mask_name(text)));
    EXPECT_TRUE(is_valid_utf8(mask_phone(text)));
  }
}

TEST(Comparison, in_constant_time_is_right) {
  EXPECT_TRUE(equal_in_constant_time("abc", "abc"));
  EXPECT_FALSE(equal_in_constant_time("abc", "abd"));
  EXPECT_FALSE(equal_in_constant_time("abc", "ab"));
  EXPECT_TRUE(equal_in_constant_time("", ""));
}

// A grant over a unit covers the unit and what is below it, never a sibling or a parent; ids of one length make a path
// that begins like another a true ancestor.
TEST(Permissions, over_a_unit_never_reach_a_sibling) {
  std::mt19937_64 random(5);
  const auto id = [&] { return id_text(static_cast<std::int64_t>(random() >> 1)) + "/"; };
  for (int round = 0; round < 1000; ++round) {
    const auto parent = "/" + id(), own = parent + id(), sibling = parent + id(), below = own + id();
    const Actor with_subtree{.person = PersonId{1}, .grants = {{"x", own, true}}};
    const Actor alone{.person = PersonId{1}, .grants = {{"x", own, false}}};
    EXPECT_TRUE(with_subtree.may("x", own) && with_subtree.may("x", below) && alone.may("x", own));
    EXPECT_FALSE(with_subtree.may("x", sibling) || with_subtree.may("x", parent) || with_subtree.may("y", own));
    EXPECT_FALSE(alone.may("x", below) || alone.may("x", sibling) || alone.may("x", parent));
  }
}

TEST(Permissions, over_the_topmost_unit_and_all_below_are_permissions_over_the_installation) {
  const auto may = [](std::string path, bool with_subtree) {
    return Actor{.person = PersonId{1}, .grants = {{"x", std::move(path), with_subtree}}}.may("x", "/");
  };
  EXPECT_TRUE(may("/0000000000001/", true));
  EXPECT_TRUE(may("/", true));
  EXPECT_FALSE(may("/0000000000001/", false));
  EXPECT_FALSE(may("/0000000000001/0000000000002/", true));
}

TEST(Permissions, of_nobody_are_none) {
  EXPECT_FALSE(nobody().may_somewhere("directory.read"));
  EXPECT_EQ(require(nobody(), "x", "/").error().kind, FaultKind::unauthenticated);
  EXPECT_EQ(require(Actor{.person = PersonId{1}}, "x", "/").error().kind, FaultKind::forbidden);
}

}  // namespace
}  // namespace gongkai::auth
