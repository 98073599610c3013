#include "platform/files/jobs.hpp"

#include "platform/files/housekeeping.hpp"
#include "platform/json/json.hpp"
#include "platform/log/log.hpp"

namespace gongkai::files {

void add_jobs(jobs::Runner& runner, Store& store, db::Database& database, const Clock& clock) {
  runner.on(std::string(extract_text_job), [&](jobs::Job& job) -> Result<void> {
    json::Reader payload(job.payload());
    const FileId file{payload.id("file")};
    CHECK_OK(payload.finish());
    extract_text(store, database, file, clock.now());
    return {};
  });
  runner.on("files.sweep", [&](jobs::Job&) -> Result<void> {
    const auto report = sweep(store, database, clock.now());
    log::info("file sweep: {} files, {} blobs, {} unfinished uploads removed", report.files, report.blobs,
              report.scratch);
    return {};
  });
  runner.on("files.scrub", [&](jobs::Job& job) -> Result<void> {
    std::int64_t seen = 0;
    const auto report = scrub(store, database, [&] {
      job.report(0, std::to_string(++seen));
      return !job.should_stop();
    });
    log::info("file scrub: {} checked, {} missing, {} corrupt, {} orphaned", report.checked, report.missing,
              report.corrupt, report.orphaned);
    return {};
  });
  runner.schedule("files.sweep", jobs::Schedule::daily_at(3, 10));
  runner.schedule("files.scrub", jobs::Schedule::every_seconds(7 * 24 * 3600));
}

}  // namespace gongkai::files
