#include "gazette/pages.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "gazette/rules.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::gazette {

using namespace layout;  // NOLINT: every page is drawn with its parts
using namespace html;    // NOLINT: a file of nothing but elements
using i18n::text;

namespace {
std::string issue_address(const Issue& issue) {
  return "/gazette/" + gongkai::to_text(issue.id);
}
std::string page_address(const Issue& issue, std::int64_t page) {
  return issue_address(issue) + "/" + std::to_string(page);
}

std::vector<Link> trail_to(const Frame& frame, std::vector<Link> rest) {
  std::vector<Link> trail{{frame.base + "/gazette", gazette_name(frame.site.name)}};
  for (auto& link : rest) trail.push_back(std::move(link));
  return trail;
}

Html issue_line(const Issue& issue) {
  const auto mark = [](const Issue& one) -> Html {
    if (one.kind == IssueKind::built) return {};
    return span({cls("tag")}, text("gazette.scanned_mark"));
  };
  return li(a({href(issue_address(issue))}, issue_name(issue)), mark(issue), date(issue.published_on));
}

Html year_links(const Frame& frame, const HomeView& view) {
  const auto entry = [&](std::int64_t year) {
    const auto address = frame.base + "/gazette?year=" + std::to_string(year);
    return li(a({href(address), attribute_if(view.year == year, "aria-current", "page")}, std::to_string(year)));
  };
  const auto everything = frame.base + "/gazette";
  return nav(
      {cls("panel flush side"), aria("label", text("gazette.years"))}, h2(text("gazette.years")),
      ul(li(a({href(everything), attribute_if(view.year == 0, "aria-current", "page")}, text("gazette.all_years"))),
         each(view.years, entry)));
}

/// The box over everything, narrowed to the gazette.
Html search_box(const Frame& frame) {
  const auto action = frame.base + "/search";
  return form(
      {cls("search"), attribute("role", "search"), attribute("action", action), aria("label", text("gazette.find"))},
      label({cls("vh"), attribute("for", "gazette-q")}, text("gazette.find")),
      empty_element("input", {id("gazette-q"), attribute("type", "search"), attribute("name", "q"),
                              attribute("maxlength", "100")}),
      empty_element("input", {attribute("type", "hidden"), attribute("name", "kind"), attribute("value", "gazette")}),
      button({attribute("type", "submit")}, text("gazette.find")));
}

Html contents(const IssueView& view) {
  if (view.articles.empty()) return p({cls("empty")}, text("gazette.no_contents"));
  Html out;
  std::string section;
  for (std::size_t from = 0; from < view.articles.size();) {
    auto end = from;
    while (end < view.articles.size() && view.articles[end].section == view.articles[from].section) ++end;
    if (!view.articles[from].section.empty()) out += h3(view.articles[from].section);
    Html entries;
    for (; from < end; ++from) {
      const auto& article = view.articles[from];
      const auto own = article.document ? document_address(article.document)
                       : article.page > 0 && !view.pages.empty()
                           ? page_address(view.issue, article.page + view.issue.unnumbered)
                           : std::string();
      const auto where =
          article.page > 0 ? text("gazette.on_page", {{"page", std::to_string(article.page)}}) : std::string();
      entries += own.empty() ? Html(li(span(article.title), span({cls("muted")}, where)))
                             : Html(li(a({href(own)}, article.title), span({cls("muted")}, where)));
    }
    out += ol({cls("contents")}, entries);
  }
  return out;
}

Html downloads(const IssueView& view) {
  if (view.files.empty()) return {};
  const auto entry = [](const content::Attachment& file) {
    const auto address = file_address(file);
    return li(a({href(address)}, file.name),
              span({cls("muted small")}, file_kind(file.media_type, file.name), " · ", size_text(file.size)));
  };
  return section({cls("att"), aria("labelledby", "download")}, h2({id("download")}, text("gazette.download")),
                 ol(each(view.files, entry)));
}

Html page_links(const IssueView& view) {
  if (view.pages.empty()) return {};
  const auto entry = [&](const Page& page) {
    const auto address = page_address(view.issue, page.number);
    const auto name = text("gazette.page_title", {{"page", std::to_string(page.number)}});
    return li(a({href(address), aria("label", name)}, std::to_string(page.number)));
  };
  return section({aria("labelledby", "pages")}, h2({id("pages")}, text("gazette.pages")),
                 ul({cls("page-numbers")}, each(view.pages, entry)));
}

Html paragraphs(std::string_view content) {
  Html out;
  for (const auto line : split(content, '\n'))
    if (!trim(line).empty()) out += p(trim(line));
  return out;
}

Html steps(const IssueView& view, const Page& page) {
  const auto step = [&](bool exists, std::int64_t number, std::string_view code) -> Html {
    if (!exists) return {};
    const auto address = page_address(view.issue, number);
    return a({cls("btn sec"), href(address)}, text(code));
  };
  const auto back = issue_address(view.issue);
  return nav({cls("btns"), aria("label", text("gazette.pages"))},
             step(page.number > 1, page.number - 1, "gazette.previous_page"),
             a({cls("btn sec"), href(back)}, text("gazette.back_to_issue")),
             step(page.number < static_cast<std::int64_t>(view.pages.size()), page.number + 1, "gazette.next_page"));
}
}  // namespace

