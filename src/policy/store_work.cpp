// Clean-up rounds, evaluations and questions; the rest of store.hpp is in store.cpp.
#include "policy/store.hpp"

#define ROUND_FIELDS "id, unit, name, opened_on, due_on, closed_on, version"
#define EVALUATION_FIELDS                                                                         \
  "id, document, unit, round, reason, opened_on, due_on, decision, finding, result, decided_by, " \
  "decided_by_name, decided_at, version"
#define QUESTION_FIELDS "id, document, question, source, asked_on, answer, answered_in, answered_on, version"

namespace gongkai {

using policy::Evaluation;
using policy::Question;
using policy::Round;

template <>
struct db::Columns<Round> {
  static constexpr auto list =
      std::tuple{db::column("id", &Round::id),          db::column("unit", &Round::unit),
                 db::column("name", &Round::name),      db::column("opened_on", &Round::opened_on),
                 db::column("due_on", &Round::due_on),  db::column("closed_on", &Round::closed_on),
                 db::column("version", &Round::version)};
};
template <>
struct db::Columns<Evaluation> {
  static constexpr auto list = std::tuple{db::column("id", &Evaluation::id),
                                          db::column("document", &Evaluation::document),
                                          db::column("unit", &Evaluation::unit),
                                          db::column("round", &Evaluation::round),
                                          db::column("reason", &Evaluation::reason),
                                          db::column("opened_on", &Evaluation::opened_on),
                                          db::column("due_on", &Evaluation::due_on),
                                          db::column("decision", &Evaluation::decision),
                                          db::column("finding", &Evaluation::finding),
                                          db::column("result", &Evaluation::result),
                                          db::column("decided_by", &Evaluation::decided_by),
                                          db::column("decided_by_name", &Evaluation::decided_by_name),
                                          db::column("decided_at", &Evaluation::decided_at),
                                          db::column("version", &Evaluation::version)};
};
template <>
struct db::Columns<Question> {
  static constexpr auto list = std::tuple{db::column("id", &Question::id),
                                          db::column("document", &Question::document),
                                          db::column("question", &Question::question),
                                          db::column("source", &Question::source),
                                          db::column("asked_on", &Question::asked_on),
                                          db::column("answer", &Question::answer),
                                          db::column("answered_in", &Question::answered_in),
                                          db::column("answered_on", &Question::answered_on),
                                          db::column("version", &Question::version)};
};

}  // namespace gongkai

