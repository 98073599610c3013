#include "platform/http/service_routes.hpp"

#include <stdexcept>

#include "platform/http/address.hpp"
#include "platform/metrics/metrics.hpp"

namespace gongkai::http {

void add_service_routes(Router& router, ServiceRoutes services) {
  std::vector<Network> readers;
  for (const std::string& text : services.metrics_from) {
    const auto network = parse_network(text);
    if (!network) throw std::invalid_argument("not a network address: " + text);
    readers.push_back(*network);
  }
  router.get("/healthz", "service.health", Access::open, [](Request&) { return text("ok\n"); });
  router.get("/readyz", "service.ready", Access::open, [why_not = std::move(services.why_not_ready)](Request&) {
    const std::string reason = why_not ? why_not() : std::string{};
    return reason.empty() ? text("ready\n") : text(reason + "\n", 503);
  });
  router.get("/metrics", "service.metrics", Access::open, [&router, readers](Request& request) {
    const auto address = parse_address(request.address);
    if (!address || !is_in(readers, *address))
      return router.refuse(request, {.kind = FaultKind::forbidden, .code = "http.metrics_forbidden"});
    Response answer = text(metrics::registry().text());
    answer.content_type = "text/plain; version=0.0.4; charset=utf-8";
    return answer;
  });
}

}  // namespace gongkai::http
