// What a unit must make public (条例 Art. 19–23): catalogues in versions, where documents are filed, and the queues that
// look again at what is not public.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "content/disclosure.hpp"
#include "content/model.hpp"

namespace gongkai {
using CatalogueId = Id<struct CatalogueTag>;
using CatalogueVersionId = Id<struct CatalogueVersionTag>;
using CatalogueItemId = Id<struct CatalogueItemTag>;
using CampaignId = Id<struct CampaignTag>;
using CampaignEntryId = Id<struct CampaignEntryTag>;
}  // namespace gongkai

namespace gongkai::catalogue {

/// basic: 主动公开基本目录 · field: a standard list of one field (基层政务公开标准目录)
enum class Kind { basic = 1, field };
std::string_view name_of(Kind kind);
std::optional<Kind> parse_kind(std::string_view name);

struct Catalogue {
  CatalogueId id{};
  UnitId unit{};
  Kind kind = Kind::basic;
  std::string name;
  Instant created_at{};
  std::int64_t version = 1;
};

struct Version {
  CatalogueVersionId id{};
  CatalogueId catalogue{};
  std::int64_t number = 1;
  std::string note;
  Instant created_at{};
  std::optional<Instant> published_at;
  PersonId published_by{};
  std::int64_t version = 1;
};

struct Item {
  CatalogueItemId id{};
  CatalogueVersionId version_id{};
  std::string code;
  std::int64_t position = 0;
  std::string title;
  std::string statutory_class;  // A20_01 … A20_15
  std::string topic;            // of Art. 21
  UnitId unit{};
  std::string duty;  // instead of one unit
  std::int64_t term_days = 20;
  std::string form;
  std::string basis;
  std::string source;
  std::string audiences;  // by commas
  std::string type;
  std::string column;  // slug
};

/// Where a document is filed beyond what its type says.
struct Filing {
  DocumentId document{};
  std::string statutory_class;
  CatalogueId catalogue{};
  std::string code;
  std::string audiences;
  PersonId filed_by{};
  Instant filed_at{};
};

struct Campaign {
  CampaignId id{};
  UnitId unit{};
  std::string name;
  std::string about;
  Day due_on{};
  Instant created_at{};
  std::optional<Instant> closed_at;
};

struct Entry {
  CampaignEntryId id{};
  CampaignId campaign{};
  UnitId unit{};
  std::string number;
  std::string title;
  std::optional<Day> formed_on;
  std::string attribute_before;
  content::Disclosure decision = content::Disclosure::undecided;
  std::string ground;
  std::string note;
  PersonId decided_by{};
  std::optional<Instant> decided_at;
  DocumentId draft{};
};

/// A document that was filed and not made public, with the last look at it.
struct Unpublished {
  DocumentId document{};
  EditionId edition{};
  UnitId unit{};
  std::string title;
  content::Disclosure attribute = content::Disclosure::on_request;
  std::string ground;
  Instant filed_at{};
  std::optional<Instant> reviewed_at;
};

/// Released documents counted by everything that a catalogue asks about.
struct Tally {
  UnitId unit{};
  std::string type;
  std::string column;
  std::string filed_class;
  CatalogueId catalogue{};
  std::string code;
  std::int64_t number = 0;
  Instant newest{};
};

/// A document with what decides whether it was published in time.
struct Dated {
  DocumentId document{};
  UnitId unit{};
  std::string type;
  std::string column;
  std::string title;
  std::string fields_text;
  std::string filed_class;
  CatalogueId catalogue{};
  std::string code;
  std::optional<Instant> published_at;
};

}  // namespace gongkai::catalogue
