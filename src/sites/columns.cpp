// Sets of columns, the colour of a site, and visits to external columns.
#include "content/api.hpp"
#include "directory/api.hpp"
#include "directory/use_cases.hpp"
#include "platform/http/page_cache.hpp"
#include "sites/store.hpp"
#include "sites/use_cases.hpp"

namespace gongkai::sites {

namespace {

ColumnVisit visited(const content::Column& column, const probe::Seen& seen, const ColumnVisit* before, Instant now) {
  ColumnVisit visit{.column = column.id,
                    .address = column.address,
                    .outcome = seen.outcome,
                    .remark = seen.remark,
                    .visited_at = now};
  if (seen.outcome != probe::Outcome::alive)
    visit.failing_since = before && before->address == column.address && before->failing_since ? before->failing_since
                                                                                               : std::optional(now);
  return visit;
}

std::vector<content::Column> external_columns(db::Session& session) {
  std::vector<content::Column> external;
  for (const auto& site : directory::sites(session))
    for (auto& column : content::columns(session, site.id))
      if (!column.address.empty() && !column.is_closed()) external.push_back(std::move(column));
  return external;
}

}  // namespace

Result<std::int64_t> add_column_set(Context& context, SiteId site, std::string_view name) {
  const auto set = std::ranges::find(column_sets(), name, &ColumnSet::id);
  if (set == column_sets().end()) return refuse(FaultKind::invalid, "sites.set_unknown", "set");
  std::map<std::string, ColumnId> ids;
  std::int64_t last = 0, added = 0;
  for (const auto& column :
       context.database().read([&](db::Session& session) { return content::columns(session, site); })) {
    ids.emplace(column.slug, column.id);
    last = std::max(last, column.sort_order);
  }
  for (const auto& planned : set->columns) {
    if (ids.contains(planned.slug)) continue;
    const auto parent = ids.find(planned.below);
    ids[planned.slug] = TRY(content::add_column(context, {.site = site,
                                                          .parent = parent == ids.end() ? ColumnId{} : parent->second,
                                                          .slug = planned.slug,
                                                          .name = planned.name,
                                                          .about = planned.about,
                                                          .keywords = planned.name,
                                                          .kind = planned.kind,
                                                          .sort_order = ++last,
                                                          .update_days = planned.update_days}));
    ++added;
  }
  return added;
}

Result<void> set_appearance(Context& context, SiteId site, const AppearanceFields& fields, std::int64_t version) {
  CHECK_OK(all_of(why_not_appearance(fields)));
  json::object theme{{"accent", fields.accent}};
  for (const auto& [name, value] :
       {std::pair("mark", &fields.mark), std::pair("corners", &fields.corners), std::pair("home", &fields.home)})
    if (!value->empty()) theme[name] = *value;
  return directory::set_theme(context, site, version, json::to_string(theme));
}

Result<void> visit_columns(Context& context, const probe::Limits& limits) {
  const auto [columns, before] = context.database().read(
      [](db::Session& session) { return std::pair(external_columns(session), store::visits(session)); });
  std::vector<ColumnVisit> visits;
  for (const auto& column : columns) {
    const auto known = std::ranges::find(before, column.id, &ColumnVisit::column);
    visits.push_back(visited(column, probe::visit(column.address, limits), known == before.end() ? nullptr : &*known,
                             context.now()));
  }
  return in_transaction(context, "sites.visit_columns", [&](Transaction& tx) -> Result<void> {
    CHECK_OK(tx.require("sites.content", "/"));
    for (const auto& visit : visits) store::save(tx.db(), visit);
    tx.about("column", 0, context.actor.unit);
    tx.detail("visited", json::value(static_cast<std::int64_t>(visits.size())));
    return {};
  });
}

void add_jobs(jobs::Runner& runner, Services& services) {
  const auto system = [&services](std::string id) {
    return Context{.services = services, .actor = auth::system_actor(), .request_id = std::move(id)};
  };
  runner.on("sites.visit_columns", [system](jobs::Job&) -> Result<void> {
    auto context = system("sites.visit_columns");
    return visit_columns(context);
  });
  runner.on("sites.turn_notice_bar", [system](jobs::Job& job) -> Result<void> {
    auto context = system("sites.turn_notice_bar");
    json::Reader reader(job.payload());
    const NoticeBarId bar{reader.id("notice_bar")};
    CHECK_OK(reader.finish());
    return in_transaction(context, "sites.turn_notice_bar", [&](Transaction& tx) -> Result<void> {
      tx.open_to_all();
      tx.about("notice_bar", bar.value, context.actor.unit);
      tx.changed("notice_bar", bar.value);
      return {};
    });
  });
  runner.schedule("sites.visit_columns", jobs::Schedule::daily_at(2, 40));
}

void invalidate(Services& services, const std::vector<feed::Change>& changes) {
  if (!services.pages) return;
  for (const auto& change : changes)
    if (change.topic == "notice_bar") {
      // what was taken off must not be seen again, not even for the second of a soft turn
      services.pages->invalidate({"layout"}, change.operation == feed::Operation::remove);
      return;
    }
}

}  // namespace gongkai::sites
