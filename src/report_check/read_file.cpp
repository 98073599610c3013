#include "report_check/read_file.hpp"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <system_error>
#include <thread>

#include "base/text.hpp"
#include "platform/documents/mapped_file.hpp"
#include "report_check/check.hpp"
#include "report_check/recognise.hpp"

namespace gongkai::report_check {
namespace {
using FileFormat = documents::Format;
using documents::Pieces;

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(),
                         [](unsigned char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c | 0x20 : c); });
  return out;
}

std::optional<FileFormat> archive_format(std::string_view bytes) {
  // the names of the entries stand unpacked in the directory of the archive
  if (bytes.find("word/document.xml") != std::string_view::npos) return FileFormat::docx;
  if (bytes.find("xl/workbook.xml") != std::string_view::npos) return FileFormat::xlsx;
  return std::nullopt;
}

bool looks_like_html(std::string_view bytes) {
  const auto head = lower(bytes.substr(0, 4096));
  return head.find("<html") != std::string::npos || head.find("<!doctype html") != std::string::npos ||
         head.find("<table") != std::string::npos || head.find("<body") != std::string::npos;
}

Result<void> recognise_pages(documents::Workers& workers, const std::string& path, FileFormat format, Pieces& pieces) {
  if (pieces.pictures.size() > static_cast<std::size_t>(most_scanned_pages))
    return refuse(FaultKind::too_large, "report_check.too_many_pages", {},
                  {{"most", std::to_string(most_scanned_pages)}});
  int sum = 0, read = 0;
  for (const int page : pieces.pictures) {
    auto found = TRY(workers.recognise_pieces(path, format, page));
    if (found.list.empty()) continue;
    sum += found.confidence;
    ++read;
    std::ranges::move(found.list, std::back_inserter(pieces.list));
  }
  std::ranges::stable_sort(pieces.list, {}, &documents::Piece::page);
  pieces.is_recognised = read > 0;
  pieces.confidence = read > 0 ? sum / read : 100;
  return {};
}

bool has_all_tables(const Result<Report>& report) {
  return report && std::ranges::all_of(report->has_table, [](bool has) { return has; });
}

Result<std::optional<FileFormat>> format_of_file(const std::string& path, std::string_view name) {
  try {
    const documents::MappedFile file(path);
    return format_of(name, file.bytes());
  } catch (const std::system_error&) {
    return refuse(FaultKind::not_found, "report_check.unreadable_path", {}, {{"path", std::string(name)}});
  }
}

Checked check_file(documents::Workers& workers, const Job& job, const Report* previous, bool is_only_one) {
  auto report = read_file(workers, job.path, job.name);
  if (!report) return {.path = job.name, .fault = std::move(report).error()};
  const bool is_same_unit = previous && (is_only_one || previous->unit == report->unit);
  auto checked = check(std::move(*report), is_same_unit ? previous : nullptr);
  checked.path = job.name;
  return checked;
}
}  // namespace

std::optional<FileFormat> format_of(std::string_view name, std::string_view bytes) {
  const auto ending = lower(name.substr(std::min(name.rfind('.'), name.size())));
  if (bytes.substr(0, 1024).find("%PDF-") != std::string_view::npos) return FileFormat::pdf;
  if (bytes.starts_with("PK")) return archive_format(bytes);
  if (bytes.starts_with("\xFF\xD8\xFF")) return FileFormat::jpeg;
  if (bytes.starts_with("\x89PNG")) return FileFormat::png;
  if (bytes.starts_with("RIFF") && bytes.substr(8, 4) == "WEBP") return FileFormat::webp;
  if (bytes.starts_with("\xD0\xCF\x11\xE0")) return std::nullopt;  // .doc, .xls, .wps, encrypted office files
  if (ending == ".html" || ending == ".htm" || looks_like_html(bytes)) return FileFormat::html;
  constexpr std::string_view never_text[] = {".pdf", ".docx", ".xlsx", ".doc", ".xls", ".wps", ".ofd", ".jpg", ".png"};
  if (std::ranges::find(never_text, ending) != std::end(never_text)) return std::nullopt;
  return ending == ".csv" ? FileFormat::csv : FileFormat::txt;
}

Result<Report> read_file(documents::Workers& workers, const std::string& path, std::string_view name) {
  const auto format = TRY(format_of_file(path, name));
  if (!format) return refuse(FaultKind::invalid, "report_check.format_unknown");
  auto pieces = TRY(workers.pieces(path, *format));
  if (!pieces.list.empty()) {
    auto report = read_report(pieces);
    if (has_all_tables(report) || pieces.pictures.empty()) return report;
  }
  CHECK_OK(recognise_pages(workers, path, *format, pieces));
  return read_report(pieces);
}

std::vector<Checked> check_files(documents::Workers& workers, const std::vector<Job>& jobs, const Report* previous,
                                 int threads, const std::function<void(std::size_t done)>& progress) {
  std::vector<Checked> files(jobs.size());
  std::atomic<std::size_t> next{0};
  std::size_t done = 0;
  std::mutex mutex;
  const auto work = [&] {
    for (std::size_t i = next++; i < jobs.size(); i = next++) {
      files[i] = check_file(workers, jobs[i], previous, jobs.size() == 1);
      const std::scoped_lock lock(mutex);
      ++done;
      if (progress) progress(done);
    }
  };
  std::vector<std::jthread> helpers;
  for (int i = 1; i < std::min(threads, static_cast<int>(jobs.size())); ++i) helpers.emplace_back(work);
  work();
  helpers.clear();
  check_duplicates(files);
  check_peers(files);
  return files;
}

Tables sum_of(const std::vector<Checked>& files, report_format::Format format) {
  Tables sum;
  for (const auto& file : files)
    if (!file.fault && file.report.format == format) report_format::add(sum, file.report.tables);
  return sum;
}

std::vector<Finding> compare_with_sum(const Report& report, const Tables& sum) {
  std::vector<Finding> findings;
  for (const auto& name : report_format::form(report.format).cells) {
    const auto written = report.tables.value(name.cell), added = sum.value(name.cell);
    if (written == added || name.kind == report_format::CellKind::amount) continue;
    auto finding = finding_at("Y-MERGE", Severity::error, report, name.cell);
    finding.expected = added;
    finding.found = written;
    finding.message =
        say("Y-MERGE", {{"cell", name.label}, {"found", std::to_string(written)}, {"expected", std::to_string(added)}});
    findings.push_back(std::move(finding));
  }
  return findings;
}

}  // namespace gongkai::report_check
