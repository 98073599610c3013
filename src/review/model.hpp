// The record of who checked an edition before the public saw it: rounds of signatures, remarks at passages, stand-ins,
// the secrecy form, and what is looked at again afterwards.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/model.hpp"

namespace gongkai {
using RoundId = Id<struct ReviewRoundTag>;
using RemarkId = Id<struct ReviewRemarkTag>;
using DelegationId = Id<struct ReviewDelegationTag>;
using RecheckId = Id<struct RecheckTag>;
using ContributionId = Id<struct ContributionTag>;
}  // namespace gongkai

namespace gongkai::review {

enum class Outcome { open = 0, returned, released, withdrawn };
std::string_view name_of(Outcome outcome);

/// 轮次: begins when an edition is submitted, ends when it is returned or released.
struct Round {
  RoundId id{};
  DocumentId document{};
  EditionId edition{};
  UnitId unit{};
  std::int64_t number = 1;
  std::string route;
  std::string content_digest;  // of the text the signatures stand for
  Instant started_at{};
  std::optional<Instant> ended_at;
  Outcome outcome = Outcome::open;
};

struct Signature {
  RoundId round{};
  std::string step;
  PersonId person{};
  std::string person_name;
  PersonId on_behalf{};  // whose right it was, when signed as a stand-in
  std::string on_behalf_name;
  std::string override_reason;  // signed by the head of the unit against the rule of distinct people
  std::string remark;
  Instant signed_at{};
};

/// 审核意见 at a passage of the body.
struct Remark {
  RemarkId id{};
  RoundId round{};
  EditionId edition{};
  PersonId person{};
  std::string person_name;
  std::string quote;          // the passage, "" for the whole
  std::int64_t position = 0;  // of its first character in the plain text
  std::string text;
  Instant written_at{};
  PersonId resolved_by{};
  std::string resolved_name;
  std::string answer;
  std::optional<Instant> resolved_at;
};

/// 委托: somebody else may sign with my right for a while.
struct Delegation {
  DelegationId id{};
  PersonId from{};
  std::string from_name;
  PersonId to{};
  std::string to_name;
  std::string permissions;  // separated by blanks; all of them review.…
  Day first{};
  Day last{};
  std::string reason;
  Instant made_at{};
  std::optional<Instant> ended_at;
};

/// 《信息公开保密审查表》 of one round.
struct SecrecyForm {
  RoundId round{};
  std::string title;
  std::string conclusion;  // "", public, not_public
  std::string opinion;
  std::string authority;  // asked for a decision: Regulation Art. 17(3)
  std::string question;
  std::optional<Instant> asked_at;
  std::string authority_answer;
  std::optional<Instant> answered_at;
  PersonId person{};
  std::string person_name;
  std::optional<Instant> concluded_at;
  std::int64_t version = 1;
};

struct SecrecyAnswer {
  RoundId round{};
  std::string item;
  std::int64_t position = 0;
  std::string question;  // as it stood in the form when it was signed
  std::string answer;    // none, concerned
  std::string remark;
  PersonId person{};
  std::string person_name;
  Instant signed_at{};
};

enum class RecheckKind { sample = 1, emergency };
std::string_view name_of(RecheckKind kind);
std::optional<RecheckKind> parse_recheck_kind(std::string_view name);

/// 发后再审
struct Recheck {
  RecheckId id{};
  RecheckKind kind = RecheckKind::sample;
  DocumentId document{};
  EditionId edition{};
  UnitId unit{};
  std::string title;
  std::string reason;  // of the emergency
  PersonId caused_by{};
  std::string caused_by_name;
  Instant made_at{};
  Day due{};
  std::string result;  // "", sound, finding
  std::string finding;
  PersonId person{};
  std::string person_name;
  std::optional<Instant> checked_at;
  std::string answer;  // of the unit to the finding
  std::string answered_name;
  std::optional<Instant> answered_at;
};

enum class ContributionState { waiting = 1, adopted, declined };
std::string_view name_of(ContributionState state);
std::optional<ContributionState> parse_contribution_state(std::string_view name);

/// 信息员来稿
struct Contribution {
  ContributionId id{};
  UnitId from_unit{};
  UnitId to_unit{};
  PersonId person{};
  std::string person_name;
  std::string title;
  std::string text;
  std::string source;
  Instant sent_at{};
  ContributionState state = ContributionState::waiting;
  std::string reason;
  std::string decided_name;
  std::optional<Instant> decided_at;
  DocumentId document{};  // what was made of it
};

}  // namespace gongkai::review
