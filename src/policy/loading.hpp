// From the library and the request to what the pages show.
#pragma once
#include "content/type_book.hpp"
#include "policy/views.hpp"

namespace gongkai::policy {

/// What a loader of a page needs.
struct Reader {
  db::Session& session;
  Services& services;
  const layout::Frame& frame;
  Day today{};
  std::shared_ptr<const Library> library{};
  std::shared_ptr<const content::TypeBook> types{};
  std::map<UnitId, std::string> units{};
  /// The main site shows the documents of all sites, the others their own.
  bool shows(const Policy& policy) const { return frame.site.slug.empty() || policy.site == frame.site.id; }
};
Reader reader_for(db::Session& session, Services& services, const layout::Frame& frame);

Result<LibraryView> load_library(const Reader& reader, const http::Request& request);
Result<LifeView> load_life(const Reader& reader, DocumentId id);
Result<ReadingsView> load_readings(const Reader& reader, const http::Request& request);
std::vector<CaseCard> load_cases(const Reader& reader);
Result<LedgerView> load_ledger(const Reader& reader, const http::Request& request);
std::vector<LedgerRow> all_ledger_rows(const Reader& reader);
Result<FilingView> load_filings(const Reader& reader, const http::Request& request);

PolicyRow row_of(const Reader& reader, const Policy& policy, Day day);
/// The page of the query; not found when it is none of 1 … pages.
Result<int> page_of(const http::Request& request, int pages);

}  // namespace gongkai::policy
