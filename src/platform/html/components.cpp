#include "platform/html/components.hpp"

#include "platform/i18n/messages.hpp"

namespace gongkai::html {

Html breadcrumb(const std::vector<Link>& trail) {
  const auto crumb = [&](const Link& link) -> Html {
    if (&link == &trail.back()) return li(span({aria("current", "page")}, link.text));
    if (link.address.empty()) return li(link.text);
    return li(a({href(link.address)}, link.text));
  };
  return nav({cls("crumb wrap"), aria("label", i18n::text("html.breadcrumb"))}, ol(each(trail, crumb)));
}

int count_pages(std::int64_t total, int page_size) {
  return total <= 0 ? 1 : static_cast<int>((total + page_size - 1) / page_size);
}

namespace {

std::string page_address(const Pager& pager, int page) {
  if (page <= 1) return pager.address;
  const char joint = pager.address.find('?') == std::string::npos ? '?' : '&';
  return pager.address + joint + "page=" + std::to_string(page);
}

/// First, last, and two on either side of the current page; 0 stands for a gap.
std::vector<int> shown_pages(const Pager& pager) {
  std::vector<int> shown;
  for (int page = 1; page <= pager.pages; ++page) {
    const bool near = page >= pager.page - 2 && page <= pager.page + 2;
    if (page == 1 || page == pager.pages || near) {
      shown.push_back(page);
    } else if (shown.back() != 0) {
      shown.push_back(0);
      page = page < pager.page ? std::max(page, pager.page - 3) : pager.pages - 1;
    }
  }
  return shown;
}

}  // namespace

Html pager(const Pager& pager) {
  if (pager.pages <= 1) return {};
  const auto number = [&](int page) -> Html {
    if (page == 0) return li(span({aria("hidden", "true")}, "…"));
    const std::string text = std::to_string(page);
    const std::string label = i18n::text("html.page_number", {{"page", text}});
    if (page == pager.page)
      return li(a({href(page_address(pager, page)), aria("current", "page"), aria("label", label)}, text));
    return li(a({href(page_address(pager, page)), aria("label", label)}, text));
  };
  const auto step = [&](int page, std::string_view rel, std::string_view code) {
    return li(a({href(page_address(pager, page)), attribute("rel", rel)}, i18n::text(code)));
  };
  return nav({cls("pager"), aria("label", i18n::text("html.pager"))},
             ul(when(pager.page > 1, [&] { return step(pager.page - 1, "prev", "html.previous_page"); }),
                each(shown_pages(pager), number),
                when(pager.page < pager.pages, [&] { return step(pager.page + 1, "next", "html.next_page"); })));
}

Html data_table(const Table& data) {
  const auto row = [](const std::vector<Html>& cells) {
    Html out;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i == 0) out += th({attribute("scope", "row")}, cells[i]);
      else out += td(cells[i]);
    }
    return Html(tr(out));
  };
  return div({cls("scroll"), attribute("tabindex", "0"), attribute("role", "region"), aria("label", data.caption)},
             table(caption(data.caption),
                   thead(tr(each(data.columns,
                                 [](const std::string& column) { return th({attribute("scope", "col")}, column); }))),
                   tbody(each(data.rows, row))));
}

}  // namespace gongkai::html
