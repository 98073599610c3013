// The parts that several pages share.
#include "content/validity.hpp"
#include "layout/page.hpp"
#include "platform/http/message.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::layout {

using namespace html;  // NOLINT: a file of nothing but elements
using i18n::text;

std::string document_address(DocumentId id) {
  return "/d/" + gongkai::to_text(id);
}

namespace {
std::string mark_of(std::string_view validity) {
  return content::is_over(validity) ? std::string(text("portal." + std::string(validity))) : std::string();
}
}  // namespace

Item item_of(const content::ListItem& row) {
  const auto fields = content::fields_of(row.fields_text);
  const auto validity = content::value_of(fields, "validity");
  return {document_address(row.id),
          row.title,
          std::string(content::value_of(fields, "document_number")),
          row.summary,
          row.published_at.day(),
          mark_of(validity),
          row.id};
}

std::vector<Item> items_of(const std::vector<content::ListItem>& rows) {
  std::vector<Item> items;
  for (const auto& row : rows) items.push_back(item_of(row));
  return items;
}

void mark_today(db::Session& session, Services& services, std::vector<Item>& items) {
  for (auto& item : items)
    if (const auto validity = content::validity_today(session, services, item.document, ""); !validity.empty())
      item.mark = mark_of(validity);
}

Html date(Day day) {
  const std::string iso = gongkai::to_text(day);
  return time({attribute("datetime", iso)}, iso);
}

Html dated_list(const std::vector<Item>& items) {
  const auto row = [](const Item& item) -> Html {
    Html title = item.mark.empty() ? Html{} : span({cls("tag n")}, item.mark);
    title += a({href(item.address)}, item.title);
    if (item.number.empty() && item.mark.empty() && item.beside.empty()) return li(title, date(item.day));
    Html below;
    if (!item.number.empty()) below += span({cls("muted")}, item.number);
    for (const auto& link : item.beside) below += a({href(link.address)}, link.text, span({cls("vh")}, item.title));
    return li(div({cls("body")}, title,
                  when(!item.number.empty() || !item.beside.empty(), [&] { return div({cls("links small")}, below); })),
              date(item.day));
  };
  return ul({cls("list")}, each(items, row));
}

Html tiles(const std::vector<Tile>& tiles, std::string_view classes) {
  return ul({cls(classes)},
            each(tiles, [](const Tile& tile) { return li(a({href(tile.address)}, b(tile.title), span(tile.about))); }));
}

Html office_card(const directory::Unit& unit) {
  const auto row = [](std::string_view code, const std::string& value) -> Html {
    if (value.empty()) return {};
    return group(dt(text(code)), dd(value));
  };
  Html phone;
  if (!unit.phone.empty()) phone += group(dt(text("portal.phone")), dd(a({href("tel:" + unit.phone)}, unit.phone)));
  return dl({cls("dl")}, row("portal.office", unit.name), row("portal.office_contact", unit.contact),
            row("portal.address", unit.address), phone, row("portal.office_hours", unit.office_hours));
}

std::string size_text(std::int64_t bytes) {
  if (bytes < 1024) return fmt::format("{} B", bytes);
  if (bytes < 1024 * 1024) return fmt::format("{} KB", (bytes + 512) / 1024);
  return fmt::format("{:.1f} MB", static_cast<double>(bytes) / (1024.0 * 1024.0));
}

std::string file_kind(std::string_view media_type, std::string_view name) {
  static constexpr std::pair<std::string_view, std::string_view> kinds[] = {
      {".pdf", "PDF"}, {".docx", "Word"}, {".xlsx", "Excel"}, {".pptx", "PowerPoint"}, {".ofd", "OFD"},
      {".zip", "ZIP"}, {".txt", "TXT"},   {".csv", "CSV"},    {".mp3", "MP3"},         {".mp4", "MP4"}};
  for (const auto& [ending, kind] : kinds)
    if (name.ends_with(ending)) return std::string(kind);
  return media_type.starts_with("image/") ? std::string(text("portal.image")) : std::string(text("portal.file"));
}

std::string file_address(const content::Attachment& attachment) {
  return fmt::format("/f/{}/{}", gongkai::to_text(attachment.file), http::percent_encode(attachment.name));
}

}  // namespace gongkai::layout
