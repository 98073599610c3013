#include "annual_report/web.hpp"

#include "annual_report/store.hpp"
#include "annual_report/web_json.hpp"

namespace gongkai::annual_report {

namespace {

using directory::Answer;
using directory::ok;

json::value state_of(Context& context, http::Request& request) {
  return context.database().read([&](db::Session& session) -> json::value {
    const auto report = seen(session, context, case_in(request));
    if (!report) return nullptr;
    return report_json(session, context, *report);
  });
}

Answer show(Context& context, http::Request& request) {
  auto state = state_of(context, request);
  if (state.is_null()) return refuse(FaultKind::not_found, "case.not_found");
  return ok(std::move(state));
}

std::optional<std::int64_t> value_in(const json::value& said, const Form& form, int cell) {
  const auto* name = form.find(cell);
  if (said.is_int64()) {
    const auto value = said.get_int64();
    return name && name->kind == report_format::CellKind::amount ? value * report_format::amount_scale : value;
  }
  return said.is_string() ? parse_decimal(said.get_string()) : std::nullopt;
}

Result<std::vector<Value>> values_of(json::Reader& reader, const Form& form) {
  std::vector<Value> values;
  std::vector<Fault> faults;
  for (const auto& said : reader.list("values")) {
    json::Reader one(said);
    Value value{.cell = static_cast<int>(one.integer("cell")), .source = one.text_or("source", "")};
    CHECK_OK(one.finish());
    const auto* given = said.get_object().if_contains("value");
    if (given && !given->is_null()) {
      value.value = value_in(*given, form, value.cell);
      const auto* name = form.find(value.cell);
      if (!value.value)
        faults.push_back({FaultKind::invalid,
                          "annual_report.cell_wrong",
                          std::to_string(value.cell),
                          {{"label", name ? name->label : ""}}});
    }
    values.push_back(std::move(value));
  }
  CHECK_OK(all_of(std::move(faults)));
  return values;
}

Answer put_values(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto report = TRY(context.database().read([&](db::Session& s) { return seen(s, context, case_in(request)); }));
  const auto values = TRY(values_of(reader, report_format::form(report_format::format_of_year(report.year))));
  const auto version = reader.integer("version");
  CHECK_OK(reader.finish());
  CHECK_OK(enter(context, case_in(request), values, version));
  return ok(state_of(context, request));
}

Answer put_part(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto words = reader.text_or("words", "");
  const auto version = reader.integer("version");
  CHECK_OK(reader.finish());
  CHECK_OK(write_part(context, case_in(request), static_cast<int>(request.int_param("part")), words, version));
  return ok(state_of(context, request));
}

Answer put_adjustment(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const Adjustment order{static_cast<int>(reader.integer("cell")), reader.integer("value"),
                         reader.text_or("reason", "")};
  const auto version = reader.integer("version");
  CHECK_OK(reader.finish());
  CHECK_OK(adjust(context, case_in(request), order, version));
  return ok(state_of(context, request));
}

using Plain = Result<void> (*)(Context&, CaseId, std::int64_t);
using WithWords = Result<void> (*)(Context&, CaseId, const std::string&, std::int64_t);

directory::JsonHandler doing(Plain act) {
  return [act](Context& context, http::Request& request) -> Answer {
    const auto body = TRY(directory::body_of(request));
    json::Reader reader(body);
    const auto version = reader.integer("version");
    CHECK_OK(reader.finish());
    CHECK_OK(act(context, case_in(request), version));
    return ok(state_of(context, request));
  };
}

directory::JsonHandler saying(WithWords act) {
  return [act](Context& context, http::Request& request) -> Answer {
    const auto body = TRY(directory::body_of(request));
    json::Reader reader(body);
    const auto words = reader.text_or("words", "");
    const auto version = reader.integer("version");
    CHECK_OK(reader.finish());
    CHECK_OK(act(context, case_in(request), words, version));
    return ok(state_of(context, request));
  };
}

Answer take_in_file(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto file = directory::exact_text(body, "file");
  const auto version = reader.integer("version");
  CHECK_OK(reader.finish());
  CHECK_OK(take_in(context, case_in(request), file, version));
  return ok(state_of(context, request));
}

/// The edition as a file for the unit above, or of the draft as it stands when none is signed.
Answer download(Context& context, http::Request& request) {
  return context.database().read([&](db::Session& session) -> Answer {
    const auto report = TRY(seen(session, context, case_in(request)));
    const auto edition = store::latest(session, report.of.id);
    if (!edition) return refuse(FaultKind::conflict, "annual_report.not_signed");
    http::Response answer{.content_type = "application/json", .body = edition->frozen};
    answer.header("Content-Disposition",
                  "attachment; filename*=UTF-8''" + http::percent_encode(report.of.number + ".json"));
    return answer;
  });
}

}  // namespace

void add_routes(http::Router& router, Services& services) {
  const directory::OfficeRoutes on(router, services);
  using enum http::Method;
  add_board_routes(on);
  add_reading_routes(on);
  on(get, "/api/annual-reports/{id:id}", "annual_report.show", show);
  on(get, "/api/annual-reports/{id:id}/file", "annual_report.download", download);
  on(put, "/api/annual-reports/{id:id}/values", "annual_report.enter", put_values, state_of);
  on(put, "/api/annual-reports/{id:id}/parts/{part:int}", "annual_report.write", put_part, state_of);
  on(put, "/api/annual-reports/{id:id}/adjustments", "annual_report.adjust", put_adjustment, state_of);
  on(post, "/api/annual-reports/{id:id}/submit", "annual_report.submit", doing(submit), state_of);
  on(post, "/api/annual-reports/{id:id}/sign", "annual_report.sign", doing(sign), state_of);
  on(post, "/api/annual-reports/{id:id}/publish", "annual_report.publish", doing(publish), state_of);
  on(post, "/api/annual-reports/{id:id}/remind", "annual_report.remind", doing(remind), state_of);
  on(post, "/api/annual-reports/{id:id}/send-back", "annual_report.send_back", saying(send_back), state_of);
  on(post, "/api/annual-reports/{id:id}/return", "annual_report.return", saying(return_to_unit), state_of);
  on(post, "/api/annual-reports/{id:id}/revision", "annual_report.revise", saying(open_revision), state_of);
  on(post, "/api/annual-reports/{id:id}/take-in", "annual_report.take_in", take_in_file, state_of);
  add_evidence_routes(router, services);
  add_public_routes(router, services);
}

}  // namespace gongkai::annual_report
