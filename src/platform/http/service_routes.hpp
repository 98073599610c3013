// What the surroundings ask the server: is it alive, is it ready, what does it count.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "platform/http/router.hpp"

namespace gongkai::http {

struct ServiceRoutes {
  /// The reasons why no traffic should come, "" for none: database gone, disk full, starting, stopping.
  std::function<std::string()> why_not_ready{};
  /// Networks that may read /metrics.
  std::vector<std::string> metrics_from{"127.0.0.0/8", "::1"};
};

/// GET /healthz, /readyz and /metrics.
void add_service_routes(Router& router, ServiceRoutes services);

}  // namespace gongkai::http
