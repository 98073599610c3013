#include "platform/files/housekeeping.hpp"

#include "platform/documents/workers.hpp"
#include "platform/feed/outbox.hpp"
#include "platform/files/file_store.hpp"
#include "platform/files/text_json.hpp"
#include "platform/log/log.hpp"
#include "platform/metrics/metrics.hpp"

namespace gongkai::files {
namespace {
constexpr std::int64_t page = 200;

Result<documents::ExtractedText> read_text(Store& store, const StoredFile& file) {
  const auto dot = file.name.rfind('.');
  const auto* rule = store.policy().find(dot == std::string::npos ? "" : file.name.substr(dot + 1));
  if (!rule) return refuse(FaultKind::invalid, "files.text_unsupported");
  const auto path = TRY(store.path_of(file));
  return store.workers().extract(path, rule->format);
}

/// A reader's refusal as the reason on the file's page: these have texts of their own, "files.text_encrypted".
std::string text_fault(std::string_view code) {
  for (const auto* reason :
       {"timeout", "memory", "damaged", "encrypted", "encoding", "bomb", "missing", "corrupt", "unsupported"})
    if (code.ends_with(reason)) return std::string("files.text_") + reason;
  return "files.text_crashed";
}

State state_of(BlobState blob) {
  switch (blob) {
    case BlobState::good: return State::good;
    case BlobState::missing: return State::missing;
    case BlobState::corrupt: return State::corrupt;
  }
  return State::corrupt;
}

void note(db::Database& database, const StoredFile& file, State found, ScrubReport& report) {
  report.missing += found == State::missing;
  report.corrupt += found == State::corrupt;
  if (found == file.state) return;
  report.restored += found == State::good;
  if (found != State::good) log::error("file {} ({}) is {} on the disk", to_text(file.id), file.sha256, name_of(found));
  (void)database.write([&](db::Session& session) -> Result<void> {
    store::set_state(session, file.id, found);
    return {};
  });
}

bool remove_row(db::Database& database, FileId file) {
  const auto removed = database.write([&](db::Session& session) -> Result<void> {
    // refused, so that its text stays too
    if (!store::remove(session, file)) return refuse(FaultKind::conflict, "files.in_use");
    return {};
  });
  return removed.has_value();
}

std::int64_t count_orphans(Store& store, db::Database& database) {
  std::int64_t count = 0;
  store.blobs().each([&](const std::string& sha256, Instant) {
    count += !database.read([&](db::Session& session) { return store::is_known(session, sha256); });
  });
  return count;
}
}  // namespace

void extract_text(Store& store, db::Database& database, FileId id, Instant now) {
  const auto file = database.read([&](db::Session& session) { return store::find(session, id); });
  if (!file || file->text != TextState::waiting) return;
  const auto text = read_text(store, *file);
  const auto content = text ? to_json_text(*text) : std::string();
  (void)database.write([&](db::Session& session) -> Result<void> {
    if (!store::find(session, id)) return {};  // swept meanwhile
    store::save_text(session, id, text ? TextState::done : TextState::failed, text ? "" : text_fault(text.error().code),
                     content);
    for (const auto& use : store::uses_of(session, id))
      feed::append(session, {.topic = use.kind, .object = use.object}, now);
    return {};
  });
  metrics::registry()
      .counter("gongkai_text_extractions_total", "Texts read from files", {{"outcome", text ? "done" : "failed"}})
      .add();
}

ScrubReport scrub(Store& store, db::Database& database, const std::function<bool()>& go_on) {
  ScrubReport report;
  FileId last{};
  for (;;) {
    const auto files = database.read([&](db::Session& session) { return store::page_after(session, last, page); });
    for (const auto& file : files) {
      if (go_on && !go_on()) return report;
      ++report.checked;
      note(database, file, state_of(store.blobs().verify({file.sha256, file.sm3, file.size})), report);
      last = file.id;
    }
    if (files.empty()) break;
  }
  report.orphaned = count_orphans(store, database);
  metrics::registry()
      .gauge("gongkai_files_broken", "Files missing or corrupt at the last scrub")
      .set(report.missing + report.corrupt);
  return report;
}

SweepReport sweep(Store& store, db::Database& database, Instant now) {
  SweepReport report;
  const auto before = now.plus_seconds(-grace_seconds);
  for (;;) {
    const auto files = database.read([&](db::Session& session) { return store::unused_since(session, before, page); });
    std::int64_t removed = 0;
    for (const auto file : files) removed += remove_row(database, file);
    report.files += removed;
    if (removed == 0) break;  // none left, or all taken into use meanwhile
  }
  store.blobs().each([&](const std::string& sha256, Instant put_at) {
    const bool known =
        !(put_at < before) || database.read([&](db::Session& session) { return store::is_known(session, sha256); });
    report.blobs += !known && store.blobs().remove(sha256, before);
  });
  report.scratch = store.blobs().clean_up(before);
  return report;
}

}  // namespace gongkai::files
