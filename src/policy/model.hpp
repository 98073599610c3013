// What the policy library knows of a document, and the records this capability keeps beside it: plans and reminder letters
// of the interpretation, registration and end of a normative document, evaluations, cases and questions.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/links.hpp"

namespace gongkai {
using LetterId = Id<struct LetterTag>;
using EvaluationId = Id<struct EvaluationTag>;
using RoundId = Id<struct RoundTag>;
using QuestionId = Id<struct QuestionTag>;
}  // namespace gongkai

namespace gongkai::policy {

/// 有效 · 尚未施行 · 已修改 · 失效 · 宣布失效 · 废止
enum class Standing { in_force = 1, not_yet, amended, lapsed, declared_lapsed, repealed };
std::string_view name_of(Standing standing);
std::optional<Standing> parse_standing(std::string_view name);
inline bool has_ended(Standing standing) {
  return standing >= Standing::lapsed;
}

/// A link that leaves a document.
struct Tie {
  content::LinkKind kind = content::LinkKind::see_also;
  DocumentId to{};
  std::string note;
};

/// Who answers questions about it.
struct Contact {
  std::string office;
  std::string person;
  std::string phone;
};

/// A decision that ended a document without another document that repeals it: 清理、评估.
struct Ending {
  DocumentId document{};
  Standing standing = Standing::repealed;
  Day from{};  // the first day on which it no longer holds
  std::string basis;
  PersonId decided_by{};
  Instant decided_at{};
};

/// 登记编号
struct Registration {
  DocumentId document{};
  UnitId unit{};
  std::string number;
  Day registered_on{};
  std::optional<Day> filed_on;  // 报送备案
  std::string filing_number;
  std::int64_t version = 1;
};

/// A public document of the library: a policy, or an interpretation of one.
struct Policy {
  DocumentId id{};
  SiteId site{};
  UnitId unit{};
  ColumnId column{};
  std::string type;
  std::string title;
  std::string summary;
  std::string index_number;
  std::string number;  // 发文字号
  std::string series;  // its 机关代字
  std::string issuer;
  std::string theme;
  std::string genre;  // 体裁: 办法、意见、通知…
  std::vector<std::string> audiences;
  std::vector<std::string> fields;  // 营商领域
  std::optional<Day> formed_on;
  std::optional<Day> effective_on;
  std::optional<Day> valid_until;
  Day published_on{};
  Day changed_on{};      // release of the edition that is public now
  std::string declared;  // the validity that the unit wrote down: history from before the library
  Contact contact;
  std::string form;         // of an interpretation; "" for a policy
  bool registered = false;  // its type belongs to the ledger
  bool must_interpret = false;
  std::optional<Day> expires_on;  // after it the document leaves the lists
  std::vector<Tie> ties;
  std::optional<Registration> registration;
  std::optional<Ending> ending;

  bool is_interpretation() const { return !form.empty(); }
  std::optional<DocumentId> interpreted() const;  // what it interprets, if it does
};

enum class PlanState { draft = 1, proposed, accepted, returned };
std::string_view name_of(PlanState state);

/// One thing that the plan promises: this form, through this channel, by this unit.
struct PlannedItem {
  std::string form;
  std::string channel;
  std::string unit;  // who makes it
};

/// 《政策解读方案》
struct Plan {
  DocumentId document{};
  std::string number;
  PlanState state = PlanState::draft;
  std::map<std::string, std::string> elements;  // element → what will be said
  std::vector<PlannedItem> items;
  std::int64_t working_days_after = 0;  // 0: together with the policy
  std::string later_reason;
  PersonId writer{};
  std::string writer_name;
  Instant changed_at{};
  PersonId decided_by{};
  std::string decided_by_name;
  std::optional<Instant> decided_at;
  std::string remark;
  std::int64_t version = 1;
};

/// 《政策解读提醒函》: stays as it was written, whatever becomes of the document.
struct Letter {
  LetterId id{};
  DocumentId document{};
  UnitId unit{};
  std::string number;
  std::string title;      // of the document, then
  std::string unit_name;  // addressed to
  std::string writer_name;
  std::vector<std::string> reasons;
  Instant written_at{};
};

/// 继续有效 · 废止 · 修改 · 解释 · 另立新文件 · 宣布失效
enum class Decision { keep = 1, repeal, amend, interpret, replace, declare_lapsed };
std::string_view name_of(Decision decision);
std::optional<Decision> parse_decision(std::string_view name);

/// 政策评估: a task that ends in a decision.
struct Evaluation {
  EvaluationId id{};
  DocumentId document{};
  UnitId unit{};
  RoundId round{};
  std::string reason;
  Day opened_on{};
  Day due_on{};
  std::optional<Decision> decision;
  std::string finding;
  DocumentId result{};  // the document that repeals, amends, interprets or replaces it
  PersonId decided_by{};
  std::string decided_by_name;
  std::optional<Instant> decided_at;
  std::int64_t version = 1;
};

/// 清理
struct Round {
  RoundId id{};
  UnitId unit{};
  std::string name;
  Day opened_on{};
  Day due_on{};
  std::optional<Day> closed_on;
  std::int64_t version = 1;
};

/// 政策解读优秀案例
struct Case {
  DocumentId document{};
  std::string praise;
  std::int64_t sort_order = 0;
  PersonId chosen_by{};
  Instant chosen_at{};
};

/// What people keep asking about a policy, and the answer.
struct Question {
  QuestionId id{};
  DocumentId document{};
  std::string question;
  std::string source;
  Day asked_on{};
  std::string answer;        // "" while it waits
  DocumentId answered_in{};  // the interpretation that takes it up
  std::optional<Day> answered_on;
  std::int64_t version = 1;
};

}  // namespace gongkai::policy