namespace gongkai::policy::store {

namespace {

const db::Query round_by_id{"policy.round_by_id", "SELECT " ROUND_FIELDS " FROM policy_round WHERE id = $1"};
const db::Query all_rounds{"policy.rounds", "SELECT " ROUND_FIELDS " FROM policy_round ORDER BY id DESC LIMIT 200"};
const db::Query insert_round{"policy.insert_round",
                             "INSERT INTO policy_round (" ROUND_FIELDS ") VALUES ($1, $2, $3, $4, $5, $6, $7)"};
const db::Query update_round{"policy.update_round",
                             "UPDATE policy_round SET name = $2, due_on = $3, closed_on = $4, version = version + 1 "
                             "WHERE id = $1 AND version = $5"};

const db::Query evaluation_by_id{"policy.evaluation_by_id",
                                 "SELECT " EVALUATION_FIELDS " FROM policy_evaluation WHERE id = $1"};
const db::Query evaluations_open{"policy.evaluations_open",
                                 "SELECT " EVALUATION_FIELDS
                                 " FROM policy_evaluation WHERE decision IS NULL ORDER BY due_on, id LIMIT 1000"};
const db::Query evaluations_of_round{"policy.evaluations_of_round",
                                     "SELECT " EVALUATION_FIELDS
                                     " FROM policy_evaluation WHERE round = $1 ORDER BY due_on, id LIMIT 5000"};
const db::Query evaluations_of_document{"policy.evaluations_of_document",
                                        "SELECT " EVALUATION_FIELDS
                                        " FROM policy_evaluation WHERE document = $1 ORDER BY id DESC"};
const db::Query open_evaluation_of{
    "policy.open_evaluation_of",
    "SELECT id FROM policy_evaluation WHERE document = $1 AND decision IS NULL ORDER BY id LIMIT 1"};
const db::Query insert_evaluation{"policy.insert_evaluation",
                                  "INSERT INTO policy_evaluation (" EVALUATION_FIELDS
                                  ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"};
const db::Query update_evaluation{
    "policy.update_evaluation",
    "UPDATE policy_evaluation SET due_on = $2, decision = $3, finding = $4, result = $5, decided_by = $6, "
    "decided_by_name = $7, decided_at = $8, version = version + 1 WHERE id = $1 AND version = $9"};

const db::Query question_by_id{"policy.question_by_id",
                               "SELECT " QUESTION_FIELDS " FROM policy_question WHERE id = $1"};
const db::Query questions_of_document{"policy.questions_of_document",
                                      "SELECT " QUESTION_FIELDS
                                      " FROM policy_question WHERE document = $1 ORDER BY id LIMIT 200"};
const db::Query insert_question{"policy.insert_question", "INSERT INTO policy_question (" QUESTION_FIELDS
                                                          ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"};
const db::Query update_question{"policy.update_question",
                                "UPDATE policy_question SET question = $2, source = $3, answer = $4, answered_in = $5, "
                                "answered_on = $6, version = version + 1 WHERE id = $1 AND version = $7"};

}  // namespace

std::optional<Round> find_round(db::Session& session, RoundId id) {
  return session.one<Round>(round_by_id, id);
}
std::vector<Round> rounds(db::Session& session) {
  return session.all<Round>(all_rounds);
}
void insert(db::Session& session, const Round& r) {
  session.exec(insert_round, r.id, r.unit, r.name, r.opened_on, r.due_on, r.closed_on, r.version);
}
bool update(db::Session& session, const Round& r) {
  return session.exec(update_round, r.id, r.name, r.due_on, r.closed_on, r.version) == 1;
}

std::optional<Evaluation> find_evaluation(db::Session& session, EvaluationId id) {
  return session.one<Evaluation>(evaluation_by_id, id);
}
std::vector<Evaluation> open_evaluations(db::Session& session) {
  return session.all<Evaluation>(evaluations_open);
}
std::vector<Evaluation> evaluations_of(db::Session& session, RoundId round) {
  return session.all<Evaluation>(evaluations_of_round, round);
}
std::vector<Evaluation> evaluations_of(db::Session& session, DocumentId document) {
  return session.all<Evaluation>(evaluations_of_document, document);
}
bool has_open_evaluation(db::Session& session, DocumentId document) {
  return session.one<EvaluationId>(open_evaluation_of, document).has_value();
}
void insert(db::Session& session, const Evaluation& e) {
  session.exec(insert_evaluation, e.id, e.document, e.unit, e.round, e.reason, e.opened_on, e.due_on, e.decision,
               e.finding, e.result, e.decided_by, e.decided_by_name, e.decided_at, e.version);
}
bool update(db::Session& session, const Evaluation& e) {
  return session.exec(update_evaluation, e.id, e.due_on, e.decision, e.finding, e.result, e.decided_by,
                      e.decided_by_name, e.decided_at, e.version) == 1;
}

std::optional<Question> find_question(db::Session& session, QuestionId id) {
  return session.one<Question>(question_by_id, id);
}
std::vector<Question> questions_of(db::Session& session, DocumentId document) {
  return session.all<Question>(questions_of_document, document);
}
void insert(db::Session& session, const Question& q) {
  session.exec(insert_question, q.id, q.document, q.question, q.source, q.asked_on, q.answer, q.answered_in,
               q.answered_on, q.version);
}
bool update(db::Session& session, const Question& q) {
  return session.exec(update_question, q.id, q.question, q.source, q.answer, q.answered_in, q.answered_on, q.version) ==
         1;
}

}  // namespace gongkai::policy::store
