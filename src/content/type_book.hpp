// The document types that this platform works with: the catalog's, with what the administrator added or changed.
#pragma once
#include <memory>

#include "content/types.hpp"
#include "platform/feed/outbox.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::content {

/// A snapshot: keep it for the request, ask again for the next one.
std::shared_ptr<const TypeBook> type_book(Services& services);
/// One type as it is declared now, read in the caller's session; null when there is none.
std::shared_ptr<const DocumentType> find_type(db::Session& session, std::string_view id);
/// Reads the declarations anew when one of the changes touches them. Call it after each commit and for other nodes' changes.
void reload_types(Services& services, const std::vector<feed::Change>& changes);

/// Adds a type or changes one. Asks for content.types. Refuses what the documents that exist could not live with: a field
/// with values that goes, a choice that is in use. `version` is 0 for a declaration that is only the catalog's so far.
Result<std::int64_t> declare_type(Context& context, const json::value& declaration, std::int64_t version);
/// The version of the administrator's declaration; 0 when there is none.
std::int64_t version_of_type(db::Session& session, std::string_view id);

}  // namespace gongkai::content
