#include "base/bytes.hpp"
#include "base/text.hpp"
#include "directory/api.hpp"
#include "directory/attempts.hpp"
#include "platform/auth/crypto.hpp"
#include "platform/auth/vault.hpp"
#include "readers/rules.hpp"
#include "readers/store_voices.hpp"
#include "readers/use_cases.hpp"

namespace gongkai::readers {

namespace {

constexpr std::size_t number_characters = 5, code_characters = 8;
constexpr std::size_t most_note = 200;

db::Bytes code_digest(const Context& context, const Receipt& receipt) {
  return context.services.vault->blind_index("error_report.code", receipt.number + " " + receipt.code);
}

std::string free_number(Transaction& tx) {
  for (;;) {
    auto number = number_of(tx.now().day(), random_bytes(number_characters));
    if (!store::find_report_by_number(tx.db(), number)) return number;
  }
}

/// The report, when the officer answers for its unit and nobody has answered it.
Result<ErrorReport> open_report(Transaction& tx, ErrorReportId id) {
  auto report = store::find_report(tx.db(), id);
  const auto unit = report ? directory::find_unit(tx.db(), report->unit) : std::nullopt;
  if (!unit) return refuse(FaultKind::not_found, "readers.report_unknown");
  CHECK_OK(tx.require(permission, unit->path));
  if (report->answered_at) return refuse(FaultKind::conflict, "readers.answered_already");
  tx.about("error_report", id.value, unit->id);
  return *std::move(report);
}

}  // namespace

Result<Receipt> report_error(Context& context, SiteId site, ErrorForm given) {
  const auto form = TRY(checked(std::move(given), settings()));
  return in_transaction(context, "readers.report_error", [&](Transaction& tx) -> Result<Receipt> {
    tx.open_to_all();
    const auto place = directory::find_site(tx.db(), site);
    if (!place) return refuse(FaultKind::not_found, "column.site_unknown");
    const auto& vault = *context.services.vault;
    const auto id = tx.new_id<ErrorReportId>();
    Receipt receipt{.number = free_number(tx), .code = readable_code(random_bytes(code_characters))};
    ErrorReport report{.id = id,
                       .number = receipt.number,
                       .code = code_digest(context, receipt),
                       .site = site,
                       .unit = place->unit,
                       .kind = form.kind,
                       .page = form.page,
                       .words = vault.seal("error_report.words", id.value, form.words),
                       .received_at = tx.now()};
    if (!form.contact.empty()) report.contact = vault.seal("error_report.contact", id.value, form.contact);
    store::insert(tx.db(), report);
    tx.about("error_report", id.value, report.unit);
    tx.after("number", json::value(report.number));
    tx.changed("error_report", id.value);
    return receipt;
  });
}

Result<ErrorReport> track(Context& context, const Receipt& given) {
  const Receipt receipt{.number = fold(trim(given.number)), .code = fold(trim(given.code))};
  const auto subject = directory::attempt_subject(context, "error_report", receipt.number);
  CHECK_OK(directory::begin_attempt(context, subject));
  return context.database().write([&](db::Session& session) -> Result<ErrorReport> {
    auto number = receipt.number;
    std::ranges::transform(number, number.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    auto report = store::find_report_by_number(session, number);
    const auto digest = code_digest(context, {number, receipt.code});
    if (!report || !auth::equal_in_constant_time(report->code.value, digest.value))
      return refuse(FaultKind::invalid, "readers.not_tracked", "number");
    directory::succeed(session, subject);
    return *std::move(report);
  });
}

Result<void> answer_report(Context& context, ErrorReportId id, const ReportAnswer& answer, std::int64_t version) {
  return in_transaction(context, "readers.answer_report", [&](Transaction& tx) -> Result<void> {
    auto report = TRY(open_report(tx, id));
    report.answer = TRY(checked_answer(answer.text));
    report.answered_by = context.actor.name;
    report.answered_at = tx.now();
    report.is_public = answer.is_public;
    report.version = version;
    if (!store::update(tx.db(), report)) return refuse(FaultKind::conflict, "version.conflict");
    tx.after("public", answer.is_public);
    tx.changed("error_report", id.value, feed::Operation::upsert, version + 1);
    return {};
  });
}

Result<void> forward_report(Context& context, ErrorReportId id, UnitId to, std::string_view note,
                            std::int64_t version) {
  return in_transaction(context, "readers.forward_report", [&](Transaction& tx) -> Result<void> {
    auto report = TRY(open_report(tx, id));
    const auto unit = directory::find_unit(tx.db(), to);
    if (!unit || unit->is_closed()) return refuse(FaultKind::invalid, "directory.unit_unknown", "unit");
    if (to == report.unit) return refuse(FaultKind::invalid, "readers.own_unit", "unit");
    const auto words = trim(note);
    if (words.empty() || count_characters(words) > most_note)
      return refuse(FaultKind::invalid, "readers.note_missing", "note", {{"most", std::to_string(most_note)}});
    const auto from = std::exchange(report.unit, to);
    report.version = version;
    if (!store::update(tx.db(), report)) return refuse(FaultKind::conflict, "version.conflict");
    store::insert_move(tx.db(), id,
                       {.moved_at = tx.now(),
                        .from_unit = from,
                        .to_unit = to,
                        .note = std::string(words),
                        .moved_by = context.actor.name});
    tx.before("unit", json::value(to_text(from)));
    tx.after("unit", json::value(to_text(to)));
    tx.changed("error_report", id.value, feed::Operation::upsert, version + 1);
    return {};
  });
}

}  // namespace gongkai::readers
