#include "applicants/telling.hpp"

#include <algorithm>
#include <stdexcept>

#include "applicants/store.hpp"
#include "base/assets.hpp"
#include "casework/cases.hpp"
#include "platform/auth/vault.hpp"
#include "platform/i18n/messages.hpp"
#include "platform/mail/mail.hpp"
#include "platform/mail/sms.hpp"
#include "requests/reading.hpp"

namespace gongkai::applicants {

namespace {

using i18n::text;

constexpr std::string_view job_kind = "applicants.tell";
constexpr std::int64_t seconds_of_hour = 3600, seconds_of_day = 86'400;

std::string words_for(std::string_view code, const requests::Request& request, const std::string& origin) {
  return text(code, {{"number", request.of.number}, {"address", origin + "/requests/track"}});
}

Result<void> send_mail(Services& services, const requests::Request& request, CaseEventId event) {
  const auto& settings = services.parts.of<mail::Settings>();
  return mail::send(settings,
                    {.to = request.applicant.email,
                     .subject = words_for("applicants.mail_subject", request, settings.origin),
                     .text = words_for("applicants.mail_text", request, settings.origin)},
                    services.clock.now(), "case-" + to_text(event));
}

Result<void> send_short(Services& services, const requests::Request& request, CaseEventId event) {
  return mail::send_sms(services.parts.of<mail::SmsSettings>(), request.applicant.phone,
                        words_for("applicants.sms_text", request, {}), "case-" + to_text(event));
}

/// By one way, once: what the other side refuses for good is kept as refused, what may work later is thrown.
template <class Send>
Result<void> settle(Services& services, const requests::Request& request, CaseEventId event, std::string_view way,
                    const Send& send) {
  const bool settled =
      services.database.read([&](db::Session& session) { return store::is_settled(session, event, way); });
  if (settled) return {};
  const auto sent = send(services, request, event);
  if (!sent && sent.error().kind != FaultKind::invalid) return sent;
  return services.database.write([&](db::Session& session) -> Result<void> {
    store::insert(session, {.event = event,
                            .way = std::string(way),
                            .case_id = request.of.id,
                            .state = sent ? "sent" : "refused",
                            .settled_at = services.clock.now()});
    return {};
  });
}

}  // namespace

Telling parse_telling(std::string_view json_text) {
  const auto parsed = json::parse(json_text);
  if (!parsed) throw std::runtime_error("catalog/applicants/settings.json is no JSON");
  json::Reader reader(*parsed);
  const auto hour = [&](std::string_view key) {
    const auto value = reader.integer(key);
    if (value < 0 || value > 23) throw std::runtime_error("catalog/applicants/settings.json: " + std::string(key));
    return static_cast<int>(value);
  };
  Telling rules{.quiet_from_hour = hour("quiet_from_hour"), .quiet_to_hour = hour("quiet_to_hour")};
  for (const auto& act : reader.list("tell")) rules.acts.emplace_back(act.as_string());
  if (!reader.finish()) throw std::runtime_error("catalog/applicants/settings.json: a member is missing");
  return rules;
}

const Telling& telling() {
  static const auto loaded = parse_telling(assets::find("catalog/applicants/settings.json").value());
  return loaded;
}

Instant next_allowed(Instant now, const Telling& rules) {
  const auto from = rules.quiet_from_hour * seconds_of_hour, to = rules.quiet_to_hour * seconds_of_hour;
  const auto midnight = start_of(now.day());
  const auto second = (now.micros - midnight.micros) / 1'000'000;
  if (from == to) return now;
  if (from < to) return second >= from && second < to ? midnight.plus_seconds(to) : now;
  if (second >= from) return midnight.plus_seconds(seconds_of_day + to);
  return second < to ? midnight.plus_seconds(to) : now;
}

void tell_applicants(Services& services) {
  casework::on_append(services, [](Transaction& tx, const casework::Case& of, const casework::Event& event) {
    const auto& acts = telling().acts;
    const bool sub_case = of.parent.value != 0;
    if (!sub_case && std::ranges::find(acts, event.act) != acts.end())
      tx.enqueue(job_kind, json::object{{"case", to_text(of.id)}, {"event", to_text(event.id)}},
                 next_allowed(tx.now(), telling()));
    return Result<void>{};
  });
}

Result<void> send_messages(Services& services, CaseId id, CaseEventId event) {
  const auto request =
      services.database.read([&](db::Session& session) { return requests::find(session, *services.vault, id); });
  if (!request) return {};
  if (!request->applicant.email.empty() && services.parts.of<mail::Settings>().is_set())
    CHECK_OK(settle(services, *request, event, "email", send_mail));
  if (mail::is_mobile(request->applicant.phone) && services.parts.of<mail::SmsSettings>().is_set())
    CHECK_OK(settle(services, *request, event, "sms", send_short));
  return {};
}

void add_jobs(jobs::Runner& runner, Services& services) {
  runner.on(std::string(job_kind), [&services](jobs::Job& job) -> Result<void> {
    json::Reader reader(job.payload());
    const CaseId id{reader.id("case")};
    const CaseEventId event{reader.id("event")};
    CHECK_OK(reader.finish());
    return send_messages(services, id, event);
  });
}

}  // namespace gongkai::applicants
