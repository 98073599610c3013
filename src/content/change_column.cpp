#include "base/text.hpp"
#include "content/column_rules.hpp"
#include "content/store.hpp"
#include "content/use_cases.hpp"
#include "directory/api.hpp"

namespace gongkai::content {

Result<void> may_keep_columns(Transaction& tx, std::string_view unit_path) {
  const bool keeps_the_site = tx.context().actor.may_somewhere("sites.content");
  return tx.require(keeps_the_site ? "sites.content" : "sites.manage", unit_path);
}

bool is_outside_address(std::string_view address) {
  if (address.empty()) return true;
  const bool web = address.starts_with("https://") || address.starts_with("http://");
  return web && address.size() <= 500 && address.size() > 8 && std::ranges::all_of(address, [](char c) {
           return static_cast<unsigned char>(c) > 0x20 && c != 0x7f && c != '"' && c != '<' && c != '>';
         });
}

bool would_be_a_ring(const std::vector<Column>& columns, ColumnId column, ColumnId parent) {
  for (std::size_t steps = 0; parent && steps <= columns.size(); ++steps) {
    if (parent == column) return true;
    const auto at = std::ranges::find(columns, parent, &Column::id);
    parent = at == columns.end() ? ColumnId{} : at->parent;
  }
  return false;
}

bool has_open_columns_below(const std::vector<Column>& columns, ColumnId column) {
  return std::ranges::any_of(columns, [&](const Column& c) { return c.parent == column && !c.is_closed(); });
}

namespace {

struct Place {
  Column column;
  UnitId unit{};
};

Result<Place> keepable(Transaction& tx, ColumnId id) {
  auto column = store::find_column(tx.db(), id);
  const auto site = column ? directory::find_site(tx.db(), column->site) : std::nullopt;
  const auto unit = site ? directory::find_unit(tx.db(), site->unit) : std::nullopt;
  if (!unit) return refuse(FaultKind::not_found, "column.unknown");
  CHECK_OK(may_keep_columns(tx, unit->path));
  return Place{*std::move(column), unit->id};
}

json::value facts(const Column& column) {
  return {{"parent", column.parent ? to_text(column.parent) : ""},
          {"name", column.name},
          {"about", column.about},
          {"keywords", column.keywords},
          {"kind", column.kind},
          {"sort_order", column.sort_order},
          {"address", column.address},
          {"update_days", column.update_days},
          {"closed_on", column.closed_on ? to_text(*column.closed_on) : ""},
          {"closed_reason", column.closed_reason}};
}

std::vector<Fault> why_not_change(db::Session& session, const Column& column, const ColumnFields& fields) {
  std::vector<Fault> faults;
  const auto fault = [&](FaultKind kind, const char* code, const char* field) {
    faults.push_back({kind, code, field, {}, {}});
  };
  if (trim(fields.name).empty() || count_characters(fields.name) > 40)
    fault(FaultKind::invalid, "column.name_wrong", "name");
  if (!is_outside_address(fields.address)) fault(FaultKind::invalid, "column.address_wrong", "address");
  if (fields.update_days < 0 || fields.update_days > 3650)
    fault(FaultKind::invalid, "column.update_days_wrong", "update_days");
  if (!fields.parent) return faults;
  const auto parent = store::find_column(session, fields.parent);
  if (!parent || parent->site != column.site || (parent->is_closed() && !column.is_closed()))
    fault(FaultKind::invalid, "column.parent_unknown", "parent");
  else if (would_be_a_ring(store::columns(session, column.site), column.id, fields.parent))
    fault(FaultKind::invalid, "column.parent_below", "parent");
  return faults;
}

Result<void> save(Transaction& tx, const Place& before, Column column, std::int64_t version) {
  column.version = version;
  if (!store::update(tx.db(), column)) return refuse(FaultKind::conflict, "version.conflict");
  tx.about("column", column.id.value, before.unit);
  tx.before("column", facts(before.column));
  tx.after("column", facts(column));
  tx.changed("column", column.id.value, feed::Operation::upsert, version + 1);
  return {};
}

}  // namespace

Result<void> change_column(Context& context, ColumnId id, const ColumnFields& fields, std::int64_t version) {
  return in_transaction(context, "content.change_column", [&](Transaction& tx) -> Result<void> {
    const auto place = TRY(keepable(tx, id));
    CHECK_OK(all_of(why_not_change(tx.db(), place.column, fields)));
    Column column = place.column;
    column.parent = fields.parent;
    column.name = trim(fields.name);
    column.about = trim(fields.about);
    column.keywords = trim(fields.keywords);
    column.kind = trim(fields.kind);
    column.sort_order = fields.sort_order;
    column.address = fields.address;
    column.update_days = fields.update_days;
    return save(tx, place, std::move(column), version);
  });
}

Result<void> close_column(Context& context, ColumnId id, std::string_view reason, ColumnId successor,
                          std::int64_t version) {
  return in_transaction(context, "content.close_column", [&](Transaction& tx) -> Result<void> {
    const auto place = TRY(keepable(tx, id));
    if (place.column.is_closed()) return refuse(FaultKind::conflict, "column.closed_already");
    std::vector<Fault> faults;
    if (trim(reason).empty() || count_characters(reason) > 200)
      faults.push_back({FaultKind::invalid, "column.reason_missing", "reason", {}, {}});
    if (has_open_columns_below(store::columns(tx.db(), place.column.site), id))
      faults.push_back({FaultKind::conflict, "column.open_below", {}, {}, {}});
    const auto next = successor ? store::find_column(tx.db(), successor) : std::nullopt;
    if (successor && (!next || next->site != place.column.site || next->is_closed() || next->id == id))
      faults.push_back({FaultKind::invalid, "column.successor_wrong", "successor", {}, {}});
    CHECK_OK(all_of(std::move(faults)));
    Column column = place.column;
    column.closed_on = context.today();
    column.closed_reason = trim(reason);
    column.successor = successor;
    return save(tx, place, std::move(column), version);
  });
}

Result<void> reopen_column(Context& context, ColumnId id, std::int64_t version) {
  return in_transaction(context, "content.reopen_column", [&](Transaction& tx) -> Result<void> {
    const auto place = TRY(keepable(tx, id));
    if (!place.column.is_closed()) return refuse(FaultKind::conflict, "column.open_already");
    const auto parent = place.column.parent ? store::find_column(tx.db(), place.column.parent) : std::nullopt;
    if (parent && parent->is_closed()) return refuse(FaultKind::conflict, "column.parent_closed");
    Column column = place.column;
    column.closed_on.reset();
    column.closed_reason.clear();
    column.successor = {};
    return save(tx, place, std::move(column), version);
  });
}

}  // namespace gongkai::content
