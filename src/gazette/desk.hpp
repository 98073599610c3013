// What every use case begins with.
#pragma once
#include "directory/api.hpp"
#include "gazette/store.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::gazette {

struct Desk {
  Issue issue;
  directory::Unit unit;
  directory::Site site;
};

inline Result<Desk> find_desk(db::Session& session, IssueId id) {
  auto issue = store::find(session, id);
  if (!issue) return refuse(FaultKind::not_found, "gazette.not_found");
  auto unit = directory::find_unit(session, issue->unit);
  auto site = directory::find_site(session, issue->site);
  if (!unit || !site) return refuse(FaultKind::not_found, "gazette.not_found");
  return Desk{*std::move(issue), *std::move(unit), *std::move(site)};
}

inline Result<Desk> open_desk(Transaction& tx, IssueId id) {
  auto desk = TRY(find_desk(tx.db(), id));
  CHECK_OK(tx.require("content.write", desk.unit.path));
  tx.about("gazette", id.value, desk.unit.id);
  return desk;
}

/// Readers of the public pages and of the search index see what the issue says now.
inline void tell(Transaction& tx, const Issue& issue) {
  tx.changed("gazette", issue.id.value);
  if (issue.document) tx.changed("document", issue.document.value);
}

}  // namespace gongkai::gazette
