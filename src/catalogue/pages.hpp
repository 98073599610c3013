// The public disclosure platform (政府信息公开专栏): the five blocks, the same name and form for every unit, the catalogue and
// the budgets. Pages are pure functions of their views.
#pragma once
#include <string>

#include "catalogue/item_sheet.hpp"
#include "catalogue/overview.hpp"
#include "layout/page.hpp"
#include "platform/http/router.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::catalogue {

void add_pages(http::Router& router, Services& services);
/// Drops the cached pages that show a catalogue which has changed. Call it after each commit.
void invalidate(Services& services, const std::vector<feed::Change>& changes);

struct UnitLink {
  std::string address;
  std::string name;
};
struct UnitGroup {
  std::string title;
  std::vector<UnitLink> units;
};

/// What is around every page of the platform.
struct Platform {
  directory::Unit unit;
  std::string address;  // "/disclosure/<unit>" on this site
  std::string current;  // block
};
struct BlockPart {
  const Block* block = nullptr;
  std::vector<layout::Item> items;
};
struct ClassPart {
  const StatutoryClass* statutory = nullptr;
  std::int64_t documents = 0;
};
struct StatutoryView {
  std::vector<ClassPart> classes;
  const StatutoryClass* chosen = nullptr;
  std::vector<layout::Item> items;
  std::string older;  // address of the next page, "" for the last
};

std::string index_page(const layout::Frame& frame, const std::vector<UnitGroup>& groups);
std::string platform_page(const layout::Frame& frame, const Platform& platform, const std::vector<BlockPart>& blocks,
                          const std::vector<ClassPart>& classes);
std::string block_page(const layout::Frame& frame, const Platform& platform, const BlockPart& part);
std::string statutory_page(const layout::Frame& frame, const Platform& platform, const StatutoryView& view);
std::string catalogue_page(const layout::Frame& frame, const Platform& platform, const CatalogueInForce* catalogue,
                           const Names& names);
std::string budget_page(const layout::Frame& frame, const Platform& platform, const BudgetMatrix& matrix,
                        int this_year);

}  // namespace gongkai::catalogue
