#include "platform/log/log.hpp"
#include "review/use_cases.hpp"
#include "review/web.hpp"

namespace gongkai::review {

void add_jobs(jobs::Runner& runner, Services& services) {
  runner.on("review.sample", [&services](jobs::Job&) -> Result<void> {
    Context context{.services = services, .actor = auth::system_actor(), .request_id = "job"};
    const auto drawn = TRY(sample(context, context.today() - 1));
    if (drawn > 0) log::info("drew {} releases of yesterday to be looked at again", drawn);
    return {};
  });
  runner.schedule("review.sample", jobs::Schedule::daily_at(1, 20));
}

}  // namespace gongkai::review
