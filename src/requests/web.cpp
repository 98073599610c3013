#include "requests/web.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include "casework/access.hpp"
#include "casework/case_files.hpp"
#include "casework/notices.hpp"
#include "directory/api.hpp"
#include "directory/web_json.hpp"
#include "platform/calendar/calendars.hpp"
#include "requests/store.hpp"
#include "requests/use_cases.hpp"
#include "requests/web_acts.hpp"
#include "requests/web_json.hpp"

namespace gongkai::requests {

namespace {

using directory::Answer;
using directory::ok;

constexpr std::size_t page_size = 50;
constexpr int most_notices = 100;
constexpr std::int64_t upload_limit = 100LL << 20;

CaseId id_of(const http::Request& request) {
  return CaseId{request.id_param("id")};
}

json::value current(Context& context, http::Request& request) {
  return context.database().read([&](db::Session& session) -> json::value {
    auto said = desk_json(session, context, id_of(request));
    return said ? json::value(std::move(*said)) : json::value();
  });
}

Result<QueueFilter> filter_of(Context& context, const http::Request& request) {
  QueueFilter filter{.kind = std::string(request.query.get("kind")),
                     .stage = std::string(request.query.get("stage")),
                     .number = std::string(request.query.get("number"))};
  if (const auto unit = parse_id(request.query.get("unit"))) {
    const auto found =
        context.database().read([&](db::Session& session) { return directory::find_unit(session, UnitId{*unit}); });
    if (!found) return refuse(FaultKind::invalid, "directory.unit_unknown", "unit");
    filter.unit_path = found->path;
    filter.unit = found->id;
    filter.reach = std::string(request.query.get("reach"));
  }
  if (request.query.get("mine") == "true") filter.assignee = context.actor.person;
  else if (const auto assignee = request.query.get("assignee"); assignee == "none") filter.unassigned = true;
  else if (!assignee.empty()) filter.assignee = PersonId{parse_id(assignee).value_or(-1)};
  return filter;
}

/// The queue holds what is open; a whole number also leads to the case that has been closed.
json::value closed_of(db::Session& session, const Context& context, const std::string& number) {
  const auto& vault = *context.services.vault;
  const auto of = number.empty() ? std::nullopt : casework::find_by_number(session, vault, number);
  if (!of || of->is_open() || !casework::may_see(session, context.actor, *of)) return nullptr;
  return json::object{
      {"id", to_text(of->id)}, {"number", of->number}, {"title", of->title}, {"closed_on", to_text(*of->closed_on)}};
}

/// The colour is chosen after counting, so that the counts show what the other colours hold.
Answer queue(Context& context, http::Request& request) {
  if (!context.actor.may_somewhere(permission::read)) CHECK_OK(auth::require(context.actor, permission::read, "/"));
  const auto filter = TRY(filter_of(context, request));
  const std::string colour(request.query.get("colour"));
  auto found = queue_of(context.services).find(context.services, context.today(), context.actor, filter);
  std::map<std::string_view, std::int64_t> counts;
  for (const auto& entry : found) ++counts[id_of(entry->colour)];
  if (!colour.empty()) std::erase_if(found, [&](const auto& entry) { return id_of(entry->colour) != colour; });
  auto at = found.begin();
  if (const CaseId after{directory::cursor_of(request)}; after) {
    at = std::ranges::find_if(found, [&](const auto& entry) { return entry->id == after; });
    if (at != found.end()) ++at;
  }
  const auto last = found.end() - at > static_cast<std::ptrdiff_t>(page_size) ? at + page_size : found.end();
  json::array items;
  json::value closed;
  context.database().read([&](db::Session& session) {
    closed = closed_of(session, context, filter.number);
    for (auto entry = at; entry != last; ++entry)
      items.push_back(entry_json(session, *context.services.vault, **entry));
  });
  json::object by_colour;
  for (const auto& [name, count] : counts) by_colour[name] = count;
  const bool more = last != found.end() && last != at;
  return ok({{"items", std::move(items)},
             {"next", more ? json::value(to_text((*(last - 1))->id)) : json::value()},
             {"total", static_cast<std::int64_t>(found.size())},
             {"colours", std::move(by_colour)},
             {"closed", std::move(closed)}});
}

Answer take_in_new(Context& context, http::Request& request) {
  const auto intake = TRY(read_intake(TRY(directory::body_of(request))));
  const auto receipt = TRY(take_in(context, intake));
  return ok({{"id", to_text(receipt.id)}, {"number", receipt.number}, {"code", receipt.code}}, 201);
}

Answer reveal_applicant(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto reason = reader.text_or("reason", "");
  CHECK_OK(reader.finish());
  return ok(applicant_json(TRY(reveal(context, id_of(request), reason))));
}

Answer show_volume(Context& context, http::Request& request) {
  return context.database().read([&](db::Session& session) -> Answer {
    const auto& vault = *context.services.vault;
    const auto of = casework::find(session, vault, id_of(request));
    if (!of) return refuse(FaultKind::not_found, "case.not_found");
    CHECK_OK(casework::may_see(session, context.actor, *of));
    const auto volume = volume_of(session, of->id, context.today());
    json::array cases;
    for (const auto id : volume.cases) {
      const auto found = casework::find(session, vault, id);
      if (!found) continue;
      const bool seen = casework::may_see(session, context.actor, *found).has_value();
      cases.push_back({{"id", seen ? json::value(to_text(id)) : json::value()},
                       {"number", found->number},
                       {"title", seen ? found->title : ""},
                       {"unit", unit_json(session, found->unit)},
                       {"opened_on", to_text(found->opened_on)},
                       {"is_open", found->is_open()},
                       {"same_text", std::ranges::find(volume.same_text, id) != volume.same_text.end()}});
    }
    return ok({{"this_month", volume.this_month}, {"this_year", volume.this_year}, {"cases", std::move(cases)}});
  });
}

Answer upload_file(Context& context, http::Request& request) {
  const auto upload = std::ranges::find(request.uploads, "file", &http::Upload::field);
  if (upload == request.uploads.end()) return refuse(FaultKind::invalid, "requests.file_missing", "file");
  std::int64_t version = 0;
  const std::string given(request.form.get("version"));
  std::from_chars(given.data(), given.data() + given.size(), version);
  auto role = std::string(request.form.get("role"));
  if (role.empty()) role = "material";
  const auto checked = TRY(context.services.files->take_in({upload->path, upload->file_name, "file"}));
  CHECK_OK(attach(context, id_of(request), checked, checked.name, role, version));
  return show_desk(context, id_of(request), 201);
}

Answer download_file(Context& context, http::Request& request) {
  const FileId file{request.id_param("file")};
  const auto found = TRY(context.database().read([&](db::Session& session) -> Result<casework::CaseFile> {
    const auto& vault = *context.services.vault;
    const auto of = casework::find(session, vault, id_of(request));
    if (!of) return refuse(FaultKind::not_found, "case.not_found");
    CHECK_OK(casework::may_see(session, context.actor, *of));
    auto kept = casework::find_file(session, vault, of->id, file);
    if (!kept) return refuse(FaultKind::not_found, "files.not_found");
    return *std::move(kept);
  }));
  const auto stored =
      TRY(context.database().read([&](db::Session& session) { return context.services.files->find(session, file); }));
  directory::record_read(context, "requests.read_file", "case", found.case_id.value, {}, {{"file", to_text(file)}});
  auto answer = http::file(TRY(context.services.files->path_of(stored)), stored.size, stored.media_type);
  answer.header("Content-Disposition", "attachment; filename*=UTF-8''" + http::percent_encode(found.name));
  return answer;
}

Answer inquiries(Context& context, http::Request&) {
  return context.database().read([&](db::Session& session) -> Answer {
    json::array items;
    for (const auto& grant : context.actor.scope_of(permission::read))
      for (const auto& one : store::inquiries_to(session, grant.unit_path, most_notices))
        items.push_back({{"id", to_text(one.id)},
                         {"kind", one.kind},
                         {"kind_name", casework::kind_of(one.kind).name},
                         {"number", one.number},
                         {"opened_on", to_text(one.opened_on)},
                         {"asking", one.asking}});
    return directory::list(std::move(items));
  });
}

Answer notices(Context& context, http::Request&) {
  return context.database().read([&](db::Session& session) -> Answer {
    json::array items;
    for (const auto& notice : casework::unseen(session, context.actor, permission::read, most_notices))
      items.push_back(notice_json(session, notice));
    return directory::list(std::move(items));
  });
}

Answer see_notice(Context& context, http::Request& request) {
  CHECK_OK(casework::see(context, CaseNoticeId{request.id_param("id")}, permission::read));
  return directory::done();
}

json::object figures_json(db::Session& session, const Figures& all) {
  json::object outcomes;
  for (const auto& [id, count] : all.by_outcome) outcomes[id] = count;
  json::array units, durations;
  for (const auto& [id, count] : all.by_unit) units.push_back({{"unit", unit_json(session, id)}, {"closed", count}});
  for (const auto count : all.by_duration) durations.emplace_back(count);
  return {{"received", all.received},          {"closed", all.closed},
          {"outcomes", std::move(outcomes)},   {"units", std::move(units)},
          {"durations", std::move(durations)}, {"working_days", all.working_days}};
}

Answer statistics(Context& context, http::Request& request) {
  int year = context.today().year();
  const std::string given(request.query.get("year"));
  if (!given.empty()) std::from_chars(given.data(), given.data() + given.size(), year);
  if (year < 2008 || year > 2100) return refuse(FaultKind::invalid, "requests.year_wrong", "year");
  return context.database().read([&](db::Session& session) -> Answer {
    const auto asked = parse_id(request.query.get("unit"));
    const auto unit =
        asked ? directory::find_unit(session, UnitId{*asked}) : directory::find_unit(session, context.actor.unit);
    if (!unit) return refuse(FaultKind::invalid, "directory.unit_unknown", "unit");
    CHECK_OK(auth::require(context.actor, permission::read, unit->path));
    auto said = table_json(year, count_rows(session, year, unit->path));
    const auto calendar = context.services.calendars->current();
    said["unit"] = unit_json(session, unit->id);
    said["figures"] =
        figures_json(session, figures(session, *calendar, unit->path, Day::of(year, 1, 1), Day::of(year, 12, 31)));
    return ok(std::move(said));
  });
}

}  // namespace

directory::Answer show_desk(Context& context, CaseId id, int status) {
  return context.database().read(
      [&](db::Session& session) -> Answer { return ok(TRY(desk_json(session, context, id)), status); });
}

void add_routes(http::Router& router, Services& services) {
  const directory::OfficeRoutes on(router, services);
  using enum http::Method;
  on(get, "/api/requests", "requests.queue", queue);
  on(post, "/api/requests", "requests.take_in", take_in_new);
  on(get, "/api/requests/choices", "requests.choices",
     [](Context& context, http::Request&) -> Answer { return ok(choices_json(context.today())); });
  on(get, "/api/requests/notices", "requests.notices", notices);
  on(post, "/api/requests/notices/{id:id}/seen", "requests.see_notice", see_notice);
  on(get, "/api/requests/statistics", "requests.statistics", statistics);
  on(get, "/api/requests/inquiries", "requests.inquiries", inquiries);
  on(get, "/api/requests/{id:id}", "requests.show",
     [](Context& context, http::Request& request) { return show_desk(context, id_of(request)); });
  on(post, "/api/requests/{id:id}/reveal", "requests.reveal", reveal_applicant);
  on(get, "/api/requests/{id:id}/volume", "requests.volume", show_volume);
  on(get, "/api/requests/{id:id}/files/{file:id}", "requests.file", download_file);
  router.add({.method = post,
              .pattern = "/api/requests/{id:id}/files",
              .name = "requests.attach",
              .access = http::Access::staff,
              .upload_limit = upload_limit,
              .handler = directory::answering(router, services, upload_file, current)});
  add_act_routes(router, services, current);
}

}  // namespace gongkai::requests
