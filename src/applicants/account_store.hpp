// SQL of accounts. Rows as they are stored: addresses and details sealed.
#pragma once
#include "applicants/account.hpp"
#include "platform/db/session.hpp"

namespace gongkai::applicants::store {

struct AccountRow {
  AccountId id{};
  std::string way{};
  db::Bytes address{};
  db::Bytes address_index{};
  std::optional<db::Bytes> details{};
  Instant made_at{};
};
void insert(db::Session& session, const AccountRow& row);
std::optional<AccountRow> find_account(db::Session& session, const db::Bytes& address_index);
std::optional<AccountRow> account_of_session(db::Session& session, const db::Bytes& digest, Instant now);
void set_details(db::Session& session, AccountId id, const std::optional<db::Bytes>& details);
/// With its sessions and what was added.
void remove_account(db::Session& session, AccountId id);

void insert_session(db::Session& session, const db::Bytes& digest, AccountId account, Instant ends_at);
void end_session(db::Session& session, const db::Bytes& digest);
std::int64_t forget_sessions(db::Session& session, Instant now);

struct EntryRow {
  EntryId id{};
  std::string way{};
  db::Bytes address{};
  db::Bytes address_index{};
  db::Bytes nonce{};
  std::int64_t sendings = 0;
  Instant sent_at{};
};
std::optional<EntryRow> find_entry(db::Session& session, const db::Bytes& address_index);
std::optional<EntryRow> find_entry(db::Session& session, EntryId id);
void keep(db::Session& session, const EntryRow& row);
void remove_entry(db::Session& session, EntryId id);
std::int64_t forget_entries(db::Session& session, Instant before);

void add_case(db::Session& session, AccountId account, CaseId id, Instant now);
void drop_case(db::Session& session, AccountId account, CaseId id);
std::vector<CaseId> added_cases(db::Session& session, AccountId account, int limit);

}  // namespace gongkai::applicants::store
