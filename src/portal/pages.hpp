// Pages are pure functions of their views.
#pragma once
#include <string>

#include "layout/page.hpp"
#include "portal/views.hpp"

namespace gongkai::portal {

using layout::Head;
using layout::page;

std::string home_page(const Frame& frame, const HomeView& view);
std::string list_page(const Frame& frame, const ListView& view);
std::string document_page(const Frame& frame, const DocumentView& view);
std::string withdrawn_page(const Frame& frame, const WithdrawnView& view);
std::string map_page(const Frame& frame, const MapView& view);
std::string contact_page(const Frame& frame, const OfficeView& view);
std::string accessibility_page(const Frame& frame, const OfficeView& view);
/// For readers of English: what the office is, how to reach it, how to ask for information.
std::string english_page(const Frame& frame, const OfficeView& view);
/// What went wrong and what to do next; also says the request id, so that the office can find the cause.
std::string error_page(const Frame& frame, int status, const Fault& fault, std::string_view request_id);

std::string rss(const Frame& frame, const ListView& view);
std::string atom(const Frame& frame, const ListView& view);
std::string sitemap(const Frame& frame, const SiteMapView& view);
std::string robots(const Frame& frame);

}  // namespace gongkai::portal
