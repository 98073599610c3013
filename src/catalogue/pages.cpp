#include "catalogue/pages.hpp"

#include "platform/i18n/messages.hpp"

namespace gongkai::catalogue {

using namespace layout;  // NOLINT: every page is drawn with its parts
using namespace html;    // NOLINT: a file of nothing but elements
using i18n::text;

namespace {

std::string name_of_unit(const directory::Unit& unit) {
  return unit.name;
}

/// The blocks beside every page of the platform, always the same five.
Html side(const Platform& platform) {
  const auto entry = [&](const Block& block) {
    const std::string address = platform.address + "/" + block.id;
    return li(a({href(address), attribute_if(block.id == platform.current, "aria-current", "page")}, block.name));
  };
  const std::string catalogue = platform.address + "/catalogue", budgets = platform.address + "/budgets";
  return nav({cls("panel flush side"), aria("label", statute().platform_name)}, h2(statute().platform_name),
             ul(each(statute().blocks, entry),
                li(a({href(catalogue), attribute_if(platform.current == "catalogue", "aria-current", "page")},
                     text("catalogue.basic_catalogue"))),
                li(a({href(budgets), attribute_if(platform.current == "budgets", "aria-current", "page")},
                     text("catalogue.budgets")))));
}

std::string wrapped(const Frame& frame, const Platform& platform, std::string_view title, std::string_view about,
                    const Html& main) {
  const std::string name = name_of_unit(platform.unit);
  const std::string address = platform.current.empty() ? platform.address : platform.address + "/" + platform.current;
  std::vector<Link> trail{{frame.base + "/disclosure", statute().platform_name}, {platform.address, name}};
  if (!platform.current.empty()) trail.push_back({"", std::string(title)});
  const Html content = div({cls("wrap grid railL")}, div(side(platform)),
                           section({cls("panel"), aria("labelledby", "block")},
                                   div({cls("ph")}, h1({id("block")}, title), span({cls("more")}, name)),
                                   when(!about.empty(), [&] { return p({cls("muted about-column")}, about); }), main));
  return page(frame,
              {.title = std::string(title) + "_" + name,
               .description = std::string(about),
               .canonical = address,
               .meta = {{"ColumnName", std::string(title)},
                        {"ColumnDescription", std::string(about)},
                        {"ColumnType", "信息公开"}},
               .trail = trail,
               .current = frame.base + "/c/disclosure"},
              content);
}

Html items_or_empty(const std::vector<layout::Item>& items, const directory::Unit& unit) {
  if (!items.empty()) return dated_list(items);
  return group(p({cls("empty")}, text("catalogue.nothing_here")), h2(text("catalogue.ask_office")), office_card(unit));
}

/// The form with this unit chosen already, and the progress.
Html request_doors(const Frame& frame, const Platform& platform) {
  const std::string form = frame.base + "/requests/office?for=information&unit=" + to_text(platform.unit.id);
  return div({cls("btns")}, a({cls("btn"), href(form)}, text("catalogue.request_online")),
             a({cls("btn sec"), href(frame.base + "/requests/track")}, text("catalogue.request_track")));
}

/// The reports that were counted from the ledgers and can be verified, of this unit.
Html counted_reports(const Frame& frame, const Platform& platform) {
  const std::string address = frame.base + "/annual-reports?unit=" + to_text(platform.unit.id);
  return p(a({cls("u"), href(address)}, text("catalogue.counted_reports")));
}

Html class_tiles(const std::vector<ClassPart>& classes, const std::string& address) {
  std::vector<Tile> list;
  for (const auto& part : classes)
    list.push_back(
        {address + "?class=" + part.statutory->id, part.statutory->name,
         text("catalogue.class_count", {{"label", part.statutory->label}, {"count", std::to_string(part.documents)}})});
  return tiles(list, "grid g3 tiles");
}

}  // namespace

std::string index_page(const Frame& frame, const std::vector<UnitGroup>& groups) {
  const auto entry = [](const UnitLink& unit) { return li(a({href(unit.address)}, unit.name)); };
  const auto part = [&](const UnitGroup& one) {
    return section({cls("panel")}, h2(one.title), ul({cls("chips")}, each(one.units, entry)));
  };
  const Html content = div({cls("wrap stack")}, h1(statute().platform_name),
                           p({cls("muted")}, text("catalogue.index_about")), each(groups, part));
  return page(frame,
              {.title = statute().platform_name,
               .description = std::string(text("catalogue.index_about")),
               .canonical = frame.base + "/disclosure",
               .meta = {{"ColumnName", statute().platform_name}, {"ColumnType", "信息公开"}},
               .trail = {{"", statute().platform_name}},
               .current = frame.base + "/c/disclosure"},
              content);
}

std::string platform_page(const Frame& frame, const Platform& platform, const std::vector<BlockPart>& blocks,
                          const std::vector<ClassPart>& classes) {
  const auto block = [&](const BlockPart& part) -> Html {
    const std::string address = platform.address + "/" + part.block->id, heading = "block-" + part.block->id;
    Html inside;
    if (part.block->id == "statutory") inside = class_tiles(classes, address);
    else if (part.block->id == "request")
      inside = group(p(part.block->about), office_card(platform.unit), request_doors(frame, platform));
    else if (part.items.empty()) inside = p({cls("empty")}, text("catalogue.nothing_here"));
    else inside = dated_list(part.items);
    if (part.block->id == "reports") inside += counted_reports(frame, platform);
    return section(
        {aria("labelledby", heading)},
        div({cls("ph")}, h2({id(heading)}, part.block->name), a({cls("more"), href(address)}, text("catalogue.more"))),
        inside);
  };
  return wrapped(frame, platform, statute().platform_name, "", Html(div({cls("stack")}, each(blocks, block))));
}

std::string block_page(const Frame& frame, const Platform& platform, const BlockPart& part) {
  Html main;
  if (part.block->id == "request") {
    main += group(h2(text("catalogue.request_office")), office_card(platform.unit), h2(text("catalogue.request_how")),
                  p(text("catalogue.request_steps")), request_doors(frame, platform));
    if (!part.items.empty()) main += dated_list(part.items);
  } else {
    if (part.block->id == "reports") main += counted_reports(frame, platform);
    main += items_or_empty(part.items, platform.unit);
  }
  return wrapped(frame, platform, part.block->name, part.block->about, main);
}

std::string statutory_page(const Frame& frame, const Platform& platform, const StatutoryView& view) {
  const auto& block = *statute().find_block("statutory");
  const std::string address = platform.address + "/" + block.id;
  if (!view.chosen)
    return wrapped(frame, platform, block.name, statute().classes_source, class_tiles(view.classes, address));
  Html main = group(p(a({href(address)}, text("catalogue.all_classes"))), h2(view.chosen->label),
                    items_or_empty(view.items, platform.unit));
  if (!view.older.empty()) main += p(a({href(view.older)}, text("catalogue.older")));
  return wrapped(frame, platform, block.name, statute().classes_source, main);
}

std::string catalogue_page(const Frame& frame, const Platform& platform, const CatalogueInForce* catalogue,
                           const Names& names) {
  const auto title = text("catalogue.basic_catalogue");
  if (!catalogue) return wrapped(frame, platform, title, "", Html(p({cls("empty")}, text("catalogue.no_catalogue"))));
  Html main = p(text("catalogue.version_line", {{"name", catalogue->catalogue.name},
                                                {"number", std::to_string(catalogue->version.number)},
                                                {"day", to_chinese(catalogue->version.published_at->day())},
                                                {"count", std::to_string(catalogue->items.size())}}),
                " ", a({cls("u"), href(platform.address + "/catalogue.xlsx")}, text("catalogue.download_xlsx")), " ",
                a({cls("u"), href(platform.address + "/catalogue.json")}, text("catalogue.download_json")));
  Html tables;
  for (const auto& statutory : statute().classes) {
    Table table{.caption = statutory.label,
                .columns = {std::string(text("catalogue.column_title")), std::string(text("catalogue.column_unit")),
                            std::string(text("catalogue.column_term")), std::string(text("catalogue.column_form")),
                            std::string(text("catalogue.column_basis"))},
                .rows = {}};
    for (const auto& item : catalogue->items)
      if (item.statutory_class == statutory.id)
        table.rows.push_back({item.title, responsible(item, names, statute()),
                              text("catalogue.working_days", {{"days", std::to_string(item.term_days)}}), item.form,
                              item.basis});
    if (!table.rows.empty()) tables += data_table(table);
  }
  main += div({cls("stack")}, tables);
  return wrapped(frame, platform, title, "", main);
}

namespace {

/// What a cell of the budget matrix says: the documents, that it is missing, or that it is not due yet.
Html budget_cell(const std::vector<BudgetDocument>& documents, bool is_due) {
  if (documents.empty()) {
    if (is_due) return strong({cls("err")}, text("catalogue.missing"));
    return span({cls("muted")}, text("catalogue.not_due"));
  }
  return Html(each(documents, [](const BudgetDocument& one) {
    return a({href(document_address(one.document)), attribute("title", one.title)}, text("catalogue.published"));
  }));
}

/// The unit published none of these years: it is younger, or they were published elsewhere.
Html before_first() {
  return span({cls("muted"), attribute("title", text("catalogue.before_first"))}, "—");
}

}  // namespace

std::string budget_page(const Frame& frame, const Platform& platform, const BudgetMatrix& matrix, int this_year) {
  Table table{.caption = text("catalogue.budget_denominator",
                              {{"filled", std::to_string(matrix.filled)}, {"due", std::to_string(matrix.due)}}),
              .columns = {std::string(text("catalogue.column_unit"))},
              .rows = {}};
  for (int year = matrix.last_year; year >= matrix.first_year; --year) {
    table.columns.push_back(text("catalogue.budget_of", {{"year", std::to_string(year)}}));
    table.columns.push_back(text("catalogue.account_of", {{"year", std::to_string(year)}}));
  }
  for (const auto& row : matrix.rows) {
    std::vector<Html> cells{Html(row.unit.short_name.empty() ? row.unit.name : row.unit.short_name)};
    for (int year = matrix.last_year; year >= matrix.first_year; --year) {
      const auto& cell = row.years.at(year);
      cells.push_back(year < row.since ? before_first() : budget_cell(cell.budgets, year <= this_year));
      cells.push_back(year < row.since ? before_first() : budget_cell(cell.accounts, year < this_year));
    }
    table.rows.push_back(std::move(cells));
  }
  return wrapped(frame, platform, text("catalogue.budgets"), text("catalogue.budget_about"), data_table(table));
}

}  // namespace gongkai::catalogue
