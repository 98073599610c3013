// gongkai db migrate|check
#include "app/commands.hpp"
#include "app/installation.hpp"
#include "app/output.hpp"
#include "platform/i18n/messages.hpp"
#include "platform/json/json.hpp"

namespace gongkai::app {
namespace {

Result<int> migrate(const Installation& installation) {
  const auto config = TRY(read_configuration(installation));
  const auto database = TRY(open_database(config));
  if (installation.json) say(json::to_string(json::object{{"engine", config.text("database.engine")}, {"ok", true}}));
  else say(i18n::text("app.migrated"));
  return fine;
}

Result<int> check(const Installation& installation) {
  const auto config = TRY(read_configuration(installation));
  const auto database = TRY(open_database(config));
  auto problems = database->check_queries();
  for (auto& problem : database->check_integrity()) problems.push_back(std::move(problem));
  if (installation.json) {
    json::array list;
    for (const auto& problem : problems) list.emplace_back(problem);
    say(json::to_string(json::object{{"problems", std::move(list)}, {"ok", problems.empty()}}));
  } else {
    for (const auto& problem : problems) say(problem);
    say(problems.empty() ? i18n::text("app.check_fine") : i18n::text("app.check_problems"));
  }
  return problems.empty() ? fine : findings;
}
}  // namespace

int migrate_database(const Installation& installation) {
  const auto result = migrate(installation);
  return result ? *result : report(result.error());
}

int check_database(const Installation& installation) {
  const auto result = check(installation);
  return result ? *result : report(result.error());
}

}  // namespace gongkai::app
