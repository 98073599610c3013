// The back-file campaign (历史公文公开属性认定) and the periodic review (依申请转主动).
#include "base/text.hpp"
#include "catalogue/store_review.hpp"
#include "catalogue/use_cases.hpp"
#include "content/custody.hpp"
#include "content/type_book.hpp"
#include "content/use_cases.hpp"
#include "directory/api.hpp"

namespace gongkai::catalogue {

namespace {

constexpr std::size_t name_max = 60, text_max = 500;

Result<directory::Unit> managed_unit(Transaction& tx, UnitId id) {
  const auto unit = directory::find_unit(tx.db(), id);
  if (!unit) return refuse(FaultKind::invalid, "document.unit_unknown", "unit");
  CHECK_OK(tx.require("catalogue.manage", unit->path));
  return *unit;
}

Result<Campaign> open_campaign(Transaction& tx, CampaignId id) {
  const auto campaign = store::find_campaign(tx.db(), id);
  if (!campaign) return refuse(FaultKind::not_found, "catalogue.campaign_not_found");
  if (campaign->closed_at) return refuse(FaultKind::conflict, "catalogue.campaign_closed");
  return *campaign;
}

std::vector<Fault> why_not_rule(const Ruling& ruling) {
  auto faults = why_not_decide(ruling.decision, ruling.ground);
  if (count_characters(ruling.note) > text_max)
    faults.push_back({FaultKind::invalid, "catalogue.text_too_long", "note", {}, {}});
  return faults;
}

/// A proactive decision keeps no ground for the contrary.
std::string ground_of(const Ruling& ruling) {
  return ruling.decision == content::Disclosure::proactive ? "" : ruling.ground;
}

}  // namespace

Result<CampaignId> begin_campaign(Context& context, const NewCampaign& asked) {
  return in_transaction(context, "catalogue.begin_campaign", [&](Transaction& tx) -> Result<CampaignId> {
    const auto unit = TRY(managed_unit(tx, asked.unit));
    std::vector<Fault> faults;
    if (trim(asked.name).empty() || count_characters(asked.name) > name_max)
      faults.push_back({FaultKind::invalid, "catalogue.name_wrong", "name", {}, {}});
    if (count_characters(asked.about) > text_max)
      faults.push_back({FaultKind::invalid, "catalogue.text_too_long", "about", {}, {}});
    if (asked.due_on < context.today()) faults.push_back({FaultKind::invalid, "catalogue.due_past", "due_on", {}, {}});
    CHECK_OK(all_of(std::move(faults)));
    const Campaign campaign{.id = tx.new_id<CampaignId>(),
                            .unit = unit.id,
                            .name = std::string(trim(asked.name)),
                            .about = asked.about,
                            .due_on = asked.due_on,
                            .created_at = tx.now()};
    store::insert(tx.db(), campaign);
    tx.about("campaign", campaign.id.value, unit.id);
    tx.after("name", json::value(campaign.name));
    return campaign.id;
  });
}

Result<std::int64_t> add_entries(Context& context, CampaignId id, std::vector<Entry> entries) {
  return in_transaction(context, "catalogue.add_entries", [&](Transaction& tx) -> Result<std::int64_t> {
    const auto campaign = TRY(open_campaign(tx, id));
    const auto owner = TRY(managed_unit(tx, campaign.unit));
    std::int64_t added = 0;
    for (auto entry : entries) {
      const auto unit = directory::find_unit(tx.db(), entry.unit);
      if (!unit || !unit->path.starts_with(owner.path))
        return refuse(FaultKind::invalid, "catalogue.unit_unknown", "unit");
      entry.id = tx.new_id<CampaignEntryId>();
      entry.campaign = id;
      added += store::insert(tx.db(), entry) ? 1 : 0;
    }
    tx.about("campaign", id.value, owner.id);
    tx.after("entries", json::value(added));
    return added;
  });
}

Result<void> decide(Context& context, CampaignEntryId id, const Ruling& ruling) {
  return in_transaction(context, "catalogue.decide", [&](Transaction& tx) -> Result<void> {
    auto entry = store::find_entry(tx.db(), id);
    if (!entry) return refuse(FaultKind::not_found, "catalogue.entry_not_found");
    TRY(managed_unit(tx, entry->unit));
    TRY(open_campaign(tx, entry->campaign));
    if (entry->draft) return refuse(FaultKind::conflict, "catalogue.draft_begun");
    CHECK_OK(all_of(why_not_rule(ruling)));
    tx.before("decision", json::value(content::name_of(entry->decision)));
    entry->decision = ruling.decision;
    entry->ground = ground_of(ruling);
    entry->note = ruling.note;
    entry->decided_by = context.actor.person;
    entry->decided_at = tx.now();
    store::update(tx.db(), *entry);
    tx.about("campaign", entry->campaign.value, entry->unit);
    tx.detail("title", json::value(entry->title));
    tx.after("decision", json::value(content::name_of(entry->decision)));
    tx.after("ground", json::value(entry->ground));
    return {};
  });
}

Result<DocumentId> draft_from(Context& context, CampaignEntryId id, std::string_view type, ColumnId column) {
  auto entry = context.database().read([&](db::Session& session) { return store::find_entry(session, id); });
  if (!entry) return refuse(FaultKind::not_found, "catalogue.entry_not_found");
  if (entry->decision != content::Disclosure::proactive) return refuse(FaultKind::conflict, "catalogue.not_proactive");
  if (entry->draft) return refuse(FaultKind::conflict, "catalogue.draft_begun");
  content::Draft draft{.column = column, .title = entry->title};
  const auto types = content::type_book(context.services);
  const auto* declared = types->find(type);
  if (!declared) return refuse(FaultKind::invalid, "document.type_unknown", "type");
  if (declared->find("document_number") && !entry->number.empty()) draft.fields["document_number"] = entry->number;
  if (declared->find("formed_on") && entry->formed_on) draft.fields["formed_on"] = to_text(*entry->formed_on);
  draft.attribute.disclosure = content::Disclosure::proactive;
  const auto document = TRY(content::create(context, type, entry->unit, draft));
  return in_transaction(context, "catalogue.draft_from", [&](Transaction& tx) -> Result<DocumentId> {
    auto current = store::find_entry(tx.db(), id);
    if (!current) return refuse(FaultKind::not_found, "catalogue.entry_not_found");
    TRY(managed_unit(tx, current->unit));
    if (current->draft) return refuse(FaultKind::conflict, "catalogue.draft_begun");
    current->draft = document;
    store::update(tx.db(), *current);
    tx.about("campaign", current->campaign.value, current->unit);
    tx.after("document", json::value(to_text(document)));
    return document;
  });
}

Result<void> close_campaign(Context& context, CampaignId id) {
  return in_transaction(context, "catalogue.close_campaign", [&](Transaction& tx) -> Result<void> {
    const auto campaign = TRY(open_campaign(tx, id));
    const auto unit = TRY(managed_unit(tx, campaign.unit));
    for (const auto& one : store::progress(tx.db(), id))
      if (one.decision == content::Disclosure::undecided) return refuse(FaultKind::conflict, "catalogue.entries_open");
    store::close_campaign(tx.db(), id, tx.now());
    tx.about("campaign", id.value, unit.id);
    return {};
  });
}

Result<void> review_within(Transaction& tx, DocumentId id, const Ruling& ruling) {
  const auto& actor = tx.context().actor;
  const auto document = store::find_unpublished(tx.db(), id);
  if (!document) return refuse(FaultKind::not_found, "catalogue.not_filed");
  TRY(managed_unit(tx, document->unit));
  CHECK_OK(content::check_access(tx.db(), actor, TRY(content::find_desk(tx.db(), id))));
  CHECK_OK(all_of(why_not_rule(ruling)));
  store::insert(tx.db(), store::Review{.id = tx.context().services.ids.next(),
                                       .document = id,
                                       .edition = document->edition,
                                       .decision = ruling.decision,
                                       .ground = ground_of(ruling),
                                       .note = ruling.note,
                                       .decided_by = actor.person,
                                       .decided_at = tx.now()});
  tx.about("document", id.value, document->unit);
  tx.before("disclosure", json::value(content::name_of(document->attribute)));
  tx.after("decision", json::value(content::name_of(ruling.decision)));
  tx.after("ground", json::value(ground_of(ruling)));
  return {};
}

Result<void> review(Context& context, DocumentId id, const Ruling& ruling) {
  return in_transaction(context, "catalogue.review",
                        [&](Transaction& tx) -> Result<void> { return review_within(tx, id, ruling); });
}

}  // namespace gongkai::catalogue
