#include "portal/web.hpp"

#include "directory/api.hpp"
#include "layout/static_files.hpp"
#include "platform/files/store.hpp"
#include "platform/i18n/messages.hpp"
#include "platform/log/log.hpp"
#include "portal/loading.hpp"
#include "portal/pages.hpp"

namespace gongkai::portal {

using namespace layout;  // NOLINT: every page is drawn with its parts

namespace {

using Page = Result<http::Response>;

/// Public and alike for all readers of one mode: the page cache may keep it.
http::Response cached(std::string body, std::string content_type = "text/html; charset=utf-8") {
  http::Response answer{.content_type = std::move(content_type), .body = std::move(body)};
  answer.cache.cacheable = true;
  return answer;
}

int page_number(const http::Request& request, std::string_view name = "page") {
  const auto text = request.query.get(name);
  if (text.empty()) return 1;
  int number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9' || number > 1'000'000) return 0;
    number = number * 10 + (c - '0');
  }
  return number;
}

class Portal {
 public:
  Portal(http::Router& router, Services& services) : m_router(router), m_services(services) {}

  Page home(http::Request& request) {
    const auto frame = TRY(load_frame(m_services, request));
    return read([&](db::Session& session) -> Page {
      const auto view = load_home(session, m_services, frame);
      return cached(home_page(frame, view));
    });
  }

  Page list(http::Request& request) {
    const auto frame = TRY(load_frame(m_services, request));
    if (const auto next = successor_of(frame, request.param("column"))) return moved(*next);
    const auto view = TRY(load_list(m_services, frame, request.param("column"), page_number(request)));
    return cached(list_page(frame, view));
  }

  Page document(http::Request& request) {
    return read([&](db::Session& session) -> Page {
      const DocumentId id{request.id_param("id")};
      auto found = content::find_public(session, id);
      if (!found) return without_document(session, request, id);
      const auto frame = TRY(load_frame(m_services, found->site, request));
      return cached(document_page(frame, load_document(session, m_services, frame, *std::move(found))));
    });
  }

  Page attachment(http::Request& request) {
    return read([&](db::Session& session) -> Page {
      const FileId id{request.id_param("file")};
      const auto answer = content::file_access(session, id);
      switch (answer.access) {
        case content::FileAccess::unknown: return refuse(FaultKind::not_found, "document.attachment_not_found");
        case content::FileAccess::gone: return refuse(FaultKind::gone, "document.gone");
        case content::FileAccess::open: break;
      }
      const auto file = TRY(m_services.files->find(session, id));
      return send(file, TRY(m_services.files->path_of(file)));
    });
  }

  Page map(http::Request& request) {
    const auto frame = TRY(load_frame(m_services, request));
    return read([&](db::Session& session) -> Page { return cached(map_page(frame, load_map(session, frame))); });
  }

  Page contact(http::Request& request) {
    const auto frame = TRY(load_frame(m_services, request));
    return read([&](db::Session& session) -> Page { return cached(contact_page(frame, load_office(session, frame))); });
  }

  Page accessibility(http::Request& request) {
    const auto frame = TRY(load_frame(m_services, request));
    return read(
        [&](db::Session& session) -> Page { return cached(accessibility_page(frame, load_office(session, frame))); });
  }

  Page english(http::Request& request) {
    const auto frame = TRY(load_frame(m_services, request));
    return read([&](db::Session& session) -> Page { return cached(english_page(frame, load_office(session, frame))); });
  }

  Page feed(http::Request& request) {
    const auto frame = TRY(load_frame(m_services, request));
    return read([&](db::Session& session) -> Page {
      std::string_view name = request.param("feed");
      const bool as_atom = name.ends_with(".atom");
      if (!as_atom && !name.ends_with(".xml")) return refuse(FaultKind::not_found, "http.not_found");
      name.remove_suffix(as_atom ? 5 : 4);
      auto view = TRY(load_feed(session, m_services, frame, name));
      layout::mark_today(session, m_services, view.items);
      if (as_atom) return cached(atom(frame, view), "application/atom+xml; charset=utf-8");
      return cached(rss(frame, view), "application/rss+xml; charset=utf-8");
    });
  }

  Page site_map(http::Request& request) {
    const auto frame = TRY(load_frame(m_services, request));
    return read([&](db::Session& session) -> Page {
      const bool whole = request.query.get("part").empty();
      const int part = whole ? 0 : page_number(request, "part");
      if (!whole && part == 0) return refuse(FaultKind::not_found, "http.not_found");
      return cached(sitemap(frame, TRY(load_site_map(session, frame, part))), "application/xml; charset=utf-8");
    });
  }

  Page robots_file(http::Request& request) { return cached(robots(bare_frame(request)), "text/plain; charset=utf-8"); }

  /// A link, not a script: the answer sets the cookie and leads back.
  Page mode(http::Request& request) {
    const Reading reading = changed(parse_reading(request.cookies.get("reading")), request.query);
    const std::string cookie = to_text(reading);
    auto answer = http::redirect(safe_return(request.query.get("back")));
    answer.cookie("reading", cookie, cookie.empty() ? 0 : 365LL * 24 * 3600, request.secure);
    answer.header("Cache-Control", "no-store");
    return answer;
  }

  Page theme(http::Request& request) { return of_the_site(request, theme_css, "text/css; charset=utf-8"); }

  Page mark(http::Request& request) { return of_the_site(request, mark_svg, "image/svg+xml"); }

