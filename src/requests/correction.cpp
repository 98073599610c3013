// 补正 (Regulation Art. 30): asked for once and completely, answered by the applicant, the term begins anew.
#include "platform/auth/vault.hpp"
#include "requests/desk.hpp"
#include "requests/opening.hpp"

namespace gongkai::requests {

using casework::Event;

namespace {

Result<void> note(Context& context, const Order& order, Day on, const std::string& description,
                  const std::vector<Attachment>& attachments) {
  return perform(context, order, [&](Transaction& tx, Desk& desk) -> Result<Event> {
    const auto day = TRY(past_day(on, desk.today));
    CHECK_OK(accept_files(tx, desk.of, attachments, "attachment"));
    return Event{.on = day, .note = TRY(words_of(description, "description", true))};
  });
}

}  // namespace

Result<void> ask_correction(Context& context, CaseId id, const CorrectionOrder& order, std::int64_t version) {
  return perform(context, {id, version, "correction_asked"}, [&](Transaction&, Desk& desk) -> Result<Event> {
    const auto on = TRY(past_day(order.on, desk.today));
    const auto usual = regulation::catalog_rules().on(on).correction_days;
    const auto until = order.until == Day{} ? desk.calendar->add(on, usual) : order.until;
    if (until <= on) return refuse(FaultKind::invalid, "requests.until_too_early", "until");
    return Event{.on = on, .facts = {{"until", to_text(until)}}, .note = TRY(words_of(order.what, "what", true))};
  });
}

Result<void> correct(Context& context, CaseId id, const std::string& description,
                     const std::vector<Attachment>& attachments, std::int64_t version) {
  return note(context, {id, version, "corrected", Who::the_public}, {}, description, attachments);
}

Result<void> note_corrected(Context& context, CaseId id, Day on, const std::string& description, std::int64_t version) {
  return note(context, {id, version, "corrected"}, on, description, {});
}

}  // namespace gongkai::requests
