#include "review/rights.hpp"

#include "directory/api.hpp"
#include "review/store.hpp"

namespace gongkai::review {

Rights Rights::load(db::Session& session, const Context& context) {
  Rights rights;
  rights.m_own = context.actor;
  if (!context.actor.person) return rights;
  for (auto& delegation : store::delegations_to(session, context.actor.person, context.today())) {
    auto owner = directory::load_actor(session, delegation.from);
    if (owner) rights.m_lent.push_back({std::move(delegation), *std::move(owner)});
  }
  return rights;
}

std::vector<Signer> Rights::signers(std::string_view permission, std::string_view unit_path) const {
  std::vector<Signer> found;
  if (m_own.may(permission, unit_path)) found.push_back({.person = m_own.person});
  for (const auto& [delegation, owner] : m_lent)
    if (covers(delegation, permission) && owner.may(permission, unit_path) && m_own.may("content.read", unit_path))
      found.push_back({.person = m_own.person, .on_behalf = delegation.from});
  return found;
}

bool Rights::may_any(const Route& route, std::string_view unit_path) const {
  return std::ranges::any_of(route.steps, [&](const Step& step) { return may(step.permission, unit_path); });
}

std::string Rights::name_of(PersonId on_behalf) const {
  for (const auto& [delegation, owner] : m_lent)
    if (delegation.from == on_behalf) return delegation.from_name;
  return "";
}

Result<std::vector<Signer>> require_right(Transaction& tx, const Rights& rights, std::string_view permission,
                                          std::string_view unit_path) {
  auto signers = rights.signers(permission, unit_path);
  if (signers.empty()) CHECK_OK(tx.require(permission, unit_path));
  tx.open_to_all();  // asked just now, of the person or of who lent the right
  return signers;
}

Result<std::vector<directory::Unit>> units_of(db::Session& session, const Context& context,
                                              std::string_view permission) {
  std::vector<directory::Unit> found;
  for (auto& unit : directory::units(session))
    if (context.actor.may(permission, unit.path)) found.push_back(std::move(unit));
  if (found.empty()) CHECK_OK(auth::require(context.actor, permission, "/"));
  return found;
}

db::List ids_of(const std::vector<directory::Unit>& units) {
  db::List ids;
  for (const auto& unit : units) ids.values.push_back(unit.id.value);
  return ids;
}

}  // namespace gongkai::review