  http::Handler answering(Page (Portal::*page)(http::Request&), const std::shared_ptr<Portal>& self) {
    return [self, page](http::Request& request) {
      auto answer = (*self.*page)(request);
      return answer ? *std::move(answer) : self->m_router.refuse(request, answer.error());
    };
  }

 private:
  /// A closed column leads to the one that took over: its address stays good for ever.
  static std::optional<std::string> successor_of(const Frame& frame, std::string_view slug) {
    const auto column = std::ranges::find(frame.columns, slug, &content::Column::slug);
    if (column == frame.columns.end() || !column->is_closed() || !column->successor) return std::nullopt;
    const auto next = std::ranges::find(frame.columns, column->successor, &content::Column::id);
    if (next == frame.columns.end()) return std::nullopt;
    return frame.base + "/c/" + next->slug;
  }
  static http::Response moved(const std::string& address) {
    auto answer = http::redirect(address, 308);
    answer.header("Cache-Control", "no-cache");  // a closed column may be opened again
    return answer;
  }

  /// Under an address with the site's version, so that a browser may keep it for ever.
  Page of_the_site(http::Request& request, std::string (*drawn)(const Appearance&), std::string type) {
    const auto frame = TRY(load_frame(m_services, SiteId{request.id_param("site")}, request));
    auto answer = cached(drawn(frame.appearance), std::move(type));
    answer.header("Cache-Control", "public, max-age=31536000, immutable");
    return answer;
  }

  template <class F>
  Page read(F&& f) {
    return m_services.database.read(std::forward<F>(f));
  }

  /// A withdrawn document leaves a notice at its address; anything else was never public.
  Page without_document(db::Session& session, http::Request& request, DocumentId id) {
    auto withdrawal = content::find_withdrawal(session, id);
    const auto site_id = content::site_of(session, id);
    if (!withdrawal || !site_id) return refuse(FaultKind::not_found, "document.not_found");
    const auto frame = TRY(load_frame(m_services, *site_id, request));
    auto answer = http::html(withdrawn_page(frame, load_withdrawn(session, *std::move(withdrawal))),
                             http::status_of(FaultKind::gone));
    answer.header("Cache-Control", "no-store");
    return answer;
  }

  static http::Response send(const files::StoredFile& file, std::filesystem::path path) {
    auto answer = http::file(std::move(path), file.size, file.media_type);
    // only what a browser shows without running anything opens in place
    const bool shown = file.media_type == "application/pdf" || file.media_type.starts_with("image/");
    answer.header("Content-Disposition", fmt::format("{}; filename*=UTF-8''{}", shown ? "inline" : "attachment",
                                                     http::percent_encode(file.name)));
    // a withdrawn attachment must not live on in a cache between us and the reader
    answer.header("Cache-Control", "no-cache");
    answer.etag = file.sha256.substr(0, 32);
    return answer;
  }

  http::Router& m_router;
  Services& m_services;
};

}  // namespace

void add_routes(http::Router& router, Services& services) {
  auto portal = std::make_shared<Portal>(router, services);
  const auto on = [&](std::string pattern, std::string name, Page (Portal::*page)(http::Request&),
                      std::optional<std::vector<std::string>> query = std::vector<std::string>{}) {
    router.add({.pattern = std::move(pattern),
                .name = std::move(name),
                .handler = portal->answering(page, portal),
                .query = std::move(query)});
  };
  // the main site, or the one of the host; and each site by its name
  for (const auto& [prefix, name] :
       {std::pair<std::string, std::string>{"", "portal."}, {"/s/{site:slug}", "portal.site."}}) {
    on(prefix + "/", name + "home", &Portal::home);
    on(prefix + "/c/{column:slug}", name + "list", &Portal::list, std::vector<std::string>{"page"});
    on(prefix + "/map", name + "map", &Portal::map);
    on(prefix + "/contact", name + "contact", &Portal::contact);
    on(prefix + "/accessibility", name + "accessibility", &Portal::accessibility);
    on(prefix + "/en", name + "english", &Portal::english);
    on(prefix + "/feed/{feed}", name + "feed", &Portal::feed);
    on(prefix + "/sitemap.xml", name + "sitemap", &Portal::site_map, std::vector<std::string>{"part"});
  }
  on("/d/{id:id}", "portal.document", &Portal::document);
  on("/f/{file:id}/{name}", "portal.attachment", &Portal::attachment);
  on("/robots.txt", "portal.robots", &Portal::robots_file);
  on("/mode", "portal.mode", &Portal::mode, std::nullopt);
  on("/theme/{site:id}/{version:int}", "portal.theme", &Portal::theme);
  on("/mark/{site:id}/{version:int}", "portal.mark", &Portal::mark);
  router.add(
      {.pattern = "/static/{hash:slug}/{file}",
       .name = "portal.static",
       .handler = [](http::Request& request) { return serve_static(request.param("hash"), request.param("file")); },
       .query = std::vector<std::string>{}});
}

http::Response show_error(Services& services, const http::Request& request, const Fault& fault) {
  Frame frame = bare_frame(request);
  try {
    if (auto found = load_frame(services, request)) frame = *std::move(found);
  } catch (const std::exception& error) {
    log::warn("the error page is drawn without its site: {}", error.what());
  }
  const bool wrong_method = fault.code == "http.method_not_allowed", failure = fault.code == "http.failure";
  const int status = wrong_method ? 405 : failure ? 500 : http::status_of(fault.kind);
  auto answer = http::html(error_page(frame, status, fault, request.id), status);
  answer.header("Cache-Control", "no-store");
  return answer;
}

}  // namespace gongkai::portal
