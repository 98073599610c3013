#include "casework/notices.hpp"

#include <algorithm>

#include "casework/store.hpp"

namespace gongkai::casework {

void tell(Transaction& tx, const Case& of, std::string_view kind, UnitId unit, PersonId person, json::object facts,
          std::string_view once_key) {
  const bool is_new = store::insert(tx.db(), store::NoticeRow{.id = tx.new_id<CaseNoticeId>(),
                                                              .case_id = of.id,
                                                              .kind = std::string(kind),
                                                              .unit = unit,
                                                              .person = person,
                                                              .facts = json::to_string(facts),
                                                              .once_key = std::string(once_key),
                                                              .made_at = tx.now()});
  if (is_new) tx.changed("case_notice", of.id.value);
}

std::vector<Notice> unseen(db::Session& session, const auth::Actor& actor, std::string_view permission, int limit) {
  std::vector<Notice> all;
  for (const auto& grant : actor.scope_of(permission))
    for (auto& row : store::unseen(session, grant.unit_path, grant.with_subtree, actor.person, limit)) {
      const auto facts = json::parse(row.facts);
      all.push_back({.id = row.id,
                     .case_id = row.case_id,
                     .number = std::move(row.number),
                     .kind = std::move(row.kind),
                     .unit = row.unit,
                     .person = row.person,
                     .facts = facts && facts->is_object() ? facts->get_object() : json::object{},
                     .once_key = std::move(row.once_key),
                     .made_at = row.made_at,
                     .seen_at = row.seen_at});
    }
  std::ranges::sort(all, std::ranges::greater{}, &Notice::id);
  const auto twice = std::ranges::unique(all, {}, &Notice::id);
  all.erase(twice.begin(), twice.end());
  if (all.size() > static_cast<std::size_t>(limit)) all.resize(static_cast<std::size_t>(limit));
  return all;
}

Result<void> see(Context& context, CaseNoticeId id, std::string_view permission) {
  return in_transaction(context, "case.see_notice", [&](Transaction& tx) -> Result<void> {
    const auto place = store::notice_place(tx.db(), id);
    if (!place) return refuse(FaultKind::not_found, "case.notice_unknown");
    CHECK_OK(tx.require(permission, place->unit_path));
    if (place->person && place->person != context.actor.person)
      return refuse(FaultKind::not_found, "case.notice_unknown");
    tx.about("case", place->case_id.value, {});
    store::see(tx.db(), id, context.actor.person, tx.now());
    return {};
  });
}

}  // namespace gongkai::casework
