// All SQL of inspections and of the archive list. Free words are sealed on the way in and opened on the way out.
#pragma once
#include "oversight/rules.hpp"
#include "platform/auth/vault.hpp"
#include "platform/db/session.hpp"

namespace gongkai::oversight::store {

/// A closed request that may be drawn.
struct Candidate {
  CaseId id{};
  std::string number{};
  UnitId unit{};
  std::string unit_name{};
  std::string outcome{};
};
/// By number.
std::vector<Candidate> closed_requests(db::Session& session, std::string_view unit_path, Day first, Day last);

void insert(db::Session& session, const Inspection& inspection);
/// What was told and closed; false when somebody was faster.
bool update(db::Session& session, const Inspection& inspection);
std::optional<Inspection> find(db::Session& session, InspectionId id);
std::vector<Inspection> all(db::Session& session);  // newest first

void insert(db::Session& session, const Sample& sample);
/// Scorer, appeal and answer; false when somebody was faster.
bool update(db::Session& session, const auth::Vault& vault, const Sample& sample);
std::optional<Sample> find(db::Session& session, const auth::Vault& vault, SampleId id);
std::vector<Sample> samples_of(db::Session& session, const auth::Vault& vault, InspectionId id);  // by position
/// Everybody who entered an event of the case, those apart who only pressed or reminded.
std::vector<PersonId> hands_in(db::Session& session, CaseId id);

void put(db::Session& session, const auth::Vault& vault, SampleId sample, const Score& score);
std::vector<Score> scores_of(db::Session& session, const auth::Vault& vault, SampleId sample);
std::map<SampleId, std::vector<Score>> scores_of(db::Session& session, const auth::Vault& vault, InspectionId id);

/// A closed request in the archive list.
struct Filed {
  CaseId id{};
  std::string number{};
  std::string unit_name{};
  std::string outcome{};
  std::optional<Day> received_on{};
  Day closed_on{};
};
/// Closed in these days, in the archive or not yet; in the order of arrival, from behind `after` on.
std::vector<Filed> filed(db::Session& session, std::string_view unit_path, Day first, Day last, bool archived,
                         CaseId after, std::int64_t limit);

}  // namespace gongkai::oversight::store
