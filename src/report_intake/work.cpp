#include "report_intake/work.hpp"

#include <atomic>
#include <fstream>
#include <thread>

#include "base/text.hpp"
#include "directory/api.hpp"
#include "platform/files/store.hpp"
#include "platform/i18n/messages.hpp"
#include "report_check/check.hpp"
#include "report_check/read_file.hpp"
#include "report_check/reading_json.hpp"
#include "report_check/recognise.hpp"
#include "report_check/soft_rules.hpp"
#include "report_intake/judgement.hpp"
#include "report_intake/reports_in_archive.hpp"
#include "report_intake/store.hpp"

namespace gongkai::report_intake {

namespace {

using report_check::Report;

constexpr std::int64_t files_at_once = 32, compared_at_once = 100;
constexpr int threads = 2;  // the platform has as many workers

/// A file of an archive, unpacked for as long as it is read.
class Unpacked {
 public:
  Unpacked(files::Store& files, std::string_view bytes) : m_path(files.blobs().scratch("report")) {
    std::ofstream out(m_path, std::ios::binary);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!out.flush()) throw std::runtime_error("cannot write " + m_path.string());
  }
  ~Unpacked() {
    std::error_code ignored;
    std::filesystem::remove(m_path, ignored);
  }
  Unpacked(const Unpacked&) = delete;
  Unpacked& operator=(const Unpacked&) = delete;
  std::string path() const { return m_path.string(); }

 private:
  std::filesystem::path m_path;
};

class Work {
  template <class F>
  auto read(F&& f) {
    return m_services.database.read(std::forward<F>(f));
  }

 public:
  Work(Services& services, Batch batch) : m_services(services), m_batch(std::move(batch)) {}

  Result<void> go(const Progress& progress) {
    for (;;) {
      const auto lines = read([&](db::Session& session) { return store::waiting(session, m_batch.id, files_at_once); });
      if (lines.empty()) break;
      CHECK_OK(save(read_all(lines)));
      if (!progress(m_batch.position, m_batch.total)) return {};
    }
    return compare(progress);
  }

 private:
  /// Archives are opened here, one after the other; the reading itself runs on several threads.
  std::vector<Result<Report>> read_all(const std::vector<FileLine>& lines) {
    std::vector<Result<Report>> reports(lines.size(), Report{});
    std::vector<std::unique_ptr<Unpacked>> unpacked(lines.size());
    std::vector<std::string> paths(lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const auto path = path_of(lines[i], unpacked[i]);
      if (path) paths[i] = *path;
      else reports[i] = std::unexpected(path.error());
    }
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
      for (std::size_t i = next++; i < lines.size(); i = next++)
        if (!paths[i].empty())
          reports[i] = report_check::read_file(m_services.files->workers(), paths[i], lines[i].path);
    };
    {
      std::vector<std::jthread> helpers;
      for (int i = 1; i < threads; ++i) helpers.emplace_back(work);
      work();
    }
    m_lines = lines;
    return reports;
  }

  Result<std::string> path_of(const FileLine& line, std::unique_ptr<Unpacked>& unpacked) {
    const auto stored = TRY(read([&](db::Session& session) { return m_services.files->find(session, line.file); }));
    const auto path = TRY(m_services.files->path_of(stored));
    if (!line.in_archive) return path.string();
    if (m_opened != line.file) {
      m_archive = TRY(ReportArchive::open(path));
      m_opened = line.file;
    }
    unpacked = std::make_unique<Unpacked>(*m_services.files, TRY(m_archive->read(line.path)));
    return unpacked->path();
  }

  Result<void> save(std::vector<Result<Report>> reports) {
    auto context = system();
    return in_transaction(context, "report_intake.read", [&](Transaction& tx) -> Result<void> {
      CHECK_OK(tx.require("reports.collect", "/"));
      auto batch = store::find(tx.db(), m_batch.id);
      if (!batch) return {};
      tx.about("report_batch", batch->id.value, batch->unit);
      for (std::size_t i = 0; i < reports.size(); ++i) CHECK_OK(save(tx, m_lines[i], reports[i]));
      batch->position += static_cast<std::int64_t>(reports.size());
      store::update(tx.db(), *batch);
      tx.detail("position", json::value(batch->position));
      tx.changed("report_batch", batch->id.value);
      m_batch = *batch;
      return {};
    });
  }

  static Result<void> save(Transaction& tx, FileLine line, const Result<Report>& report) {
    File file{.line = std::move(line)};
    if (!report) {
      file.line.state = FileState::unreadable;
      file.line.fault = i18n::messages().message(report.error());
      store::update(tx.db(), file);
      return {};
    }
    file.line.state = FileState::read;
    file.line.unit_name = shorten(report->unit, 100);
    file.line.year = report->year;
    if (const auto unit = directory::find_unit_by_name(tx.db(), report->unit)) file.line.unit = unit->id;
    file.reading = json::to_string(report_check::reading_json(*report));
    auto judged = TRY(judge(tx.db(), std::move(file)));
    note_findings(judged.file, judged.checked, static_cast<std::int64_t>(judged.open.size()));
    store::update(tx.db(), judged.file);
    return {};
  }

