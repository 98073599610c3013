// What a disclosure officer does: catalogues, filing, the back-file campaign, the periodic review. Each asks for
// catalogue.manage over the unit, and one use case is one transaction.
#pragma once
#include "catalogue/rules.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::catalogue {

/// A new catalogue with an empty first draft.
Result<CatalogueId> begin(Context& context, UnitId unit, Kind kind, std::string_view name);
/// A draft that begins as a copy of what is in force; only one draft at a time.
Result<CatalogueVersionId> revise(Context& context, CatalogueId id);
/// Items of a draft; an item without id is new. The draft's version guards all of them; each returns the next one.
Result<std::int64_t> put_item(Context& context, CatalogueVersionId draft, Item item, std::int64_t version);
Result<std::int64_t> drop_item(Context& context, CatalogueVersionId draft, CatalogueItemId item, std::int64_t version);
/// Takes the place of all items of the draft.
Result<std::int64_t> replace_items(Context& context, CatalogueVersionId draft, std::vector<Item> items,
                                   std::int64_t version);
/// From now on in force; the version before is superseded.
Result<std::int64_t> publish(Context& context, CatalogueVersionId draft, std::string_view note, std::int64_t version);
Result<void> discard(Context& context, CatalogueVersionId draft, std::int64_t version);

/// Says where a document stands beyond what its type says. Asks for content.write over the document's unit.
Result<void> file_document(Context& context, Filing filing);

struct NewCampaign {
  UnitId unit{};
  std::string name;
  std::string about;
  Day due_on{};
};
Result<CampaignId> begin_campaign(Context& context, const NewCampaign& campaign);
/// Documents of the past; those that are there already stay as they are. Returns how many are new.
Result<std::int64_t> add_entries(Context& context, CampaignId campaign, std::vector<Entry> entries);
struct Ruling {
  content::Disclosure decision = content::Disclosure::undecided;
  std::string ground;
  std::string note;
};
Result<void> decide(Context& context, CampaignEntryId entry, const Ruling& ruling);
/// The draft of a proactive document for an entry that was decided so; asks for content.write as well.
Result<DocumentId> draft_from(Context& context, CampaignEntryId entry, std::string_view type, ColumnId column);
Result<void> close_campaign(Context& context, CampaignId campaign);

/// 依申请转主动: looks again at a document that is not public. A proactive ruling begins a new draft of it.
Result<void> review(Context& context, DocumentId document, const Ruling& ruling);
/// The same inside another act: a decision about requests for the same information.
Result<void> review_within(Transaction& tx, DocumentId document, const Ruling& ruling);

}  // namespace gongkai::catalogue
