#include "readers/jobs.hpp"

#include "readers/counting.hpp"
#include "readers/subscription.hpp"

namespace gongkai::readers {

namespace {

constexpr std::int64_t count_seconds = 300, digest_seconds = 3600;

Context as_system(Services& services, std::string id) {
  return Context{.services = services, .actor = auth::system_actor(), .request_id = std::move(id)};
}

Result<void> run_digest(Services& services, const json::value& order) {
  json::Reader reader(order);
  const SubscriptionId id{reader.id("subscription")};
  const auto since = parse_instant(reader.text("since")), until = parse_instant(reader.text("until"));
  CHECK_OK(reader.finish());
  auto context = as_system(services, "readers.digest");
  return send_digest(context, id, since.value_or(Instant{}), until.value_or(Instant{}));
}

}  // namespace

void add_jobs(jobs::Runner& runner, Services& services) {
  using jobs::Schedule;
  runner.on("readers.keep_counts",
            [&services](jobs::Job&) -> Result<void> { return keep_counts(services), Result<void>{}; });
  runner.on("readers.confirmation", [&services](jobs::Job& job) -> Result<void> {
    json::Reader reader(job.payload());
    const SubscriptionId id{reader.id("subscription")};
    CHECK_OK(reader.finish());
    auto context = as_system(services, "readers.confirmation");
    return send_confirmation(context, id);
  });
  runner.on("readers.digest", [&services](jobs::Job& job) { return run_digest(services, job.payload()); });
  runner.on("readers.queue_digests", [&services](jobs::Job&) -> Result<void> {
    auto context = as_system(services, "readers.queue_digests");
    (void)TRY(queue_digests(context));
    return {};
  });
  runner.schedule("readers.keep_counts", Schedule::every_seconds(count_seconds));
  runner.schedule("readers.queue_digests", Schedule::every_seconds(digest_seconds));
}

}  // namespace gongkai::readers
