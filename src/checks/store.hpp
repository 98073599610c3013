// All SQL of this capability. Functions read and write rows; they decide nothing.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "checks/finding.hpp"
#include "checks/terms.hpp"
#include "content/model.hpp"
#include "platform/db/session.hpp"

namespace gongkai {
using ListId = Id<struct CheckListTag>;
using FindingId = Id<struct CheckFindingTag>;
}  // namespace gongkai

namespace gongkai::checks {

enum class ListKind { terms = 1, leaders };
std::string_view name_of(ListKind kind);
std::optional<ListKind> parse_list_kind(std::string_view name);

struct WordList {
  ListId id{};
  std::string name{};
  ListKind kind = ListKind::terms;
  std::string about{};
  Instant changed_at{};
  std::string changed_by{};
  std::int64_t version = 1;
  std::int64_t terms = 0;  // how many
};

struct Run {
  EditionId edition{};
  std::string fingerprint{};
  Instant ran_at{};
  std::int64_t waiting = 0;
};

/// A finding as it lies in the database, with what became of it.
struct StoredFinding {
  FindingId id{};
  EditionId edition{};
  std::string key{};
  Kind kind{};
  Severity severity{};
  Where where{};
  std::string name{}, file{}, part{}, label{};
  std::int64_t page = 0, begin = 0, end = 0, times = 1;
  std::string excerpt{}, code{}, details{};
  Instant found_at{};
  std::optional<Instant> cleared_at{};
  PersonId justified_by{};
  std::string justified_name{}, reason{};
  std::optional<Instant> justified_at{};

  bool is_open() const { return !cleared_at && !justified_at; }
};

enum class LinkState { alive = 1, dead, unreachable };
struct Link {
  EditionId edition{};
  std::string address{};
  LinkState state = LinkState::alive;
  std::string remark{};
  Instant checked_at{};
};

namespace store {

std::vector<WordList> lists(db::Session& session);
std::optional<WordList> find_list(db::Session& session, ListId id);
void insert(db::Session& session, const WordList& list);
/// Name, about and stamp, if the list still has this version; false when somebody was faster.
bool update(db::Session& session, const WordList& list, std::int64_t version);
void remove_list(db::Session& session, ListId id);
std::vector<Term> terms(db::Session& session, ListId list);
struct NumberedTerm {
  std::int64_t position = 0;
  Term term{};
};
std::vector<NumberedTerm> terms_after(db::Session& session, ListId list, std::int64_t after, std::int64_t limit);
void replace_terms(db::Session& session, ListId list, const std::vector<Term>& terms);

std::optional<Run> find_run(db::Session& session, EditionId edition);
void save(db::Session& session, const Run& run);
/// In the order of severity and place.
std::vector<StoredFinding> findings(db::Session& session, EditionId edition);
std::optional<StoredFinding> find_finding(db::Session& session, FindingId id);
void insert(db::Session& session, const StoredFinding& finding);
/// Everything but identity and justification.
void update(db::Session& session, const StoredFinding& finding);
void clear(db::Session& session, FindingId id, Instant now);
void justify(db::Session& session, const StoredFinding& finding);

void save_number(db::Session& session, DocumentId document, std::string_view key);  // "" removes it
bool has_numbers(db::Session& session);
std::string number_of(db::Session& session, DocumentId document);
struct NumberHolder {
  DocumentId document{};
  std::string title{};
};
/// Another document with this number that has not been withdrawn.
std::optional<NumberHolder> other_with_number(db::Session& session, std::string_view key, DocumentId document);
std::optional<NumberHolder> other_with_title(db::Session& session, UnitId unit, std::string_view title,
                                             DocumentId document);
struct TypeCount {
  std::string type{};
  std::int64_t count = 0;
};
/// Public documents of a column by type.
std::vector<TypeCount> types_in(db::Session& session, ColumnId column);
std::vector<DocumentId> documents_after(db::Session& session, DocumentId after, std::int64_t limit);

std::vector<Link> links(db::Session& session, EditionId edition);
void replace_links(db::Session& session, EditionId edition, const std::vector<Link>& links);

}  // namespace store
}  // namespace gongkai::checks
