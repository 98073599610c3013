// gongkai user add|passwd
#include <cstdlib>
#include <iostream>

#include "app/output.hpp"
#include "app/platform.hpp"
#include "directory/api.hpp"
#include "directory/use_cases.hpp"
#include "platform/i18n/messages.hpp"
#include "platform/json/json.hpp"

namespace gongkai::app {
namespace {

Result<std::string> read_password() {
  if (const char* password = std::getenv("GONGKAI_PASSWORD")) return std::string(password);
  std::string line;
  if (!std::getline(std::cin, line) || line.empty()) return refuse(FaultKind::invalid, "app.password_missing");
  return line;
}

/// The first user of an empty installation brings the topmost unit into being.
Result<void> ensure_city(Context& context, const UserOptions& options) {
  const auto exists =
      context.database().read([](db::Session& session) { return directory::root_unit(session).has_value(); });
  if (exists) return {};
  if (options.unit.empty()) return refuse(FaultKind::invalid, "app.unit_needed", "unit");
  TRY(directory::found_city(context,
                            {.city_name = options.unit, .short_name = options.unit, .site_name = options.unit}));
  return {};
}

Result<int> add(const UserOptions& options) {
  const auto password = TRY(read_password());
  auto platform = TRY(Platform::open(options.installation));
  auto context = platform->system_context();
  CHECK_OK(ensure_city(context, options));
  const auto id = TRY(directory::add_user(context, {.login = options.login,
                                                    .name = options.name,
                                                    .unit = options.unit,
                                                    .roles = options.roles,
                                                    .password = password}));
  if (options.installation.json) say(json::to_string(json::object{{"id", to_text(id)}, {"login", options.login}}));
  else say(i18n::text("app.user_added", {{"login", options.login}}));
  return fine;
}

Result<int> change_password(const UserOptions& options) {
  const auto password = TRY(read_password());
  auto platform = TRY(Platform::open(options.installation));
  auto context = platform->system_context();
  CHECK_OK(directory::set_password(context, options.login, password));
  if (options.installation.json) say(json::to_string(json::object{{"login", options.login}, {"ok", true}}));
  else say(i18n::text("app.password_set", {{"login", options.login}}));
  return fine;
}
}  // namespace

int add_user(const UserOptions& options) {
  const auto result = add(options);
  return result ? *result : report(result.error());
}

int set_password(const UserOptions& options) {
  const auto result = change_password(options);
  return result ? *result : report(result.error());
}

}  // namespace gongkai::app
