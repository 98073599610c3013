// What comes in by other ways than the internet, and the confirmation that sets the date of receipt (Art. 31).
#include "casework/access.hpp"
#include "directory/api.hpp"
#include "platform/auth/vault.hpp"
#include "requests/desk.hpp"
#include "requests/opening.hpp"

namespace gongkai::requests {

namespace {

/// Handing in at the counter and signing for a letter are confirmation enough.
std::optional<Day> confirmation_of(const Intake& intake, regulation::Channel channel) {
  return regulation::needs_confirmation(channel) ? intake.confirmed_on : std::optional(intake.arrived_on);
}

Result<void> check_days(const Intake& intake, Day today) {
  CHECK_OK(past_day(intake.arrived_on, today, "arrived_on"));
  if (intake.arrived_on == Day{}) return refuse(FaultKind::invalid, "requests.arrival_missing", "arrived_on");
  if (!intake.confirmed_on) return {};
  CHECK_OK(past_day(*intake.confirmed_on, today, "confirmed_on"));
  if (*intake.confirmed_on < intake.arrived_on)
    return refuse(FaultKind::invalid, "requests.confirmed_before_arrival", "confirmed_on");
  return {};
}

}  // namespace

Result<Receipt> take_in(Context& context, const Intake& intake) {
  const auto channel = regulation::parse_channel(intake.channel);
  if (!channel || *channel == regulation::Channel::internet)
    return refuse(FaultKind::invalid, "requests.channel_unknown", "channel");
  CHECK_OK(check_days(intake, context.today()));
  const auto note = TRY(words_of(intake.note, "note", false));
  auto ready = TRY(prepared(context, intake.submission, intake.channel, intake.arrived_on));
  ready.first.note = note;
  const auto confirmed = confirmation_of(intake, *channel);
  ready.row.received_on = ready.submission.kind == kind::request ? confirmed : std::nullopt;
  const auto id = TRY(in_transaction(context, "requests.take_in", [&](Transaction& tx) -> Result<CaseId> {
    const auto unit = directory::find_unit(tx.db(), ready.submission.unit);
    if (!unit) return refuse(FaultKind::invalid, "directory.unit_unknown", "unit");
    CHECK_OK(tx.require(permission::register_, unit->path));
    auto made = TRY(insert(tx, ready));
    if (confirmed && made.kind == kind::request)
      CHECK_OK(casework::append(tx, made, {.act = "confirmed", .on = *confirmed}));
    return made.id;
  }));
  return context.database().read([&](db::Session& session) -> Result<Receipt> {
    return receipt_of(context, casework::find(session, *context.services.vault, id).value());
  });
}

Result<void> confirm(Context& context, CaseId id, Day on, const std::string& note, std::int64_t version) {
  return perform(context, {id, version, "confirmed"}, [&](Transaction&, Desk& desk) -> Result<casework::Event> {
    const auto day = TRY(past_day(on, desk.today));
    if (day < desk.of.opened_on) return refuse(FaultKind::invalid, "requests.confirmed_before_arrival", "on");
    desk.row.received_on = day;
    return casework::Event{.on = day, .note = TRY(words_of(note, "note", false))};
  });
}

Result<void> sign_for(Context& context, CaseId id, std::int64_t version) {
  return perform(context, {id, version, "signed"}, [&](Transaction&, Desk& desk) -> Result<casework::Event> {
    if (!desk.of.assignee) desk.of.assignee = context.actor.person;
    return casework::Event{};
  });
}

}  // namespace gongkai::requests
