// All SQL of cases. Rows as they are stored: title and notes sealed.
#pragma once
#include "casework/model.hpp"
#include "platform/db/session.hpp"

namespace gongkai::casework::store {

struct CaseRow {
  CaseId id{};
  std::string kind{};
  CaseId parent{};
  std::string number{};
  UnitId unit{};
  std::string unit_path{};
  db::Bytes title{};
  Day opened_on{};
  std::optional<Day> closed_on{};
  PersonId assignee{};
  std::int64_t version = 1;
  Instant created_at{};
};
void insert(db::Session& session, const CaseRow& row);
/// Unit, assignee and closing day; false when the version is stale. The version moves on by one.
bool update(db::Session& session, const Case& of);
std::optional<CaseRow> find(db::Session& session, CaseId id);
std::optional<CaseRow> find_by_number(db::Session& session, std::string_view number);
std::vector<CaseRow> children_of(db::Session& session, CaseId parent);
std::vector<CaseRow> open_of(db::Session& session, PersonId assignee);

struct EventRow {
  CaseEventId id{};
  CaseId case_id{};
  std::int64_t position = 0;
  std::string act{};
  Day on{};
  Instant at{};
  PersonId person{};
  std::string person_name{};
  std::string party{};
  std::string facts{};
  std::optional<db::Bytes> note{};
};
void insert(db::Session& session, const EventRow& row);
std::vector<EventRow> events_of(db::Session& session, CaseId id);
/// The acts of the case in their order.
std::vector<std::string> acts_of(db::Session& session, CaseId id);

bool add_unit(db::Session& session, CaseId id, UnitId unit, Instant now);
std::vector<UnitId> units_beside(db::Session& session, CaseId id);
std::vector<std::string> paths_beside(db::Session& session, CaseId id);

struct FileRow {
  CaseId case_id{};
  FileId file{};
  db::Bytes name{};
  std::string role{};
  std::int64_t position = 0;
  PersonId added_by{};
  std::string added_by_name{};
  Instant added_at{};
  std::string media_type{};
  std::int64_t size = 0;
};
bool insert(db::Session& session, const FileRow& row);
bool remove_file(db::Session& session, CaseId id, FileId file);
std::vector<FileRow> files_of(db::Session& session, CaseId id);
std::vector<CaseId> cases_with(db::Session& session, FileId file);

void insert_token(db::Session& session, const db::Bytes& digest, CaseId id, Day last_day, Instant now);
std::optional<CaseId> case_of_token(db::Session& session, const db::Bytes& digest, Day today);

struct NoticeRow {
  CaseNoticeId id{};
  CaseId case_id{};
  std::string number{};
  std::string kind{};
  UnitId unit{};
  PersonId person{};
  std::string facts{};
  std::string once_key{};
  Instant made_at{};
  std::optional<Instant> seen_at{};
};
bool insert(db::Session& session, const NoticeRow& row);
std::vector<NoticeRow> unseen(db::Session& session, std::string_view unit_path, bool with_subtree, PersonId person,
                              int limit);
struct NoticePlace {
  CaseId case_id{};
  std::string unit_path{};
  PersonId person{};
};
std::optional<NoticePlace> notice_place(db::Session& session, CaseNoticeId id);
bool see(db::Session& session, CaseNoticeId id, PersonId person, Instant now);

/// The next number of the series, from 1.
std::int64_t next_number(db::Session& session, UnitId unit, std::string_view series, int year);

}  // namespace gongkai::casework::store
