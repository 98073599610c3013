// All SQL of this capability. Functions read and write rows; they decide nothing.
#pragma once
#include "platform/db/session.hpp"
#include "policy/model.hpp"

namespace gongkai::policy::store {

std::int64_t next_serial(db::Session& session, std::string_view series);

std::optional<Plan> find_plan(db::Session& session, DocumentId document);
void insert(db::Session& session, const Plan& plan);
/// False when somebody else changed it meanwhile.
bool update(db::Session& session, const Plan& plan);
std::vector<Plan> plans_in(db::Session& session, PlanState state);

void insert(db::Session& session, const Letter& letter);
std::optional<Letter> find_letter(db::Session& session, LetterId id);
std::vector<Letter> letters_of(db::Session& session, DocumentId document);  // newest first
std::vector<Letter> letters(db::Session& session, LetterId before, int limit);

std::optional<Registration> find_registration(db::Session& session, DocumentId document);
std::vector<Registration> registrations(db::Session& session);
/// False when the number belongs to another document.
bool insert(db::Session& session, const Registration& registration);
bool update(db::Session& session, const Registration& registration);
/// Undone imports only: what was registered stays in the ledger otherwise.
void remove_registration(db::Session& session, DocumentId document);

struct NumberPattern {
  UnitId unit{};
  std::string pattern;
  std::string unit_code;
  std::int64_t version = 1;
};
std::optional<NumberPattern> find_pattern(db::Session& session, UnitId unit);
std::vector<NumberPattern> patterns(db::Session& session);
void insert(db::Session& session, const NumberPattern& pattern);
bool update(db::Session& session, const NumberPattern& pattern);

std::optional<Ending> find_ending(db::Session& session, DocumentId document);
std::vector<Ending> endings(db::Session& session);
void put(db::Session& session, const Ending& ending);

std::optional<Round> find_round(db::Session& session, RoundId id);
std::vector<Round> rounds(db::Session& session);  // newest first
void insert(db::Session& session, const Round& round);
bool update(db::Session& session, const Round& round);

std::optional<Evaluation> find_evaluation(db::Session& session, EvaluationId id);
/// Open ones by their day; of a round, all.
std::vector<Evaluation> open_evaluations(db::Session& session);
std::vector<Evaluation> evaluations_of(db::Session& session, RoundId round);
std::vector<Evaluation> evaluations_of(db::Session& session, DocumentId document);  // newest first
bool has_open_evaluation(db::Session& session, DocumentId document);
void insert(db::Session& session, const Evaluation& evaluation);
bool update(db::Session& session, const Evaluation& evaluation);

std::vector<Case> cases(db::Session& session);
void put(db::Session& session, const Case& chosen);
bool remove_case(db::Session& session, DocumentId document);

std::optional<Question> find_question(db::Session& session, QuestionId id);
std::vector<Question> questions_of(db::Session& session, DocumentId document);
void insert(db::Session& session, const Question& question);
bool update(db::Session& session, const Question& question);

}  // namespace gongkai::policy::store
