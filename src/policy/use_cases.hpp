// What the office does with plans, letters, the ledger, cases and questions. Each is one transaction with its audit event.
#pragma once
#include "directory/model.hpp"
#include "platform/transaction/transaction.hpp"
#include "policy/in_step.hpp"
#include "policy/ledger.hpp"
#include "policy/store.hpp"

namespace gongkai::policy {

// -- 《政策解读方案》 ---------------------------------------------------------------------------------------------------

struct PlanDraft {
  std::map<std::string, std::string> elements;
  std::vector<PlannedItem> items;
  std::int64_t working_days_after = 0;
  std::string later_reason;
};
/// Version 0 begins the plan and gives it its number. Asks for content.write over the document's unit. Answers the new
/// version, as do the two that follow.
Result<std::int64_t> save_plan(Context& context, DocumentId document, const PlanDraft& draft, std::int64_t version);
Result<std::int64_t> propose_plan(Context& context, DocumentId document, std::int64_t version);
/// Asks for content.review. An accepted plan lets the document go round; a returned one comes with a remark.
Result<std::int64_t> decide_plan(Context& context, DocumentId document, bool accept, std::string_view remark,
                                 std::int64_t version);
/// Opens the draft of an interpretation of the type, linked to the policy, with the plan's elements as its outline.
Result<DocumentId> begin_interpretation(Context& context, DocumentId policy, std::string_view type, ColumnId column);

// -- 台账 --------------------------------------------------------------------------------------------------------------

/// All ask for policy.ledger over the unit.
Result<std::int64_t> record_filing(Context& context, DocumentId document, Day filed_on, std::string_view number,
                                   std::int64_t version);
/// The number that a document from before this platform carries: it must fit the pattern of its body and be free.
Result<std::int64_t> record_registration(Context& context, DocumentId document, std::string_view number,
                                         Day registered_on);
Result<std::int64_t> set_number_pattern(Context& context, const store::NumberPattern& pattern);
/// The unit and all above it: the nearest that has a rule of numbers gives the number.
std::vector<UnitId> bodies_of(db::Session& session, const directory::Unit& unit);
/// The number that the document will have or has; gives it inside the release.
Result<Registration> register_document(Transaction& tx, DocumentId document, const std::vector<UnitId>& bodies);

Result<EvaluationId> open_evaluation(Context& context, DocumentId document, std::string_view reason, Day due_on);
struct Conclusion {
  Decision decision = Decision::keep;
  std::string finding;
  DocumentId result{};
  std::optional<Day> from;  // of an end without another document; today when it is not said
};
Result<std::int64_t> conclude(Context& context, EvaluationId id, const Conclusion& conclusion, std::int64_t version);
/// 清理: an evaluation of every document in force of the unit and all below it.
Result<RoundId> open_round(Context& context, UnitId unit, std::string_view name, Day due_on);
Result<std::int64_t> close_round(Context& context, RoundId id, std::int64_t version);
/// Each night: opens evaluations of what ends within the longest warning, and tells everybody what changed its standing
/// since the night before. Answers how many evaluations it opened.
Result<std::int64_t> watch(Context& context);

// -- 案例和问答 ---------------------------------------------------------------------------------------------------------

/// Asks for policy.ledger over the unit of the interpretation.
Result<void> choose_case(Context& context, DocumentId interpretation, std::string_view praise, std::int64_t sort_order);
Result<void> drop_case(Context& context, DocumentId interpretation);
struct QuestionDraft {
  std::string question;
  std::string source;
  std::string answer;
  DocumentId answered_in{};
};
/// Ask for content.write over the document's unit.
Result<QuestionId> add_question(Context& context, DocumentId document, const QuestionDraft& draft);
Result<std::int64_t> change_question(Context& context, QuestionId id, const QuestionDraft& draft, std::int64_t version);

}  // namespace gongkai::policy
