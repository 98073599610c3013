// SQL of the two queues that look again at what is not public: the back-file campaign and the periodic review.
#pragma once
#include "catalogue/model.hpp"
#include "platform/db/session.hpp"

namespace gongkai::catalogue::store {

std::vector<Campaign> campaigns(db::Session& session);
std::optional<Campaign> find_campaign(db::Session& session, CampaignId id);
void insert(db::Session& session, const Campaign& campaign);
void close_campaign(db::Session& session, CampaignId id, Instant at);

/// False when the campaign has this document of the unit already.
bool insert(db::Session& session, const Entry& entry);
std::optional<Entry> find_entry(db::Session& session, CampaignEntryId id);
void update(db::Session& session, const Entry& entry);
struct EntryFilter {
  CampaignId campaign{};
  db::List units;
  std::int64_t decision = -1;  // -1: all
  CampaignEntryId after{};
  std::int64_t limit = 50;
};
std::vector<Entry> entries(db::Session& session, const EntryFilter& filter);
struct Progress {
  UnitId unit{};
  content::Disclosure decision{};
  std::int64_t number = 0;
};
std::vector<Progress> progress(db::Session& session, CampaignId campaign);

/// Filed documents of the units whose latest edition is not public, the longest unseen first.
std::vector<Unpublished> unpublished(db::Session& session, const db::List& units, std::int64_t limit);
std::optional<Unpublished> find_unpublished(db::Session& session, DocumentId document);
struct Review {
  std::int64_t id = 0;
  DocumentId document{};
  EditionId edition{};
  content::Disclosure decision{};
  std::string ground;
  std::string note;
  PersonId decided_by{};
  Instant decided_at{};
};
void insert(db::Session& session, const Review& review);
std::vector<Review> reviews_of(db::Session& session, DocumentId document);

}  // namespace gongkai::catalogue::store
