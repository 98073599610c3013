#include "annual_report/jobs.hpp"

#include "annual_report/column_array.hpp"
#include "annual_report/store.hpp"
#include "annual_report/use_cases.hpp"
#include "casework/notices.hpp"
#include "directory/api.hpp"
#include "platform/log/log.hpp"

namespace gongkai::annual_report {

namespace {

constexpr int reminded_days = 7;

Context job_context(Services& services) {
  return {.services = services, .actor = auth::system_actor(), .request_id = "job"};
}

/// Reports of last year that are still with their units.
std::vector<Report> open_reports(Context& context) {
  return context.database().read([&](db::Session& session) {
    std::vector<Report> open;
    for (const auto& place : store::of_year(session, context.today().year() - 1))
      if (auto report = load(session, *context.services.vault, place.id); report && report->of.is_open())
        open.push_back(*std::move(report));
    return open;
  });
}

void tell(Context& context, const Report& report, std::string_view what, const json::object& facts,
          const std::string& once) {
  (void)in_transaction(context, "annual_report.tell", [&](Transaction& tx) -> Result<void> {
    tx.open_to_all();
    tx.about("case", report.of.id.value, report.of.unit);
    casework::tell(tx, report.of, what, report.of.unit, {}, facts, once);
    return {};
  });
}

}  // namespace

Result<void> open_last_year(Context& context) {
  const Day today = context.today();
  if (today < Day::of(today.year(), 1, 2)) return {};
  TRY(open_year(context, today.year() - 1));
  return {};
}

int remind_of_terms(Context& context) {
  int told = 0;
  const auto units = context.database().read([](db::Session& session) { return directory::units(session); });
  for (const auto& report : open_reports(context)) {
    if (report.stage != "drafting") continue;
    const auto unit = std::ranges::find(units, report.of.unit, &directory::Unit::id);
    if (unit == units.end()) continue;
    const Day due = due_of(*unit, report.year);
    if (due - context.today() > reminded_days) continue;
    const bool late = due < context.today();
    tell(context, report, late ? "report_late" : "report_due", {{"due", to_text(due)}},
         fmt::format("annual_report:{}:{}", to_text(report.of.id), late ? "late" : "due"));
    ++told;
  }
  return told;
}

int recount_all(Context& context) {
  int differences = 0;
  for (const auto& report : open_reports(context)) {
    const auto lines =
        context.database().read([&](db::Session& session) { return recount(session, context.services, report); });
    if (lines.empty()) continue;
    array_of(context.services).distrust();
    differences += static_cast<int>(lines.size());
    for (const auto& line : lines) log::error("annual_report: {} counts differ: {}", report.of.number, line);
    tell(context, report, "report_differs", {{"cells", static_cast<std::int64_t>(lines.size())}},
         fmt::format("annual_report:{}:differs:{}", to_text(report.of.id), to_text(context.today())));
  }
  return differences;
}

void add_jobs(jobs::Runner& runner, Services& services) {
  runner.on("annual_report.open_year", [&services](jobs::Job&) -> Result<void> {
    auto context = job_context(services);
    return open_last_year(context);
  });
  runner.on("annual_report.nightly", [&services](jobs::Job&) -> Result<void> {
    auto context = job_context(services);
    remind_of_terms(context);
    recount_all(context);
    return {};
  });
  runner.schedule("annual_report.open_year", jobs::Schedule::daily_at(1, 10));
  runner.schedule("annual_report.nightly", jobs::Schedule::daily_at(3, 20));
}

}  // namespace gongkai::annual_report
