#include <algorithm>

#include "platform/i18n/messages.hpp"
#include "policy/loading.hpp"
#include "policy/words.hpp"

namespace gongkai::policy {

namespace {

constexpr int page_size = 50;
constexpr int shown_quarters = 8;

std::string_view tab_of(Standing standing) {
  if (!has_ended(standing)) return "in_force";
  return standing == Standing::repealed ? "repealed" : "lapsed";
}

std::vector<const Policy*> registered(const Reader& reader) {
  std::vector<const Policy*> found;
  for (const auto& [id, policy] : reader.library->entries())
    if (policy->registered && reader.shows(*policy)) found.push_back(policy.get());
  std::ranges::sort(found, std::greater{}, [](const Policy* one) { return std::pair(made_on(*one), one->id); });
  return found;
}

LedgerRow ledger_row(const Reader& reader, const Policy& policy) {
  LedgerRow row{.policy = row_of(reader, policy, reader.today)};
  if (policy.registration) row.registration = policy.registration->number;
  if (policy.valid_until) row.valid_until = to_text(*policy.valid_until);
  if (const auto end = reader.library->end_of(policy); end && end->from <= reader.today) {
    row.ended = i18n::text("policy.ended_on", {{"day", to_chinese(end->from)}});
    const Policy* by = end->by ? reader.library->find(end->by) : nullptr;
    if (by) row.ended += by->number.empty() ? by->title : by->number;
  }
  row.reading = i18n::text(row.policy.interpretations > 0 ? "policy.read" : "policy.unread");
  return row;
}

}  // namespace

std::vector<LedgerRow> all_ledger_rows(const Reader& reader) {
  std::vector<LedgerRow> rows;
  for (const Policy* policy : registered(reader)) rows.push_back(ledger_row(reader, *policy));
  return rows;
}

Result<LedgerView> load_ledger(const Reader& reader, const http::Request& request) {
  LedgerView view;
  const auto asked = request.query.get("state");
  const auto wanted = asked.empty() ? std::string_view("in_force") : asked;
  for (const auto* name : {"in_force", "lapsed", "repealed"}) view.tabs.push_back({name, 0, wanted == name});
  std::vector<const Policy*> found;
  for (const Policy* policy : registered(reader)) {
    const auto tab = tab_of(reader.library->standing_on(*policy, reader.today).value_or(Standing::in_force));
    ++std::ranges::find(view.tabs, tab, &LedgerTab::value)->count;
    if (tab == wanted) found.push_back(policy);
  }
  view.pager = {.pages = html::count_pages(static_cast<std::int64_t>(found.size()), page_size),
                .address = reader.frame.base + "/policies/ledger?state=" + http::percent_encode(wanted)};
  view.pager.page = TRY(page_of(request, view.pager.pages));
  const auto first = static_cast<std::size_t>((view.pager.page - 1) * page_size);
  for (std::size_t i = first; i < std::min(first + page_size, found.size()); ++i)
    view.rows.push_back(ledger_row(reader, *found[i]));
  view.workbook = reader.frame.base + "/policies/ledger.xlsx";
  view.quarter = to_text(quarter_of(reader.today));
  return view;
}

Result<FilingView> load_filings(const Reader& reader, const http::Request& request) {
  FilingView view{.quarter = quarter_of(reader.today)};
  if (const auto asked = request.query.get("quarter"); !asked.empty()) {
    const auto quarter = parse_quarter(asked);
    if (!quarter) return refuse(FaultKind::not_found, "policy.quarter_wrong");
    view.quarter = *quarter;
  }
  Quarter at = quarter_of(reader.today);
  for (int i = 0; i < shown_quarters; ++i) {
    view.quarters.push_back(at);
    at = quarter_of(first_day(at) - 1);
  }
  const auto list = filing_list(*reader.library, [](UnitId) { return true; }, view.quarter);
  for (const Policy* policy : list) {
    if (!reader.shows(*policy) || !policy->registration) continue;
    const auto& entry = *policy->registration;
    const auto filed = entry.filed_on ? i18n::text("policy.filed_on", {{"day", to_text(*entry.filed_on)}})
                                      : std::string(i18n::text("policy.not_filed"));
    view.rows.push_back({row_of(reader, *policy, reader.today), entry.number, entry.registered_on, filed});
  }
  view.workbook = reader.frame.base + "/policies/filings.xlsx?quarter=" + to_text(view.quarter);
  return view;
}

}  // namespace gongkai::policy
