#include "base/text.hpp"
#include "platform/i18n/messages.hpp"
#include "portal/document_parts.hpp"
#include "portal/pages.hpp"

namespace gongkai::portal {

using namespace layout;  // NOLINT: every page is drawn with its parts

using namespace html;  // NOLINT: a file of nothing but elements
using i18n::text;

namespace {

Html metadata(const DocumentView& view) {
  if (view.meta.empty()) return {};
  const auto row = [](const MetaRow& entry) {
    return div({attribute_if(entry.wide, "class", "full")}, dt(entry.label), dd(entry.value));
  };
  return dl({cls("meta")}, each(view.meta, row));
}

/// What a reader must know before relying on the text, and where to read on.
Html ribbons(const DocumentView& view) {
  const auto named = [](std::string_view code, const std::optional<Item>& item) -> Html {
    if (!item) return {};
    return span({cls("pair")}, text(code), a({cls("u"), href(item->address)}, item->title),
                when(!item->number.empty(), [&] { return span(" ", item->number); }));
  };
  const auto ribbon = [&](const Ribbon& one) -> Html {
    return p({cls(one.grave ? "note warn" : "note"), attribute("role", "note")}, one.words, " ",
             named("portal.ribbon_by", one.by), named("portal.ribbon_now", one.now));
  };
  if (!view.ribbons.empty()) return each(view.ribbons, ribbon);
  if (view.validity.empty() || view.validity == "in_force") return {};
  const std::string code = "portal.validity_" + view.validity + "_warning";
  return p({cls("note warn"), attribute("role", "note")}, text(code));
}

/// 紧急发布 is never hidden again: the reader knows that not all was looked at before.
Html emergency(const DocumentView& view) {
  if (!view.document.emergency) return {};
  return p({cls("flags")}, span({cls("tag a")}, text("portal.emergency")));
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

Html tools(const Frame& frame, std::string_view address, std::string_view pdf) {
  return div(
      {cls("tools"), attribute("role", "group"), aria("label", text("portal.tools"))},
      span(text("portal.text_size"), size_link(frame, Size::small, "portal.size_small"),
           size_link(frame, Size::normal, "portal.size_normal"), size_link(frame, Size::large, "portal.size_large"),
           size_link(frame, Size::larger, "portal.size_larger")),
      button({cls("js-only"), attribute("type", "button"), attribute("data-print", "")}, text("portal.print")),
      when(!pdf.empty(),
           [&] { return a({href(pdf), attribute("type", "application/pdf")}, text("printing.download")); }),
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

/// To what readers may say about it (src/readers); the pages behind keep nothing about who they are.
Html voices(const Frame& frame, const std::string& address) {
  const std::string useful = address + "/useful";
  const std::string report = frame.base + "/report-error?page=" + http::percent_encode(address);
  return p({cls("voices muted small")},
           a({cls("u"), href(useful), attribute("rel", "nofollow")}, text("readers.useful")), " · ",
           a({cls("u"), href(report), attribute("rel", "nofollow")}, text("readers.report")));
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
          article({cls("panel doc")}, when(view.official, [&] { return metadata(view); }), ribbons(view),
                  interpreted(view), emergency(view), h1({cls("title")}, view.document.title),
                  when(view.official && !view.number.empty(), [&] { return p({cls("docno")}, view.number); }),
                  article_line(view),
                  tools(frame, frame.origin + top.canonical, view.official ? top.canonical + "/print.pdf" : ""),
                  when(!view.official, [&] { return metadata(view); }),
                  // rebuilt from an allow-list by documents::sanitise when it was written
                  media(view), portrait(view), stages(view), outside(view),
                  div({cls("prose"), id("text")}, Html::trusted(view.document.body)), shown_parts(view),
                  shown_tables(view), attachments(view.attachments), voices(frame, top.canonical)),
          document_rail(frame, view, frame.origin + top.canonical));
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
