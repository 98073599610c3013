// What can be done: draw, assign, score, tell, appeal, answer, close.
#pragma once
#include <map>

#include "oversight/prefill.hpp"
#include "oversight/rules.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::oversight {

struct Order {
  std::string name{};
  UnitId unit{};  // over whose units it goes
  Day first_day{};
  Day last_day{};
  std::vector<std::string> outcomes{};  // empty: all
  Strata strata = Strata::unit;
  Amount amount{};
  std::string seed{};  // "" lets the system throw the dice
};
/// The frame of an order: how many cases, by stratum. Nobody sees who would be drawn before it is drawn.
struct Frame {
  std::int64_t size = 0;
  std::vector<Stratum> strata{};  // `drawn`: how many the amount would take
};
Result<Frame> frame_of(Context& context, const Order& order);
Result<InspectionId> draw(Context& context, const Order& order);

/// Gives the cases that nobody scores yet to these people, evenly; refuses with the cases that none of them may score.
Result<void> assign_all(Context& context, InspectionId id, const std::vector<PersonId>& scorers, std::int64_t version);
Result<void> assign(Context& context, SampleId id, PersonId scorer, std::int64_t version);

Result<void> score(Context& context, SampleId id, const std::vector<Entry>& entries, std::int64_t version);

/// The results go to the units; from now on they stand.
Result<void> tell(Context& context, InspectionId id, std::int64_t version);
Result<void> appeal(Context& context, SampleId id, const std::string& words, std::int64_t version);
struct Ruling {
  std::string words{};
  std::map<std::string, std::int64_t> lost{};  // criteria of which less is deducted now; empty: nothing changes
};
Result<void> answer(Context& context, SampleId id, const Ruling& ruling, std::int64_t version);
Result<void> close(Context& context, InspectionId id, std::int64_t version);

// -- reading -----------------------------------------------------------------------------------------------------------

/// Whether the actor organises or scores it: sees every case of it. Its units see their own results once they are told.
bool sees_all(const auth::Actor& actor, const Inspection& inspection);
bool sees(const auth::Actor& actor, const Inspection& inspection, const Sample& sample);
std::vector<Sample> visible_samples(db::Session& session, const Context& context, const Inspection& inspection);
std::vector<ScoredSample> scored_samples(db::Session& session, const Context& context, const Inspection& inspection);

/// The case as the checks read it, and what they find, in the order of the sheet.
class Examined {
 public:
  Examined(db::Session& session, const Context& context, CaseId id);
  Proposal propose(std::string_view check) const { return oversight::propose(check, m_record); }
  std::vector<Proposal> propose(const Sheet& sheet) const;
  const CaseRecord& record() const { return m_record; }

 private:
  struct Opened;
  std::shared_ptr<const Opened> m_opened;
  CaseRecord m_record{};
};

/// Who may score cases of the unit's tree.
struct ScorerChoice {
  PersonId person{};
  std::string name{};
  std::string unit_name{};
  UnitId unit{};
};
std::vector<ScorerChoice> scorers_of(db::Session& session, std::string_view unit_path);

}  // namespace gongkai::oversight
