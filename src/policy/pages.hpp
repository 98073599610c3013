// The public pages of the library are pure functions of their views.
#pragma once
#include "policy/views.hpp"

namespace gongkai::policy {

std::string library_page(const layout::Frame& frame, const LibraryView& view);
std::string life_page(const layout::Frame& frame, const LifeView& view);
std::string readings_page(const layout::Frame& frame, const ReadingsView& view);
std::string cases_page(const layout::Frame& frame, const std::vector<CaseCard>& cases);
std::string ledger_page(const layout::Frame& frame, const LedgerView& view);
std::string filing_page(const layout::Frame& frame, const FilingView& view);

// Parts that several of them share.
html::Html standing_tag(Standing standing);
html::Html section_tabs(const layout::Frame& frame, std::string_view current);
std::string ledger_workbook(const std::vector<LedgerRow>& rows);
std::string filing_workbook(const FilingView& view);

}  // namespace gongkai::policy
