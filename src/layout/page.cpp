#include "layout/page.hpp"
#include "layout/static_files.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::layout {

using namespace html;  // NOLINT: a file of nothing but elements
using i18n::text;

namespace {

VoidElement meta_tag(std::string_view name, std::string_view content) {
  return empty_element("meta", {attribute("name", name), attribute("content", content)});
}

VoidElement property(std::string_view name, std::string_view content) {
  return empty_element("meta", {attribute("property", name), attribute("content", content)});
}

std::string full_title(const Frame& frame, const Head& head) {
  return head.title.empty() ? frame.site.name : head.title + " - " + frame.site.name;
}

Html description_tags(const Frame& frame, const Head& top) {
  Html out;
  if (!top.description.empty()) {
    out += meta_tag("description", top.description);
    out += property("og:description", top.description);
  }
  if (top.canonical.empty()) return out += meta_tag("robots", "noindex");
  const std::string address = frame.origin + top.canonical;
  out += empty_element("link", {attribute("rel", "canonical"), href(address)});
  out += property("og:url", address);
  out += property("og:type", top.feeds.empty() && top.canonical.starts_with("/d/") ? "article" : "website");
  out += property("og:locale", top.english ? "en" : "zh_CN");
  if (!top.image.empty()) out += property("og:image", frame.origin + top.image);
  return out;
}

/// The three of every page (国办发〔2017〕47号), then those of the column and of the article.
Html site_tags(const Frame& frame, const Head& top) {
  Html out;
  const auto domain = frame.origin.find("://");
  out += meta_tag("SiteName", frame.site.name);
  out += meta_tag("SiteDomain", domain == std::string::npos ? frame.origin : frame.origin.substr(domain + 3));
  out += meta_tag("SiteIDCode", frame.site.identity_code);
  for (const auto& [name, content] : top.meta)
    if (!content.empty()) out += meta_tag(name, content);
  return out;
}

/// The address changes with the site's version: a browser may keep it for ever.
std::string of_the_site(const Frame& frame, std::string_view what) {
  return fmt::format("/{}/{}/{}", what, gongkai::to_text(frame.site.id), frame.site.version);
}

std::string mark_address(const Frame& frame) {
  static const std::string picture = static_address("mark.svg");
  return frame.appearance.mark.empty() ? picture : of_the_site(frame, "mark");
}

Html head_of(const Frame& frame, const Head& top) {
  static const std::string style = static_address("portal.css");
  static const std::string code = static_address("portal.js");
  const std::string icon = mark_address(frame);
  const std::string title_text = full_title(frame, top);
  const auto feed = [](const Link& link) {
    return empty_element(
        "link", {attribute("rel", "alternate"),
                 attribute("type", link.address.ends_with(".atom") ? "application/atom+xml" : "application/rss+xml"),
                 attribute("title", link.text), href(link.address)});
  };
  const std::string theme = of_the_site(frame, "theme");
  return head(empty_element("meta", {attribute("charset", "utf-8")}),
              meta_tag("viewport", "width=device-width, initial-scale=1"), title(title_text),
              property("og:title", title_text), property("og:site_name", frame.site.name), description_tags(frame, top),
              site_tags(frame, top), empty_element("link", {attribute("rel", "stylesheet"), href(style)}),
              when(!theme_css(frame.appearance).empty(),
                   [&] { return empty_element("link", {attribute("rel", "stylesheet"), href(theme)}); }),
              empty_element("link", {attribute("rel", "icon"), attribute("type", "image/svg+xml"), href(icon)}),
              each(top.feeds, feed), script({src(code), flag("defer", true)}));
}

std::string mode_address(const Frame& frame, std::string_view change) {
  return fmt::format("/mode?{}&back={}", change, http::percent_encode(frame.path));
}

Html utility_bar(const Frame& frame) {
  const bool elder = frame.reading.elder, high = frame.reading.high_contrast;
  const auto entry = [](std::string_view address, std::string_view words) { return li(a({href(address)}, words)); };
  Html left;
  if (frame.home_name.empty()) left += span({attribute("data-today", "")});
  else left += a({href("/")}, frame.home_name);
  return div({cls("util")}, div({cls("wrap")}, p({cls("d")}, left),
                                nav({aria("label", text("portal.aids"))},
                                    ul(entry(frame.base + "/accessibility", text("portal.accessibility")),
                                       entry(mode_address(frame, elder ? "mode=usual" : "mode=elder"),
                                             text(elder ? "portal.usual_mode" : "portal.elder_mode")),
                                       entry(mode_address(frame, high ? "contrast=usual" : "contrast=high"),
                                             text(high ? "portal.usual_contrast" : "portal.high_contrast")),
                                       li(a({href(frame.base + "/en"), attribute("lang", "en")}, "English"))))));
}

/// Above a page for readers of English: its name and the way back, without a menu that they cannot read.
Html english_top(const Frame& frame) {
  const std::string mark = mark_address(frame);
  const auto chinese = attribute("lang", "zh-CN");
  return header(
      div({cls("util")}, div({cls("wrap")}, p({cls("d")}, a({href(frame.base + "/"), chinese}, text("portal.home"))))),
      div({cls("mast")},
          div({cls("wrap")}, a({cls("brand"), href(frame.base + "/en"), chinese},
                               empty_element("img", {src(mark), attribute("alt", ""), attribute("width", "56"),
                                                     attribute("height", "56")}),
                               b(frame.site.name)))));
}

/// Of a department's own site its own documents; the city's box looks everywhere.
std::string suggest_address(const Frame& frame) {
  const std::string address = "/api/search/suggestions";
  return frame.site.slug.empty() ? address : address + "?site=" + to_text(frame.site.id);
}

Html masthead(const Frame& frame) {
  const std::string mark = mark_address(frame);
  return div(
      {cls("mast")},
      div({cls("wrap")},
          a({cls("brand"), href(frame.base + "/")},
            empty_element("img",
                          {src(mark), attribute("alt", ""), attribute("width", "56"), attribute("height", "56")}),
            b(frame.site.name)),
          form({cls("search"), attribute("role", "search"), attribute("action", frame.base + "/search"),
                attribute("method", "get")},
               label({cls("vh"), attribute("for", "site-search")}, text("portal.site_search")),
               empty_element("input",
                             {id("site-search"), attribute("name", "q"), attribute("type", "search"),
                              attribute("maxlength", "100"), attribute("placeholder", text("portal.search_hint")),
                              attribute("autocomplete", "off"), attribute("data-suggest", suggest_address(frame))}),
               button({attribute("type", "submit")}, text("portal.search")))));
}

Html navigation(const Frame& frame, const Head& head) {
  const auto entry = [&](const Link& link) {
    return li(a({href(link.address), attribute_if(link.address == head.current, "aria-current", "page")}, link.text));
  };
  return nav({cls("nav"), aria("label", text("portal.navigation"))},
             div({cls("wrap")}, ul(each(frame.navigation, entry))));
}

Html labelled(std::string_view code, std::string_view value) {
  if (value.empty()) return {};
  return span({cls("pair")}, text(code), value);
}

Html foot(const Frame& frame) {
  const auto& site = frame.site;
  const auto entry = [&](std::string_view path, std::string_view code) {
    return li(a({href(frame.base + std::string(path))}, text(code)));
  };
  return footer(
      {cls("foot")},
      div({cls("wrap")},
          ul({cls("links")}, entry("/policies", "policy.library"), entry("/disclosure", "portal.figure_disclosure"),
             entry("/gazette", "portal.door_gazette"), entry("/open", "open_data.title"),
             entry("/site-report", "site_report.title"), entry("/map", "portal.map"),
             entry("/contact", "portal.contact"), entry("/report-error", "portal.report_error"),
             entry("/accessibility", "portal.accessibility_statement"), entry("/subscribe", "portal.feed")),
          div({cls("about")},
              p(labelled("portal.sponsor", site.sponsor), labelled("portal.undertaker", site.undertaker)),
              p(labelled("portal.identity_code", site.identity_code), labelled("portal.icp", site.icp_number),
                labelled("portal.police", site.police_number)),
              p(site.contact))));
}

/// A disclosure element closes without a script, by keyboard too.
Html notices(const Frame& frame) {
  if (frame.notices.empty()) return {};
  const auto bar = [](const directory::NoticeBar& notice) -> Html {
    Html words = notice.address.empty() ? Html(span(notice.words)) : Html(a({href(notice.address)}, notice.words));
    return details({cls(notice.urgent ? "notice-bar urgent" : "notice-bar"), flag("open", true),
                    attribute("data-notice", gongkai::to_text(notice.id) + "-" + std::to_string(notice.version))},
                   summary(text(notice.urgent ? "portal.urgent_notice" : "portal.notice")), p(words));
  };
  return div({cls("notices"), attribute("role", "region"), aria("label", text("portal.notices"))},
             div({cls("wrap")}, each(frame.notices, bar)));
}

}  // namespace

