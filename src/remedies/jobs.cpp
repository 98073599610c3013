#include "remedies/jobs.hpp"

#include "remedies/use_cases.hpp"

namespace gongkai::remedies {

void add_jobs(jobs::Runner& runner, Services& services) {
  runner.on("remedies.warn", [&services](jobs::Job&) -> Result<void> {
    Context context{.services = services, .actor = auth::system_actor(), .request_id = "job"};
    warn_of_answers(context);
    return {};
  });
  runner.schedule("remedies.warn", jobs::Schedule::daily_at(7, 30));
}

}  // namespace gongkai::remedies
