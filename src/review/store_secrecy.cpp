// The secrecy forms and their answers.
#include "review/store.hpp"

#define FORM_FIELDS                                                                                           \
  "round, title, conclusion, opinion, authority, question, asked_at, authority_answer, answered_at, person, " \
  "person_name, concluded_at, version"
#define ANSWER_FIELDS "round, item, position, question, answer, remark, person, person_name, signed_at"

namespace gongkai {

using review::SecrecyAnswer;
using review::SecrecyForm;

template <>
struct db::Columns<SecrecyForm> {
  static constexpr auto list = std::tuple{db::column("round", &SecrecyForm::round),
                                          db::column("title", &SecrecyForm::title),
                                          db::column("conclusion", &SecrecyForm::conclusion),
                                          db::column("opinion", &SecrecyForm::opinion),
                                          db::column("authority", &SecrecyForm::authority),
                                          db::column("question", &SecrecyForm::question),
                                          db::column("asked_at", &SecrecyForm::asked_at),
                                          db::column("authority_answer", &SecrecyForm::authority_answer),
                                          db::column("answered_at", &SecrecyForm::answered_at),
                                          db::column("person", &SecrecyForm::person),
                                          db::column("person_name", &SecrecyForm::person_name),
                                          db::column("concluded_at", &SecrecyForm::concluded_at),
                                          db::column("version", &SecrecyForm::version)};
};
template <>
struct db::Columns<SecrecyAnswer> {
  static constexpr auto list = std::tuple{
      db::column("round", &SecrecyAnswer::round),        db::column("item", &SecrecyAnswer::item),
      db::column("position", &SecrecyAnswer::position),  db::column("question", &SecrecyAnswer::question),
      db::column("answer", &SecrecyAnswer::answer),      db::column("remark", &SecrecyAnswer::remark),
      db::column("person", &SecrecyAnswer::person),      db::column("person_name", &SecrecyAnswer::person_name),
      db::column("signed_at", &SecrecyAnswer::signed_at)};
};

}  // namespace gongkai

namespace gongkai::review::store {

namespace {

const db::Query form_of_round{"review.form_of_round", "SELECT " FORM_FIELDS " FROM secrecy_form WHERE round = $1"};
const db::Query insert_form{"review.insert_form", "INSERT INTO secrecy_form (" FORM_FIELDS
                                                  ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"};
const db::Query update_form{
    "review.update_form",
    "UPDATE secrecy_form SET conclusion = $3, opinion = $4, authority = $5, question = $6, asked_at = $7, "
    "authority_answer = $8, answered_at = $9, person = $10, person_name = $11, concluded_at = $12, "
    "version = version + 1 WHERE round = $1 AND version = $2 AND concluded_at IS NULL"};
const db::Query put_answer{
    "review.put_answer",
    "INSERT INTO secrecy_answer (" ANSWER_FIELDS
    ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (round, item) DO UPDATE SET position = "
    "excluded.position, question = excluded.question, answer = excluded.answer, remark = excluded.remark, person = "
    "excluded.person, person_name = excluded.person_name, signed_at = excluded.signed_at"};
const db::Query answers_of_round{
    "review.answers_of_round", "SELECT " ANSWER_FIELDS " FROM secrecy_answer WHERE round = $1 ORDER BY position, item"};

}  // namespace

std::optional<SecrecyForm> find_form(db::Session& session, RoundId round) {
  return session.one<SecrecyForm>(form_of_round, round);
}
void insert(db::Session& session, const SecrecyForm& f) {
  session.exec(insert_form, f.round, f.title, f.conclusion, f.opinion, f.authority, f.question, f.asked_at,
               f.authority_answer, f.answered_at, f.person, f.person_name, f.concluded_at, f.version);
}
bool update(db::Session& session, const SecrecyForm& f) {
  return session.exec(update_form, f.round, f.version, f.conclusion, f.opinion, f.authority, f.question, f.asked_at,
                      f.authority_answer, f.answered_at, f.person, f.person_name, f.concluded_at) == 1;
}
void put(db::Session& session, const SecrecyAnswer& a) {
  session.exec(put_answer, a.round, a.item, a.position, a.question, a.answer, a.remark, a.person, a.person_name,
               a.signed_at);
}
std::vector<SecrecyAnswer> answers_of(db::Session& session, RoundId round) {
  return session.all<SecrecyAnswer>(answers_of_round, round);
}

}  // namespace gongkai::review::store
