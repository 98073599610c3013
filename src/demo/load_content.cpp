#include "demo/load_content.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "content/store.hpp"
#include "demo/desk.hpp"
#include "demo/parallel.hpp"
#include "demo/store.hpp"
#include "policy/use_cases.hpp"

namespace gongkai::demo {
namespace {

Result<void> write_and_release(const Desk& desk, const DocumentEntry& entry) {
  FixedClock clock(time_of_writing(entry));
  Services services = desk.services_at(clock);
  auto editor = TRY(desk.as("editor", entry, services));
  const auto id = TRY(write(desk, editor, entry));
  clock.advance_seconds(3600);
  const auto written = TRY(version_of(editor, id));
  const auto submitted = TRY(content::submit(editor, id, written));
  clock.set(entry.released);
  auto releaser = TRY(desk.as("releaser", entry, services));
  TRY(content::release(releaser, id, submitted));
  return desk.remember(entry, id);
}

/// The bodies' own codes: the three digits before the serial of the number.
Result<void> enter_into_ledger(Context& context, UnitId unit, DocumentId id, const DocumentEntry& entry) {
  const auto code = entry.registration.substr(entry.registration.size() - 7, 3);
  const auto set = policy::set_number_pattern(
      context, {.unit = unit, .pattern = policy::catalog().ledger.number_pattern, .unit_code = code, .version = 0});
  if (!set && set.error().code != "version.conflict") return std::unexpected(set.error());
  TRY(policy::record_registration(context, id, entry.registration, entry.released.day()));
  return {};
}

Result<void> take_over(const Desk& desk, Context& context, const DocumentEntry& entry) {
  content::Imported imported{.type = entry.type,
                             .unit = desk.unit_of(entry),
                             .draft = TRY(desk.draft_of(entry)),
                             .writer_name = {},
                             .published_at = entry.released};
  imported.writer_name = context.actor.name;
  imported.attachments = TRY(checked_files(context, entry));
  const auto id = TRY(content::import_released(context, imported));
  if (!entry.registration.empty()) CHECK_OK(enter_into_ledger(context, imported.unit, id, entry));
  return desk.remember(entry, id);
}

/// What is not there yet, by unit: a unit's index numbers then follow its documents' dates, whatever the threads do.
std::vector<std::vector<const DocumentEntry*>> missing_by_unit(Context& context,
                                                               const std::vector<DocumentEntry>& documents) {
  const auto present = context.database().read([](db::Session& session) { return store::loaded_documents(session); });
  std::map<std::string_view, std::vector<const DocumentEntry*>> by_unit;
  for (const auto& entry : documents)
    if (!present.contains(entry.key)) by_unit[entry.unit].push_back(&entry);
  std::vector<std::vector<const DocumentEntry*>> groups;
  for (auto& [unit, entries] : by_unit) groups.push_back(std::move(entries));
  std::ranges::stable_sort(groups, std::greater{},
                           [](const auto& group) { return group.size(); });  // the longest first
  return groups;
}

template <class Put>
Result<void> put_all(Context& context, const std::vector<DocumentEntry>& documents, Loaded& loaded, Put&& put) {
  const auto groups = missing_by_unit(context, documents);
  const auto put_group = [&](const std::vector<const DocumentEntry*>& group) -> Result<void> {
    for (const auto* entry : group) CHECK_OK(put(*entry));
    return {};
  };
  CHECK_OK(for_each_parallel(groups, put_group));
  for (const auto& group : groups) loaded.documents += static_cast<std::int64_t>(group.size());
  return {};
}

/// What points at another document comes in a round after that one's.
std::vector<std::vector<DocumentEntry>> in_order_of_links(const std::vector<DocumentEntry>& documents) {
  std::vector<std::vector<DocumentEntry>> rounds;
  std::vector<DocumentEntry> left = documents;
  while (!left.empty()) {
    std::set<std::string> waiting;
    for (const auto& entry : left) waiting.insert(entry.key);
    const auto must_wait = [&](const DocumentEntry& entry) {
      return std::ranges::any_of(entry.links, [&](const LinkEntry& link) { return waiting.contains(link.to); });
    };
    auto later = std::vector<DocumentEntry>();
    std::ranges::copy_if(left, std::back_inserter(later), must_wait);
    if (later.size() == left.size()) throw std::runtime_error("catalog/demo/documents: links go round in a circle");
    std::erase_if(left, must_wait);
    rounds.push_back(std::exchange(left, std::move(later)));
  }
  return rounds;
}

Result<void> load_columns_of(Context& context, const City& city, const SiteEntry& site, SiteId id,
                             std::atomic<std::int64_t>& added) {
  std::map<std::string, ColumnId> columns;
  for (const auto& column :
       context.database().read([&](db::Session& session) { return content::store::columns(session, id); }))
    columns[column.slug] = column.id;
  std::int64_t order = 0;
  for (const auto& entry : city.trees.at(site.tree)) {
    ++order;
    if (columns.contains(entry.slug)) continue;
    const auto parent = entry.parent.empty() ? ColumnId{} : columns.at(entry.parent);
    columns[entry.slug] = TRY(content::add_column(context, {.site = id,
                                                            .parent = parent,
                                                            .slug = entry.slug,
                                                            .name = entry.name,
                                                            .about = entry.about,
                                                            .keywords = entry.name + " " + site.fields.name,
                                                            .kind = entry.kind,
                                                            .sort_order = order}));
    ++added;
  }
  return {};
}

}  // namespace

Result<void> load_columns(Context& context, const City& city, const Places& places, Loaded& loaded) {
  std::atomic<std::int64_t> added = 0;
  CHECK_OK(for_each_parallel(city.sites, [&](const SiteEntry& site) {
    Context own = context;
    return load_columns_of(own, city, site, places.sites.at(site.slug), added);
  }));
  loaded.columns += added;
  return {};
}

Result<void> load_documents(Context& context, const City& city, const Places& places,
                            const std::vector<DocumentEntry>& documents, Loaded& loaded) {
  const Desk desk(context, city, places);
  const auto put = [&](const DocumentEntry& entry) {
    Context own = context;
    return is_taken_over(entry) ? take_over(desk, own, entry) : write_and_release(desk, entry);
  };
  for (const auto& round : in_order_of_links(documents)) CHECK_OK(put_all(context, round, loaded, put));
  return {};
}

Result<void> load_made_documents(Context& context, const City& city, const Places& places,
                                 const std::vector<DocumentEntry>& documents, Loaded& loaded) {
  const Desk desk(context, city, places);
  return put_all(context, documents, loaded, [&](const DocumentEntry& entry) {
    Context own = context;
    return take_over(desk, own, entry);
  });
}

}  // namespace gongkai::demo
