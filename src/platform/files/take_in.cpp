// An upload's way from the browser's temporary file to a blob: name, kind, size, viruses, structure, content.
#include <unistd.h>

#include <algorithm>
#include <fstream>

#include "platform/documents/workers.hpp"
#include "platform/files/file_name.hpp"
#include "platform/files/store.hpp"
#include "platform/files/virus_scan.hpp"
#include "platform/log/log.hpp"
#include "platform/metrics/metrics.hpp"

namespace gongkai::files {
namespace {
std::unexpected<Fault> too_large(std::int64_t limit) {
  return refuse(FaultKind::too_large, "files.too_large", {}, {{"limit", std::to_string(limit >> 20)}});
}

Result<const Rule*> rule_for(const Policy& policy, const std::string& extension) {
  if (const auto* rule = policy.find(extension)) return rule;
  const bool has_macros =
      extension == "docm" || extension == "xlsm" || extension == "pptm" || extension == "dotm" || extension == "xlam";
  const bool is_old =
      extension == "doc" || extension == "xls" || extension == "ppt" || extension == "wps" || extension == "et";
  if (has_macros) return refuse(FaultKind::invalid, "files.macro", {}, {{"entry", "." + extension}});
  return refuse(FaultKind::invalid, is_old ? "files.old_office" : "files.type_not_allowed", {},
                {{"extension", extension}, {"allowed", policy.sheet}});
}

/// A picture written anew, in a file of its own that goes when the picture is stored.
class Rewritten {
 public:
  explicit Rewritten(std::filesystem::path path) : m_path(std::move(path)) {}
  ~Rewritten() { ::unlink(m_path.c_str()); }
  Rewritten(const Rewritten&) = delete;
  Rewritten& operator=(const Rewritten&) = delete;
  Result<void> write(std::string_view bytes) {
    std::ofstream out(m_path, std::ios::binary);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    if (!out) return refuse(FaultKind::unavailable, "storage.disk_full");
    return {};
  }
  const std::filesystem::path& path() const { return m_path; }

 private:
  std::filesystem::path m_path;
};
}  // namespace

Result<Scan> Store::scan(const Incoming& incoming) const {
  if (m_options.clamd.empty()) return Scan::not_scanned;
  const auto found = scan_for_viruses(m_options.clamd, incoming.path);
  switch (found.verdict) {
    case Verdict::clean: return Scan::clean;
    case Verdict::not_scanned: log::warn("virus scan: {}", found.reply); return Scan::not_scanned;
    case Verdict::infected: break;
  }
  log::warn("an upload was refused: clamd found {}", found.reply);
  return refuse(FaultKind::invalid, "files.infected", {}, {{"virus", found.reply}});
}

Result<Checked> Store::check(const Incoming& incoming) {
  const auto name = TRY(clean_file_name(incoming.file_name));
  const auto& rule = *TRY(rule_for(m_policy, name.extension));
  const auto size = static_cast<std::int64_t>(std::filesystem::file_size(incoming.path));
  if (size == 0) return refuse(FaultKind::invalid, "files.empty");
  const auto limit = std::min(rule.max_bytes, m_options.max_bytes);
  if (size > limit) return too_large(limit);
  Checked checked{.name = name.full(),
                  .media_type = rule.media_type,
                  .scan = TRY(scan(incoming)),
                  .has_text = documents::has_text(rule.format)};
  const auto found = TRY(m_workers.inspect(incoming.path, rule.format));
  if (std::find(rule.found_as.begin(), rule.found_as.end(), found) == rule.found_as.end())
    return refuse(FaultKind::invalid, "files.wrong_content");
  if (!documents::is_image(rule.format)) {
    checked.blob = TRY(m_blobs.put(incoming.path));
    return checked;
  }
  // said to whoever checks the text; a picture with broken metadata is no worse for it
  if (auto said = m_workers.extract(incoming.path, rule.format)) checked.removed = std::move(*said);
  const auto picture = TRY(m_workers.reencode(incoming.path, rule.format));
  Rewritten rewritten(m_blobs.scratch(name.extension));
  CHECK_OK(rewritten.write(picture));
  checked.blob = TRY(m_blobs.put(rewritten.path()));
  return checked;
}

Result<Checked> Store::take_in(const Incoming& incoming) {
  auto checked = check(incoming);
  metrics::registry()
      .counter("gongkai_uploads_total", "Uploads by outcome", {{"outcome", checked ? "stored" : "refused"}})
      .add();
  if (checked) return checked;
  auto fault = std::move(checked).error();
  fault.field = incoming.field;
  fault.details.emplace_back("file", incoming.file_name);
  return std::unexpected(std::move(fault));
}

}  // namespace gongkai::files
