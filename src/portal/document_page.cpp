#include "base/text.hpp"
#include "platform/i18n/messages.hpp"
#include "portal/pages.hpp"

namespace gongkai::portal {

using namespace layout;  // NOLINT: every page is drawn with its parts

using namespace html;  // NOLINT: a file of nothing but elements
using i18n::text;

namespace {

Html metadata(const DocumentView& view) {
  if (!view.official) return {};
  const auto row = [](const MetaRow& entry) {
    return div({attribute_if(entry.wide, "class", "full")}, dt(entry.label), dd(entry.value));
  };
  return dl({cls("meta")}, each(view.meta, row));
}

/// What a reader must know before relying on the text.
Html ribbon(const DocumentView& view) {
  if (view.validity.empty() || view.validity == "in_force") return {};
  const std::string code = "portal.validity_" + view.validity + "_warning";
  return p({cls("note warn"), attribute("role", "note")}, text(code));
}

Html article_line(const DocumentView& view) {
  if (view.official) return {};
  const auto part = [](std::string_view code, const std::string& value) -> Html {
    if (value.empty()) return {};
    return span(text(code), value);
  };
  return p({cls("byline")}, part("portal.published_on", to_chinese(view.document.published_at.day())),
           part("portal.source", view.source), part("portal.author", view.author));
}

Html size_link(const Frame& frame, Size size, std::string_view code) {
  const std::string address = fmt::format("/mode?size={}&back={}", name_of(size), http::percent_encode(frame.path));
  return a({href(address), attribute_if(frame.reading.size == size, "aria-current", "true")}, text(code));
}

Html tools(const Frame& frame, std::string_view address) {
  return div(
      {cls("tools"), attribute("role", "group"), aria("label", text("portal.tools"))},
      span(text("portal.text_size"), size_link(frame, Size::small, "portal.size_small"),
           size_link(frame, Size::normal, "portal.size_normal"), size_link(frame, Size::large, "portal.size_large"),
           size_link(frame, Size::larger, "portal.size_larger")),
      button({cls("js-only"), attribute("type", "button"), attribute("data-print", "")}, text("portal.print")),
      button({cls("js-only"), attribute("type", "button"), attribute("data-speak", text("portal.stop_reading")),
              aria("pressed", "false")},
             text("portal.read_aloud")),
      button({cls("js-only"), attribute("type", "button"), attribute("data-copy", address),
              attribute("data-done", text("portal.copied"))},
             text("portal.copy_address")));
}

Html attachments(const std::vector<content::Attachment>& files) {
  if (files.empty()) return {};
  const auto entry = [](const content::Attachment& file) {
    return li(a({href(file_address(file))}, file.name),
              span({cls("muted small")}, file_kind(file.media_type, file.name), " · ", size_text(file.size)));
  };
  return section({cls("att"), aria("labelledby", "attachments")}, h2({id("attachments")}, text("portal.attachments")),
                 ol(each(files, entry)));
}

Html rail(const Frame& frame, const DocumentView& view) {
  Html out;
  if (!view.beside.empty()) {
    out += section({cls("panel"), aria("labelledby", "beside")},
                   div({cls("ph")}, h2({id("beside")}, view.column.name),
                       a({cls("more"), href(frame.base + "/c/" + view.column.slug)}, text("portal.more"))),
                   ul({cls("rel")}, each(view.beside, [](const Item& item) {
                        return li(a({href(item.address)}, item.title), date(item.day));
                      })));
  }
  if (view.unit)
    out += section({cls("panel"), aria("labelledby", "publisher")},
                   div({cls("ph")}, h2({id("publisher")}, text("portal.publisher"))), office_card(*view.unit));
  return aside({cls("stack"), aria("label", text("portal.beside"))}, out);
}

Head head_of(const Frame& frame, const DocumentView& view) {
  const auto& document = view.document;
  const std::string description = shorten(document.summary.empty() ? document.plain_text : document.summary, 120);
  const std::string path = "/d/" + gongkai::to_text(document.id);
  return {.title = document.title,
          .description = description,
          .canonical = path,
          .meta = {{"ColumnName", view.column.name},
                   {"ColumnDescription", view.column.about},
                   {"ColumnKeywords", view.column.keywords},
                   {"ColumnType", view.column.kind},
                   {"ArticleTitle", document.title},
                   {"PubDate", to_minute_text(document.published_at)},
                   {"ContentSource", view.source},
                   {"Keywords", view.keywords},
                   {"Author", view.author},
                   {"Description", description},
                   {"Url", frame.origin + path}},
          .trail = view.trail,
          .current = view.trail.empty() ? "" : view.trail.front().address};
}

}  // namespace

std::string document_page(const Frame& frame, const DocumentView& view) {
  const Head top = head_of(frame, view);
  const Html content =
      div({cls("wrap grid rail")},
          article({cls("panel doc")}, metadata(view), ribbon(view), h1({cls("title")}, view.document.title),
                  when(view.official && !view.number.empty(), [&] { return p({cls("docno")}, view.number); }),
                  article_line(view), tools(frame, frame.origin + top.canonical),
                  // rebuilt from an allow-list by documents::sanitise when it was written
                  div({cls("prose"), id("text")}, Html::trusted(view.document.body)), attachments(view.attachments)),
          rail(frame, view));
  return page(frame, top, content);
}

std::string withdrawn_page(const Frame& frame, const WithdrawnView& view) {
  const std::string day = to_chinese(view.withdrawal.withdrawn_at.day());
  Html moved;
  if (view.moved_to)
    moved += p(text("portal.moved_to"), a({cls("u"), href(view.moved_to->address)}, view.moved_to->title));
  const std::string kind = "portal.withdrawn_" + std::string(content::name_of(view.withdrawal.kind));
  const Html content = div(
      {cls("wrap")},
      section({cls("panel notice")}, h1(text("portal.withdrawn_title")), p(text(kind, {{"day", day}})),
              p(text("portal.withdrawn_reason"), view.withdrawal.reason), moved,
              p(text("portal.withdrawn_next"), a({cls("u"), href(frame.base + "/contact")}, text("portal.contact")))));
  return page(frame,
              {.title = std::string(text("portal.withdrawn_title")),
               .trail = {{"", std::string(text("portal.withdrawn_title"))}}},
              content);
}

}  // namespace gongkai::portal
