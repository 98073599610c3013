#include "requests/jobs.hpp"

#include "platform/calendar/calendars.hpp"
#include "platform/jobs/queue.hpp"
#include "requests/queue.hpp"
#include "requests/store.hpp"

namespace gongkai::requests {

namespace {
constexpr std::string_view moves_job = "requests.tell_of_moves";

Context job_context(Services& services) {
  return {.services = services, .actor = auth::system_actor(), .request_id = "job"};
}
}  // namespace

void add_jobs(jobs::Runner& runner, Services& services) {
  runner.on("requests.alarms", [&services](jobs::Job&) -> Result<void> {
    auto context = job_context(services);
    TRY(raise_alarms(context));
    return {};
  });
  runner.on(std::string(moves_job), [&services](jobs::Job& job) -> Result<void> {
    auto context = job_context(services);
    json::Reader reader(job.payload());
    const auto year = static_cast<int>(reader.integer("year"));
    const auto version = reader.integer("version");
    CHECK_OK(reader.finish());
    TRY(tell_of_moves(context, year, version));
    return {};
  });
  runner.on("requests.forget_drafts", [&services](jobs::Job&) -> Result<void> {
    return services.database.write([&](db::Session& session) -> Result<void> {
      store::forget_drafts(session, services.clock.today());
      return {};
    });
  });
  runner.schedule("requests.alarms", jobs::Schedule::every_seconds(1800));
  runner.schedule("requests.forget_drafts", jobs::Schedule::daily_at(2, 40));
}

feed::Consumer consumer(Services& services) {
  return {.name = "requests", .apply = [&services](const std::vector<feed::Change>& changes, const std::string&) {
            for (const auto& change : changes) {
              if (change.topic != calendar::topic) continue;
              services.database.write([&](db::Session& session) -> Result<void> {
                const json::object payload{{"year", change.object}, {"version", change.version}};
                jobs::enqueue(session, services.ids, moves_job, payload, services.clock.now(), {},
                              fmt::format("{} {} {}", moves_job, change.object, change.version));
                return {};
              });
            }
          }};
}

void follow(Services& services, const std::vector<feed::Change>& changes) {
  queue_of(services).follow(services, changes);
}

}  // namespace gongkai::requests
