// The public page around its main part, and the parts that several pages share. Everything here is a pure function.
#pragma once
#include <string>
#include <vector>

#include "content/api.hpp"
#include "layout/frame.hpp"
#include "layout/item.hpp"

namespace gongkai::layout {

/// The whole page around its main part.
std::string page(const Frame& frame, const Head& head, const html::Html& main);

html::Html dated_list(const std::vector<Item>& items);
html::Html tiles(const std::vector<Tile>& tiles, std::string_view classes);
html::Html office_card(const directory::Unit& unit);
html::Html date(Day day);
std::string size_text(std::int64_t bytes);
std::string file_kind(std::string_view media_type, std::string_view name);
std::string file_address(const content::Attachment& attachment);
std::string document_address(DocumentId id);

}  // namespace gongkai::layout