  /// What one report cannot say about itself.
  Result<void> compare(const Progress& progress) {
    report_check::Peers peers;
    CHECK_OK(each_file([&](const std::vector<File>& files) -> Result<bool> {
      for (const auto& file : files)
        if (!file.reading.empty()) peers.add(TRY(report_check::report_of(TRY(json::parse(file.reading)))));
      return progress(m_batch.position, m_batch.total);
    }));
    CHECK_OK(each_file([&](const std::vector<File>& files) -> Result<bool> {
      CHECK_OK(save_compared(files, peers));
      return progress(m_batch.position, m_batch.total);
    }));
    return m_stopped ? Result<void>{} : finish();
  }

  Result<void> each_file(const std::function<Result<bool>(const std::vector<File>&)>& f) {
    ReportFileId after;
    while (!m_stopped) {
      const auto files =
          read([&](db::Session& session) { return store::whole_files(session, m_batch.id, after, compared_at_once); });
      if (files.empty()) break;
      after = files.back().line.id;
      m_stopped = !TRY(f(files));
    }
    return {};
  }

  Result<void> save_compared(const std::vector<File>& files, const report_check::Peers& peers) {
    auto context = system();
    return in_transaction(context, "report_intake.compare", [&](Transaction& tx) -> Result<void> {
      CHECK_OK(tx.require("reports.collect", "/"));
      tx.about("report_batch", m_batch.id.value, m_batch.unit);
      for (const auto& file : files) {
        if (file.line.state != FileState::read || file.reading.empty()) continue;
        auto judged = TRY(judge(tx.db(), file));
        for (auto& finding : peers.outliers(judged.checked.report))
          judged.checked.findings.push_back(std::move(finding));
        if (const auto other = duplicate_of(tx.db(), judged)) judged.checked.findings.push_back(*other);
        note_findings(judged.file, judged.checked, static_cast<std::int64_t>(judged.open.size()));
        store::update(tx.db(), judged.file);
      }
      return {};
    });
  }

  static std::optional<report_check::Finding> duplicate_of(db::Session& session, const Judgement& judged) {
    const auto& line = judged.file.line;
    if (line.unit_name.empty() || line.year == 0) return std::nullopt;
    const auto first = store::first_of(session, line.batch, line.unit_name, line.year);
    if (!first || *first == line.id) return std::nullopt;
    const auto other = store::find_line(session, *first);
    return report_check::Finding{.code = "DUPLICATE",
                                 .severity = report_check::Severity::warning,
                                 .message = report_check::say("DUPLICATE", {{"unit", line.unit_name},
                                                                            {"year", std::to_string(line.year)},
                                                                            {"path", other ? other->path : ""}})};
  }

  Result<void> finish() {
    auto context = system();
    return in_transaction(context, "report_intake.finish", [&](Transaction& tx) -> Result<void> {
      CHECK_OK(tx.require("reports.collect", "/"));
      auto batch = store::find(tx.db(), m_batch.id);
      if (!batch) return {};
      tx.about("report_batch", batch->id.value, batch->unit);
      batch->state = State::done;
      batch->finished_at = tx.now();
      store::update(tx.db(), *batch);
      tx.changed("report_batch", batch->id.value);
      return {};
    });
  }

  Context system() {
    return Context{.services = m_services, .actor = auth::system_actor(), .request_id = "report_intake"};
  }

  Services& m_services;
  Batch m_batch;
  std::vector<FileLine> m_lines;
  std::unique_ptr<ReportArchive> m_archive;
  FileId m_opened{};
  bool m_stopped = false;
};

}  // namespace

Result<void> check_batch(Services& services, ReportBatchId id, const Progress& progress) {
  const auto batch = services.database.read([&](db::Session& session) { return store::find(session, id); });
  if (!batch || batch->state != State::checking) return {};
  return Work(services, *batch).go(progress);
}

void add_jobs(jobs::Runner& runner, Services& services) {
  runner.on(std::string(check_job), [&services](jobs::Job& job) -> Result<void> {
    const ReportBatchId id{parse_id(std::string_view(job.payload().at("batch").as_string())).value_or(0)};
    return check_batch(services, id, [&job](std::int64_t done, std::int64_t total) {
      const int percent = total > 0 ? static_cast<int>(std::min<std::int64_t>(99, done * 100 / total)) : 0;
      job.report(percent, i18n::text("report_intake.progress",
                                     {{"done", std::to_string(done)}, {"total", std::to_string(total)}}));
      return !job.should_stop();
    });
  });
}

}  // namespace gongkai::report_intake
