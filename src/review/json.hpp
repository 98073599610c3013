// Rows as the office's pages see them.
#pragma once
#include "directory/model.hpp"
#include "platform/json/json.hpp"
#include "review/rights.hpp"
#include "review/rounds.hpp"
#include "review/store.hpp"

namespace gongkai::review {

json::value id_or_null(std::int64_t id);
json::array reasons_json(const std::vector<Fault>& faults);
json::object named(std::int64_t id, std::string_view name);

json::object route_json(const Route& route);
json::object signature_json(const Signature& signature);
json::object remark_json(const Remark& remark);
json::object delegation_json(const Delegation& delegation, Day today);
json::object form_json(const SecrecyForm& form, const std::vector<SecrecyAnswer>& answers);
json::object recheck_json(const Recheck& recheck, std::string_view unit_name);
json::object contribution_json(const Contribution& contribution, std::string_view from, std::string_view to);

/// Everything the panel beside a document shows: the route, the rounds, the remarks, and what this person may do now.
json::object review_json(db::Session& session, const Context& context, const content::Desk& desk);
/// What waits for this person over all sites and units, the longest waiting first.
json::array inbox_json(db::Session& session, const Context& context);

}  // namespace gongkai::review
