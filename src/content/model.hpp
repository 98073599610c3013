// A public thing is a document (identity) with editions (states). What kinds of documents there are is data: types.hpp.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "base/time.hpp"
#include "content/disclosure.hpp"
#include "platform/auth/actor.hpp"
#include "platform/files/file.hpp"

namespace gongkai {
using DocumentId = Id<struct DocumentTag>;
using EditionId = Id<struct EditionTag>;
using ColumnId = Id<struct ColumnTag>;
}  // namespace gongkai

namespace gongkai::content {

/// 栏目
struct Column {
  ColumnId id{};
  SiteId site{};
  ColumnId parent{};
  std::string slug;
  std::string name;
  std::string about;
  std::string keywords;
  std::string kind;  // ColumnType of 国办发〔2017〕47号
  std::int64_t sort_order = 0;
  std::int64_t version = 1;
  std::string address{};           // of another site: the column leads there and lists nothing itself
  std::int64_t update_days = 0;    // something new is due within so many days; 0: whenever there is something
  std::optional<Day> closed_on{};  // it keeps its documents and its address, and leaves the navigation
  std::string closed_reason{};
  ColumnId successor{};  // where a closed column leads
  bool is_closed() const { return closed_on.has_value(); }
};

/// filed: passed the reviews and is not for the public (归档). expired: its time is over; it left the lists, its page stays.
/// taken_down: was public, and is being looked into (紧急下线).
enum class State { draft = 1, in_review, returned, released, superseded, withdrawn, filed, expired, taken_down };
std::string_view name_of(State state);
std::optional<State> parse_state(std::string_view name);

struct Document {
  DocumentId id{};
  SiteId site{};
  UnitId unit{};
  std::string type;
  std::string index_number;  // 索引号; "" before the first release
  PersonId created_by{};
  Instant created_at{};
  std::optional<Instant> published_at;
  EditionId latest{};
  EditionId released{};
  std::int64_t version = 1;
};

/// Values of the fields that the document type declares, by name.
using Fields = std::map<std::string, std::string, std::less<>>;

struct Edition {
  EditionId id{};
  DocumentId document{};
  std::int64_t number = 1;
  State state = State::draft;
  ColumnId column{};
  std::string title;
  std::string summary;
  std::string body;  // markup from the sanitiser
  std::string plain_text;
  std::string fields_text;  // JSON, see fields_of
  PersonId writer{};
  std::string writer_name;
  std::string remark;
  Instant changed_at{};
  std::optional<Instant> submitted_at;
  std::optional<Instant> released_at;
  PersonId released_by{};
  std::optional<Instant> published_at;
  Disclosure disclosure = Disclosure::undecided;
  std::string ground;
  std::string ground_note;
  std::string emergency_reason;       // released without all gates; stays for ever
  std::optional<Instant> release_at;  // released by a job then, in the name of released_by
  std::optional<Instant> expires_at;  // leaves the lists then

  Attribute attribute() const { return {disclosure, ground, ground_note}; }
};

struct Attachment {
  EditionId edition{};
  FileId file{};
  std::int64_t position = 0;
  std::string name;
  std::string media_type;
  std::int64_t size = 0;
};

/// retracted: it should not have been public · moved: it is elsewhere now · corrected: a better text replaces it.
enum class WithdrawalKind { retracted = 1, moved, corrected };
std::string_view name_of(WithdrawalKind kind);
std::optional<WithdrawalKind> parse_withdrawal_kind(std::string_view name);

struct Withdrawal {
  DocumentId document{};
  WithdrawalKind kind = WithdrawalKind::retracted;
  std::string reason;  // public
  DocumentId moved_to{};
  PersonId withdrawn_by{};
  Instant withdrawn_at{};
};

Fields fields_of(std::string_view fields_text);
std::string text_of(const Fields& fields);
/// The value of a field, "" when it has none.
std::string_view value_of(const Fields& fields, std::string_view name);

}  // namespace gongkai::content
