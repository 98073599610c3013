// The route before sending: submitted by whoever wrote it, approved by somebody else.
#include "base/text.hpp"
#include "letters/rules.hpp"
#include "letters/use_cases.hpp"

namespace gongkai::letters {
namespace {
constexpr std::size_t longest_remark = 500;

Result<void> put(Transaction& tx, const Desk& desk) {
  if (!store::update(tx.db(), *tx.context().services.vault, desk.letter))
    return refuse(FaultKind::conflict, "version.conflict");
  tx.changed("letter", desk.letter.id.value);
  return {};
}
}  // namespace

Result<void> submit(Context& context, LetterId id, std::int64_t version) {
  return in_transaction(context, "letters.submit", [&](Transaction& tx) -> Result<void> {
    auto desk = TRY(open_desk(tx, id, version));
    CHECK_OK(tx.require("requests.handle", desk.of.unit_path));
    CHECK_OK(all_of(why_not_submit(desk.letter, *desk.kind, desk.missing())));
    desk.letter.state = State::submitted;
    desk.letter.remark.clear();
    store::add_writer(tx.db(), id, context.actor.person);
    return put(tx, desk);
  });
}

Result<void> approve(Context& context, LetterId id, std::int64_t version) {
  return in_transaction(context, "letters.approve", [&](Transaction& tx) -> Result<void> {
    auto desk = TRY(open_desk(tx, id, version));
    CHECK_OK(tx.require("requests.approve", desk.of.unit_path));
    CHECK_OK(all_of(why_not_approve(desk.letter, desk.writers, context.actor.person)));
    CHECK_OK(all_of(desk.missing()));  // the settings may have changed since it was submitted
    desk.letter.state = State::approved;
    desk.letter.approved_by = context.actor.person;
    desk.letter.approved_by_name = context.actor.name;
    desk.letter.approved_digest = desk.body_digest();
    tx.detail("digest", json::value(desk.letter.approved_digest));
    return put(tx, desk);
  });
}

Result<void> send_back(Context& context, LetterId id, std::int64_t version, std::string_view remark) {
  return in_transaction(context, "letters.send_back", [&](Transaction& tx) -> Result<void> {
    auto desk = TRY(open_desk(tx, id, version));
    // whoever handles the case may take it back themselves
    if (!context.actor.may("requests.approve", desk.of.unit_path))
      CHECK_OK(tx.require("requests.handle", desk.of.unit_path));
    else CHECK_OK(tx.require("requests.approve", desk.of.unit_path));
    CHECK_OK(all_of(why_not_send_back(desk.letter)));
    const auto words = trim(remark);
    if (words.empty()) return refuse(FaultKind::invalid, "letters.remark_missing", "remark");
    if (count_characters(words) > longest_remark)
      return refuse(FaultKind::invalid, "letters.too_long", "remark",
                    {{"field", "退回意见"}, {"value", std::to_string(longest_remark)}});
    desk.letter.state = State::draft;
    desk.letter.remark = clean_utf8(words);
    desk.letter.approved_by = {};
    desk.letter.approved_by_name.clear();
    desk.letter.approved_digest.clear();
    return put(tx, desk);
  });
}

Result<void> confirm_days(Context& context, LetterId id, std::int64_t version) {
  return in_transaction(context, "letters.confirm_days", [&](Transaction& tx) -> Result<void> {
    auto desk = TRY(open_desk(tx, id, version));
    CHECK_OK(tx.require("requests.handle", desk.of.unit_path));
    CHECK_OK(all_of(why_not_confirm_days(desk.letter, desk.provisional_days)));
    tx.before("days", json::value(desk.letter.provisional_days));
    tx.after("days", json::value(desk.provisional_days));
    desk.letter.provisional_days = desk.provisional_days;
    desk.letter.provisional_by_name = context.actor.name;
    return put(tx, desk);
  });
}

}  // namespace gongkai::letters
