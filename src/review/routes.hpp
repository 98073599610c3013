// Review routes are data: catalog/review/routes.json says which steps 三审三校 has and which permission signs each.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace gongkai::review {

enum class StepKind { proof = 1, review };  // 校对, 审核

struct Step {
  std::string id;
  std::string name;
  StepKind kind = StepKind::review;
  std::string permission;
};

struct Route {
  std::string id;
  std::string name;
  int demand = 1;        // the greater, the stricter
  bool secrecy = false;  // needs the signed 保密审查表
  std::vector<Step> steps;

  const Step* find(std::string_view step) const;
};

struct RouteBook {
  std::vector<Route> routes;
  int sampling_basis_points = 0;
  int recheck_days = 10;   // working days for a sampled document
  int emergency_days = 2;  // working days for one that jumped the gates

  const Route* find(std::string_view id) const;
  /// An unknown id is no way around: the strictest route stands in for it.
  const Route& at(std::string_view id) const;
  const Route& strictest() const;
};

/// Refuses unknown steps, routes without a review, equal demands, and a stricter route that leaves out a step.
Result<RouteBook> parse_routes(std::string_view json_text);
/// Of the catalog; throws at first use when it is broken.
const RouteBook& routes();

/// The type's own route or, when a unit above asks for more, that one: a unit may demand more, never less.
const Route& route_for(const RouteBook& book, std::string_view declared, const std::vector<std::string>& demanded);

}  // namespace gongkai::review
