#include "requests/store.hpp"

namespace gongkai {

using requests::store::DraftRow;
using requests::store::Earlier;
using requests::store::PartyRow;
using requests::store::RatingRow;
using requests::store::RequestRow;

template <>
struct db::Columns<RequestRow> {
  static constexpr auto list = std::tuple{
      db::column("case_id", &RequestRow::case_id),
      db::column("site", &RequestRow::site),
      db::column("channel", &RequestRow::channel),
      db::column("applicant_kind", &RequestRow::applicant_kind),
      db::column("applicant", &RequestRow::applicant),
      db::column("description", &RequestRow::description),
      db::column("form", &RequestRow::form),
      db::column("delivery", &RequestRow::delivery),
      db::column("about", &RequestRow::about),
      db::column("identity_index", &RequestRow::identity_index),
      db::column("phone_index", &RequestRow::phone_index),
      db::column("email_index", &RequestRow::email_index),
      db::column("text_index", &RequestRow::text_index),
      db::column("received_on", &RequestRow::received_on),
      db::column("outcome", &RequestRow::outcome),
  };
};
template <>
struct db::Columns<Earlier> {
  static constexpr auto list = std::tuple{db::column("id", &Earlier::id), db::column("opened_on", &Earlier::opened_on),
                                          db::column("text_index", &Earlier::text_index)};
};
template <>
struct db::Columns<PartyRow> {
  static constexpr auto list =
      std::tuple{db::column("case_id", &PartyRow::case_id), db::column("party", &PartyRow::party),
                 db::column("question", &PartyRow::question)};
};
template <>
struct db::Columns<DraftRow> {
  static constexpr auto list = std::tuple{db::column("id", &DraftRow::id), db::column("form", &DraftRow::form)};
};
template <>
struct db::Columns<RatingRow> {
  static constexpr auto list =
      std::tuple{db::column("satisfied", &RatingRow::satisfied), db::column("words", &RatingRow::words),
                 db::column("missing", &RatingRow::missing)};
};

}  // namespace gongkai

namespace gongkai::requests::store {

namespace {

#define REQUEST_FIELDS                                                                                      \
  "case_id, site, channel, applicant_kind, applicant, description, form, delivery, about, identity_index, " \
  "phone_index, email_index, "                                                                              \
  "text_index, received_on, outcome"

const db::Query insert_request{"requests.insert",
                               "INSERT INTO request (" REQUEST_FIELDS
                               ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)"};
const db::Query update_request{"requests.update",
                               "UPDATE request SET applicant_kind = $2, applicant = $3, form = $4, delivery = $5, "
                               "received_on = $6, outcome = $7 WHERE case_id = $1"};
const db::Query request_by_case{"requests.request", "SELECT " REQUEST_FIELDS " FROM request WHERE case_id = $1"};

const db::Query find_same_open{"requests.same_open",
                               "SELECT r.case_id FROM request r JOIN work_case c ON c.id = r.case_id WHERE "
                               "r.identity_index = $1 AND r.text_index = "
                               "$2 AND c.unit = $3 AND c.closed_on IS NULL ORDER BY r.case_id LIMIT 1"};
const db::Query requests_of_applicant{"requests.of_applicant",
                                      "SELECT c.id, c.opened_on, r.text_index FROM request r JOIN work_case c ON c.id "
                                      "= r.case_id WHERE r.identity_index = "
                                      "$1 AND c.kind = 'request' ORDER BY r.case_id DESC LIMIT $2"};

const db::Query cases_of_email{"requests.of_email",
                               "SELECT case_id FROM request WHERE email_index = $1 ORDER BY case_id DESC LIMIT $2"};
const db::Query cases_of_phone{"requests.of_phone",
                               "SELECT case_id FROM request WHERE phone_index = $1 ORDER BY case_id DESC LIMIT $2"};

const db::Query insert_party{"requests.insert_party",
                             "INSERT INTO request_party (case_id, party, question) VALUES ($1, $2, $3)"};
const db::Query party_of_case{"requests.party",
                              "SELECT case_id, party, question FROM request_party WHERE case_id = $1"};

const db::Query upsert_draft{
    "requests.keep_draft",
    "INSERT INTO request_draft (digest, id, form, last_day, saved_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (digest) "
    "DO "
    "UPDATE SET id = excluded.id, form = excluded.form, last_day = excluded.last_day, saved_at = excluded.saved_at"};
const db::Query draft_of{"requests.draft", "SELECT id, form FROM request_draft WHERE digest = $1 AND last_day >= $2"};
const db::Query delete_draft{"requests.delete_draft", "DELETE FROM request_draft WHERE digest = $1"};
const db::Query delete_drafts{"requests.delete_drafts", "DELETE FROM request_draft WHERE last_day < $1"};

const db::Query put_rating{
    "requests.rate",
    "INSERT INTO request_rating (case_id, satisfied, words, missing, rated_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT "
    "(case_id) DO NOTHING"};
const db::Query rating_of_case{"requests.rating",
                               "SELECT satisfied, words, missing FROM request_rating WHERE case_id = $1"};

}  // namespace

void insert(db::Session& session, const RequestRow& r) {
  session.put(insert_request, r.case_id, r.site, r.channel, r.applicant_kind, r.applicant, r.description, r.form,
              r.delivery, r.about, r.identity_index, r.phone_index, r.email_index, r.text_index, r.received_on,
              r.outcome);
}
void update(db::Session& session, const RequestRow& r) {
  session.put(update_request, r.case_id, r.applicant_kind, r.applicant, r.form, r.delivery, r.received_on, r.outcome);
}
std::optional<RequestRow> find(db::Session& session, CaseId id) {
  return session.one<RequestRow>(request_by_case, id);
}
std::optional<CaseId> same_open(db::Session& session, const db::Bytes& identity, const db::Bytes& text, UnitId unit) {
  return session.one<CaseId>(find_same_open, identity, text, unit);
}
std::vector<Earlier> of_applicant(db::Session& session, const db::Bytes& identity, int limit) {
  return session.all<Earlier>(requests_of_applicant, identity, limit);
}

std::vector<CaseId> of_email(db::Session& session, const db::Bytes& email, int limit) {
  return session.all<CaseId>(cases_of_email, email, limit);
}
std::vector<CaseId> of_phone(db::Session& session, const db::Bytes& phone, int limit) {
  return session.all<CaseId>(cases_of_phone, phone, limit);
}

void insert(db::Session& session, const PartyRow& p) {
  session.put(insert_party, p.case_id, p.party, p.question);
}
std::optional<PartyRow> find_party(db::Session& session, CaseId consultation) {
  return session.one<PartyRow>(party_of_case, consultation);
}

void keep_draft(db::Session& session, const db::Bytes& digest, const DraftRow& row, Day last_day, Instant now) {
  session.exec(upsert_draft, digest, row.id, row.form, last_day, now);
}
std::optional<DraftRow> find_draft(db::Session& session, const db::Bytes& digest, Day today) {
  return session.one<DraftRow>(draft_of, digest, today);
}
void forget_draft(db::Session& session, const db::Bytes& digest) {
  session.exec(delete_draft, digest);
}
std::int64_t forget_drafts(db::Session& session, Day before) {
  return session.exec(delete_drafts, before);
}

bool insert_rating(db::Session& session, CaseId id, const RatingRow& r, Instant now) {
  return session.exec(put_rating, id, r.satisfied, r.words, r.missing, now) == 1;
}
std::optional<RatingRow> rating_of(db::Session& session, CaseId id) {
  return session.one<RatingRow>(rating_of_case, id);
}

}  // namespace gongkai::requests::store
