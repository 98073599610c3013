#include "platform/http/page_cache.hpp"
#include "policy/shelf.hpp"
#include "policy/use_cases.hpp"
#include "policy/web.hpp"

namespace gongkai::policy {

void invalidate(Services& services, const std::vector<feed::Change>& changes) {
  if (!shelf(services).hear(changes, services) || !services.pages) return;
  const bool removed = std::ranges::any_of(
      changes, [](const feed::Change& change) { return change.operation == feed::Operation::remove; });
  services.pages->invalidate({std::string(page_tag)}, removed);
}

void follow(Services& services, const std::vector<feed::Change>& changes) {
  invalidate(services, changes);
  shelf(services).refresh(services);
}

void add_jobs(jobs::Runner& runner, Services& services) {
  runner.on("policy.watch", [&services](jobs::Job&) -> Result<void> {
    Context context{.services = services, .actor = auth::system_actor(), .request_id = "policy.watch"};
    TRY(watch(context));
    // what is in force is another day's answer now, even where nothing changed
    if (services.pages) services.pages->invalidate({std::string(page_tag)}, false);
    return {};
  });
  runner.schedule("policy.watch", jobs::Schedule::daily_at(0, 1));
}

}  // namespace gongkai::policy
