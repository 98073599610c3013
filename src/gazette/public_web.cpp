#include "directory/api.hpp"
#include "gazette/pages.hpp"
#include "gazette/store.hpp"
#include "platform/files/store.hpp"
#include "platform/http/page_cache.hpp"

namespace gongkai::gazette {
namespace {
using Answer = Result<http::Response>;

http::Response cached(std::string body) {
  http::Response answer{.body = std::move(body)};
  answer.cache.cacheable = true;
  return answer;
}

/// An issue that the public may see: its document is public. Notes both for the page cache.
struct PublicIssue {
  Issue issue;
  content::PublicDocument document;
};

Result<PublicIssue> find_public(db::Session& session, IssueId id) {
  http::Recorder::note("gazette:" + to_text(id));
  const auto issue = store::find(session, id);
  if (!issue || !issue->document) return refuse(FaultKind::not_found, "gazette.not_found");
  auto document = content::find_public(session, issue->document);
  if (document) return PublicIssue{*issue, *std::move(document)};
  if (content::find_withdrawal(session, issue->document)) return refuse(FaultKind::gone, "document.gone");
  return refuse(FaultKind::not_found, "gazette.not_found");
}

IssueView view_of(db::Session& session, const PublicIssue& found) {
  return {.issue = found.issue,
          .articles = store::articles(session, found.issue.id),
          .files = content::attachments_of(session, found.document),
          .pages = store::pages(session, found.issue.id)};
}

std::int64_t year_of(const http::Request& request) {
  std::int64_t year = 0;
  for (const char c : request.query.get("year")) {
    if (c < '0' || c > '9' || year > 9999) return -1;
    year = year * 10 + (c - '0');
  }
  return year;
}

Answer home(Services& services, http::Request& request) {
  return services.database.read([&](db::Session& session) -> Answer {
    const auto frame = TRY(layout::load_frame(services, request));
    const auto year = year_of(request);
    if (year < 0) return refuse(FaultKind::not_found, "http.not_found");
    http::Recorder::note("gazettes:" + to_text(frame.site.id));
    HomeView view{.year = year};
    for (auto& issue : store::issues(session, frame.site.id, 0)) {
      if (!issue.document || !content::find_public(session, issue.document)) continue;
      if (view.years.empty() || view.years.back() != issue.year) view.years.push_back(issue.year);
      if (year == 0 || issue.year == year) view.issues.push_back(std::move(issue));
    }
    return cached(home_page(frame, view));
  });
}

Answer show_issue(Services& services, http::Request& request) {
  return services.database.read([&](db::Session& session) -> Answer {
    const auto found = TRY(find_public(session, IssueId{request.id_param("id")}));
    const auto frame = TRY(layout::load_frame(services, found.issue.site, request));
    return cached(issue_page(frame, view_of(session, found)));
  });
}

Answer show_page(Services& services, http::Request& request) {
  return services.database.read([&](db::Session& session) -> Answer {
    const auto found = TRY(find_public(session, IssueId{request.id_param("id")}));
    const auto page = store::find_page(session, found.issue.id, request.int_param("page"));
    if (!page) return refuse(FaultKind::not_found, "gazette.page_not_found");
    const auto frame = TRY(layout::load_frame(services, found.issue.site, request));
    return cached(scan_page(frame, view_of(session, found), *page));
  });
}

Answer show_picture(Services& services, http::Request& request) {
  return services.database.read([&](db::Session& session) -> Answer {
    const auto found = TRY(find_public(session, IssueId{request.id_param("id")}));
    const auto page = store::find_page(session, found.issue.id, request.int_param("page"));
    if (!page || !page->picture) return refuse(FaultKind::not_found, "gazette.picture_missing");
    const auto file = TRY(services.files->find(session, page->picture));
    auto answer = http::file(TRY(services.files->path_of(file)), file.size, file.media_type);
    answer.header("Cache-Control", "no-cache");  // withdrawn with its issue
    answer.etag = file.sha256.substr(0, 32);
    return answer;
  });
}
}  // namespace

void add_public_routes(http::Router& router, Services& services) {
  const auto on = [&](std::string pattern, std::string name, Answer (*handler)(Services&, http::Request&),
                      std::vector<std::string> query = {}) {
    router.add({.pattern = std::move(pattern),
                .name = std::move(name),
                .handler =
                    [&router, &services, handler](http::Request& request) {
                      auto answer = handler(services, request);
                      return answer ? *std::move(answer) : router.refuse(request, answer.error());
                    },
                .query = std::move(query)});
  };
  on("/gazette", "gazette.home", home, {"year"});
  on("/s/{site:slug}/gazette", "gazette.site.home", home, {"year"});
  on("/gazette/{id:id}", "gazette.issue", show_issue);
  on("/gazette/{id:id}/{page:int}", "gazette.page", show_page);
  on("/gazette/{id:id}/{page:int}/picture.jpg", "gazette.picture", show_picture);
}

}  // namespace gongkai::gazette
