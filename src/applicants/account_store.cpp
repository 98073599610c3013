#include "applicants/account_store.hpp"

namespace gongkai {

using applicants::store::AccountRow;
using applicants::store::EntryRow;

template <>
struct db::Columns<AccountRow> {
  static constexpr auto list =
      std::tuple{db::column("id", &AccountRow::id),           db::column("way", &AccountRow::way),
                 db::column("address", &AccountRow::address), db::column("address_index", &AccountRow::address_index),
                 db::column("details", &AccountRow::details), db::column("made_at", &AccountRow::made_at)};
};
template <>
struct db::Columns<EntryRow> {
  static constexpr auto list =
      std::tuple{db::column("id", &EntryRow::id),           db::column("way", &EntryRow::way),
                 db::column("address", &EntryRow::address), db::column("address_index", &EntryRow::address_index),
                 db::column("nonce", &EntryRow::nonce),     db::column("sendings", &EntryRow::sendings),
                 db::column("sent_at", &EntryRow::sent_at)};
};

}  // namespace gongkai

namespace gongkai::applicants::store {

namespace {

#define ACCOUNTS "SELECT a.id, a.way, a.address, a.address_index, a.details, a.made_at FROM applicant_account a "
#define ENTRIES "SELECT id, way, address, address_index, nonce, sendings, sent_at FROM applicant_entry WHERE "

const db::Query insert_account{"applicants.insert_account",
                               "INSERT INTO applicant_account (id, way, address, address_index, details, made_at) "
                               "VALUES ($1, $2, $3, $4, $5, $6)"};
const db::Query account_by_address{"applicants.account", ACCOUNTS "WHERE a.address_index = $1"};
const db::Query account_by_session{
    "applicants.account_of_session",
    ACCOUNTS "JOIN applicant_session s ON s.account = a.id WHERE s.digest = $1 AND s.ends_at > $2"};
const db::Query update_details{"applicants.set_details", "UPDATE applicant_account SET details = $2 WHERE id = $1"};
const db::Query delete_account{"applicants.remove_account", "DELETE FROM applicant_account WHERE id = $1"};
const db::Query delete_sessions_of{"applicants.remove_sessions", "DELETE FROM applicant_session WHERE account = $1"};
const db::Query delete_cases_of{"applicants.remove_added", "DELETE FROM applicant_account_case WHERE account = $1"};

const db::Query insert_session_row{"applicants.insert_session",
                                   "INSERT INTO applicant_session (digest, account, ends_at) VALUES ($1, $2, $3)"};
const db::Query delete_session{"applicants.end_session", "DELETE FROM applicant_session WHERE digest = $1"};
const db::Query delete_old_sessions{"applicants.forget_sessions", "DELETE FROM applicant_session WHERE ends_at < $1"};

const db::Query entry_by_address{"applicants.entry_of_address", ENTRIES "address_index = $1"};
const db::Query entry_by_id{"applicants.entry", ENTRIES "id = $1"};
const db::Query upsert_entry{
    "applicants.keep_entry",
    "INSERT INTO applicant_entry (id, way, address, address_index, nonce, sendings, sent_at) VALUES ($1, $2, $3, $4, "
    "$5, "
    "$6, $7) ON CONFLICT (address_index) DO UPDATE SET id = excluded.id, way = excluded.way, address = "
    "excluded.address, nonce = excluded.nonce, sendings = excluded.sendings, sent_at = excluded.sent_at"};
const db::Query delete_entry{"applicants.remove_entry", "DELETE FROM applicant_entry WHERE id = $1"};
const db::Query delete_old_entries{"applicants.forget_entries", "DELETE FROM applicant_entry WHERE sent_at < $1"};

const db::Query insert_case{"applicants.add_case",
                            "INSERT INTO applicant_account_case (account, case_id, added_at) VALUES ($1, $2, $3) ON "
                            "CONFLICT (account, case_id) DO "
                            "NOTHING"};
const db::Query delete_case{"applicants.drop_case",
                            "DELETE FROM applicant_account_case WHERE account = $1 AND case_id = $2"};
const db::Query cases_added{"applicants.added_cases",
                            "SELECT case_id FROM applicant_account_case WHERE account = $1 ORDER BY case_id DESC LIMIT "
                            "$2"};

}  // namespace

void insert(db::Session& session, const AccountRow& r) {
  session.exec(insert_account, r.id, r.way, r.address, r.address_index, r.details, r.made_at);
}
std::optional<AccountRow> find_account(db::Session& session, const db::Bytes& address_index) {
  return session.one<AccountRow>(account_by_address, address_index);
}
std::optional<AccountRow> account_of_session(db::Session& session, const db::Bytes& digest, Instant now) {
  return session.one<AccountRow>(account_by_session, digest, now);
}
void set_details(db::Session& session, AccountId id, const std::optional<db::Bytes>& details) {
  session.exec(update_details, id, details);
}
void remove_account(db::Session& session, AccountId id) {
  session.put(delete_sessions_of, id);
  session.put(delete_cases_of, id);
  session.put(delete_account, id);
}

void insert_session(db::Session& session, const db::Bytes& digest, AccountId account, Instant ends_at) {
  session.exec(insert_session_row, digest, account, ends_at);
}
void end_session(db::Session& session, const db::Bytes& digest) {
  session.exec(delete_session, digest);
}
std::int64_t forget_sessions(db::Session& session, Instant now) {
  return session.exec(delete_old_sessions, now);
}

std::optional<EntryRow> find_entry(db::Session& session, const db::Bytes& address_index) {
  return session.one<EntryRow>(entry_by_address, address_index);
}
std::optional<EntryRow> find_entry(db::Session& session, EntryId id) {
  return session.one<EntryRow>(entry_by_id, id);
}
void keep(db::Session& session, const EntryRow& r) {
  session.exec(upsert_entry, r.id, r.way, r.address, r.address_index, r.nonce, r.sendings, r.sent_at);
}
void remove_entry(db::Session& session, EntryId id) {
  session.exec(delete_entry, id);
}
std::int64_t forget_entries(db::Session& session, Instant before) {
  return session.exec(delete_old_entries, before);
}

void add_case(db::Session& session, AccountId account, CaseId id, Instant now) {
  session.exec(insert_case, account, id, now);
}
void drop_case(db::Session& session, AccountId account, CaseId id) {
  session.exec(delete_case, account, id);
}
std::vector<CaseId> added_cases(db::Session& session, AccountId account, int limit) {
  return session.all<CaseId>(cases_added, account, limit);
}

}  // namespace gongkai::applicants::store
