// All SQL of this capability: rows in and out, no decisions.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "platform/db/session.hpp"
#include "review/model.hpp"

namespace gongkai::review::store {

// -- rounds and signatures (store.cpp) --------------------------------------------------------------------------------

void insert(db::Session& session, const Round& round);
std::optional<Round> find_round(db::Session& session, RoundId id);
/// The one that is not ended.
std::optional<Round> open_round(db::Session& session, EditionId edition);
std::vector<Round> rounds_of(db::Session& session, DocumentId document);  // newest first
std::int64_t count_rounds(db::Session& session, EditionId edition);
/// Takes the row of a round that is still open, so that signing and ending exclude each other; false when it is ended.
bool hold(db::Session& session, RoundId id);
void end(db::Session& session, RoundId id, Outcome outcome, Instant now);

/// False when the step was signed meanwhile.
bool insert(db::Session& session, const Signature& signature);
std::vector<Signature> signatures_of(db::Session& session, RoundId round);
std::vector<Signature> signatures_of(db::Session& session, const db::List& rounds);

void insert(db::Session& session, const Remark& remark);
std::optional<Remark> find_remark(db::Session& session, RemarkId id);
std::vector<Remark> remarks_of(db::Session& session, EditionId edition);
std::int64_t count_open_remarks(db::Session& session, EditionId edition);
/// False when it was resolved before.
bool resolve(db::Session& session, const Remark& remark);

/// A round that lies on somebody's desk.
struct OpenRound {
  RoundId round{};
  DocumentId document{};
  EditionId edition{};
  UnitId unit{};
  SiteId site{};
  std::int64_t number = 1;
  std::string route;
  std::string type;
  std::string title;
  std::string writer_name;
  Instant started_at{};
  bool form_signed = false;
};
/// Those that wait longest, first.
std::vector<OpenRound> open_rounds(db::Session& session, const db::List& units, std::int64_t limit);
struct Writer {
  EditionId edition{};
  PersonId person{};
};
std::vector<Writer> writers_of(db::Session& session, const db::List& rounds);

struct Override {
  DocumentId document{};
  UnitId unit{};
  std::string title;
  std::string step;
  std::string route;
  std::string person_name;
  std::string reason;
  Instant signed_at{};
};
/// Newest first; `before` is the signing time of the last one shown, 0 for the first page.
std::vector<Override> overrides(db::Session& session, const db::List& units, Instant before, std::int64_t limit);

// -- secrecy forms (store_secrecy.cpp) ----------------------------------------------------------------------------------

std::optional<SecrecyForm> find_form(db::Session& session, RoundId round);
void insert(db::Session& session, const SecrecyForm& form);
/// False when somebody was faster.
bool update(db::Session& session, const SecrecyForm& form);
void put(db::Session& session, const SecrecyAnswer& answer);
std::vector<SecrecyAnswer> answers_of(db::Session& session, RoundId round);

// -- delegations, settings (store_duties.cpp) -----------------------------------------------------------------------------

void insert(db::Session& session, const Delegation& delegation);
std::optional<Delegation> find_delegation(db::Session& session, DelegationId id);
std::vector<Delegation> delegations_to(db::Session& session, PersonId person, Day today);
/// From or to the person, newest first; of everybody for an empty person.
std::vector<Delegation> delegations(db::Session& session, PersonId person, std::int64_t limit);
bool end(db::Session& session, DelegationId id, Instant now);

struct Setting {
  UnitId unit{};
  std::string route;  // "": nothing beyond the type's own
  std::optional<std::int64_t> basis_points;
  std::int64_t version = 0;
};
std::vector<Setting> settings_of(db::Session& session, const db::List& units);
bool put(db::Session& session, const Setting& setting);  // version: the one that was seen; false when stale

// -- looking again (store_rechecks.cpp) ---------------------------------------------------------------------------------

/// Nothing happens when the edition has one of this kind.
bool insert(db::Session& session, const Recheck& recheck);
std::optional<Recheck> find_recheck(db::Session& session, RecheckId id);
struct RecheckFilter {
  db::List units;
  RecheckKind kind{};  // none: both
  bool open_only = false;
  RecheckId before{};
  std::int64_t limit = 50;
};
std::vector<Recheck> rechecks(db::Session& session, const RecheckFilter& filter);
/// False when it has a result already.
bool finish(db::Session& session, const Recheck& recheck);
bool answer(db::Session& session, const Recheck& recheck);

struct Release {
  DocumentId document{};
  EditionId edition{};
  UnitId unit{};
  std::string title;
  Instant released_at{};
};
/// What became public in the span of time and passed a round.
std::vector<Release> releases(db::Session& session, Instant from, Instant to);

// -- contributions (store_contributions.cpp) ------------------------------------------------------------------------------

void insert(db::Session& session, const Contribution& contribution);
std::optional<Contribution> find_contribution(db::Session& session, ContributionId id);
struct ContributionFilter {
  db::List to_units;
  PersonId person{};  // what this person sent; else what came to the units
  ContributionState state{};
  ContributionId before{};
  std::int64_t limit = 50;
};
std::vector<Contribution> contributions(db::Session& session, const ContributionFilter& filter);
/// False when it was decided before.
bool decide(db::Session& session, const Contribution& contribution);
struct ContributionCount {
  UnitId unit{};
  std::int64_t sent = 0;
  std::int64_t adopted = 0;
  std::int64_t declined = 0;
};
std::vector<ContributionCount> contribution_counts(db::Session& session, const db::List& to_units, Instant from,
                                                   Instant to);

// -- who answered for what (store_record.cpp) ---------------------------------------------------------------------------

struct UnitRecord {
  UnitId unit{};
  std::int64_t rounds = 0;
  std::int64_t returned = 0;
  std::int64_t released = 0;
  std::int64_t overrides = 0;
  std::int64_t emergencies = 0;
  std::int64_t findings = 0;
};
std::vector<UnitRecord> record(db::Session& session, const db::List& units, Instant from, Instant to);

}  // namespace gongkai::review::store
