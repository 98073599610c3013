#include "portal/document_parts.hpp"

#include "base/text.hpp"
#include "platform/auth/totp.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::portal {

using namespace layout;  // NOLINT: every page is drawn with its parts
using namespace html;    // NOLINT: a file of nothing but elements
using i18n::text;

namespace {

Html paragraphs(std::string_view words) {
  Html out;
  for (const auto line : split(words, '\n'))
    if (!trim(line).empty()) out += p(line);
  return out;
}

Html panel(std::string_view heading_id, std::string_view heading, bool red, const Html& body) {
  return section({cls("panel"), aria("labelledby", heading_id)},
                 div({cls(red ? "ph red" : "ph")}, h2({id(heading_id)}, heading)), body);
}

Html tagged(const Item& item) {
  return li(when(!item.number.empty(), [&] { return span({cls("tag b")}, item.number); }), " ",
            a({href(item.address)}, item.title));
}

Html readings(const DocumentView& view) {
  if (view.readings.empty()) return {};
  return panel("readings", text("portal.readings"), true, ul({cls("rel")}, each(view.readings, tagged)));
}

Html questions(const DocumentView& view) {
  if (view.questions.empty()) return {};
  const auto entry = [](const Answered& one) -> Html {
    Html in;
    if (one.in) in += p(text("portal.answered_in"), a({cls("u"), href(one.in->address)}, one.in->title));
    return details({cls("answered")}, summary(one.question), paragraphs(one.answer), in);
  };
  return panel("questions", text("portal.questions"), false, each(view.questions, entry));
}

Html relations(const DocumentView& view) {
  if (view.relations.empty() && view.life.empty()) return {};
  Html body;
  for (const auto& relation : view.relations) {
    const auto entry = [&](const Item& item) -> Html {
      return li(span({cls("tag n")}, relation.label), " ", a({href(item.address)}, item.title),
                when(!item.summary.empty(), [&] { return div({cls("muted small")}, item.summary); }));
    };
    body += ul({cls("rel")}, each(relation.items, entry));
  }
  if (!view.life.empty()) body += p({cls("small")}, a({cls("u"), href(view.life)}, text("portal.life")));
  return panel("relations", text("portal.relations"), false, body);
}

Html beside(const Frame& frame, const DocumentView& view) {
  if (view.beside.empty()) return {};
  return section({cls("panel"), aria("labelledby", "beside")},
                 div({cls("ph")}, h2({id("beside")}, view.column.name),
                     a({cls("more"), href(frame.base + "/c/" + view.column.slug)}, text("portal.more"),
                       span({cls("vh")}, view.column.name))),
                 ul({cls("rel")}, each(view.beside, [](const Item& item) {
                      return li(a({href(item.address)}, item.title), date(item.day));
                    })));
}

/// Drawn by our own code from the address alone.
Html scan_code(std::string_view address) {
  return panel("scan-code", text("portal.qr"), false,
               figure({cls("qr"), attribute("role", "img"), aria("label", text("portal.qr_alt"))},
                      Html::trusted(auth::qr_svg(address))));
}

bool is_image(const content::Attachment& file) {
  return file.media_type.starts_with("image/");
}

Html medium(const content::Attachment& file) {
  const std::string address = file_address(file);
  if (is_image(file))
    return figure(empty_element("img", {src(address), attribute("alt", file.name), attribute("loading", "lazy")}),
                  figcaption(file.name));
  const bool moving = file.media_type.starts_with("video/");
  if (!moving && !file.media_type.starts_with("audio/")) return {};
  return figure(element(moving ? "video" : "audio",
                        {src(address), flag("controls", true), attribute("preload", "none"), aria("label", file.name)}),
                figcaption(file.name));
}

}  // namespace

Html interpreted(const DocumentView& view) {
  if (!view.interpreted) return {};
  return p({cls("note")}, text("portal.interpreted"), "：",
           a({cls("u"), href(view.interpreted->address)}, view.interpreted->title), " ", view.interpreted->number);
}

Html media(const DocumentView& view) {
  if (view.page != "media") return {};
  const auto picture = [](const ShownPicture& one) {
    return figure(
        empty_element("img", {src(one.address), attribute("alt", one.description), attribute("loading", "lazy")}),
        figcaption(one.description));
  };
  return div({cls("media")}, each(view.pictures, picture), each(view.attachments, medium));
}

Html portrait(const DocumentView& view) {
  if (view.page != "person") return {};
  const auto image = std::ranges::find_if(view.attachments, is_image);
  if (image == view.attachments.end() && view.pictures.empty()) return {};
  const std::string address = view.pictures.empty() ? file_address(*image) : view.pictures.front().address;
  return figure({cls("portrait")}, empty_element("img", {src(address), attribute("alt", view.document.title)}));
}

Html stages(const DocumentView& view) {
  if (view.stages.empty()) return {};
  const auto stage = [](const Stage& one) -> Html {
    return li({attribute_if(one.current, "aria-current", "step")}, one.name,
              when(one.current, [] { return span({cls("muted small")}, text("portal.stage_now")); }));
  };
  return section({cls("stages"), aria("label", text("portal.stages"))}, ol(each(view.stages, stage)));
}

Html outside(const DocumentView& view) {
  if (view.outside.empty()) return {};
  return p({cls("btns")}, a({cls("btn"), href(view.outside), attribute("rel", "noopener")},
                            text("portal.external_go", {{"name", view.document.title}})));
}

Html shown_parts(const DocumentView& view) {
  const auto part = [](const ShownPart& one) -> Html {
    return section({cls("part")}, h2(one.label), div({cls("prose")}, paragraphs(one.text)));
  };
  Html out = each(view.parts, part);
  if (!view.changes.empty())
    out += section({cls("part")}, h2(text("portal.what_changed")), div({cls("prose")}, paragraphs(view.changes)));
  return out;
}

Html shown_tables(const DocumentView& view) {
  const auto table = [](const ShownTable& one) -> Html {
    Table shown{.caption = one.label, .columns = one.headings};
    for (const auto& row : one.rows) {
      std::vector<Html> cells;
      for (const auto& cell : row) {
        Html words;
        words += span(cell);
        cells.push_back(std::move(words));
      }
      shown.rows.push_back(std::move(cells));
    }
    return Html(section({cls("part")}, h2(one.label), data_table(shown)));
  };
  return each(view.tables, table);
}

Html document_rail(const Frame& frame, const DocumentView& view, std::string_view address) {
  Html publisher;
  if (view.unit) publisher += panel("publisher", text("portal.publisher"), false, office_card(*view.unit));
  return aside({cls("stack"), aria("label", text("portal.beside"))}, readings(view), questions(view), relations(view),
               beside(frame, view), publisher, scan_code(address));
}

}  // namespace gongkai::portal
