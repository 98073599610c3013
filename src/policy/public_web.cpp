#include "policy/loading.hpp"
#include "policy/pages.hpp"
#include "policy/web.hpp"

namespace gongkai::policy {

namespace {

using Page = Result<http::Response>;
using Draw = std::function<Page(const layout::Frame&, const Reader&, const http::Request&)>;

constexpr std::string_view workbook_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

http::Response cached(std::string body) {
  auto answer = http::html(std::move(body));
  answer.cache.cacheable = true;
  return answer;
}

http::Response workbook(std::string bytes, std::string_view name) {
  http::Response answer{.content_type = std::string(workbook_type), .body = std::move(bytes)};
  answer.header("Content-Disposition", "attachment; filename*=UTF-8''" + http::percent_encode(name));
  answer.cache.cacheable = true;
  return answer;
}

http::Handler answering(http::Router& router, Services& services, Draw draw) {
  return [&router, &services, draw = std::move(draw)](http::Request& request) {
    auto answer = services.database.read([&](db::Session& session) -> Page {
      const auto frame = TRY(layout::load_frame(services, request));
      return draw(frame, reader_for(session, services, frame), request);
    });
    return answer ? *std::move(answer) : router.refuse(request, answer.error());
  };
}

Page show_library(const layout::Frame& frame, const Reader& reader, const http::Request& request) {
  const auto view = TRY(load_library(reader, request));
  // the combinations of facets are without number: only the plain list is worth keeping
  auto answer = cached(library_page(frame, view));
  answer.cache.cacheable = !view.wish.filtered();
  return answer;
}

Page show_life(const layout::Frame& frame, const Reader& reader, const http::Request& request) {
  const auto view = TRY(load_life(reader, DocumentId{request.id_param("id")}));
  return cached(life_page(frame, view));
}

Page show_readings(const layout::Frame& frame, const Reader& reader, const http::Request& request) {
  const auto view = TRY(load_readings(reader, request));
  return cached(readings_page(frame, view));
}

Page show_cases(const layout::Frame& frame, const Reader& reader, const http::Request&) {
  return cached(cases_page(frame, load_cases(reader)));
}

Page show_ledger(const layout::Frame& frame, const Reader& reader, const http::Request& request) {
  const auto view = TRY(load_ledger(reader, request));
  return cached(ledger_page(frame, view));
}

Page send_ledger(const layout::Frame&, const Reader& reader, const http::Request&) {
  return workbook(ledger_workbook(all_ledger_rows(reader)), "规范性文件台账.xlsx");
}

Page show_filings(const layout::Frame& frame, const Reader& reader, const http::Request& request) {
  const auto view = TRY(load_filings(reader, request));
  return cached(filing_page(frame, view));
}

Page send_filings(const layout::Frame&, const Reader& reader, const http::Request& request) {
  const auto view = TRY(load_filings(reader, request));
  return workbook(filing_workbook(view), "规范性文件备案目录" + to_text(view.quarter) + ".xlsx");
}

}  // namespace

void add_public_routes(http::Router& router, Services& services) {
  const auto on = [&](std::string pattern, std::string name, Draw draw, std::optional<std::vector<std::string>> query) {
    router.add({.pattern = std::move(pattern),
                .name = std::move(name),
                .handler = answering(router, services, std::move(draw)),
                .query = std::move(query)});
  };
  using Names = std::vector<std::string>;
  for (const auto& [prefix, name] :
       {std::pair<std::string, std::string>{"", "policies."}, {"/s/{site:slug}", "policies.site."}}) {
    on(prefix + "/policies", name + "library", show_library, std::nullopt);
    on(prefix + "/policies/ledger", name + "ledger", show_ledger, Names{"state", "page"});
    on(prefix + "/policies/ledger.xlsx", name + "ledger_workbook", send_ledger, Names{});
    on(prefix + "/policies/filings", name + "filings", show_filings, Names{"quarter"});
    on(prefix + "/policies/filings.xlsx", name + "filings_workbook", send_filings, Names{"quarter"});
    on(prefix + "/interpretations", name + "readings", show_readings, Names{"form", "page"});
    on(prefix + "/interpretations/cases", name + "cases", show_cases, Names{});
  }
  on("/policies/{id:id}", "policies.life", show_life, Names{});
}

}  // namespace gongkai::policy
