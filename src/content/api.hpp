// What the portal and others may ask of the content: only what is public. Every function notes what it read, so that
// a cached page goes when one of these things changes (http::Recorder).
#pragma once
#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include "content/links.hpp"
#include "content/types.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::content {

/// All columns of the site in their order, parents before children of the same order.
std::vector<Column> columns(db::Session& session, SiteId site);
std::optional<Column> find_column(db::Session& session, SiteId site, std::string_view slug);
std::optional<Column> find_column(db::Session& session, ColumnId column);

/// A document as the public sees it.
struct PublicDocument {
  DocumentId id{};
  SiteId site{};
  UnitId unit{};
  std::string type;
  std::string index_number;
  ColumnId column{};
  EditionId edition{};
  std::int64_t number = 1;
  std::string title;
  std::string summary;
  std::string body;
  std::string plain_text;
  std::string fields_text;
  Instant published_at{};
  Instant released_at{};
  State state = State::released;  // or expired: its page says so
  bool emergency = false;         // released before all was looked at, which stays said for ever
};
std::optional<PublicDocument> find_public(db::Session& session, DocumentId id);
/// All public documents of a type, for capabilities that keep them in memory.
std::vector<DocumentId> public_of_type(db::Session& session, std::string_view type);
std::vector<Attachment> attachments_of(db::Session& session, const PublicDocument& document);
std::optional<Withdrawal> find_withdrawal(db::Session& session, DocumentId id);
/// The site of a withdrawn document, for the notice in its place.
std::optional<SiteId> site_of(db::Session& session, DocumentId id);

struct ListItem {
  DocumentId id{};
  ColumnId column{};
  UnitId unit{};
  std::string type;
  std::string title;
  std::string summary;
  std::string fields_text;
  Instant published_at{};
};
/// Newest first. Columns whose subtree is meant are named one by one.
std::vector<ListItem> list(db::Session& session, Services& services, const std::vector<ColumnId>& columns, int offset,
                           int limit);
/// From memory; asked outside a session, the answer stays until something of these columns changes.
std::int64_t count(Services& services, const std::vector<ColumnId>& columns);
/// The documents published in a span of time.
std::int64_t count_published(db::Session& session, SiteId site, Instant from, Instant to);

/// Those of the documents that lists and search may show now, whatever an index still holds.
std::set<DocumentId> listed_among(db::Session& session, const std::vector<DocumentId>& ids);

struct Address {
  DocumentId id{};
  Instant changed_at{};
};
/// Every public document of the site, for the site map: oldest first, so that what is added leaves the parts before it.
std::vector<Address> addresses(db::Session& session, SiteId site, int offset, int limit);
std::int64_t count_addresses(db::Session& session, SiteId site);

enum class FileAccess { open, gone, unknown };
struct FileAnswer {
  FileAccess access = FileAccess::unknown;
  DocumentId document{};
};
/// Whether the public may have the file: open while a released edition shows it, gone when one did.
FileAnswer file_access(db::Session& session, FileId file);

}  // namespace gongkai::content
