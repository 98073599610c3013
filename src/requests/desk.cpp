#include "requests/desk.hpp"

#include "base/text.hpp"
#include "platform/calendar/calendars.hpp"
#include "requests/use_cases.hpp"

namespace gongkai::requests {

Situation Desk::situation() const {
  return {.kind = kind,
          .stage = stage,
          .channel = regulation::parse_channel(row.channel).value_or(regulation::Channel::internet),
          .events = &events,
          .calendar = calendar.get(),
          .rules = &regulation::catalog_rules(),
          .today = today};
}

Result<Desk> open_desk(db::Session& session, const Services& services, CaseId id, Day today) {
  auto of = casework::find(session, *services.vault, id);
  auto row = of ? store::find(session, id) : std::nullopt;
  if (!row) return refuse(FaultKind::not_found, "case.not_found");
  Desk desk{.of = *std::move(of),
            .row = *std::move(row),
            .events = casework::events_of(session, *services.vault, id),
            .calendar = services.calendars->current(),
            .today = today};
  desk.kind = &casework::kind_of(desk.of.kind);
  desk.stage = casework::stage_after(*desk.kind, desk.events);
  return desk;
}

Result<void> perform(Transaction& tx, Desk& desk, std::string_view act, const Prepare& prepare) {
  CHECK_OK(all_of(why_not(desk.situation(), act)));
  auto event = TRY(prepare(tx, desk));
  event.act = act;
  if (event.on == Day{}) event.on = desk.today;
  CHECK_OK(check_clock(desk.situation(), event));
  store::update(tx.db(), desk.row);
  return casework::append(tx, desk.of, std::move(event));
}

Result<void> perform(Context& context, const Order& order, const Prepare& prepare) {
  return in_transaction(context, "requests." + std::string(order.act), [&](Transaction& tx) -> Result<void> {
    auto desk = TRY(open_desk(tx.db(), context.services, order.id, context.today()));
    const auto* act = desk.kind->find_act(order.act);
    if (!act) return refuse(FaultKind::invalid, "case.act_unknown", "act", {{"act", std::string(order.act)}});
    if (order.who == Who::the_public) tx.open_to_all();
    else CHECK_OK(tx.require(act->permission.empty() ? permission::handle : act->permission, desk.of.unit_path));
    tx.about("case", desk.of.id.value, desk.of.unit);
    if (desk.of.version != order.version) return refuse(FaultKind::conflict, "version.conflict");
    return perform(tx, desk, order.act, prepare);
  });
}

Result<std::string> words_of(std::string_view given, std::string_view field, bool needed) {
  const auto clean = clean_utf8(given);
  auto words = std::string(trim(clean));
  if (needed && words.empty()) return refuse(FaultKind::invalid, "requests.words_missing", std::string(field));
  if (count_characters(words) > settings().longest_note)
    return refuse(FaultKind::invalid, "requests.too_long", std::string(field),
                  {{"most", std::to_string(settings().longest_note)}});
  return words;
}

Result<Day> past_day(Day given, Day today, std::string_view field) {
  if (given == Day{}) return today;
  if (given > today) return refuse(FaultKind::invalid, "requests.in_the_future", std::string(field));
  return given;
}

}  // namespace gongkai::requests
