// What the office does with documents. One use case a file; each is one transaction with its audit event.
#pragma once
#include "content/model.hpp"
#include "content/types.hpp"
#include "platform/files/store.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::content {

/// Begins a document with its first draft. Asks for content.write over the unit.
Result<DocumentId> create(Context& context, std::string_view type, UnitId unit, const Draft& draft);
/// Changes the draft; a released document gets a new edition, while the released one stays public. `version` is the one
/// the writer has seen. Returns the new version, as do all that follow.
Result<std::int64_t> edit(Context& context, DocumentId id, const Draft& draft, std::int64_t version);
Result<std::int64_t> submit(Context& context, DocumentId id, std::int64_t version);
struct ReleaseOrder {
  std::string emergency_reason;       // not empty: jumps over the gates that can be waived, and is flagged for ever
  std::optional<Instant> release_at;  // later: a job does it then, asking all gates again
  std::optional<Instant> expires_at;  // leaves the lists then; its page stays and says so
};
/// Makes the edition public, gives the 索引号, supersedes the edition before. Asks for content.release over the unit, and
/// for content.release_urgent in an emergency. An edition that is not for the public is filed instead.
Result<std::int64_t> release(Context& context, DocumentId id, std::int64_t version, const ReleaseOrder& order = {});
/// The same inside another act: a policy takes its interpretations along.
Result<std::int64_t> release_within(Transaction& tx, DocumentId id, std::int64_t version, const ReleaseOrder& order);
/// 退回: back to the writer with a remark. Asks for content.review over the unit.
Result<std::int64_t> send_back(Context& context, DocumentId id, std::string_view remark, std::int64_t version);

struct WithdrawalOrder {
  WithdrawalKind kind = WithdrawalKind::retracted;
  std::string reason;  // shown to the public
  DocumentId moved_to{};
};
/// 撤回: hard and for good. Every address of the document answers 410 and says why.
Result<std::int64_t> withdraw(Context& context, DocumentId id, const WithdrawalOrder& order, std::int64_t version);

/// 紧急下线: takes page, attachments, lists, search and caches away in one act, and keeps the edition as evidence. Ends with
/// withdraw() or restore(). Asks for content.withdraw; to restore is for who may release urgently, the unit's head.
Result<std::int64_t> take_down(Context& context, DocumentId id, std::string_view reason, std::int64_t version);
Result<std::int64_t> restore(Context& context, DocumentId id, std::string_view reason, std::int64_t version);

/// From now on only these people, the person who asks, and the unit's head see it in the office; nobody named: everybody
/// with the permission again.
Result<std::int64_t> limit_access(Context& context, DocumentId id, std::vector<PersonId> people, std::int64_t version);

/// Shows a public document in a further column, of its site or another, without a copy. Asks whoever keeps that column.
Result<void> place(Context& context, DocumentId id, ColumnId column);
Result<void> displace(Context& context, DocumentId id, ColumnId column);

/// Puts a file that files::Store::take_in has checked beside the draft.
Result<FileId> attach(Context& context, DocumentId id, const files::Checked& file);
Result<void> detach(Context& context, DocumentId id, FileId file);
/// The file of any edition of the document, for the staff. Asks for content.read over the unit; reading what is not public
/// leaves an audit event.
Result<files::StoredFile> read_attachment(Context& context, DocumentId id, FileId file);

struct NewColumn {
  SiteId site{};
  ColumnId parent{};
  std::string slug;
  std::string name;
  std::string about;
  std::string keywords;
  std::string kind;
  std::int64_t sort_order = 0;
  std::string address{};
  std::int64_t update_days = 0;
};
/// Those who keep a site ask for sites.content over the site's unit, those who keep the platform for sites.manage.
Result<ColumnId> add_column(Context& context, const NewColumn& column);

/// Everything of a column but its slug, which is part of public addresses and stays for ever.
struct ColumnFields {
  ColumnId parent{};
  std::string name;
  std::string about;
  std::string keywords;
  std::string kind;
  std::int64_t sort_order = 0;
  std::string address{};
  std::int64_t update_days = 0;
};
Result<void> change_column(Context& context, ColumnId id, const ColumnFields& fields, std::int64_t version);
/// The column leaves navigation and map; its address leads to the successor or says why. Refused while open columns hang
/// below it.
Result<void> close_column(Context& context, ColumnId id, std::string_view reason, ColumnId successor,
                          std::int64_t version);
Result<void> reopen_column(Context& context, ColumnId id, std::int64_t version);
/// The site's own form of index numbers.
Result<void> set_index_pattern(Context& context, SiteId site, std::string_view pattern);

/// A document that was public elsewhere before: taken over as released, with the day it was published.
struct Imported {
  std::string type;
  UnitId unit{};
  Draft draft;
  std::string writer_name;
  Instant published_at{};
  std::string index_number;  // "" gives a new one
  std::vector<files::Checked> attachments{};
};
/// Asks for content.import over the unit, which only the system has: migrations and the demo city.
Result<DocumentId> import_released(Context& context, const Imported& imported);
/// One of many in a transaction of the caller's.
Result<DocumentId> import_released(Transaction& tx, const Imported& imported);
/// Takes an imported document out again as if it had never been. Asks for content.import. Refuses with document.in_use when
/// other work hangs on it; the transaction is then to be given up.
Result<void> remove_imported(Transaction& tx, DocumentId id);
/// Stands in an imported body for the address of attachments[index].
std::string attachment_mark(std::size_t index);

}  // namespace gongkai::content
