// The shapes of openapi.json.
#pragma once
#include "directory/web_json.hpp"
#include "policy/gates.hpp"
#include "policy/store.hpp"
#include "policy/words.hpp"

namespace gongkai::policy {

json::object plan_json(const Plan& plan);
json::object letter_json(const Letter& letter);
json::object pair_json(const Pair& pair, std::string_view unit_name, const content::TypeBook& types);
json::object coverage_json(const Coverage& coverage, std::string_view label);
json::object ledger_json(const Library& library, const Policy& policy, std::string_view unit_name, Day today);
json::object evaluation_json(const Evaluation& evaluation, const Library& library, Day today);
json::object round_json(const Round& round, std::size_t tasks, std::size_t open);
json::object question_json(const Question& question);
json::value day_or_null(const std::optional<Day>& day);

/// The names of all units that the person may see with the permission.
std::map<UnitId, std::string> units_open_to(db::Session& session, const Context& context, std::string_view permission);

// Parts of add_routes, a file each.
struct Routes {
  http::Router& router;
  Services& services;
  void on(http::Method method, std::string pattern, std::string name, directory::JsonHandler handler) const;
};
void add_pair_routes(const Routes& routes);
void add_ledger_routes(const Routes& routes);
void add_evaluation_routes(const Routes& routes);

DocumentId document_of(const http::Request& request);

}  // namespace gongkai::policy
