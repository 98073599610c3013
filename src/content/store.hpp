// All SQL of this capability. Functions read and write rows; they decide nothing.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "content/model.hpp"
#include "platform/db/session.hpp"

namespace gongkai::content::store {

std::vector<Column> columns(db::Session& session, SiteId site);
std::optional<Column> find_column(db::Session& session, ColumnId id);
std::optional<Column> find_column(db::Session& session, SiteId site, std::string_view slug);
void insert(db::Session& session, const Column& column);
/// False when somebody else was faster.
bool update(db::Session& session, const Column& column);

std::optional<Document> find_document(db::Session& session, DocumentId id);
std::optional<Edition> find_edition(db::Session& session, EditionId id);
void insert(db::Session& session, const Document& document);
void insert(db::Session& session, const Edition& edition);
/// Takes the next version if the document still has this one; false when somebody was faster. Locks the row.
bool claim(db::Session& session, DocumentId id, std::int64_t version);
void update_pointers(db::Session& session, const Document& document);
/// Everything of the edition but its identity.
void update(db::Session& session, const Edition& edition);

void add_writer(db::Session& session, EditionId edition, PersonId person);
std::vector<PersonId> writers(db::Session& session, EditionId edition);

std::vector<Attachment> attachments(db::Session& session, EditionId edition);
void insert(db::Session& session, const Attachment& attachment);
bool remove_attachment(db::Session& session, EditionId edition, FileId file);
void copy_attachments(db::Session& session, EditionId from, EditionId to);
/// How many editions of the document show the file.
std::int64_t count_uses(db::Session& session, DocumentId document, FileId file);

std::optional<Withdrawal> find_withdrawal(db::Session& session, DocumentId document);
void insert(db::Session& session, const Withdrawal& withdrawal);

std::string index_pattern(db::Session& session, SiteId site);  // "" when the site has none of its own
void set_index_pattern(db::Session& session, SiteId site, std::string_view pattern);
std::int64_t next_serial(db::Session& session, std::string_view series);

/// A line of the office's list: the latest edition of a document.
struct Line {
  DocumentId id{};
  std::string type;
  UnitId unit{};
  ColumnId column{};
  std::string column_name;
  std::string title;
  State state = State::draft;
  std::int64_t number = 1;
  std::string writer_name;
  Instant changed_at{};
  std::optional<Instant> published_at;
  std::int64_t version = 1;
};
struct Filter {
  db::List units;
  State state{};  // none: all
  ColumnId column{};
  std::string title;    // part of it
  DocumentId before{};  // the last one of the page before
  PersonId person{};    // sees what is limited to them
  db::List headed;      // units of which they see everything
  int limit = 50;
};
std::vector<Line> lines(db::Session& session, const Filter& filter);

/// Newest first.
std::vector<Edition> editions_of(db::Session& session, DocumentId document);
/// Columns that any edition of the document ever stood in: their cached lists must go.
std::vector<ColumnId> columns_of(db::Session& session, DocumentId document);
/// The document with all its editions; false when something else in the database still names it.
bool erase(db::Session& session, DocumentId id);

}  // namespace gongkai::content::store
