// What applicants do with their case besides correcting it, and forms that are not sent yet.
#include "base/bytes.hpp"
#include "platform/auth/vault.hpp"
#include "requests/desk.hpp"
#include "requests/sealing.hpp"
#include "requests/use_cases.hpp"

namespace gongkai::requests {

using casework::Event;

namespace {

constexpr std::string_view withdrawn_outcome = "withdrawn";
constexpr std::size_t token_bytes = 20;
constexpr std::size_t longest_draft = 64 << 10;

db::Bytes digest_of(const Context& context, std::string_view token) {
  return context.services.vault->blind_index(sealed::draft_digest, token);
}

Result<void> end_by_applicant(Context& context, const Order& order, const std::string& reason) {
  return perform(context, order, [&](Transaction&, Desk& desk) -> Result<Event> {
    desk.row.outcome = withdrawn_outcome;
    return Event{.facts = {{"outcome", withdrawn_outcome}}, .note = TRY(words_of(reason, "reason", false))};
  });
}

}  // namespace

Result<void> withdraw(Context& context, CaseId id, const std::string& reason, std::int64_t version) {
  return end_by_applicant(context, {id, version, "withdrawn", Who::the_public}, reason);
}

Result<void> note_withdrawn(Context& context, CaseId id, const std::string& reason, std::int64_t version) {
  return end_by_applicant(context, {id, version, "withdrawn"}, reason);
}

Result<void> choose_delivery(Context& context, CaseId id, const Wishes& wishes, std::int64_t version) {
  return perform(context, {id, version, "delivery_changed", Who::the_public},
                 [&](Transaction&, Desk& desk) -> Result<Event> {
                   CHECK_OK(check_wishes(wishes));
                   desk.row.form = wishes.form;
                   desk.row.delivery = wishes.delivery;
                   return Event{.facts = {{"form", wishes.form}, {"delivery", wishes.delivery}}};
                 });
}

Result<void> rate(Context& context, CaseId id, const Rating& rating) {
  return in_transaction(context, "requests.rated", [&](Transaction& tx) -> Result<void> {
    tx.open_to_all();
    auto desk = TRY(open_desk(tx.db(), context.services, id, context.today()));
    if (rating.satisfied < 1 || rating.satisfied > 5)
      return refuse(FaultKind::invalid, "requests.rating_missing", "satisfied");
    const auto words = TRY(words_of(rating.words, "words", false));
    const auto sealed_words = context.services.vault->seal(sealed::rating, id.value, words);
    if (!store::insert_rating(tx.db(), id, {rating.satisfied, sealed_words, rating.missing}, tx.now()))
      return refuse(FaultKind::conflict, "requests.rated_already");
    return perform(tx, desk, "rated", [&](Transaction&, Desk&) -> Result<Event> {
      return Event{.facts = {{"satisfied", rating.satisfied}, {"missing", rating.missing}}};
    });
  });
}

Result<std::string> save_draft(Context& context, std::string_view token, const json::object& form) {
  const auto text = json::to_string(form);
  if (text.size() > longest_draft) return refuse(FaultKind::too_large, "requests.draft_too_large");
  const auto kept = token.empty() ? to_base64url(random_bytes(token_bytes)) : std::string(token);
  const auto id = context.services.ids.next();
  const store::DraftRow row{id, context.services.vault->seal(sealed::draft, id, text)};
  CHECK_OK(context.database().write([&](db::Session& session) -> Result<void> {
    store::keep_draft(session, digest_of(context, kept), row, context.today() + settings().draft_days, context.now());
    return {};
  }));
  return kept;
}

std::optional<json::object> load_draft(Context& context, std::string_view token) {
  const auto row = context.database().read(
      [&](db::Session& session) { return store::find_draft(session, digest_of(context, token), context.today()); });
  if (!row) return std::nullopt;
  const auto form = json::parse(context.services.vault->open(sealed::draft, row->id, row->form));
  return form && form->is_object() ? std::optional(form->get_object()) : std::nullopt;
}

Result<void> forget_draft(Context& context, std::string_view token) {
  return context.database().write([&](db::Session& session) -> Result<void> {
    store::forget_draft(session, digest_of(context, token));
    return {};
  });
}

}  // namespace gongkai::requests