std::string page(const Frame& frame, const Head& top, const Html& content) {
  std::vector<Link> trail{{frame.base + "/", std::string(text("portal.home"))}};
  trail.insert(trail.end(), top.trail.begin(), top.trail.end());
  Html above =
      top.english ? english_top(frame) : Html(header(utility_bar(frame), masthead(frame), navigation(frame, top)));
  if (!top.english) above += notices(frame);
  // the footer names offices and numbers: it stays Chinese, and says so to a screen reader
  const Html below = top.english ? Html(div({attribute("lang", "zh-CN")}, foot(frame))) : foot(frame);
  const std::string_view skip = text(top.english ? "portal_en.skip" : "portal.skip");
  return document(element(
      "html",
      {attribute("lang", top.english ? "en" : "zh-CN"), attribute_if(frame.reading.elder, "data-mode", "elder"),
       attribute_if(frame.reading.high_contrast, "data-contrast", "high"),
       attribute_if(frame.reading.size != Size::normal, "data-size", name_of(frame.reading.size))},
      head_of(frame, top),
      body(a({cls("skip"), href("#main")}, skip), above, when(!top.trail.empty(), [&] { return breadcrumb(trail); }),
           main({id("main"), attribute("tabindex", "-1")}, content), below)));
}

}  // namespace gongkai::layout
