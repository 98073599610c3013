// Making the file takes as long as its pages are many: it is ordered, done by a job, and looked at from the page.
#include "directory/api.hpp"
#include "platform/i18n/messages.hpp"
#include "redaction/desk.hpp"
#include "redaction/jobs.hpp"
#include "redaction/store.hpp"
#include "redaction/use_cases.hpp"

namespace gongkai::redaction {
namespace {
constexpr std::string_view topic = "redaction", job_kind = "redaction.apply";

json::object to_json(const Fault& fault) {
  json::object details;
  for (const auto& [name, value] : fault.details) details[name] = value;
  return {{"code", fault.code}, {"details", std::move(details)}};
}

std::string message_of(const json::object& failure) {
  Fault fault{.kind = FaultKind::conflict, .code = std::string(failure.at("code").as_string())};
  for (const auto& [name, value] : failure.at("details").as_object())
    fault.details.emplace_back(std::string(name), std::string(value.as_string()));
  return i18n::messages().message(fault);
}

/// For the page: the job itself has done what it could.
Result<void> note_failure(Context& context, RedactionId id, const Fault& fault) {
  return in_transaction(context, "redaction.apply_refused", [&](Transaction& tx) -> Result<void> {
    auto redaction = store::find(tx.db(), id);
    tx.open_to_all();
    if (!redaction || redaction->is_applied()) return {};
    tx.about(topic, id.value, {});
    tx.detail("code", json::value(fault.code));
    redaction->failure = to_json(fault);
    redaction->job = {};
    if (!store::update(tx.db(), *redaction)) return refuse(FaultKind::conflict, "version.conflict");
    tx.changed(topic, id.value);
    return {};
  });
}

Result<void> run(Services& services, jobs::Job& job) {
  json::Reader reader(job.payload());
  const RedactionId id{reader.id("redaction")};
  const PersonId person{reader.id("person")};
  const ApplyOrder order{.version = reader.integer("version"),
                         .keep_repeats = reader.boolean_or("keep_repeats", false)};
  CHECK_OK(reader.finish());
  const auto actor =
      services.database.read([&](db::Session& session) { return directory::load_actor(session, person); });
  Context context{.services = services, .actor = actor.value_or(auth::nobody()), .request_id = "job"};
  const auto done = apply(context, id, order, [&](int percent, std::string_view step) { job.report(percent, step); });
  return done ? done : note_failure(context, id, done.error());
}
}  // namespace

bool is_underway(db::Session& session, const Redaction& redaction) {
  if (redaction.is_applied() || !redaction.job) return false;
  const auto job = jobs::find(session, redaction.job);
  return job && (job->state == jobs::State::waiting || job->state == jobs::State::running);
}

Result<void> order_apply(Context& context, RedactionId id, const ApplyOrder& order) {
  return in_transaction(context, "redaction.order", [&](Transaction& tx) -> Result<void> {
    auto redaction = TRY(open_desk(tx, id, order.version));
    if (redaction.marks.empty()) return refuse(FaultKind::invalid, "redaction.no_marks", "marks");
    const json::object payload{{"redaction", to_text(id)},
                               {"person", to_text(context.actor.person)},
                               {"version", order.version + 1},
                               {"keep_repeats", order.keep_repeats}};
    redaction.job = jobs::enqueue(tx.db(), context.services.ids, job_kind, payload, tx.now());
    redaction.failure.clear();
    redaction.changed_at = tx.now();
    redaction.changed_by = context.actor.name;
    if (!store::update(tx.db(), redaction)) return refuse(FaultKind::conflict, "version.conflict");
    tx.changed(topic, id.value);
    return {};
  });
}

std::optional<Work> work_on(db::Session& session, const Redaction& redaction) {
  if (redaction.is_applied()) return std::nullopt;
  if (!redaction.failure.empty()) return Work{.state = jobs::State::dead, .message = message_of(redaction.failure)};
  const auto job = redaction.job ? jobs::find(session, redaction.job) : std::nullopt;
  if (!job) return std::nullopt;
  Work work{.state = job->state, .percent = static_cast<int>(job->percent), .step = job->progress};
  if (work.state == jobs::State::dead || work.state == jobs::State::cancelled) {
    work.state = jobs::State::dead;
    work.message = i18n::text("redaction.given_up");
  }
  return work;
}

void add_jobs(jobs::Runner& runner, Services& services) {
  runner.on(std::string(job_kind), [&services](jobs::Job& job) { return run(services, job); });
}

}  // namespace gongkai::redaction
