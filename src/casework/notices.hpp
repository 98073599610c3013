// What officers are told about cases; rows, so that nothing is lost when nobody looks.
#pragma once
#include "casework/cases.hpp"

namespace gongkai::casework {

/// Tells once for each key. `person` empty tells the unit.
void tell(Transaction& tx, const Case& of, std::string_view kind, UnitId unit, PersonId person, json::object facts,
          std::string_view once_key);
/// What the actor has not seen yet, newest first: addressed to them, or to a unit over which they have the permission.
std::vector<Notice> unseen(db::Session& session, const auth::Actor& actor, std::string_view permission, int limit);
Result<void> see(Context& context, CaseNoticeId id, std::string_view permission);

}  // namespace gongkai::casework
