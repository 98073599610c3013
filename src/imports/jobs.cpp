// The three jobs, and what a job that cannot go on leaves behind: the reason, where the office sees it.
#include "imports/store.hpp"
#include "imports/use_cases.hpp"
#include "imports/work.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::imports {

namespace {

Progress reporting(jobs::Job& job) {
  return [&job](std::int64_t done, std::int64_t total) {
    const int percent = total > 0 ? static_cast<int>(std::min<std::int64_t>(99, done * 100 / total)) : 0;
    job.report(percent, i18n::text("import.progress", {{"done", std::to_string(done)}}));
    return !job.should_stop();
  };
}

/// A refusal ends the work for good: the import says why.
Result<void> settled(Services& services, ImportId id, const Result<void>& outcome) {
  if (outcome || outcome.error().kind == FaultKind::unavailable) {
    if (!outcome) throw std::runtime_error(outcome.error().code);  // it passes: the runner tries again
    return {};
  }
  Context context{.services = services, .actor = auth::system_actor(), .request_id = "import"};
  return in_transaction(context, "imports.fail", [&](Transaction& tx) -> Result<void> {
    CHECK_OK(tx.require("content.import", "/"));
    auto import = store::find(tx.db(), id);
    if (!import) return {};
    tx.about("import", id.value, import->unit);
    import->state = State::failed;
    import->fault = i18n::messages().message(outcome.error());
    import->finished_at = tx.now();
    store::update(tx.db(), *import);
    tx.changed("import", id.value);
    return {};
  });
}

ImportId import_of(const jobs::Job& job) {
  return ImportId{parse_id(std::string_view(job.payload().at("import").as_string())).value_or(0)};
}

}  // namespace

void add_jobs(jobs::Runner& runner, Services& services) {
  runner.on(std::string(check_job), [&services](jobs::Job& job) -> Result<void> {
    return settled(services, import_of(job), check(services, import_of(job), reporting(job)));
  });
  runner.on(std::string(run_job), [&services](jobs::Job& job) -> Result<void> {
    return settled(services, import_of(job), run(services, import_of(job), reporting(job)));
  });
  runner.on(std::string(undo_job), [&services](jobs::Job& job) -> Result<void> {
    const bool forced = job.payload().at("forced").as_bool();
    return settled(services, import_of(job), undo(services, import_of(job), forced, reporting(job)));
  });
}

}  // namespace gongkai::imports
