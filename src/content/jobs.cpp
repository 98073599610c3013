#include "content/jobs.hpp"

#include "content/gates.hpp"
#include "content/use_cases.hpp"
#include "directory/api.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::content {

namespace {

Context acting(Services& services, const auth::Actor& actor) {
  return Context{.services = services, .actor = actor, .request_id = "schedule"};
}

/// Could not be released when its time came: back to the reviewer's desk, with the reason where the next person sees it.
Result<void> call_off(Services& services, DocumentId id, const Fault& fault) {
  auto context = acting(services, auth::system_actor());
  return in_transaction(context, "content.call_off_release", [&](Transaction& tx) -> Result<void> {
    auto desk = TRY(find_desk(tx.db(), id));
    CHECK_OK(tx.require("content.release", desk.unit.path));
    tx.about("document", id.value, desk.unit.id);
    desk.latest.release_at.reset();
    desk.latest.remark = i18n::text("document.release_called_off", {{"reason", i18n::messages().message(fault)}});
    store::update(tx.db(), desk.latest);
    tx.detail("reason", json::value(desk.latest.remark));
    return {};
  });
}

/// The planned release, in the name and with the rights of the person who planned it.
Result<void> release_due(Services& services, DocumentId id) {
  const auto desk = services.database.read([&](db::Session& session) { return find_desk(session, id); });
  if (!desk || desk->latest.state != State::in_review || !desk->latest.release_at) return {};
  if (*desk->latest.release_at > services.clock.now()) return {};  // planned anew in the meantime
  const auto actor = services.database.read(
      [&](db::Session& session) { return directory::load_actor(session, desk->latest.released_by); });
  auto context = acting(services, actor.value_or(auth::nobody()));
  const auto released = release(
      context, id, desk->document.version,
      {.emergency_reason = desk->latest.emergency_reason, .release_at = {}, .expires_at = desk->latest.expires_at});
  if (released) return {};
  return call_off(services, id, released.error());
}

Result<void> expire(Services& services, DocumentId id, EditionId edition_id) {
  auto context = acting(services, auth::system_actor());
  return in_transaction(context, "content.expire", [&](Transaction& tx) -> Result<void> {
    const auto document = store::find_document(tx.db(), id);
    auto edition = store::find_edition(tx.db(), edition_id);
    tx.open_to_all();
    if (!document || !edition || document->released != edition_id || edition->state != State::released) return {};
    if (!edition->expires_at || *edition->expires_at > tx.now()) return {};
    tx.about("document", id.value, document->unit);
    edition->state = State::expired;
    store::update(tx.db(), *edition);
    tx.after("state", json::value(name_of(edition->state)));
    tx.changed("document", id.value, feed::Operation::upsert, document->version);
    return {};
  });
}

template <class IdType>
Result<IdType> id_at(const jobs::Job& job, std::string_view key) {
  json::Reader reader(job.payload());
  const IdType id{reader.id(key)};
  CHECK_OK(reader.finish());
  return id;
}

}  // namespace

void add_jobs(jobs::Runner& runner, Services& services) {
  runner.on("content.release_due", [&services](jobs::Job& job) -> Result<void> {
    const auto id = TRY(id_at<DocumentId>(job, "document"));
    return release_due(services, id);
  });
  runner.on("content.expire", [&services](jobs::Job& job) -> Result<void> {
    const auto id = TRY(id_at<DocumentId>(job, "document"));
    const auto edition = TRY(id_at<EditionId>(job, "edition"));
    return expire(services, id, edition);
  });
}

}  // namespace gongkai::content
