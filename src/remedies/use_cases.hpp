// What an officer does with reconsiderations and lawsuits. Permission requests.handle over the unit of the case.
#pragma once
#include "casework/cases.hpp"
#include "remedies/model.hpp"
#include "remedies/rules.hpp"

namespace gongkai::remedies {

/// The papers arrived: a case beside the request, or alone for the unit.
Result<CaseId> record(Context& context, const Notification& notification);
Result<void> note_answer(Context& context, CaseId id, Day on, const std::string& words, std::int64_t version);
Result<void> conclude(Context& context, CaseId id, const Conclusion& conclusion, std::int64_t version);
/// It goes on: "appealed" (second instance or retrial) or "reopened" (entered by mistake, or resumed).
Result<void> go_on(Context& context, CaseId id, std::string_view act, Day on, const std::string& reason,
                   std::int64_t version);
Result<void> note(Context& context, CaseId id, const std::string& words, std::int64_t version);

std::optional<Remedy> find(db::Session& session, const auth::Vault& vault, CaseId id);
/// Those about the request, oldest first.
std::vector<Remedy> about(db::Session& session, const auth::Vault& vault, CaseId request);

/// Table 4 of the unit's annual report; with its subtree for the roll-up.
TableFour table_four(db::Session& session, std::string_view unit_path, bool with_subtree, int year);
/// The cases behind one cell.
std::vector<CaseId> behind(db::Session& session, std::string_view unit_path, bool with_subtree, int year,
                           const Cell& cell);

/// Tells the assignee or the unit of answers that are due within the settings' days, once a case. For the daily job.
int warn_of_answers(Context& context);

}  // namespace gongkai::remedies
