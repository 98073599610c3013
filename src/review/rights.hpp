// By whose right a person signs: their own, or that of somebody who asked them to stand in.
#pragma once
#include <string_view>
#include <vector>

#include "directory/model.hpp"
#include "platform/transaction/transaction.hpp"
#include "review/rules.hpp"

namespace gongkai::review {

class Rights {
 public:
  /// The actor's own and those delegated to them that are in force today. A right that its owner has lost meanwhile
  /// cannot be exercised by the stand-in either.
  static Rights load(db::Session& session, const Context& context);

  /// All ways in which the person may exercise the permission over the unit: the own right first.
  std::vector<Signer> signers(std::string_view permission, std::string_view unit_path) const;
  bool may(std::string_view permission, std::string_view unit_path) const {
    return !signers(permission, unit_path).empty();
  }
  bool may_any(const Route& route, std::string_view unit_path) const;
  std::string name_of(PersonId on_behalf) const;

 private:
  struct Lent {
    Delegation delegation;
    auth::Actor owner;
  };
  auth::Actor m_own;
  std::vector<Lent> m_lent;
};

/// Asks for the permission over the unit, by whichever right; the refusal names the permission.
Result<std::vector<Signer>> require_right(Transaction& tx, const Rights& rights, std::string_view permission,
                                          std::string_view unit_path);

/// The units over which the actor holds the permission; refused when there is none.
Result<std::vector<directory::Unit>> units_of(db::Session& session, const Context& context,
                                              std::string_view permission);
db::List ids_of(const std::vector<directory::Unit>& units);

}  // namespace gongkai::review
