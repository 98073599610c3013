#include "request_mining/jobs.hpp"

#include "platform/log/log.hpp"
#include "request_mining/use_cases.hpp"

namespace gongkai::request_mining {

void add_jobs(jobs::Runner& runner, Services& services) {
  runner.on("request_mining.nightly", [&services](jobs::Job&) -> Result<void> {
    Context context{.services = services, .actor = auth::system_actor(), .request_id = "job"};
    if (const auto found = TRY(search(context)); found > 0) log::info("{} candidates to be made public are new", found);
    return remind(context);
  });
  runner.schedule("request_mining.nightly", jobs::Schedule::daily_at(2, 20));
}

}  // namespace gongkai::request_mining
