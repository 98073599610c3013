// Everything public, for whoever wants to take it along: open data, exports, other platforms.
#pragma once
#include <vector>

#include "content/api.hpp"

namespace gongkai::content {

struct HarvestFilter {
  SiteId site{};  // none: all sites
  ColumnId column{};
  UnitId unit{};
  std::string type;
  Instant from{};  // day of publication
  Instant to{};    // exclusive; none: no end
  DocumentId after{};
  int limit = 100;
};
/// By rising id, so that a reader who keeps the last one misses nothing.
std::vector<PublicDocument> harvest(db::Session& session, const HarvestFilter& filter);

struct HarvestMonth {
  std::string month;  // "2026-03", of the publication in the city's time
  std::int64_t documents = 0;
};
std::vector<HarvestMonth> harvest_months(db::Session& session, SiteId site);

struct Withdrawn {
  DocumentId document{};
  WithdrawalKind kind = WithdrawalKind::retracted;
  std::string reason;
  Instant withdrawn_at{};
};
/// So that those who took it along can take it back. Newest first.
std::vector<Withdrawn> withdrawn_since(db::Session& session, Instant since, int limit);

}  // namespace gongkai::content
