#include "base/text.hpp"
#include "content/api.hpp"
#include "directory/api.hpp"
#include "platform/http/page_cache.hpp"
#include "platform/transaction/kept.hpp"
#include "sites/api.hpp"
#include "sites/store.hpp"
#include "sites/use_cases.hpp"

namespace gongkai::sites {

namespace {

/// The column and the unit of its site, when the actor keeps it or owns the topic.
struct Place {
  content::Column column;
  directory::Unit unit;
};
Result<Place> place_of(Transaction& tx, ColumnId id) {
  auto column = content::find_column(tx.db(), id);
  const auto site = column ? directory::find_site(tx.db(), column->site) : std::nullopt;
  auto unit = site ? directory::find_unit(tx.db(), site->unit) : std::nullopt;
  if (!unit) return refuse(FaultKind::not_found, "column.unknown");
  return Place{*std::move(column), *std::move(unit)};
}

/// The owner's people look over their topic although the site is another unit's.
Result<void> may_look(Transaction& tx, const Place& place, const Topic& topic) {
  const auto owner = directory::find_unit(tx.db(), topic.owner);
  const bool owns = owner && tx.context().actor.may("sites.content", owner->path);
  return tx.require("sites.content", owns ? owner->path : place.unit.path);
}

json::value facts(const Topic& topic) {
  return {{"owner", to_text(topic.owner)},
          {"opened_on", to_text(topic.opened_on)},
          {"archived_on", topic.archived_on ? to_text(*topic.archived_on) : ""},
          {"archive_note", topic.archive_note}};
}

void announce(Transaction& tx, const Place& place, std::int64_t version) {
  tx.about("column", place.column.id.value, place.unit.id);
  tx.changed("column", place.column.id.value, feed::Operation::upsert, version);
}

}  // namespace

namespace {
/// Few, and every list asks whether its column is one.
std::shared_ptr<const std::vector<Topic>> topics_of(Services& services) {
  return services.parts.of<Kept<std::vector<Topic>>>().get(services.database, store::topics);
}
}  // namespace

std::optional<Topic> find_topic(Services& services, ColumnId column) {
  http::Recorder::note("col:" + to_text(column));
  const auto topics = topics_of(services);
  const auto found = std::ranges::find(*topics, column, &Topic::column);
  return found == topics->end() ? std::nullopt : std::optional(*found);
}

void follow(Services& services, const std::vector<feed::Change>& changes) {
  const auto concerns = [](const feed::Change& change) { return change.topic == "column"; };
  if (changes.empty() || std::ranges::any_of(changes, concerns)) services.parts.of<Kept<std::vector<Topic>>>().forget();
}

std::vector<Topic> open_topics(Services& services, std::span<const content::Column> columns) {
  auto topics = *topics_of(services);
  std::erase_if(topics, [&](const Topic& topic) {
    const auto column = std::ranges::find(columns, topic.column, &content::Column::id);
    return topic.archived_on || column == columns.end() || column->is_closed();
  });
  return topics;
}

Result<void> keep_topic(Context& context, ColumnId column, UnitId owner, std::int64_t version) {
  return in_transaction(context, "sites.keep_topic", [&](Transaction& tx) -> Result<void> {
    const auto place = TRY(place_of(tx, column));
    CHECK_OK(tx.require("sites.content", place.unit.path));
    const auto unit = directory::find_unit(tx.db(), owner);
    if (!unit || unit->is_closed()) return refuse(FaultKind::invalid, "directory.unit_unknown", "owner");
    auto topic = store::find_topic(tx.db(), column);
    if (!topic) {
      if (place.column.is_closed()) return refuse(FaultKind::conflict, "column.closed_already");
      topic = Topic{.column = column, .owner = owner, .opened_on = context.today()};
      store::insert(tx.db(), *topic);
    } else {
      tx.before("topic", facts(*topic));
      topic->owner = owner;
      topic->archived_on.reset();  // an archived topic is taken up again
      topic->archive_note.clear();
      topic->version = version;
      if (!store::update(tx.db(), *topic)) return refuse(FaultKind::conflict, "version.conflict");
    }
    announce(tx, place, version + 1);
    tx.after("topic", facts(*topic));
    return {};
  });
}

Result<void> archive_topic(Context& context, ColumnId column, std::string_view note, std::int64_t version) {
  return in_transaction(context, "sites.archive_topic", [&](Transaction& tx) -> Result<void> {
    const auto place = TRY(place_of(tx, column));
    CHECK_OK(tx.require("sites.content", place.unit.path));
    auto topic = store::find_topic(tx.db(), column);
    if (!topic) return refuse(FaultKind::not_found, "sites.no_topic");
    if (topic->archived_on) return refuse(FaultKind::conflict, "sites.archived_already");
    if (count_characters(note) > 200) return refuse(FaultKind::invalid, "sites.note_long", "note");
    tx.before("topic", facts(*topic));
    topic->archived_on = context.today();
    topic->archive_note = trim(note);
    topic->version = version;
    if (!store::update(tx.db(), *topic)) return refuse(FaultKind::conflict, "version.conflict");
    announce(tx, place, version + 1);
    tx.after("topic", facts(*topic));
    return {};
  });
}

Result<void> check_topic(Context& context, ColumnId column, std::string_view note) {
  return in_transaction(context, "sites.check_topic", [&](Transaction& tx) -> Result<void> {
    const auto place = TRY(place_of(tx, column));
    const auto topic = store::find_topic(tx.db(), column);
    if (!topic) return refuse(FaultKind::not_found, "sites.no_topic");
    CHECK_OK(may_look(tx, place, *topic));
    if (topic->archived_on) return refuse(FaultKind::conflict, "sites.archived_already");
    if (trim(note).empty() || count_characters(note) > 200)
      return refuse(FaultKind::invalid, "sites.note_missing", "note");
    const TopicCheck check{.column = column,
                           .month = month_of(context.today()),
                           .checked_by = context.actor.name,
                           .checked_at = tx.now(),
                           .note = std::string(trim(note))};
    store::insert(tx.db(), check);
    tx.about("column", column.value, place.unit.id);
    tx.after("note", json::value(check.note));
    return {};
  });
}

}  // namespace gongkai::sites
