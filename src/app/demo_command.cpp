// gongkai demo load, and what serve --demo does.
#include <cstdlib>

#include "app/demo_city.hpp"
#include "app/output.hpp"
#include "demo/demo.hpp"
#include "directory/roles.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::app {
namespace {

Result<demo::Loaded> load(Platform& platform, int scale, long seed) {
  demo::Options options;
  options.scale = scale;
  options.seed = static_cast<std::uint64_t>(seed);
  if (const char* password = std::getenv("GONGKAI_DEMO_PASSWORD")) options.password = password;
  if (!platform.config().boolean("demo.second_factor")) directory::use_role_book(demo::role_book());
  return demo::load(platform.services(), options);
}

void print(const demo::Loaded& loaded) {
  if (loaded.documents > 0)
    say(i18n::text("app.demo_loaded", {{"units", std::to_string(loaded.units)},
                                       {"people", std::to_string(loaded.people)},
                                       {"documents", std::to_string(loaded.documents)}}));
  for (const auto& account : loaded.accounts)
    say(fmt::format("  {:<14} {}（{}）", account.login, account.name, account.post));
  if (!loaded.password.empty()) say(i18n::text("app.demo_password", {{"password", loaded.password}}));
}

Result<int> run(const DemoOptions& options) {
  auto platform = TRY(Platform::open(options.installation));
  const auto loaded = TRY(load(*platform, options.scale, options.seed));
  print(loaded);
  if (loaded.documents == 0) say(i18n::text("app.demo_already"));
  return fine;
}
}  // namespace

Result<void> prepare_demo(Platform& platform, int scale) {
  const auto loaded = TRY(load(platform, scale, 1));
  say(i18n::text("app.demo_how_to"));
  print(loaded);
  return {};
}

int load_demo(const DemoOptions& options) {
  const auto result = run(options);
  return result ? *result : report(result.error());
}

}  // namespace gongkai::app
