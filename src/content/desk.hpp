// What every use case of this capability begins with: the document as it lies on the desk.
#pragma once
#include "content/store.hpp"
#include "content/type_book.hpp"
#include "directory/model.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::content {

struct Desk {
  Document document;
  Edition latest;
  directory::Unit unit;
  std::shared_ptr<const DocumentType> type;
};

/// Reads it without a lock.
Result<Desk> find_desk(db::Session& session, DocumentId id);
/// Asks for the permission, then takes the document's next version: whoever comes second gets version.conflict.
Result<Desk> open_desk(Transaction& tx, DocumentId id, std::string_view permission, std::int64_t version);
/// Links that its type requires and the edition lacks.
std::vector<Fault> why_links_missing(db::Session& session, const Desk& desk);
/// The column, if it belongs to the site.
Result<Column> column_in(db::Session& session, ColumnId column, SiteId site);
/// Puts the sanitised draft into the edition and notes the writer. Refuses what bears a mark of secrecy: it must not be on
/// this system at all.
Result<void> write_into(Transaction& tx, Edition& edition, const Draft& draft);
/// The links of the draft, if it says any; refuses a target that is not there or is the document itself.
Result<void> link_up(Transaction& tx, const Edition& edition, const std::optional<std::vector<DocumentLink>>& links);
/// Gives the number that stays for ever.
Result<std::string> new_index_number(db::Session& session, const Document& document, const directory::Unit& unit,
                                     Day day);
/// Faults of a rule as a refusal.
inline Result<void> unless(std::vector<Fault> faults) {
  return all_of(std::move(faults));
}

}  // namespace gongkai::content
