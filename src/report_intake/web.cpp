#include "report_intake/web.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "directory/api.hpp"
#include "directory/web_json.hpp"
#include "platform/files/store.hpp"
#include "report_intake/findings_list.hpp"
#include "report_intake/reports_in_archive.hpp"
#include "report_intake/store.hpp"
#include "report_intake/web_json.hpp"

namespace gongkai::report_intake {

namespace {

using directory::Answer;
using directory::ok;

constexpr std::int64_t page_size = 50;
constexpr std::int64_t upload_limit = 1LL << 30;

bool may(const auth::Actor& actor, std::string_view path) {
  return actor.may("reports.collect", path) || actor.may("reports.write", path);
}

Result<Batch> seen(db::Session& session, const Context& context, ReportBatchId id) {
  auto batch = store::find(session, id);
  const auto unit = batch ? directory::find_unit(session, batch->unit) : std::nullopt;
  if (!unit) return refuse(FaultKind::not_found, "report_intake.not_found");
  CHECK_OK(auth::require(context.actor, permission_over(context.actor, unit->path), unit->path));
  return *std::move(batch);
}
Result<Batch> seen_batch(db::Session& session, const Context& context, const http::Request& request) {
  return seen(session, context, ReportBatchId{request.id_param("id")});
}
Result<File> seen_file(db::Session& session, const Context& context, const http::Request& request) {
  auto file = store::find(session, ReportFileId{request.id_param("id")});
  if (!file) return refuse(FaultKind::not_found, "report_intake.not_found");
  TRY(seen(session, context, file->line.batch));
  return *std::move(file);
}

Answer show_batch(Context& context, const http::Request& request) {
  return context.database().read(
      [&](db::Session& session) -> Answer { return ok(to_json(session, TRY(seen_batch(session, context, request)))); });
}
json::value batch_state(Context& context, http::Request& request) {
  return context.database().read([&](db::Session& session) -> json::value {
    const auto batch = seen_batch(session, context, request);
    return batch ? json::value(to_json(session, *batch)) : json::value();
  });
}

Answer show_file(Context& context, const http::Request& request) {
  return context.database().read([&](db::Session& session) -> Answer {
    const auto judged = TRY(judge(session, TRY(seen_file(session, context, request))));
    return ok(to_json(session, context, judged));
  });
}
json::value file_state(Context& context, http::Request& request) {
  return context.database().read([&](db::Session& session) -> json::value {
    auto file = seen_file(session, context, request);
    if (!file) return nullptr;
    const auto judged = judge(session, *std::move(file));
    return judged ? json::value(to_json(session, context, *judged)) : json::value();
  });
}

Answer list_batches(Context& context, http::Request& request) {
  return context.database().read([&](db::Session& session) -> Answer {
    db::List units;
    for (const auto& unit : directory::units(session))
      if (may(context.actor, unit.path)) units.values.push_back(unit.id.value);
    if (units.values.empty()) CHECK_OK(auth::require(context.actor, "reports.collect", "/"));
    auto batches = store::list(session, units, ReportBatchId{directory::cursor_of(request)}, page_size + 1);
    const bool more = batches.size() > static_cast<std::size_t>(page_size);
    if (more) batches.pop_back();
    json::array items;
    for (const auto& batch : batches) items.push_back(to_json(session, batch));
    return directory::list(std::move(items), more ? to_text(batches.back().id) : "");
  });
}

Answer begin_batch(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto name = reader.text_or("name", "");
  const UnitId unit{reader.id_or_zero("unit")};
  CHECK_OK(reader.finish());
  const auto id = TRY(begin(context, unit ? unit : context.actor.unit, name));
  return context.database().read(
      [&](db::Session& session) -> Answer { return ok(to_json(session, *store::find(session, id)), 201); });
}

Answer upload_file(Context& context, http::Request& request) {
  const auto found = std::ranges::find(request.uploads, "file", &http::Upload::field);
  if (found == request.uploads.end() || found->size == 0)
    return refuse(FaultKind::invalid, "report_check.file_missing", "file");
  CHECK_OK(context.database().read([&](db::Session& session) { return seen_batch(session, context, request); }));
  const auto count = TRY(add_file(context, ReportBatchId{request.id_param("id")}, found->path, found->file_name));
  return ok(json::object{{"reports", count}}, 201);
}

Result<std::int64_t> version_in(const http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto version = reader.integer("version");
  CHECK_OK(reader.finish());
  return version;
}

Answer check(Context& context, http::Request& request) {
  CHECK_OK(order_check(context, ReportBatchId{request.id_param("id")}, TRY(version_in(request))));
  return show_batch(context, request);
}
Answer drop(Context& context, http::Request& request) {
  CHECK_OK(remove(context, ReportBatchId{request.id_param("id")}, TRY(version_in(request))));
  return directory::done();
}

store::Wanted wanted_in(const http::Request& request) {
  const auto only = request.query.get("only");
  if (only == "errors") return store::Wanted::errors;
  if (only == "doubts") return store::Wanted::doubts;
  if (only == "unreadable") return store::Wanted::unreadable;
  return only == "kept" ? store::Wanted::kept : store::Wanted::all;
}

Answer list_files(Context& context, http::Request& request) {
  return context.database().read([&](db::Session& session) -> Answer {
    const auto batch = TRY(seen_batch(session, context, request));
    auto files =
        store::files(session, batch.id, wanted_in(request), ReportFileId{directory::cursor_of(request)}, page_size + 1);
    const bool more = files.size() > static_cast<std::size_t>(page_size);
    if (more) files.pop_back();
    json::array items;
    for (const auto& line : files) items.push_back(to_json(session, line));
    return directory::list(std::move(items), more ? to_text(files.back().id) : "");
  });
}

directory::JsonHandler download(std::string media_type, std::string file_name,
                                std::string (*write)(db::Session&, ReportBatchId)) {
  return [=](Context& context, http::Request& request) -> Answer {
    return context.database().read([&](db::Session& session) -> Answer {
      const auto batch = TRY(seen_batch(session, context, request));
      http::Response answer{.content_type = media_type, .body = write(session, batch.id)};
      answer.header("Content-Disposition", "attachment; filename=\"" + file_name + "\"");
      answer.header("Cache-Control", "no-store");
      return answer;
    });
  };
}

/// The value of a cell as the desk sends it: a number, a decimal text for an amount, null to take the decision back.
Result<Decision> decision_of(const json::value& said) {
  json::Reader reader(said);
  Decision decision{.cell = static_cast<int>(reader.integer("cell"))};
  CHECK_OK(reader.finish());
  const auto* value = said.get_object().if_contains("value");
  if (!value || value->is_null()) return decision;
  if (value->is_int64()) decision.value = value->get_int64();
  else if (value->is_string()) decision.value = annual_report::parse_decimal(value->get_string());
  if (!decision.value)
    return refuse(FaultKind::invalid, "annual_report.cell_wrong", std::to_string(decision.cell), {{"label", ""}});
  return decision;
}

Answer put_cells(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto version = reader.integer("version");
  std::vector<Decision> decisions;
  for (const auto& said : reader.list("cells")) decisions.push_back(TRY(decision_of(said)));
  CHECK_OK(reader.finish());
  CHECK_OK(decide(context, ReportFileId{request.id_param("id")}, decisions, version));
  return show_file(context, request);
}

Answer put_assignment(Context& context, http::Request& request) {
  using report_format::MoneyUnit;
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto version = reader.integer("version");
  Assignment order{.unit = UnitId{reader.id("unit")}, .year = static_cast<int>(reader.integer("year"))};
  const auto money = reader.text_or("money_unit", "");
  CHECK_OK(reader.finish());
  for (const auto unit : {MoneyUnit::yuan, MoneyUnit::ten_thousand, MoneyUnit::hundred_million})
    if (report_format::words_of(unit) == money) order.money_unit = unit;
  CHECK_OK(assign(context, ReportFileId{request.id_param("id")}, order, version));
  return show_file(context, request);
}

Answer take_in(Context& context, http::Request& request) {
  CHECK_OK(keep(context, ReportFileId{request.id_param("id")}, TRY(version_in(request))));
  return show_file(context, request);
}

/// The file itself, to look the place up in.
Answer show_source(Context& context, http::Request& request) {
  const auto line = TRY(context.database().read(
      [&](db::Session& session) -> Result<FileLine> { return TRY(seen_file(session, context, request)).line; }));
  auto& files = *context.services.files;
  const auto stored = TRY(context.database().read([&](db::Session& s) { return files.find(s, line.file); }));
  const auto path = TRY(files.path_of(stored));
  http::Response answer{.content_type = "application/octet-stream"};
  if (line.in_archive) {
    const auto archive = TRY(ReportArchive::open(path));
    answer.body = TRY(archive->read(line.path));
  } else {
    std::stringstream bytes;
    bytes << std::ifstream(path, std::ios::binary).rdbuf();
    answer.body = std::move(bytes).str();
  }
  const auto name = line.path.substr(line.path.rfind('/') + 1);
  answer.header("Content-Disposition", "attachment; filename*=UTF-8''" + http::percent_encode(name));
  answer.header("Cache-Control", "no-store");
  return answer;
}

}  // namespace

void add_routes(http::Router& router, Services& services) {
  const directory::OfficeRoutes on(router, services);
  using enum http::Method;
  on(get, "/api/report-batches", "report_intake.batches", list_batches);
  on(post, "/api/report-batches", "report_intake.begin", begin_batch);
  on(get, "/api/report-batches/{id:id}", "report_intake.batch", show_batch);
  router.add({.method = post,
              .pattern = "/api/report-batches/{id:id}/files",
              .name = "report_intake.add_file",
              .access = http::Access::staff,
              .upload_limit = upload_limit,
              .handler = directory::answering(router, services, upload_file, batch_state)});
  on(get, "/api/report-batches/{id:id}/files", "report_intake.files", list_files);
  on(post, "/api/report-batches/{id:id}/check", "report_intake.check", check, batch_state);
  on(post, "/api/report-batches/{id:id}/remove", "report_intake.remove", drop, batch_state);
  on(get, "/api/report-batches/{id:id}/findings.csv", "report_intake.findings_csv",
     download("text/csv; charset=utf-8", "findings.csv", findings_csv));
  on(get, "/api/report-batches/{id:id}/findings.xlsx", "report_intake.findings_xlsx",
     download("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "findings.xlsx", findings_xlsx));
  on(get, "/api/report-files/{id:id}", "report_intake.file", show_file);
  on(get, "/api/report-files/{id:id}/source", "report_intake.source", show_source);
  on(put, "/api/report-files/{id:id}/cells", "report_intake.decide", put_cells, file_state);
  on(put, "/api/report-files/{id:id}/assignment", "report_intake.assign", put_assignment, file_state);
  on(post, "/api/report-files/{id:id}/keep", "report_intake.keep", take_in, file_state);
}

}  // namespace gongkai::report_intake
