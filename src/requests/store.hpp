// All SQL of requests. Rows as they are stored: personal data sealed.
#pragma once
#include "platform/db/session.hpp"
#include "requests/model.hpp"

namespace gongkai::requests::store {

struct RequestRow {
  CaseId case_id{};
  SiteId site{};
  std::string channel{};
  std::string applicant_kind{};
  db::Bytes applicant{};
  db::Bytes description{};
  std::string form{};
  std::string delivery{};
  CaseId about{};
  std::optional<db::Bytes> identity_index{};
  std::optional<db::Bytes> phone_index{};
  std::optional<db::Bytes> email_index{};
  db::Bytes text_index{};
  std::optional<Day> received_on{};
  std::string outcome{};
};
void insert(db::Session& session, const RequestRow& row);
/// Wishes, kind of applicant with the sealed applicant, day of receipt and outcome.
void update(db::Session& session, const RequestRow& row);
std::optional<RequestRow> find(db::Session& session, CaseId id);

/// An open case of the same applicant with the same text at the same unit.
std::optional<CaseId> same_open(db::Session& session, const db::Bytes& identity, const db::Bytes& text, UnitId unit);
struct Earlier {
  CaseId id{};
  Day opened_on{};
  db::Bytes text_index{};
};
/// Requests of the same applicant, newest first.
std::vector<Earlier> of_applicant(db::Session& session, const db::Bytes& identity, int limit);

/// The newest first.
std::vector<CaseId> of_email(db::Session& session, const db::Bytes& email, int limit);
std::vector<CaseId> of_phone(db::Session& session, const db::Bytes& phone, int limit);

struct PartyRow {
  CaseId case_id{};
  db::Bytes party{};
  db::Bytes question{};
};
void insert(db::Session& session, const PartyRow& row);
std::optional<PartyRow> find_party(db::Session& session, CaseId consultation);

struct DraftRow {
  std::int64_t id = 0;
  db::Bytes form{};
};
void keep_draft(db::Session& session, const db::Bytes& digest, const DraftRow& row, Day last_day, Instant now);
std::optional<DraftRow> find_draft(db::Session& session, const db::Bytes& digest, Day today);
void forget_draft(db::Session& session, const db::Bytes& digest);
std::int64_t forget_drafts(db::Session& session, Day before);

struct RatingRow {
  std::int64_t satisfied = 0;
  db::Bytes words{};
  bool missing = false;
};
bool insert_rating(db::Session& session, CaseId id, const RatingRow& row, Instant now);
std::optional<RatingRow> rating_of(db::Session& session, CaseId id);

// -- for the queue and the tables --------------------------------------------------------------------------------------

/// An open case of any kind with a request row, for the queue in memory.
struct OpenRow {
  CaseId id{};
  std::string kind{};
  std::string number{};
  UnitId unit{};
  std::string unit_path{};
  PersonId assignee{};
  Day opened_on{};
  Instant created_at{};
  std::string channel{};
  std::string applicant_kind{};
  std::optional<Day> received_on{};
  std::int64_t version = 0;
};
struct OpenEvent {
  CaseId case_id{};
  std::string act{};
  Day on{};
  Instant at{};
  std::string party{};
  std::string facts{};
};
std::vector<OpenRow> open_cases(db::Session& session);
std::vector<OpenEvent> open_events(db::Session& session);  // by case and position
std::optional<OpenRow> open_case(db::Session& session, CaseId id);
std::vector<OpenEvent> events_of(db::Session& session, CaseId id);

struct Beside {
  CaseId id{};
  std::string path{};
};
std::vector<Beside> units_beside_open(db::Session& session);
std::vector<std::string> units_beside_case(db::Session& session, CaseId id);

bool is_told(db::Session& session, std::string_view once_key);

/// Sub-cases that another unit asked of the units below the path, still open.
struct Inquiry {
  CaseId id{};
  std::string kind{};
  std::string number{};
  Day opened_on{};
  std::string asking{};  // name of the asking unit
};
std::vector<Inquiry> inquiries_to(db::Session& session, std::string_view unit_path, int limit);

/// Requests (kind "request") with a day of receipt at units below the path, counted for a span of days.
struct Counted {
  std::string applicant_kind{};
  std::string outcome{};
  std::int64_t count = 0;
};
std::vector<Counted> received_between(db::Session& session, std::string_view unit_path, Day first, Day last);
/// Received before the day and not closed before it.
std::vector<Counted> open_at(db::Session& session, std::string_view unit_path, Day day);
struct ClosedRow {
  std::string applicant_kind{};
  std::string outcome{};
  UnitId unit{};
  Day received_on{};
  Day closed_on{};
};
std::vector<ClosedRow> closed_between(db::Session& session, std::string_view unit_path, Day first, Day last);

}  // namespace gongkai::requests::store
