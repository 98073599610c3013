// RSS 2.0, the site map for search engines, robots.txt.
#include "platform/i18n/messages.hpp"
#include "portal/pages.hpp"

namespace gongkai::portal {

using namespace layout;  // NOLINT: every page is drawn with its parts

using html::append_escaped;

namespace {

void tag(std::string& out, std::string_view name, std::string_view text) {
  out += fmt::format("<{}>", name);
  append_escaped(out, text);
  out += fmt::format("</{}>\n", name);
}

}  // namespace

std::string rss(const Frame& frame, const ListView& view) {
  const std::string title = view.column.name.empty() ? frame.site.name : view.column.name + " - " + frame.site.name;
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" "
      "xmlns:atom=\"http://www.w3.org/2005/Atom\">\n<channel>\n";
  tag(out, "title", title);
  tag(out, "link", frame.origin + frame.base + (view.column.slug.empty() ? "/" : "/c/" + view.column.slug));
  tag(out, "description", view.column.about.empty() ? title : view.column.about);
  tag(out, "language", "zh-CN");
  out += "<atom:link rel=\"self\" type=\"application/rss+xml\" href=\"";
  append_escaped(out, frame.origin + frame.path);
  out += "\"/>\n";
  for (const auto& item : view.items) {
    out += "<item>\n";
    tag(out, "title", item.mark.empty() ? item.title : "【" + item.mark + "】" + item.title);
    tag(out, "link", frame.origin + item.address);
    tag(out, "guid", frame.origin + item.address);
    tag(out, "pubDate", to_http_date(start_of(item.day)));
    if (!item.summary.empty()) tag(out, "description", item.summary);
    out += "</item>\n";
  }
  return out + "</channel>\n</rss>\n";
}

std::string atom(const Frame& frame, const ListView& view) {
  const std::string title = view.column.name.empty() ? frame.site.name : view.column.name + " - " + frame.site.name;
  const std::string home = frame.origin + frame.base + (view.column.slug.empty() ? "/" : "/c/" + view.column.slug);
  const auto link = [](std::string& out, std::string_view rel, std::string_view address) {
    out += fmt::format("<link rel=\"{}\" href=\"", rel);
    append_escaped(out, address);
    out += "\"/>\n";
  };
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" "
      "xml:lang=\"zh-CN\">\n";
  tag(out, "title", title);
  tag(out, "id", home);
  tag(out, "updated", to_iso(view.items.empty() ? Instant{} : start_of(view.items.front().day)));
  link(out, "alternate", home);
  link(out, "self", frame.origin + frame.path);
  out += "<author>";
  tag(out, "name", frame.site.sponsor.empty() ? frame.site.name : frame.site.sponsor);
  out += "</author>\n";
  for (const auto& item : view.items) {
    out += "<entry>\n";
    tag(out, "title", item.title);
    tag(out, "id", frame.origin + item.address);
    tag(out, "updated", to_iso(start_of(item.day)));
    link(out, "alternate", frame.origin + item.address);
    if (!item.summary.empty()) tag(out, "summary", item.summary);
    out += "</entry>\n";
  }
  return out + "</feed>\n";
}

namespace {

std::string sitemap_index(const Frame& frame, int parts) {
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex "
      "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
  for (int part = 1; part <= parts; ++part) {
    out += "<sitemap><loc>";
    append_escaped(out, fmt::format("{}{}/sitemap.xml?part={}", frame.origin, frame.base, part));
    out += "</loc></sitemap>\n";
  }
  return out + "</sitemapindex>\n";
}

}  // namespace

std::string sitemap(const Frame& frame, const SiteMapView& view) {
  if (view.part == 0 && view.parts > 1) return sitemap_index(frame, view.parts);
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
  const auto place = [&](const std::string& path, std::string_view day) {
    out += "<url><loc>";
    append_escaped(out, frame.origin + path);
    out += "</loc>";
    if (!day.empty()) out += fmt::format("<lastmod>{}</lastmod>", day);
    out += "</url>\n";
  };
  if (view.part <= 1) {
    for (const char* path : {"/", "/policies", "/interpretations", "/gazette", "/disclosure", "/open", "/en"})
      place(frame.base + path, "");
    for (const auto& column : view.columns)
      if (!column.is_closed()) place(frame.base + "/c/" + column.slug, "");
  }
  for (const auto& document : view.documents)
    place("/d/" + gongkai::to_text(document.id), gongkai::to_text(document.changed_at.day()));
  return out + "</urlset>\n";
}

std::string robots(const Frame& frame) {
  return "User-agent: *\nDisallow: /office/\nDisallow: /api/\nDisallow: /search\nDisallow: /mode\nDisallow: "
         "/s/*/search\n\nSitemap: " +
         frame.origin + "/sitemap.xml\n";
}

}  // namespace gongkai::portal