std::string home_page(const Frame& frame, const HomeView& view) {
  const auto name = gazette_name(frame.site.name);
  const auto address = frame.base + "/gazette" + (view.year > 0 ? "?year=" + std::to_string(view.year) : "");
  const Html main =
      div({cls("wrap grid railL")}, div(year_links(frame, view)),
          section({cls("panel"), aria("labelledby", "gazette")}, div({cls("ph")}, h1({id("gazette")}, name)),
                  p({cls("muted")}, text("gazette.home_about")), search_box(frame),
                  when(view.issues.empty(), [&] { return p({cls("empty")}, text("gazette.home_empty")); }),
                  when(!view.issues.empty(), [&] { return ul({cls("list")}, each(view.issues, issue_line)); })));
  return layout::page(frame,
                      {.title = view.year > 0 ? fmt::format("{}年{}", view.year, name) : name,
                       .description = std::string(text("gazette.home_about")),
                       .canonical = address,
                       .meta = {{"ColumnName", name}, {"ColumnType", "信息公开"}},
                       .trail = trail_to(frame, {})},
                      main);
}

std::string issue_page(const Frame& frame, const IssueView& view) {
  const auto name = issue_name(view.issue);
  const auto title = gazette_name(frame.site.name) + " " + name;
  const Html main = div(
      {cls("wrap")},
      article({cls("panel doc")}, h1({cls("title")}, title),
              p({cls("byline")}, span(text("gazette.issue_day"), to_chinese(view.issue.published_on))), downloads(view),
              section({aria("labelledby", "contents")}, h2({id("contents")}, text("gazette.contents")), contents(view)),
              page_links(view)));
  return layout::page(frame,
                      {.title = title,
                       .description = title,
                       .canonical = issue_address(view.issue),
                       .meta = {{"ColumnName", gazette_name(frame.site.name)},
                                {"ColumnType", "信息公开"},
                                {"ArticleTitle", title},
                                {"PubDate", gongkai::to_text(view.issue.published_on)}},
                       .trail = trail_to(frame, {{"", name}})},
                      main);
}

std::string scan_page(const Frame& frame, const IssueView& view, const Page& scan) {
  const auto number = std::to_string(scan.number);
  const auto name = issue_name(view.issue);
  const auto heading = name + " " + text("gazette.page_title", {{"page", number}});
  const auto picture = page_address(view.issue, scan.number) + "/picture.jpg";
  const auto shows = text("gazette.page_picture", {{"issue", name}, {"page", number}});
  const auto state = text(std::string("gazette.state_") + std::string(name_of(scan.state)));
  const bool has_text = scan.state == PageState::recognised || scan.state == PageState::proofread;
  const Html main =
      div({cls("wrap")},
          article({cls("panel doc")}, h1({cls("title")}, heading), steps(view, scan),
                  div({cls("scan")},
                      when(static_cast<bool>(scan.picture),
                           [&] {
                             return figure(empty_element(
                                 "img", {src(picture), attribute("alt", shows), attribute("loading", "lazy")}));
                           }),
                      section({aria("labelledby", "page-text")}, h2({id("page-text")}, text("gazette.page_text")),
                              p({cls("note"), attribute("role", "note")}, state),
                              when(has_text, [&] { return div({cls("prose")}, paragraphs(scan.text)); })))));
  return layout::page(frame,
                      {.title = heading,
                       .description = shorten(scan.text, 120),
                       .canonical = page_address(view.issue, scan.number),
                       .trail = trail_to(frame, {{issue_address(view.issue), name},
                                                 {"", text("gazette.page_title", {{"page", number}})}})},
                      main);
}

}  // namespace gongkai::gazette
