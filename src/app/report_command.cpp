// gongkai report check: annual reports of anybody, without a database and without the network.
#include <algorithm>
#include <filesystem>
#include <thread>

#include "app/commands.hpp"
#include "app/output.hpp"
#include "platform/i18n/messages.hpp"
#include "report_check/read_file.hpp"
#include "report_check/report_json.hpp"

namespace gongkai::app {
namespace {
using report_check::Checked;
using report_check::Job;
namespace fs = std::filesystem;

/// Files as they are, folders as everything in them.
Result<std::vector<Job>> jobs_of(const std::vector<std::string>& paths) {
  std::vector<Job> jobs;
  for (const auto& path : paths) {
    std::error_code error;
    if (!fs::is_directory(path, error)) {
      jobs.push_back({path, path});
      continue;
    }
    for (const auto& entry :
         fs::recursive_directory_iterator(path, fs::directory_options::skip_permission_denied, error))
      if (entry.is_regular_file(error)) jobs.push_back({entry.path().string(), entry.path().string()});
    if (error) return refuse(FaultKind::not_found, "report_check.unreadable_path", {}, {{"path", path}});
  }
  std::ranges::sort(jobs, {}, &Job::path);
  return jobs;
}

void show_repair(const report_check::Repair& repair, report_format::Format format) {
  say("  修正建议：" + repair.because);
  for (const auto& change : repair.changes) {
    const auto from = change.from.is_blank() ? std::string("空") : std::to_string(change.from.value());
    say(fmt::format("    {}：{} → {}", report_format::form(format).find(change.cell)->label, from, change.to));
  }
}

void show(const Checked& checked) {
  if (checked.fault) return say(checked.path + "\n  不能检查：" + i18n::messages().message(*checked.fault));
  const auto& report = checked.report;
  say(fmt::format("{}\n  {} {} 年度，{} 年格式，把握 {:.0f}%{}", checked.path,
                  report.unit.empty() ? "单位不明" : report.unit, report.year, report_format::name_of(report.format),
                  report.confidence * 100, report.is_recognised ? "（扫描件，程序识别）" : ""));
  for (const auto& finding : checked.findings) {
    const char* word = finding.severity == report_check::Severity::error     ? "错误"
                       : finding.severity == report_check::Severity::warning ? "提醒"
                                                                             : "说明";
    say(fmt::format("  {} {} {}{}", word, finding.code, finding.message,
                    finding.place.empty() ? "" : "〔" + finding.place + "〕"));
  }
  if (!checked.repairs.empty()) show_repair(checked.repairs.front(), report.format);
  if (checked.findings.empty()) say("  没有发现问题。");
}

/// The government's own report against the sum of the others.
Result<void> add_total(documents::Workers& workers, const std::string& path, std::vector<Checked>& files) {
  auto total = TRY(report_check::read_file(workers, path, path));
  const auto sum = report_check::sum_of(files, total.format);
  auto findings = report_check::compare_with_sum(total, sum);
  files.push_back({.path = path, .report = std::move(total), .findings = std::move(findings)});
  return {};
}

Result<int> check(const ReportOptions& options) {
  const auto jobs = TRY(jobs_of(options.files));
  const int threads = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  documents::Workers workers(documents::launch_self(), {},
                             std::min(threads, std::max(1, static_cast<int>(jobs.size()))));
  std::optional<report_check::Report> previous;
  if (!options.previous.empty()) previous = TRY(report_check::read_file(workers, options.previous, options.previous));
  constexpr std::size_t said_every = 100;
  const auto progress = [&](std::size_t done) {
    if (done % said_every == 0) say_error(fmt::format("已检查 {}／{}", done, jobs.size()));
  };
  auto files = report_check::check_files(workers, jobs, previous ? &*previous : nullptr, threads, progress);
  if (!options.total.empty()) CHECK_OK(add_total(workers, options.total, files));
  if (options.json) say(json::to_string(report_check::to_json(files)));
  else std::ranges::for_each(files, show);
  if (std::ranges::any_of(files, [](const Checked& file) { return file.fault.has_value(); })) return wrong_use;
  return std::ranges::any_of(files, &Checked::has_errors) ? findings : fine;
}
}  // namespace

int check_reports(const ReportOptions& options) {
  const auto result = check(options);
  return result ? *result : report(result.error());
}

}  // namespace gongkai::app
