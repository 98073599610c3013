#include "platform/config/config.hpp"

#include <gtest/gtest.h>

namespace gongkai::config {
namespace {

TEST(Config, has_a_default_for_every_key) {
  const Config config;
  EXPECT_EQ(config.text("http.listen"), "127.0.0.1:8080");
  EXPECT_EQ(config.integer("http.max_connections"), 20000);
  EXPECT_FALSE(config.boolean("tls.enabled"));
  EXPECT_EQ(config.list("http.metrics_from"), (std::vector<std::string>{"127.0.0.0/8", "::1"}));
}

TEST(Config, every_key_documents_itself_and_fits_its_own_kind) {
  for (const auto& key : keys()) {
    EXPECT_FALSE(key.meaning.empty()) << key.name;
    Config config;
    EXPECT_TRUE(config.set(key.name, key.fallback)) << key.name;
  }
}

TEST(Config, flags_win_over_the_environment_and_the_environment_over_the_file) {
  Config config;
  ASSERT_TRUE(config.read_toml(
      "[http]\nlisten = \"127.0.0.1:1\"\nworkers = 3\ntrusted_proxies = [\"10.0.0.1\", \"10.0.0.2\"]", "f.toml"));
  const char* environment[] = {"PATH=/bin", "GONGKAI_HTTP_LISTEN=127.0.0.1:2", nullptr};
  ASSERT_TRUE(config.read_environment(environment));
  EXPECT_EQ(config.text("http.listen"), "127.0.0.1:2");
  ASSERT_TRUE(config.set("http.listen", "127.0.0.1:3"));
  EXPECT_EQ(config.text("http.listen"), "127.0.0.1:3");
  EXPECT_EQ(config.integer("http.workers"), 3);
  EXPECT_EQ(config.list("http.trusted_proxies").size(), 2u);
}

TEST(Config, a_wrong_key_names_the_nearest_right_one) {
  Config config;
  const auto wrong = config.read_toml("[http]\nlisen = \"x\"\n[datbase]\nengine = \"sqlite\"", "f.toml");
  ASSERT_FALSE(wrong);
  const auto faults = each_of(wrong.error());
  ASSERT_EQ(faults.size(), 2u);
  EXPECT_EQ(faults[1].code, "config.unknown_key_near");
  EXPECT_EQ(faults[0].details[1].second, "database.engine");
  EXPECT_EQ(faults[1].details[1].second, "http.listen");
  const char* environment[] = {"GONGKAI_HTTP_LISTN=1", nullptr};
  const auto variable = config.read_environment(environment);
  ASSERT_FALSE(variable);
  EXPECT_EQ(variable.error().details[1].second, "GONGKAI_HTTP_LISTEN");
}

TEST(Config, a_file_that_is_no_toml_is_a_fault_with_its_place) {
  Config config;
  const auto unclosed = config.read_toml("[http]\nlisten = \"127.0.0.1", "gongkai.toml");
  ASSERT_FALSE(unclosed);
  EXPECT_EQ(unclosed.error().code, "config.unreadable");
}

TEST(Config, refuses_values_of_the_wrong_kind) {
  Config config;
  for (const auto* text : {"[http]\nworkers = \"many\"", "[tls]\nenabled = 3", "[http]\nworkers = -1", "[http", "= 1",
                           "[http]\nworkers = 99999999999999999999"})
    EXPECT_FALSE(config.read_toml(text, "f.toml")) << text;
  EXPECT_FALSE(config.read_file("/nonexistent/gongkai.toml"));
}

}  // namespace
}  // namespace gongkai::config
