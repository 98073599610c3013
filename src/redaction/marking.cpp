#include "redaction/desk.hpp"

#include "platform/documents/workers.hpp"
#include "platform/files/store.hpp"
#include "redaction/sources.hpp"
#include "redaction/store.hpp"

namespace gongkai::redaction {
namespace {
constexpr std::string_view topic = "redaction";

std::unexpected<Fault> unknown() {
  return refuse(FaultKind::not_found, "redaction.unknown");
}

}  // namespace

Result<Redaction> open_desk(Transaction& tx, RedactionId id, std::int64_t version) {
  auto redaction = store::find(tx.db(), id);
  if (!redaction) return unknown();
  const auto& context = tx.context();
  const auto subject = TRY(find_subject(tx.db(), context.services, context.actor, redaction->owner));
  CHECK_OK(tx.require(subject.permission, subject.unit_path));
  tx.about(topic, id.value, subject.unit);
  if (redaction->is_applied()) return refuse(FaultKind::conflict, "redaction.applied");
  if (redaction->version != version) return refuse(FaultKind::conflict, "version.conflict");
  if (is_underway(tx.db(), *redaction)) return refuse(FaultKind::conflict, "redaction.underway");
  return std::move(*redaction);
}

Result<Redaction> load(Context& context, RedactionId id) {
  return context.database().read([&](db::Session& session) -> Result<Redaction> {
    auto redaction = store::find(session, id);
    if (!redaction) return unknown();
    CHECK_OK(open_subject(session, context.services, context.actor, redaction->owner));
    return std::move(*redaction);
  });
}

Result<RedactionId> begin(Context& context, const Owner& owner, FileId source) {
  const auto open = TRY(context.database().read([&](db::Session& session) -> Result<RedactionId> {
    CHECK_OK(open_subject(session, context.services, context.actor, owner));
    CHECK_OK(check_source(session, owner, source));
    const auto found = store::find_open(session, owner, source);
    return found ? found->id : RedactionId{};
  }));
  if (open) return open;
  const auto file = TRY(open_file(context.services, source));
  const auto read = TRY(read_marked(context.services, file, {}));
  const auto fresh = context.services.ids.make<RedactionId>();
  return in_transaction(context, "redaction.begin", [&](Transaction& tx) -> Result<RedactionId> {
    const auto subject = TRY(find_subject(tx.db(), context.services, context.actor, owner));
    CHECK_OK(tx.require(subject.permission, subject.unit_path));
    CHECK_OK(check_source(tx.db(), owner, source));
    const Redaction redaction{.id = fresh,
                              .owner = owner,
                              .source = source,
                              .source_sha256 = file.stored.sha256,
                              .pages = read.pages,
                              .has_boxes = read.has_boxes,
                              .extras = read.extras,
                              .created_at = tx.now(),
                              .created_by = context.actor.name};
    tx.about(topic, fresh.value, subject.unit);
    tx.detail("owner_kind", json::value(owner.kind));
    tx.detail("owner", json::value(id_text(owner.object)));
    if (!store::insert(tx.db(), redaction)) {
      const auto other = store::find_open(tx.db(), owner, source);
      return other ? Result<RedactionId>(other->id) : unknown();
    }
    CHECK_OK(context.services.files->use(tx, source, topic, fresh.value));
    tx.changed(topic, fresh.value);
    return fresh;
  });
}

Result<std::int64_t> save_marks(Context& context, RedactionId id, const std::vector<Mark>& marks,
                                std::int64_t version) {
  if (marks.size() > most_marks)
    return refuse(FaultKind::too_large, "redaction.too_many_marks", "marks", {{"limit", std::to_string(most_marks)}});
  return in_transaction(context, "redaction.save_marks", [&](Transaction& tx) -> Result<std::int64_t> {
    auto redaction = TRY(open_desk(tx, id, version));
    for (const auto& mark : marks)
      if ((mark.page > 0) != redaction.has_boxes || mark.page > redaction.pages)
        return refuse(FaultKind::invalid, "redaction.mark_broken", "marks");
    tx.before("marks", json::value(static_cast<std::int64_t>(redaction.marks.size())));
    tx.after("marks", json::value(static_cast<std::int64_t>(marks.size())));
    redaction.marks = marks;
    redaction.changed_at = tx.now();
    redaction.changed_by = context.actor.name;
    if (!store::update(tx.db(), redaction)) return refuse(FaultKind::conflict, "version.conflict");
    tx.changed(topic, id.value);
    return version + 1;
  });
}

Result<void> discard(Context& context, RedactionId id, std::int64_t version) {
  return in_transaction(context, "redaction.discard", [&](Transaction& tx) -> Result<void> {
    const auto redaction = TRY(open_desk(tx, id, version));
    context.services.files->release_use(tx, redaction.source, topic, id.value);
    if (!store::remove(tx.db(), id, version)) return refuse(FaultKind::conflict, "version.conflict");
    tx.changed(topic, id.value, feed::Operation::remove);
    return {};
  });
}

}  // namespace gongkai::redaction
