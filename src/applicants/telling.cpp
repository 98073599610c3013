#include "applicants/telling.hpp"

#include <algorithm>
#include <stdexcept>

#include "applicants/page_parts.hpp"
#include "applicants/store.hpp"
#include "applicants/term_moves.hpp"
#include "base/assets.hpp"
#include "base/text.hpp"
#include "casework/cases.hpp"
#include "platform/auth/vault.hpp"
#include "platform/i18n/messages.hpp"
#include "platform/mail/mail.hpp"
#include "platform/mail/sms.hpp"
#include "requests/desk.hpp"
#include "requests/reading.hpp"

namespace gongkai::applicants {

namespace {

using i18n::text;

constexpr std::string_view job_kind = "applicants.tell";
constexpr std::int64_t seconds_of_hour = 3600, seconds_of_day = 86'400;

/// What happened, and how it moved the term: plain words and days, nothing about anybody.
struct News {
  std::string number{};
  std::string words{};
  std::string move{};
};

News news_of(Services& services, const requests::Request& request, CaseEventId id) {
  News news{.number = request.of.number};
  services.database.read([&](db::Session& session) {
    const auto desk = requests::open_desk(session, services, request.of.id, services.clock.today());
    if (!desk) return;
    const auto& events = desk->events;
    for (std::size_t i = 0; i < events.size(); ++i) {
      if (events[i].id != id) continue;
      if (const auto* act = desk->kind->find_act(events[i].act))
        news.words = requests::filled(act->public_words, events[i].facts);
      news.move = move_of(desk->situation(), i);
    }
  });
  return news;
}

std::string line(std::string_view words) {
  return words.empty() ? std::string() : std::string(words) + "\n";
}

Result<void> send_mail(Services& services, const requests::Request& request, const News& news, std::string_view id) {
  const auto& settings = services.parts.of<mail::Settings>();
  return mail::send(settings,
                    {.to = request.applicant.email,
                     .subject = text("applicants.mail_subject", {{"number", news.number}}),
                     .text = text("applicants.mail_text", {{"number", news.number},
                                                           {"words", line(news.words) + line(news.move)},
                                                           {"address", settings.origin + "/requests/track"}})},
                    services.clock.now(), id);
}

Result<void> send_short(Services& services, const requests::Request& request, const News& news, std::string_view id) {
  std::vector<std::string> parts;
  for (const auto& part : {news.words, news.move})
    if (!part.empty()) parts.push_back(part);
  const auto said = parts.empty() ? words("applicants.sms_news") : join(parts, "，");
  return mail::send_sms(services.parts.of<mail::SmsSettings>(), request.applicant.phone,
                        text("applicants.sms_text", {{"number", news.number}, {"words", said}}), id);
}

void note(Services& services, const requests::Request& request, CaseEventId event, Way way, std::string_view state) {
  (void)services.database.write([&](db::Session& session) -> Result<void> {
    store::keep(session, {.event = event,
                          .way = std::string(name_of(way)),
                          .case_id = request.of.id,
                          .state = std::string(state),
                          .settled_at = services.clock.now()});
    return {};
  });
}

/// By one way, once: what the other side refuses for good is kept as refused; what may work later is noted and thrown.
template <class Send>
Result<void> settle(Services& services, const requests::Request& request, CaseEventId event, Way way,
                    const Send& send) {
  const bool settled =
      services.database.read([&](db::Session& session) { return store::is_settled(session, event, name_of(way)); });
  if (settled) return {};
  try {
    const auto sent = send(services, request, news_of(services, request, event), "case-" + to_text(event));
    if (!sent && sent.error().kind != FaultKind::invalid) return sent;
    note(services, request, event, way, sent ? state_sent : state_refused);
  } catch (const std::runtime_error&) {
    note(services, request, event, way, state_retried);
    throw;
  }
  return {};
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

std::vector<Way> ways_to(Services& services, const requests::Applicant& applicant) {
  std::vector<Way> ways;
  if (!applicant.email.empty() && can_send(services, Way::email)) ways.push_back(Way::email);
  if (mail::is_mobile(applicant.phone) && can_send(services, Way::sms)) ways.push_back(Way::sms);
  return ways;
}

Result<void> send_messages(Services& services, CaseId id, CaseEventId event) {
  const auto request =
      services.database.read([&](db::Session& session) { return requests::find(session, *services.vault, id); });
  if (!request) return {};
  const auto ways = ways_to(services, request->applicant);
  if (std::ranges::find(ways, Way::email) != ways.end())
    CHECK_OK(settle(services, *request, event, Way::email, send_mail));
  if (std::ranges::find(ways, Way::sms) != ways.end())
    CHECK_OK(settle(services, *request, event, Way::sms, send_short));
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
  add_account_jobs(runner, services);
}

}  // namespace gongkai::applicants
