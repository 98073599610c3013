// What may be done with a document now, and why not: said before anybody presses a button.
#include "content/gates.hpp"
#include "content/rules.hpp"
#include "content/web.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::content {

namespace {

json::array reasons_json(const std::vector<Fault>& faults) {
  json::array reasons;
  for (const auto& fault : faults)
    reasons.push_back({{"code", fault.code}, {"field", fault.field}, {"message", i18n::messages().message(fault)}});
  return reasons;
}

struct Acts {
  db::Session& session;
  const Context& context;
  const Desk& desk;
  std::size_t attachments;

  json::object act(std::string_view permission, std::vector<Fault> faults) const {
    const bool permitted = context.actor.may(permission, desk.unit.path);
    if (!permitted) {
      const auto refused = auth::require(context.actor, permission, desk.unit.path);
      if (!refused) faults.insert(faults.begin(), refused.error());
    }
    return {{"permitted", permitted}, {"allowed", faults.empty()}, {"reasons", reasons_json(faults)}};
  }

  std::vector<Fault> with_links(std::vector<Fault> faults) const {
    for (auto& fault : why_links_missing(session, desk)) faults.push_back(std::move(fault));
    return faults;
  }

  json::object submit() const {
    auto faults = with_links(why_not_submit(*desk.type, desk.latest, attachments, context.today()));
    for (auto& fault : gates_against_submit(session, context, desk)) faults.push_back(std::move(fault));
    return act("content.write", std::move(faults));
  }

  json::object release(std::string_view permission, bool emergency) const {
    const auto writers = store::writers(session, desk.latest.id);
    auto faults = with_links(
        why_not_release(*desk.type, desk.latest, writers, context.actor.person, attachments, context.today()));
    for (auto& fault : gates_against_release(session, context, desk, emergency)) faults.push_back(std::move(fault));
    return act(permission, std::move(faults));
  }
};

}  // namespace

json::object actions_json(db::Session& session, const Context& context, const Desk& desk, std::size_t attachments) {
  const Acts acts{session, context, desk, attachments};
  const auto taken = store::open_take_down(session, desk.document.id);
  Document shown = desk.document;
  if (taken) shown.released = taken->edition;
  // asked with a reason given, so that only the state can stand in the way
  const Withdrawal order{.document = desk.document.id, .reason = "…"};
  return {{"edit", acts.act("content.write", why_not_edit(desk.latest))},
          {"submit", acts.submit()},
          {"release", acts.release("content.release", false)},
          {"schedule", acts.release("content.release", false)},
          {"release_urgent", acts.release("content.release_urgent", true)},
          {"return", acts.act("content.review", why_not_return(desk.latest, "…"))},
          {"take_down", acts.act("content.withdraw", why_not_take_down(desk.document))},
          {"restore", acts.act("content.release_urgent", why_not_restore(taken.has_value()))},
          {"withdraw", acts.act("content.withdraw", why_not_withdraw(shown, order))}};
}

}  // namespace gongkai::content
