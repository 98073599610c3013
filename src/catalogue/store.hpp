// All SQL of catalogues. Functions read and write rows; they decide nothing.
#pragma once
#include "catalogue/model.hpp"
#include "platform/db/session.hpp"

namespace gongkai::catalogue::store {

std::vector<Catalogue> catalogues(db::Session& session);
std::optional<Catalogue> find_catalogue(db::Session& session, CatalogueId id);
void insert(db::Session& session, const Catalogue& catalogue);

/// Newest first.
std::vector<Version> versions(db::Session& session, CatalogueId catalogue);
std::optional<Version> find_version(db::Session& session, CatalogueVersionId id);
void insert(db::Session& session, const Version& version);
/// Takes the draft's next version; false when somebody was faster.
bool claim(db::Session& session, CatalogueVersionId id, std::int64_t version);
void publish(db::Session& session, CatalogueVersionId id, std::string_view note, Instant at, PersonId by);
void remove_version(db::Session& session, CatalogueVersionId id);

std::vector<Item> items(db::Session& session, CatalogueVersionId version);
std::optional<Item> find_item(db::Session& session, CatalogueItemId id);
std::optional<Item> find_item(db::Session& session, CatalogueVersionId version, std::string_view code);
void insert(db::Session& session, const Item& item);
void update(db::Session& session, const Item& item);
void remove_item(db::Session& session, CatalogueItemId id);
void remove_items(db::Session& session, CatalogueVersionId version);
std::int64_t last_position(db::Session& session, CatalogueVersionId version);

std::optional<Filing> find_filing(db::Session& session, DocumentId document);
void put(db::Session& session, const Filing& filing);

// What the documents say. These read the tables of content: one grouped statement instead of a call for each document.
std::vector<Tally> tallies(db::Session& session, const db::List& units);
/// Documents of the statutory types that were published from the day on, or are not public yet.
std::vector<Dated> dated(db::Session& session, const db::List& units, Instant published_from, DocumentId after,
                         std::int64_t limit);
std::optional<Dated> find_dated(db::Session& session, DocumentId document);
struct Shown {
  DocumentId document{};
  UnitId unit{};
  std::string title;
  std::string fields_text;
  std::string index_number;
  Instant published_at{};
};
/// Public documents of a unit, or on its own site, newest first. `before` pages: the last published_at and id seen.
struct ShownFilter {
  UnitId unit{};
  SiteId site{};
  std::string type{};         // "" any
  std::string column{};       // slug, "" any
  std::string filed_class{};  // explicit class only
  Instant before{INT64_MAX};
  DocumentId before_id{INT64_MAX};
  std::int64_t limit = 30;
};
std::vector<Shown> shown(db::Session& session, const ShownFilter& filter);
/// How many of them by type and filed class.
std::vector<Tally> shown_counts(db::Session& session, UnitId unit, SiteId site);
/// Released documents of the type with their fields, for the budget matrix.
std::vector<Shown> released_of_type(db::Session& session, std::string_view type);

}  // namespace gongkai::catalogue::store
