// gongkai audit verify|export
#include <fstream>

#include "app/installation.hpp"
#include "app/output.hpp"
#include "base/text.hpp"
#include "platform/audit/verify.hpp"
#include "platform/i18n/messages.hpp"
#include "platform/json/json.hpp"

namespace gongkai::app {
namespace {

Result<std::string> read_public_key(const std::string& file, const std::filesystem::path& fallback) {
  const auto path = file.empty() ? fallback : std::filesystem::path(file);
  std::ifstream stream(path);
  std::string key;
  if (!std::getline(stream, key)) {
    if (file.empty()) return std::string();
    return refuse(FaultKind::not_found, "app.no_public_key", {}, {{"file", file}});
  }
  return std::string(trim(key));
}

/// The database of the installation with its own checkpoints, or those named.
Result<audit::Report> verify_database(const AuditOptions& options) {
  const auto config = TRY(read_configuration(options.installation));
  const auto database = TRY(open_database(config));
  const auto folder = data_folder(config);
  audit::Proof proof;
  const auto place =
      options.checkpoints.empty() ? folder.audit() / "checkpoints" : std::filesystem::path(options.checkpoints);
  if (std::filesystem::exists(place)) proof.checkpoints = audit::read_checkpoints(place);
  else if (!options.checkpoints.empty())
    return refuse(FaultKind::not_found, "app.no_such_file", {}, {{"file", options.checkpoints}});
  proof.public_key = TRY(read_public_key(options.public_key, folder.audit() / "signing.pub"));
  return audit::verify(*database, proof, SystemClock().now());
}

Result<audit::Report> verify_file(const AuditOptions& options) {
  if (!std::filesystem::exists(options.export_file))
    return refuse(FaultKind::not_found, "app.no_such_file", {}, {{"file", options.export_file}});
  const auto key = TRY(read_public_key(options.public_key, {}));
  return audit::verify_export(options.export_file, options.checkpoints, key);
}

void print(const audit::Report& report, bool as_json) {
  if (as_json) {
    json::object answer{{"records", report.records},         {"last_seq", report.last_seq}, {"erased", report.erased},
                        {"checkpoints", report.checkpoints}, {"ok", report.is_intact()},    {"first", nullptr}};
    if (report.first)
      answer["first"] = json::object{
          {"harm", audit::name_of(report.first->harm)}, {"seq", report.first->seq}, {"event", report.first->event}};
    return say(json::to_string(answer));
  }
  if (report.is_intact())
    return say(i18n::text("app.audit_fine", {{"count", std::to_string(report.records)},
                                             {"last", std::to_string(report.last_seq)},
                                             {"checkpoints", std::to_string(report.checkpoints)}}));
  const auto harm = i18n::text("app.audit_harm_" + std::string(audit::name_of(report.first->harm)));
  say(i18n::text(
      "app.audit_broken",
      {{"seq", std::to_string(report.first->seq)}, {"event", id_text(report.first->event)}, {"reason", harm}}));
}

Result<int> verify(const AuditOptions& options) {
  const auto report = TRY(options.export_file.empty() ? verify_database(options) : verify_file(options));
  print(report, options.installation.json);
  return report.is_intact() ? fine : findings;
}

Result<int> write(const AuditOptions& options) {
  const auto config = TRY(read_configuration(options.installation));
  const auto database = TRY(open_database(config));
  const auto count = audit::write_export(*database, options.write_export);
  if (options.installation.json) say(json::to_string(json::object{{"records", count}, {"file", options.write_export}}));
  else say(i18n::text("app.exported", {{"count", std::to_string(count)}, {"file", options.write_export}}));
  return fine;
}
}  // namespace

int verify_audit(const AuditOptions& options) {
  const auto result = verify(options);
  return result ? *result : report(result.error());
}

int export_audit(const AuditOptions& options) {
  const auto result = write(options);
  return result ? *result : report(result.error());
}

}  // namespace gongkai::app
