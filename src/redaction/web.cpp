#include "redaction/web.hpp"

#include <charconv>

#include "directory/web_json.hpp"
#include "platform/files/store.hpp"
#include "platform/i18n/messages.hpp"
#include "redaction/store.hpp"
#include "redaction/use_cases.hpp"

namespace gongkai::redaction {
namespace {
using directory::Answer;
using directory::ok;

constexpr std::int64_t marks_limit = 4 << 20;  // bytes of the body

RedactionId id_of(const http::Request& request) {
  return RedactionId{request.id_param("id")};
}

Result<Owner> owner_in(std::string kind, std::int64_t object) {
  if (kind != "document" && kind != "case") return refuse(FaultKind::invalid, "field.choice_unknown", "owner_kind");
  return Owner{std::move(kind), object};
}

json::value work_json(db::Session& session, const Redaction& redaction) {
  const auto work = work_on(session, redaction);
  if (!work) return nullptr;
  const auto step = work->step.empty() ? std::string() : "redaction.step_" + work->step;
  return json::object{{"state", jobs::name_of(work->state)},
                      {"percent", work->percent},
                      {"step", step.empty() ? std::string_view() : i18n::text(step)},
                      {"message", work->message}};
}

json::object line_json(db::Session& session, const Services& services, const Redaction& redaction) {
  return {{"id", to_text(redaction.id)},
          {"owner_kind", redaction.owner.kind},
          {"owner", id_text(redaction.owner.object)},
          {"source", to_text(redaction.source)},
          {"source_name", shown_name(session, services, redaction.owner, redaction.source)},
          {"pages", redaction.pages},
          {"has_boxes", redaction.has_boxes},
          {"mark_count", static_cast<std::int64_t>(redaction.marks.size())},
          {"result", redaction.result ? json::value(to_text(redaction.result)) : json::value(nullptr)},
          {"result_name", redaction.result ? shown_name(session, services, redaction.owner, redaction.result) : ""},
          {"work", work_json(session, redaction)},
          {"version", redaction.version},
          {"changed_at", to_iso(redaction.changed_at)},
          {"changed_by", redaction.changed_by},
          {"applied_at", directory::instant_or_null(redaction.applied_at)}};
}

json::object whole_json(Context& context, const Redaction& redaction) {
  return context.database().read([&](db::Session& session) {
    auto object = line_json(session, context.services, redaction);
    json::array extras, all_grounds;
    for (const auto& [kind, count] : redaction.extras) extras.push_back(json::object{{"kind", kind}, {"count", count}});
    for (const auto& ground : grounds())
      all_grounds.push_back(
          json::object{{"id", ground.id}, {"name", ground.name}, {"article", ground.article}, {"label", ground.label}});
    object["extras"] = std::move(extras);
    object["grounds"] = std::move(all_grounds);
    object["marks"] = to_json(redaction.marks);
    object["proof"] = redaction.proof.empty() ? json::value(nullptr) : json::value(redaction.proof);
    return object;
  });
}

Answer show(Context& context, RedactionId id, int status = 200) {
  return ok(whole_json(context, TRY(load(context, id))), status);
}

json::value current(Context& context, http::Request& request) {
  const auto redaction = load(context, id_of(request));
  return redaction ? json::value(whole_json(context, *redaction)) : json::value(nullptr);
}

Answer list_of_owner(Context& context, http::Request& request) {
  const auto owner =
      TRY(owner_in(std::string(request.query.get("owner_kind")), parse_id(request.query.get("owner")).value_or(0)));
  return context.database().read([&](db::Session& session) -> Answer {
    CHECK_OK(find_subject(session, context.services, context.actor, owner));
    json::array items;
    for (const auto& one : store::of_owner(session, owner)) items.push_back(line_json(session, context.services, one));
    return directory::list(std::move(items));
  });
}

Answer post_begin(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  auto kind = reader.text("owner_kind");
  const auto object = reader.id("owner");
  const FileId source{reader.id("source")};
  CHECK_OK(reader.finish());
  const auto owner = TRY(owner_in(std::move(kind), object));
  return show(context, TRY(begin(context, owner, source)), 201);
}

Answer put_marks(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto marks = TRY(marks_of(reader.list("marks")));
  const auto version = reader.integer("version");
  CHECK_OK(reader.finish());
  CHECK_OK(save_marks(context, id_of(request), marks, version));
  return show(context, id_of(request));
}

Answer remove(Context& context, http::Request& request) {
  const auto version = request.query.get("version");
  std::int64_t number = 0;
  std::from_chars(version.data(), version.data() + version.size(), number);
  CHECK_OK(discard(context, id_of(request), number));
  return directory::done();
}

json::object word_json(const documents::Word& word, bool has_boxes) {
  json::object object{{"begin", static_cast<std::int64_t>(word.begin)}, {"end", static_cast<std::int64_t>(word.end)}};
  if (!has_boxes) return object;
  object["x"] = word.box.x;
  object["y"] = word.box.y;
  object["width"] = word.box.width;
  object["height"] = word.box.height;
  return object;
}

Answer show_page(Context& context, http::Request& request) {
  const auto redaction = TRY(load(context, id_of(request)));
  const auto number = request.int_param("number");
  if (number < 1 || number > redaction.pages) return refuse(FaultKind::not_found, "redaction.no_page");
  const auto source = TRY(source_page(context, redaction, static_cast<int>(number)));
  if (source.found.empty()) return refuse(FaultKind::not_found, "redaction.no_page");
  const auto& page = source.found.front();
  json::array lines;
  for (const auto& line : page.lines) {
    json::array words;
    for (const auto& word : line.words) words.push_back(word_json(word, source.has_boxes));
    lines.push_back(
        json::object{{"number", line.number}, {"part", line.part}, {"text", line.text}, {"words", std::move(words)}});
  }
  return ok(json::object{{"number", page.number},
                         {"width", page.width},
                         {"height", page.height},
                         {"recognised", page.is_recognised},
                         {"lines", std::move(lines)}});
}

Answer show_picture(Context& context, http::Request& request) {
  const auto redaction = TRY(load(context, id_of(request)));
  const auto number = request.int_param("number");
  if (number < 1 || number > redaction.pages) return refuse(FaultKind::not_found, "redaction.no_page");
  auto answer = http::text(TRY(page_picture(context, redaction, static_cast<int>(number))));
  answer.content_type = "image/jpeg";
  answer.header("Cache-Control", "no-store");
  return answer;
}

Answer list_suggestions(Context& context, http::Request& request) {
  const auto redaction = TRY(load(context, id_of(request)));
  const auto source = TRY(source_page(context, redaction, 0));
  json::array items;
  for (const auto& one : suggest(source))
    items.push_back(
        json::object{{"kind", one.kind}, {"shown", one.shown}, {"page", one.page}, {"marks", to_json(one.marks)}});
  return directory::list(std::move(items));
}

Answer find_words(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto words = reader.text("words");
  const auto ground = reader.text("ground");
  CHECK_OK(reader.finish());
  if (!find_ground(ground)) return refuse(FaultKind::invalid, "redaction.ground_unknown", "ground");
  const auto redaction = TRY(load(context, id_of(request)));
  const auto source = TRY(source_page(context, redaction, 0));
  json::array items;
  for (const auto& places : find_all(source, words))
    if (const auto marks = marks_on(source, places, ground); !marks.empty())
      items.push_back(json::object{{"page", places.front().page}, {"marks", to_json(marks)}});
  return directory::list(std::move(items));
}

Answer show_examination(Context& context, http::Request& request) {
  const auto redaction = TRY(load(context, id_of(request)));
  const auto examination = TRY(examine(context, redaction));
  json::array repeats, publics, differences;
  for (const auto& one : examination.repeats) repeats.push_back(json::object{{"text", one.text}, {"count", one.count}});
  for (const auto& one : examination.publics)
    publics.push_back(
        json::object{{"mark", static_cast<std::int64_t>(one.mark)}, {"address", one.address}, {"title", one.title}});
  for (const auto& one : examination.differences) {
    json::array shown;
    for (const auto mark : one.shown_there) shown.push_back(static_cast<std::int64_t>(mark));
    differences.push_back(json::object{{"file", to_text(one.file)},
                                       {"applied_at", to_iso(one.applied_at)},
                                       {"shown_there", std::move(shown)},
                                       {"shown_here", one.shown_here}});
  }
  return ok(json::object{
      {"repeats", std::move(repeats)}, {"publics", std::move(publics)}, {"differences", std::move(differences)}});
}

Answer post_apply(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const ApplyOrder order{.version = reader.integer("version"),
                         .keep_repeats = reader.boolean_or("keep_repeats", false)};
  CHECK_OK(reader.finish());
  CHECK_OK(order_apply(context, id_of(request), order));
  return show(context, id_of(request), 202);
}

Answer post_attach(Context& context, http::Request& request) {
  CHECK_OK(attach(context, id_of(request)));
  return show(context, id_of(request));
}

Answer download_result(Context& context, http::Request& request) {
  const auto file = TRY(read_result(context, id_of(request)));
  auto answer = http::file(TRY(context.services.files->path_of(file)), file.size, file.media_type);
  answer.header("Content-Disposition", "attachment; filename*=UTF-8''" + http::percent_encode(file.name));
  return answer;
}
}  // namespace

void add_routes(http::Router& router, Services& services) {
  const auto on = [&](http::Method method, std::string pattern, std::string name, directory::JsonHandler handler,
                      directory::CurrentState state = {}) {
    router.add({.method = method,
                .pattern = std::move(pattern),
                .name = std::move(name),
                .access = http::Access::staff,
                .body_limit = marks_limit,
                .handler = directory::answering(router, services, std::move(handler), std::move(state))});
  };
  using enum http::Method;
  on(get, "/api/redactions", "redaction.list", list_of_owner);
  on(post, "/api/redactions", "redaction.begin", post_begin);
  on(get, "/api/redactions/{id:id}", "redaction.show",
     [](Context& context, http::Request& request) { return show(context, id_of(request)); });
  on(del, "/api/redactions/{id:id}", "redaction.discard", remove, current);
  on(put, "/api/redactions/{id:id}/marks", "redaction.save_marks", put_marks, current);
  on(get, "/api/redactions/{id:id}/pages/{number:int}", "redaction.page", show_page);
  on(get, "/api/redactions/{id:id}/pages/{number:int}/picture", "redaction.picture", show_picture);
  on(get, "/api/redactions/{id:id}/suggestions", "redaction.suggestions", list_suggestions);
  on(post, "/api/redactions/{id:id}/find", "redaction.find", find_words);
  on(get, "/api/redactions/{id:id}/examination", "redaction.examination", show_examination);
  on(post, "/api/redactions/{id:id}/apply", "redaction.apply", post_apply, current);
  on(post, "/api/redactions/{id:id}/attach", "redaction.attach", post_attach);
  on(get, "/api/redactions/{id:id}/result", "redaction.result", download_result);
}

}  // namespace gongkai::redaction
