// From the database to the views. Whatever is read here is noted for the page cache by content's own functions.
#pragma once
#include "layout/page.hpp"
#include "platform/http/message.hpp"
#include "platform/transaction/transaction.hpp"
#include "portal/views.hpp"

namespace gongkai::portal {

using layout::document_address;
using layout::item_of;
using layout::items_of;
using layout::load_frame;

inline constexpr int list_page_size = 30;
inline constexpr int feed_size = 30;
inline constexpr int sitemap_size = 45'000;  // of 50,000 that the format allows

HomeView load_home(db::Session& session, Services& services, const Frame& frame);
Result<ListView> load_list(Services& services, const Frame& frame, std::string_view slug, int page);
/// For the feed: the newest of a column, or of the whole site when the slug is "all".
Result<ListView> load_feed(db::Session& session, Services& services, const Frame& frame, std::string_view slug);
DocumentView load_document(db::Session& session, Services& services, const Frame& frame,
                           content::PublicDocument document);
/// What stands around the text: ribbons, interpretations, relations, questions.
void load_context(db::Session& session, Services& services, DocumentView& view);
WithdrawnView load_withdrawn(db::Session& session, content::Withdrawal withdrawal);
/// Part 0 is what stands at the address itself: everything while it fits into one part, else the index of the parts.
Result<SiteMapView> load_site_map(db::Session& session, const Frame& frame, int part, int size = sitemap_size);
MapView load_map(db::Session& session, const Frame& frame);
OfficeView load_office(db::Session& session, const Frame& frame);

/// The column and all below it.
std::vector<ColumnId> subtree(std::span<const content::Column> columns, ColumnId root);

}  // namespace gongkai::portal
