// Extension (Regulation Art. 33(2)), excess volume (Art. 35), fees (Art. 42, 国办函〔2020〕109号).
#include "casework/notices.hpp"
#include "regulation/fee.hpp"
#include "requests/desk.hpp"
#include "requests/reading.hpp"
#include "requests/use_cases.hpp"

namespace gongkai::requests {

using casework::Event;

namespace {
Result<int> extension_of(int working_days) {
  if (working_days < 1 || working_days > 20)  // Art. 33(2): not more than 20 working days
    return refuse(FaultKind::invalid, "requests.extension_days", "working_days");
  return working_days;
}

Result<void> explain(Context& context, const Order& order, const std::string& reason) {
  return perform(context, order, [&](Transaction&, Desk&) -> Result<Event> {
    return Event{.note = TRY(words_of(reason, "reason", true))};
  });
}
}  // namespace

Result<void> ask_extension(Context& context, CaseId id, int working_days, const std::string& reason,
                           std::int64_t version) {
  return perform(context, {id, version, "extension_asked"}, [&](Transaction& tx, Desk& desk) -> Result<Event> {
    const auto days = TRY(extension_of(working_days));
    const auto words = TRY(words_of(reason, "reason", true));
    // Asking for what could not be granted any more helps nobody.
    CHECK_OK(check_clock(desk.situation(), {.act = "extended", .on = desk.today, .facts = {{"working_days", days}}}));
    casework::tell(tx, desk.of, "extension_asked", desk.of.unit, {}, {{"working_days", days}},
                   "extension " + to_text(id));
    return Event{.facts = {{"working_days", days}}, .note = words};
  });
}

Result<void> extend(Context& context, CaseId id, int working_days, const std::string& reason, std::int64_t version) {
  return perform(context, {id, version, "extended"}, [&](Transaction&, Desk&) -> Result<Event> {
    return Event{.facts = {{"working_days", TRY(extension_of(working_days))}},
                 .note = TRY(words_of(reason, "reason", true))};
  });
}

Result<void> ask_reason(Context& context, CaseId id, const std::string& note, std::int64_t version) {
  return perform(context, {id, version, "explanation_asked"}, [&](Transaction&, Desk&) -> Result<Event> {
    return Event{.note = TRY(words_of(note, "note", true))};
  });
}

Result<void> explain_volume(Context& context, CaseId id, const std::string& reason, std::int64_t version) {
  return explain(context, {id, version, "excess_explained", Who::the_public}, reason);
}

Result<void> note_explained(Context& context, CaseId id, const std::string& reason, std::int64_t version) {
  return explain(context, {id, version, "excess_explained"}, reason);
}

Result<void> accept_reason(Context& context, CaseId id, Day until, const std::string& note, std::int64_t version) {
  return perform(context, {id, version, "delayed"}, [&](Transaction&, Desk& desk) -> Result<Event> {
    if (until <= desk.today) return refuse(FaultKind::invalid, "requests.until_too_early", "until");
    return Event{.facts = {{"until", to_text(until)}}, .note = TRY(words_of(note, "note", false))};
  });
}

Result<std::int64_t> notify_fee(Context& context, CaseId id, const FeeOrder& order, std::int64_t version) {
  std::int64_t amount = 0;
  const auto done = perform(context, {id, version, "fee_notified"}, [&](Transaction&, Desk& desk) -> Result<Event> {
    if ((order.by != "item" && order.by != "page") || order.count < 1)
      return refuse(FaultKind::invalid, "requests.fee_basis", "by");
    const auto on = TRY(past_day(order.on, desk.today));
    const auto& tariff = regulation::catalog_rules().on(on).tariff;
    amount =
        (order.by == "item" ? regulation::item_fee(tariff, order.count) : regulation::page_fee(tariff, order.count))
            .amount;
    if (amount == 0) return refuse(FaultKind::conflict, "requests.fee_free", "count");
    Event event{.on = on, .facts = {{"by", order.by}, {"count", order.count}, {"amount", amount}}};
    if (order.received_on) event.facts["received_on"] = to_text(TRY(past_day(*order.received_on, desk.today)));
    return event;
  });
  CHECK_OK(done);
  return amount;
}

Result<void> note_fee_received(Context& context, CaseId id, Day on, std::int64_t version) {
  return perform(context, {id, version, "fee_received"},
                 [&](Transaction&, Desk& desk) -> Result<Event> { return Event{.on = TRY(past_day(on, desk.today))}; });
}

Result<void> report_payment(Context& context, CaseId id, const std::string& note, std::int64_t version) {
  return perform(context, {id, version, "fee_reported", Who::the_public},
                 [&](Transaction& tx, Desk& desk) -> Result<Event> {
                   casework::tell(tx, desk.of, "fee_reported", desk.of.unit, desk.of.assignee, {},
                                  "fee_reported " + to_text(id) + " " + std::to_string(desk.of.version));
                   return Event{.note = TRY(words_of(note, "note", false))};
                 });
}

Result<void> note_paid(Context& context, CaseId id, Day on, const std::string& receipt, std::int64_t version) {
  return perform(context, {id, version, "fee_paid"}, [&](Transaction&, Desk& desk) -> Result<Event> {
    const auto* asked = casework::last_of(desk.events, "fee_notified");
    return Event{.on = TRY(past_day(on, desk.today)),
                 .facts = {{"amount", asked ? casework::number_fact(*asked, "amount") : 0}},
                 .note = TRY(words_of(receipt, "receipt", false))};
  });
}

Result<void> waive_fee(Context& context, CaseId id, const std::string& reason, std::int64_t version) {
  return perform(context, {id, version, "fee_waived"}, [&](Transaction&, Desk&) -> Result<Event> {
    return Event{.note = TRY(words_of(reason, "reason", true))};
  });
}

}  // namespace gongkai::requests
