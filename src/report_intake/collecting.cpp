// The first half: files are handed in, looked into, and ordered to be checked.
#include <algorithm>

#include "base/text.hpp"
#include "directory/api.hpp"
#include "platform/documents/archive.hpp"
#include "platform/documents/mapped_file.hpp"
#include "platform/files/store.hpp"
#include "report_check/read_file.hpp"
#include "report_intake/reports_in_archive.hpp"
#include "report_intake/store.hpp"
#include "report_intake/use_cases.hpp"

namespace gongkai::report_intake {

namespace {

constexpr std::size_t longest_name = 80, longest_path = 300;

struct Opened {
  Batch batch;
  directory::Unit unit;
};
Result<Opened> open(Transaction& tx, ReportBatchId id) {
  auto batch = store::find(tx.db(), id);
  auto unit = batch ? directory::find_unit(tx.db(), batch->unit) : std::nullopt;
  if (!unit) return refuse(FaultKind::not_found, "report_intake.not_found");
  CHECK_OK(tx.require(permission_over(tx.context().actor, unit->path), unit->path));
  tx.about("report_batch", id.value, unit->id);
  return Opened{*std::move(batch), *std::move(unit)};
}

}  // namespace

std::string_view permission_over(const auth::Actor& actor, std::string_view unit_path) {
  const bool writes = !actor.may("reports.collect", unit_path) && actor.may("reports.write", unit_path);
  return writes ? "reports.write" : "reports.collect";
}

Result<ReportBatchId> begin(Context& context, UnitId unit_id, const std::string& name) {
  return in_transaction(context, "report_intake.begin", [&](Transaction& tx) -> Result<ReportBatchId> {
    const auto unit = directory::find_unit(tx.db(), unit_id);
    if (!unit) return refuse(FaultKind::invalid, "document.unit_unknown", "unit");
    CHECK_OK(tx.require(permission_over(context.actor, unit->path), unit->path));
    const auto shown = shorten(clean_utf8(trim(name)), longest_name);
    Batch batch{.id = tx.new_id<ReportBatchId>(),
                .unit = unit->id,
                .name = shown.empty() ? to_text(context.today()) : shown,
                .ordered_by = context.actor.person,
                .created_at = tx.now()};
    store::insert(tx.db(), batch);
    tx.about("report_batch", batch.id.value, unit->id);
    tx.after("name", json::value(batch.name));
    tx.changed("report_batch", batch.id.value);
    return batch.id;
  });
}

Result<std::int64_t> add_file(Context& context, ReportBatchId id, const std::filesystem::path& path,
                              std::string_view file_name) {
  const auto batch = context.database().read([&](db::Session& session) { return store::find(session, id); });
  if (!batch) return refuse(FaultKind::not_found, "report_intake.not_found");
  const auto name = shorten(clean_utf8(trim(file_name)), longest_path);
  const auto entries = TRY(reports_in(path, name));
  // kept as it came: it is never served as anything but a download, and its readers run in a confined process
  const files::Checked kept{
      .blob = TRY(context.services.files->blobs().put(path)), .name = name, .media_type = "application/octet-stream"};
  return in_transaction(context, "report_intake.add_file", [&](Transaction& tx) -> Result<std::int64_t> {
    const auto [found, unit] = TRY(open(tx, id));
    if (found.state != State::collecting) return refuse(FaultKind::conflict, "report_intake.ordered_already");
    const auto count = entries ? static_cast<std::int64_t>(entries->size()) : 1;
    if (found.total + count > most_reports)
      return refuse(FaultKind::too_large, "report_intake.too_many", "file", {{"most", std::to_string(most_reports)}});
    const auto accepted = context.services.files->accept(tx, kept);
    CHECK_OK(context.services.files->use(tx, accepted.id, use_kind, id.value));
    for (const auto& one : entries.value_or(std::vector{name}))
      store::insert(tx.db(), FileLine{.id = tx.new_id<ReportFileId>(),
                                      .batch = id,
                                      .file = accepted.id,
                                      .path = one,
                                      .in_archive = entries.has_value()});
    store::add_to_total(tx.db(), id, count);
    tx.after("sha256", json::value(kept.blob.sha256));
    tx.after("reports", json::value(count));
    tx.changed("report_batch", id.value);
    return count;
  });
}

Result<void> order_check(Context& context, ReportBatchId id, std::int64_t version) {
  return in_transaction(context, "report_intake.order_check", [&](Transaction& tx) -> Result<void> {
    auto [batch, unit] = TRY(open(tx, id));
    if (!store::claim(tx.db(), id, version)) return refuse(FaultKind::conflict, "version.conflict");
    if (batch.state != State::collecting) return refuse(FaultKind::conflict, "report_intake.ordered_already");
    if (batch.total == 0) return refuse(FaultKind::invalid, "report_intake.nothing", "file");
    batch.state = State::checking;
    batch.started_at = tx.now();
    store::update(tx.db(), batch);
    tx.after("state", json::value(name_of(batch.state)));
    tx.enqueue(check_job, json::object{{"batch", to_text(id)}}, {}, std::string(check_job) + ":" + to_text(id));
    return {};
  });
}

Result<void> remove(Context& context, ReportBatchId id, std::int64_t version) {
  return in_transaction(context, "report_intake.remove", [&](Transaction& tx) -> Result<void> {
    const auto [batch, unit] = TRY(open(tx, id));
    if (!store::claim(tx.db(), id, version)) return refuse(FaultKind::conflict, "version.conflict");
    if (batch.state == State::checking) return refuse(FaultKind::conflict, "report_intake.working");
    context.services.files->release_all(tx, use_kind, id.value);
    store::remove(tx.db(), id);
    tx.before("name", json::value(batch.name));
    tx.changed("report_batch", id.value, feed::Operation::remove);
    return {};
  });
}

}  // namespace gongkai::report_intake
