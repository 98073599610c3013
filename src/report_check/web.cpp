#include "report_check/web.hpp"

#include <algorithm>

#include "directory/gate.hpp"
#include "report_check/check.hpp"
#include "report_check/pages.hpp"
#include "report_check/read_file.hpp"

namespace gongkai::report_check {
namespace {
constexpr std::int64_t form_bytes = 16'000;
constexpr std::int64_t file_bytes = 30 << 20;

class Desk {
 public:
  Desk(Services& services, documents::Workers& workers) : m_services(services), m_workers(workers) {}

  Result<http::Response> show(http::Request& request) { return form_answer(request, {}); }

  /// The uploads are temporary files that go with the request; nothing of them is written anywhere else.
  Result<http::Response> check_upload(http::Request& request) {
    const auto* upload = upload_of(request, "file");
    if (!upload) return form_answer(request, {{FaultKind::invalid, "report_check.file_missing", "file", {}, {}}});
    auto report = read_file(m_workers, upload->path.string(), upload->file_name);
    if (!report) return form_answer(request, {at_field(report.error(), "file")});
    std::optional<Report> previous;
    if (const auto* other = upload_of(request, "previous")) {
      auto read = read_file(m_workers, other->path.string(), other->file_name);
      if (!read) return form_answer(request, {at_field(read.error(), "previous")});
      previous = std::move(*read);
    }
    const auto frame = TRY(frame_of(request));
    auto response = http::html(result_page(frame, check(std::move(*report), previous ? &*previous : nullptr)));
    response.header("Cache-Control", "no-store");
    return response;
  }

 private:
  static const http::Upload* upload_of(const http::Request& request, std::string_view field) {
    const auto found = std::ranges::find(request.uploads, field, &http::Upload::field);
    return found == request.uploads.end() || found->size == 0 ? nullptr : &*found;
  }
  static Fault at_field(Fault fault, std::string field) {
    fault.field = std::move(field);
    return fault;
  }

  Result<layout::Frame> frame_of(const http::Request& request) { return layout::load_frame(m_services, request); }

  Result<http::Response> form_answer(const http::Request& request, std::vector<Fault> faults) {
    const auto frame = TRY(frame_of(request));
    http::Response response;
    const auto token = directory::form_token(m_services, request, response);
    if (!faults.empty()) response.status = http::status_of(faults.front().kind);
    response.body = form_page(frame, {.token = token, .faults = std::move(faults)});
    response.header("Cache-Control", "no-store");
    return response;
  }

  Services& m_services;
  documents::Workers& m_workers;
};
}  // namespace

void add_routes(http::Router& router, Services& services, documents::Workers& workers) {
  const auto desk = std::make_shared<Desk>(services, workers);
  const auto on = [&](http::Method method, std::string pattern, std::string name, auto page) {
    const bool takes_files = method == http::Method::post;
    router.add({.method = method,
                .pattern = std::move(pattern),
                .name = std::move(name),
                .body_limit = form_bytes + (takes_files ? 2 * file_bytes : 0),
                .upload_limit = takes_files ? file_bytes : 0,
                .handler =
                    [&router, desk, page](http::Request& request) {
                      auto answer = (*desk.*page)(request);
                      return answer ? *std::move(answer) : router.refuse(request, answer.error());
                    },
                .rate = takes_files ? "form" : ""});
  };
  for (const auto& [prefix, name] :
       {std::pair<std::string, std::string>{"", "report_check."}, {"/s/{site:slug}", "report_check.site."}}) {
    on(http::Method::get, prefix + "/report-check", name + "form", &Desk::show);
    on(http::Method::post, prefix + "/report-check", name + "check", &Desk::check_upload);
  }
}

}  // namespace gongkai::report_check
