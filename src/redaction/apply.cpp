#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <map>

#include "base/text.hpp"
#include "content/use_cases.hpp"
#include "directory/gate.hpp"
#include "platform/documents/workers.hpp"
#include "platform/files/store.hpp"
#include "redaction/sources.hpp"
#include "redaction/store.hpp"

namespace gongkai::redaction {
namespace {
constexpr std::string_view topic = "redaction";

/// A file of our own until it is stored.
class Scratch {
 public:
  Scratch(std::filesystem::path path, std::string_view bytes) : m_path(std::move(path)) {
    std::ofstream out(m_path, std::ios::binary);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    m_is_written = static_cast<bool>(out);
  }
  ~Scratch() { ::unlink(m_path.c_str()); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  bool is_written() const { return m_is_written; }
  const std::filesystem::path& path() const { return m_path; }

 private:
  std::filesystem::path m_path;
  bool m_is_written = false;
};

std::string result_name(const SourceFile& file) {
  const auto format = documents::redacted_format(file.format);
  const auto extension =
      format == file.format ? std::string(extension_of(file.stored.name)) : "." + std::string(name_of(format));
  return redacted_name(file.stored.name, extension);
}

Result<files::Checked> store_result(const Services& services, const SourceFile& file, std::string_view bytes) {
  const auto name = result_name(file);
  const Scratch scratch(services.files->blobs().scratch(name.substr(name.rfind('.') + 1)), bytes);
  if (!scratch.is_written()) return refuse(FaultKind::unavailable, "storage.disk_full");
  return services.files->take_in({scratch.path(), name, "result"});
}

/// Where something was found, each place once, for the refusal.
std::string places_of(const std::vector<documents::Leftover>& left) {
  std::vector<std::string> places;
  for (const auto& one : left)
    if (std::ranges::find(places, one.place) == places.end() && places.size() < 5) places.push_back(one.place);
  return join(places, "、");
}

struct Outcome {
  files::Checked file;
  json::object proof;
};

json::object proof_of(const Redaction& redaction, const files::Checked& checked, const documents::CheckReport& report,
                      const std::vector<documents::Needle>& needles, const Examination& examination) {
  std::map<std::string, std::int64_t> grounds;
  for (const auto& mark : redaction.marks) ++grounds[mark.ground];
  json::object by_ground, done;
  for (const auto& [ground, count] : grounds) by_ground[ground] = count;
  for (const auto& [what, count] : report.done) done[what] = count;
  return {{"source_sha256", redaction.source_sha256},
          {"result_sha256", checked.blob.sha256},
          {"result_sm3", checked.blob.sm3},
          {"marks", static_cast<std::int64_t>(redaction.marks.size())},
          {"grounds", std::move(by_ground)},
          {"sought", static_cast<std::int64_t>(needles.size())},
          {"checked", std::move(done)},
          {"repeats_kept", static_cast<std::int64_t>(examination.repeats.size())},
          {"public_passages", static_cast<std::int64_t>(examination.publics.size())},
          {"differences", static_cast<std::int64_t>(examination.differences.size())}};
}

/// All that is slow: redact, store, read again. Nothing refers to the stored bytes until the transaction does.
Result<Outcome> carry_out(Context& context, const Redaction& redaction, const ApplyOrder& order,
                          const Progress& progress) {
  const auto at = [&](int percent, std::string_view step) {
    if (progress) progress(percent, step);
  };
  at(5, "read");
  const auto& services = context.services;
  const auto file = TRY(open_file(services, redaction.source));
  const auto source = TRY(read_marked(services, file, redaction.marks));
  auto needles = needles_of(source, redaction.marks);
  at(25, "examine");
  const auto examination = TRY(examine_read(context, redaction, source));
  if (!examination.repeats.empty() && !order.keep_repeats)
    return refuse(FaultKind::conflict, "redaction.repeats", "keep_repeats",
                  {{"count", std::to_string(examination.repeats.size())}});
  const auto marks = with_reasons(redaction.marks);
  auto& workers = services.files->workers();
  at(40, "redact");
  const auto bytes = TRY(workers.redact(file.path, file.format, marks));
  auto checked = TRY(store_result(services, file, bytes));
  at(70, "check");
  const auto report =
      TRY(workers.check_redacted(services.files->blobs().path_of(checked.blob.sha256),
                                 documents::redacted_format(file.format), {.marks = marks, .needles = needles}));
  if (!report.left.empty())
    return refuse(FaultKind::conflict, "redaction.left", "marks", {{"places", places_of(report.left)}});
  at(95, "keep");
  auto proof = proof_of(redaction, checked, report, needles, examination);
  return Outcome{std::move(checked), std::move(proof)};
}
}  // namespace

Result<void> apply(Context& context, RedactionId id, const ApplyOrder& order, const Progress& progress) {
  const auto redaction = TRY(load(context, id));
  if (redaction.is_applied()) return refuse(FaultKind::conflict, "redaction.applied");
  if (redaction.version != order.version) return refuse(FaultKind::conflict, "version.conflict");
  if (redaction.marks.empty()) return refuse(FaultKind::invalid, "redaction.no_marks", "marks");
  const auto outcome = TRY(carry_out(context, redaction, order, progress));
  return in_transaction(context, "redaction.apply", [&](Transaction& tx) -> Result<void> {
    auto& services = context.services;
    const auto subject = TRY(find_subject(tx.db(), services, context.actor, redaction.owner));
    CHECK_OK(tx.require(subject.permission, subject.unit_path));
    tx.about(topic, id.value, subject.unit);
    const auto stored = services.files->accept(tx, outcome.file);
    CHECK_OK(services.files->use(tx, stored.id, topic, id.value));
    CHECK_OK(hand_over(tx, redaction.owner, redaction.source, stored));
    auto applied = redaction;
    applied.result = stored.id;
    applied.proof = outcome.proof;
    applied.applied_at = tx.now();
    applied.changed_at = tx.now();
    applied.changed_by = context.actor.name;
    if (!store::update(tx.db(), applied)) return refuse(FaultKind::conflict, "version.conflict");
    tx.after("proof", json::value(outcome.proof));
    tx.changed(topic, id.value);
    return {};
  });
}

Result<FileId> attach(Context& context, RedactionId id) {
  const auto redaction = TRY(load(context, id));
  if (!redaction.is_applied()) return refuse(FaultKind::conflict, "redaction.not_applied");
  if (redaction.owner.kind != "document") return refuse(FaultKind::invalid, "redaction.not_a_document");
  const auto file = TRY(context.database().read(
      [&](db::Session& session) { return context.services.files->find(session, redaction.result); }));
  return content::attach(context, DocumentId{redaction.owner.object},
                         {.blob = {file.sha256, file.sm3, file.size},
                          .name = file.name,
                          .media_type = file.media_type,
                          .scan = file.scan,
                          .has_text = file.text != files::TextState::none});
}

Result<files::StoredFile> read_result(Context& context, RedactionId id) {
  UnitId unit{};
  auto stored = TRY(context.database().read([&](db::Session& session) -> Result<files::StoredFile> {
    const auto redaction = store::find(session, id);
    if (!redaction) return refuse(FaultKind::not_found, "redaction.unknown");
    const auto subject = TRY(find_subject(session, context.services, context.actor, redaction->owner));
    unit = subject.unit;
    if (!redaction->result) return refuse(FaultKind::not_found, "redaction.not_applied");
    return context.services.files->find(session, redaction->result);
  }));
  directory::record_read(context, "redaction.read_result", topic, id.value, unit);
  return stored;
}

}  // namespace gongkai::redaction
