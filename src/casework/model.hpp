// A case: a row that hardly changes, and the events that are the truth about it.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "platform/auth/actor.hpp"
#include "platform/db/value.hpp"
#include "platform/files/file.hpp"
#include "platform/json/json.hpp"

namespace gongkai {
using CaseId = Id<struct CaseTag>;
using CaseEventId = Id<struct CaseEventTag>;
using CaseNoticeId = Id<struct CaseNoticeTag>;
}  // namespace gongkai

namespace gongkai::casework {

struct Case {
  CaseId id{};
  std::string kind{};  // a declaration of catalog/cases: "request"
  CaseId parent{};     // of a sub-case
  std::string number{};
  UnitId unit{};
  std::string unit_path{};
  std::string title{};  // personal data: sealed in the table, in the clear here
  Day opened_on{};
  std::optional<Day> closed_on{};
  PersonId assignee{};
  std::int64_t version = 1;
  Instant created_at{};

  bool is_open() const { return !closed_on; }
};

struct Event {
  CaseEventId id{};
  CaseId case_id{};
  std::int64_t position = 0;  // 1, 2, … within the case
  std::string act{};          // of the kind's declaration: "correction_asked"
  Day on{};                   // the day that counts in law
  Instant at{};               // when it was entered
  PersonId person{};          // empty: the public or the system
  std::string person_name{};  // of the official; an applicant's name stands nowhere but in the sealed columns
  std::string party{};        // "third_party", …
  json::object facts{};       // days, numbers, ids; never personal data
  std::string note{};         // free words; sealed in the table
};

struct CaseFile {
  CaseId case_id{};
  FileId file{};
  std::string name{};  // sealed in the table
  std::string role{};  // "attachment", "supplied", "letter", "proof"
  std::int64_t position = 0;
  PersonId added_by{};  // empty: the public
  std::string added_by_name{};
  Instant added_at{};
  std::string media_type{};
  std::int64_t size = 0;
};

/// What officers are told about a case.
struct Notice {
  CaseNoticeId id{};
  CaseId case_id{};
  std::string number{};  // of the case
  std::string kind{};    // "unread", "unconfirmed", "moved", …
  UnitId unit{};
  PersonId person{};  // empty: everybody of the unit who may handle it
  json::object facts{};
  std::string once_key{};
  Instant made_at{};
  std::optional<Instant> seen_at{};
};

// Readers of facts; a fact that is missing is empty.
std::string text_fact(const Event& event, std::string_view key);
std::int64_t number_fact(const Event& event, std::string_view key);
std::optional<Day> day_fact(const Event& event, std::string_view key);

/// The last event with this act, or none.
const Event* last_of(const std::vector<Event>& events, std::string_view act);
/// The first one.
const Event* first_of(const std::vector<Event>& events, std::string_view act);

}  // namespace gongkai::casework
