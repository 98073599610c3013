// Evidence of entered values in the office's API.
#include <algorithm>
#include <charconv>

#include "annual_report/evidence.hpp"
#include "annual_report/web.hpp"
#include "annual_report/web_json.hpp"
#include "casework/case_files.hpp"

namespace gongkai::annual_report {

namespace {

using directory::Answer;

constexpr std::int64_t upload_limit = 64LL << 20;

Answer shown(Context& context, http::Request& request, int status) {
  return context.database().read([&](db::Session& session) -> Answer {
    const auto report = TRY(seen(session, context, case_in(request)));
    return directory::ok(report_json(session, context, report), status);
  });
}

std::int64_t version_in(std::string_view given) {
  std::int64_t version = 0;
  std::from_chars(given.data(), given.data() + given.size(), version);
  return version;
}

Answer upload(Context& context, http::Request& request) {
  const auto sent = std::ranges::find(request.uploads, "file", &http::Upload::field);
  if (sent == request.uploads.end()) return refuse(FaultKind::invalid, "annual_report.evidence_missing", "file");
  CHECK_OK(context.database().read([&](db::Session& session) { return seen(session, context, case_in(request)); }));
  const auto checked = TRY(context.services.files->take_in({sent->path, sent->file_name, "file"}));
  CHECK_OK(attach_evidence(context, case_in(request), static_cast<int>(request.int_param("cell")), checked,
                           version_in(request.form.get("version"))));
  return shown(context, request, 201);
}

Answer remove(Context& context, http::Request& request) {
  CHECK_OK(remove_evidence(context, case_in(request), static_cast<int>(request.int_param("cell")),
                           FileId{request.id_param("file")}, version_in(request.query.get("version"))));
  return shown(context, request, 200);
}

Answer download(Context& context, http::Request& request) {
  const FileId file{request.id_param("file")};
  const auto id = case_in(request);
  const auto kept = TRY(context.database().read([&](db::Session& session) -> Result<casework::CaseFile> {
    CHECK_OK(seen(session, context, id));
    auto found = casework::find_file(session, *context.services.vault, id, file);
    if (!found) return refuse(FaultKind::not_found, "files.not_found");
    return *std::move(found);
  }));
  const auto stored =
      TRY(context.database().read([&](db::Session& session) { return context.services.files->find(session, file); }));
  directory::record_read(context, "annual_report.read_evidence", "case", id.value, {}, {{"file", to_text(file)}});
  auto answer = http::file(TRY(context.services.files->path_of(stored)), stored.size, stored.media_type);
  answer.header("Content-Disposition", "attachment; filename*=UTF-8''" + http::percent_encode(kept.name));
  return answer;
}

}  // namespace

void add_evidence_routes(http::Router& router, Services& services) {
  using enum http::Method;
  const auto add = [&](http::Method method, std::string pattern, std::string name, directory::JsonHandler handler,
                       std::int64_t limit) {
    router.add({.method = method,
                .pattern = std::move(pattern),
                .name = std::move(name),
                .access = http::Access::staff,
                .upload_limit = limit,
                .handler = directory::answering(router, services, std::move(handler))});
  };
  add(post, "/api/annual-reports/{id:id}/cells/{cell:int}/evidence", "annual_report.attach_evidence", upload,
      upload_limit);
  add(del, "/api/annual-reports/{id:id}/cells/{cell:int}/evidence/{file:id}", "annual_report.remove_evidence", remove,
      0);
  add(get, "/api/annual-reports/{id:id}/evidence/{file:id}", "annual_report.evidence", download, 0);
}

}  // namespace gongkai::annual_report
