// The back-file campaign and the periodic review.
#include "catalogue/item_sheet.hpp"
#include "catalogue/loading.hpp"
#include "catalogue/store_review.hpp"
#include "catalogue/use_cases.hpp"
#include "catalogue/web.hpp"
#include "content/custody.hpp"
#include "content/type_book.hpp"
#include "directory/api.hpp"
#include "imports/mapping.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::catalogue {

namespace {

using directory::Answer;
using directory::ok;

constexpr std::int64_t page_size = 50, queue_limit = 500;

CampaignId campaign_of(const http::Request& request) {
  return CampaignId{request.id_param("id")};
}

json::value day_or_null(const std::optional<Day>& day) {
  return day ? json::value(to_text(*day)) : json::value();
}

/// Over all units and for each: how many entries, how many decided.
json::object progress_json(db::Session& session, const Campaign& campaign, const std::vector<directory::Unit>& units) {
  std::map<UnitId, std::map<content::Disclosure, std::int64_t>> by_unit;
  std::int64_t total = 0, decided = 0;
  for (const auto& one : store::progress(session, campaign.id)) {
    by_unit[one.unit][one.decision] = one.number;
    total += one.number;
    decided += one.decision == content::Disclosure::undecided ? 0 : one.number;
  }
  json::array list;
  for (auto& [unit, numbers] : by_unit) {
    json::object of_unit{{"unit", {{"id", to_text(unit)}, {"name", unit_name(units, unit)}}}};
    for (const auto decision : {content::Disclosure::undecided, content::Disclosure::proactive,
                                content::Disclosure::on_request, content::Disclosure::withheld})
      of_unit[content::name_of(decision)] = numbers[decision];
    list.push_back(std::move(of_unit));
  }
  return {{"id", to_text(campaign.id)},
          {"name", campaign.name},
          {"about", campaign.about},
          {"unit", {{"id", to_text(campaign.unit)}, {"name", unit_name(units, campaign.unit)}}},
          {"due_on", to_text(campaign.due_on)},
          {"created_at", to_iso(campaign.created_at)},
          {"closed_at", directory::instant_or_null(campaign.closed_at)},
          {"total", total},
          {"decided", decided},
          {"units", list}};
}

Result<Campaign> readable(db::Session& session, const Context& context, CampaignId id) {
  const auto campaign = store::find_campaign(session, id);
  const auto unit = campaign ? directory::find_unit(session, campaign->unit) : std::nullopt;
  if (!unit) return refuse(FaultKind::not_found, "catalogue.campaign_not_found");
  // a unit below sees the campaign in which its own documents stand
  if (!context.actor.may("content.read", unit->path) && !context.actor.unit_path.starts_with(unit->path))
    CHECK_OK(auth::require(context.actor, "content.read", unit->path));
  return *campaign;
}

Answer list_campaigns(Context& context, http::Request&) {
  if (!context.actor.may_somewhere("content.read")) CHECK_OK(auth::require(context.actor, "content.read", "/"));
  return context.database().read([&](db::Session& session) -> Answer {
    const auto units = directory::units(session);
    json::array items;
    for (const auto& campaign : store::campaigns(session))
      if (readable(session, context, campaign.id)) items.push_back(progress_json(session, campaign, units));
    return directory::list(std::move(items));
  });
}

Answer show_campaign(Context& context, CampaignId id, int status = 200) {
  return context.database().read([&](db::Session& session) -> Answer {
    return ok(progress_json(session, TRY(readable(session, context, id)), directory::units(session)), status);
  });
}

Answer add_campaign(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const UnitId unit{reader.id_or_zero("unit")};
  const NewCampaign campaign{unit ? unit : context.actor.unit, reader.text("name"), reader.text_or("about", ""),
                             reader.day("due_on")};
  CHECK_OK(reader.finish());
  return show_campaign(context, TRY(begin_campaign(context, campaign)), 201);
}

struct EntrySheet {
  std::vector<Entry> entries;
  std::vector<imports::RowFault> faults;
};
EntrySheet read_entries(const std::vector<imports::Record>& rows, const Names& names) {
  EntrySheet sheet;
  const auto complain = [&](const imports::Record& row, const char* column, const char* code) {
    sheet.faults.push_back({row.place, column, std::string(row.value(column)), std::string(i18n::text(code))});
  };
  for (const auto& row : rows) {
    if (row.fault) {
      sheet.faults.push_back({row.place, "", "", i18n::messages().message(*row.fault)});
      continue;
    }
    Entry entry{.number = std::string(row.value("文号")),
                .title = std::string(row.value("标题")),
                .attribute_before = std::string(row.value("原公开属性"))};
    entry.formed_on = imports::understand_day(row.value("成文日期"));
    const auto unit = names.units.find(row.value("单位"));
    if (entry.title.empty()) complain(row, "标题", "catalogue.title_wrong");
    if (!row.value("成文日期").empty() && !entry.formed_on) complain(row, "成文日期", "import.day_wrong");
    if (unit == names.units.end()) complain(row, "单位", "catalogue.unit_unknown");
    else entry.unit = unit->second;
    if (!entry.title.empty() && entry.unit) sheet.entries.push_back(std::move(entry));
  }
  return sheet;
}

Answer upload_entries(Context& context, http::Request& request) {
  const auto* upload = TRY(uploaded_table(request));
  const auto rows = TRY(imports::read_table(context.services, upload->path, upload->file_name));
  const auto names = context.database().read(
      [&](db::Session& session) { return names_of(directory::units(session), *content::type_book(context.services)); });
  auto sheet = read_entries(rows, names);
  const bool dry = request.query.get("dry_run") != "false";
  std::int64_t added = 0;
  const auto good = static_cast<std::int64_t>(sheet.entries.size());
  const bool taken = !dry && sheet.faults.empty();
  if (taken) added = TRY(add_entries(context, campaign_of(request), std::move(sheet.entries)));
  json::array faults;
  for (const auto& fault : sheet.faults)
    faults.push_back(fault_json(fault.place, fault.column, fault.value, fault.reason));
  return ok(json::object{{"rows", static_cast<std::int64_t>(rows.size())},
                         {"good", good},
                         {"added", added},
                         {"taken", taken},
                         {"faults", faults}});
}

json::object entry_json(const Entry& entry, const std::vector<directory::Unit>& units) {
  return {{"id", to_text(entry.id)},
          {"unit", {{"id", to_text(entry.unit)}, {"name", unit_name(units, entry.unit)}}},
          {"number", entry.number},
          {"title", entry.title},
          {"formed_on", day_or_null(entry.formed_on)},
          {"attribute_before", entry.attribute_before},
          {"decision", content::name_of(entry.decision)},
          {"ground", entry.ground},
          {"note", entry.note},
          {"decided_at", directory::instant_or_null(entry.decided_at)},
          {"draft", entry.draft ? json::value(to_text(entry.draft)) : json::value()}};
}

Answer list_entries(Context& context, http::Request& request) {
  const auto decision = content::parse_disclosure(request.query.get("decision"));
  return context.database().read([&](db::Session& session) -> Answer {
    const auto campaign = TRY(readable(session, context, campaign_of(request)));
    const auto units = units_asked(session, context, request);
    auto entries = store::entries(session, {.campaign = campaign.id,
                                            .units = ids_of(units),
                                            .decision = decision ? static_cast<std::int64_t>(*decision) : -1,
                                            .after = CampaignEntryId{directory::cursor_of(request)},
                                            .limit = page_size + 1});
    const bool more = entries.size() > static_cast<std::size_t>(page_size);
    if (more) entries.pop_back();
    json::array items;
    for (const auto& entry : entries) items.push_back(entry_json(entry, units));
    return directory::list(std::move(items), more ? to_text(entries.back().id) : "");
  });
}

Result<Ruling> ruling_of(const http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto decision = content::parse_disclosure(reader.text("decision"));
  const Ruling ruling{decision.value_or(content::Disclosure::undecided), reader.text_or("ground", ""),
                      reader.text_or("note", "")};
  CHECK_OK(reader.finish());
  return ruling;
}

Answer decide_entry(Context& context, http::Request& request) {
  const CampaignEntryId id{request.id_param("id")};
  CHECK_OK(decide(context, id, TRY(ruling_of(request))));
  return context.database().read([&](db::Session& session) -> Answer {
    const auto entry = store::find_entry(session, id);
    if (!entry) return refuse(FaultKind::not_found, "catalogue.entry_not_found");
    return ok(entry_json(*entry, directory::units(session)));
  });
}

Answer draft_entry(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto type = reader.text("type");
  const ColumnId column{reader.id("column")};
  CHECK_OK(reader.finish());
  const auto document = TRY(draft_from(context, CampaignEntryId{request.id_param("id")}, type, column));
  return ok(json::object{{"document", to_text(document)}}, 201);
}

Answer end_campaign(Context& context, http::Request& request) {
  CHECK_OK(close_campaign(context, campaign_of(request)));
  return show_campaign(context, campaign_of(request));
}

Answer list_reviews(Context& context, http::Request& request) {
  if (!context.actor.may_somewhere("content.read")) CHECK_OK(auth::require(context.actor, "content.read", "/"));
  return context.database().read([&](db::Session& session) -> Answer {
    const auto units = units_asked(session, context, request);
    json::array items;
    std::vector<std::pair<Day, Unpublished>> queue;
    auto filed = store::unpublished(session, ids_of(units), queue_limit);
    content::leave_out_hidden(session, context.actor, filed, &Unpublished::document);
    for (auto& one : filed) queue.emplace_back(review_due(one, statute()), std::move(one));
    std::ranges::stable_sort(queue, {}, [](const auto& pair) { return pair.first; });
    for (const auto& [due, one] : queue)
      items.push_back(json::object{
          {"document", to_text(one.document)},
          {"title", one.title},
          {"unit", {{"id", to_text(one.unit)}, {"name", unit_name(units, one.unit)}}},
          {"disclosure", content::name_of(one.attribute)},
          {"ground", one.ground},
          {"filed_at", to_iso(one.filed_at)},
          {"reviewed_at", directory::instant_or_null(one.reviewed_at)},
          {"due", to_text(due)},
          {"is_due", due <= context.today()},
          {"may_review", context.actor.may("catalogue.manage", directory::find_unit(session, one.unit)->path)}});
    return directory::list(std::move(items));
  });
}

Answer review_document(Context& context, http::Request& request) {
  const DocumentId id{request.id_param("id")};
  CHECK_OK(review(context, id, TRY(ruling_of(request))));
  return directory::done();
}

}  // namespace

void add_review_routes(http::Router& router, Services& services) {
  const auto on = adding(router, services);
  using enum http::Method;
  on(get, "/api/campaigns", "catalogue.campaigns", list_campaigns);
  on(post, "/api/campaigns", "catalogue.begin_campaign", add_campaign);
  on(get, "/api/campaigns/{id:id}", "catalogue.campaign",
     [](Context& context, http::Request& request) { return show_campaign(context, campaign_of(request)); });
  on(get, "/api/campaigns/{id:id}/entries", "catalogue.entries", list_entries);
  on(post, "/api/campaigns/{id:id}/entries", "catalogue.add_entries", upload_entries);
  on(post, "/api/campaigns/{id:id}/close", "catalogue.close_campaign", end_campaign);
  on(post, "/api/campaign-entries/{id:id}/decision", "catalogue.decide", decide_entry);
  on(post, "/api/campaign-entries/{id:id}/draft", "catalogue.draft_from", draft_entry);
  on(get, "/api/disclosure-reviews", "catalogue.reviews", list_reviews);
  on(post, "/api/disclosure-reviews/{id:id}", "catalogue.review", review_document);
}

}  // namespace gongkai::catalogue
