#include "demo/load_requests.hpp"

#include "casework/cases.hpp"
#include "demo/catalog_file.hpp"
#include "demo/desk.hpp"
#include "demo/store.hpp"
#include "directory/api.hpp"
#include "platform/auth/vault.hpp"
#include "platform/calendar/calendars.hpp"
#include "regulation/channel.hpp"
#include "requests/use_cases.hpp"

namespace gongkai::demo {
namespace {

constexpr std::string_view work_name = "requests";

std::string text_at(const json::object& entry, std::string_view name) {
  const auto* found = entry.if_contains(name);
  return found && found->is_string() ? std::string(found->as_string()) : std::string();
}
std::int64_t number_at(const json::object& entry, std::string_view name) {
  const auto* found = entry.if_contains(name);
  return found ? found->as_int64() : 0;
}
std::optional<Day> day_at(const json::object& entry, std::string_view name) {
  const auto text = text_at(entry, name);
  return text.empty() ? std::nullopt : parse_day(text);
}

/// Papers and telephones that nobody has.
requests::Applicant applicant_of(const json::object& said, int number) {
  requests::Applicant applicant{.kind = text_at(said, "kind"),
                                .name = text_at(said, "name"),
                                .contact = text_at(said, "contact"),
                                .address = "云海市示例路" + std::to_string(number) + "号",
                                .phone = fmt::format("0000-600{:04}", number),
                                .email = fmt::format("applicant{}@example.cn", number)};
  if (applicant.kind == "natural") {
    applicant.document_type = "other";
    applicant.document_number = fmt::format("SHILI{:05}", number);
  } else {
    applicant.credit_code = "91370200MA3C00001N";
  }
  return applicant;
}

/// One case, step by step, at the days of its script.
class Player {
 public:
  Player(const Desk& desk, Services& services, FixedClock& clock, const json::object& said, int number)
      : m_desk(desk), m_services(services), m_clock(clock), m_said(said), m_number(number) {}

  Result<void> play() {
    m_day = day_at(m_said, "opened").value();
    set_clock();
    CHECK_OK(begin());
    for (const auto& step : m_said.at("steps").as_array()) {
      const auto& said = step.as_object();
      m_day = m_day + static_cast<int>(number_at(said, "days"));
      while (!m_services.calendars->current()->is_workday(m_day)) ++m_day;
      set_clock();
      if (auto done = take(said); !done) {
        done.error().details.emplace_back("case", text_at(m_said, "text") + ": " + text_at(said, "act"));
        return done;
      }
    }
    return {};
  }

 private:
  void set_clock() { m_clock.set(start_of(m_day).plus_seconds(10 * 3600 + 60 * ++m_minutes)); }
  Result<Context> officer() { return m_desk.as_person("gongkaiban", m_services); }
  Context applicant() { return {.services = m_services, .actor = auth::nobody()}; }
  UnitId unit() const { return m_desk.places().units.at(text_at(m_said, "unit")); }
  std::int64_t version(CaseId id) {
    return m_services.database.read(
        [&](db::Session& session) { return casework::find(session, *m_services.vault, id)->version; });
  }

  Result<void> begin() {
    const auto kind = text_at(m_said, "kind");
    requests::Submission form{.kind = kind.empty() ? std::string(requests::kind::request) : kind,
                              .unit = unit(),
                              .applicant = applicant_of(m_said.at("applicant").as_object(), m_number),
                              .description = text_at(m_said, "text"),
                              .wishes = {.form = "email", .delivery = "email"}};
    const auto channel = text_at(m_said, "channel");
    if (channel == "internet") {
      auto context = applicant();
      m_id = TRY(requests::submit(context, form)).id;
      return {};
    }
    auto context = TRY(officer());
    m_id = TRY(requests::take_in(context, {.submission = form, .channel = channel, .arrived_on = m_day})).id;
    return {};
  }

  Result<void> take(const json::object& step) {
    const auto act = text_at(step, "act");
    if (act == "rate" || act == "withdraw") return take_as_applicant(step, act);
    auto context = TRY(officer());
    if (act == "party_received" || act == "answer" || act == "silence") return take_of_party(context, step, act);
    const auto at = version(m_id);
    if (act == "confirm") {
      const bool is_needed = regulation::needs_confirmation(
          regulation::parse_channel(text_at(m_said, "channel")).value_or(regulation::Channel::internet));
      return is_needed ? requests::confirm(context, m_id, {}, "电话确认", at) : Result<void>{};
    }
    if (act == "sign") return requests::sign_for(context, m_id, at);
    if (act == "correction")
      return requests::ask_correction(
          context, m_id, {.what = text_at(step, "what"), .until = day_at(step, "until").value_or(Day{})}, at);
    if (act == "corrected") return requests::note_corrected(context, m_id, {}, text_at(step, "description"), at);
    if (act == "consult") return consult(context, step, at);
    if (act == "ask_extension")
      return requests::ask_extension(context, m_id, static_cast<int>(number_at(step, "working_days")),
                                     text_at(step, "reason"), at);
    if (act == "extend") return extend(step, at);
    if (act == "explanation") return requests::ask_reason(context, m_id, text_at(step, "words"), at);
    if (act == "explained") return requests::note_explained(context, m_id, text_at(step, "words"), at);
    if (act == "fee") return charge(context, step, at);
    if (act == "fee_received") return requests::note_fee_received(context, m_id, {}, at);
    if (act == "fee_paid") return requests::note_paid(context, m_id, {}, "非税收入票据", at);
    return end(context, step, act, at);
  }

  Result<void> end(Context& context, const json::object& step, std::string_view act, std::int64_t at) {
    if (act == "decide")
      return requests::decide(
          context, m_id,
          {.outcome = text_at(step, "outcome"), .ground = text_at(step, "ground"), .reasons = text_at(step, "reasons")},
          at);
    if (act == "reply") {
      const auto letter = fmt::format("云公复〔{}〕{}号", m_day.year(), m_number);
      return requests::reply(context, m_id, {.way = "letter", .letter = letter}, at);
    }
    if (act == "close") return requests::close(context, m_id, text_at(step, "outcome"), text_at(step, "reason"), at);
    if (act == "finish") return requests::finish(context, m_id, text_at(step, "result"), text_at(step, "words"), at);
    if (act == "archive") return archive(context);
    return refuse(FaultKind::invalid, "case.act_unknown", "act", {{"act", std::string(act)}});
  }

  /// What the letters of those years left on paper: scans of the reply and of the receipt for it.
  Result<void> archive(Context& context) {
    if (!m_services.files) return {};
    for (const auto* role : {"paper", "proof"}) {
      const auto name = std::string(role == std::string_view("paper") ? "答复书" : "送达回证") + "（扫描件）.txt";
      const auto scan = TRY(take_in(context, fmt::format("{}　第{}号案卷\n", name, m_number), name));
      CHECK_OK(requests::attach(context, m_id, scan, name, role, version(m_id)));
    }
    return requests::archive(context, m_id, fmt::format("{}-{}", m_day.year(), m_number), version(m_id));
  }

  Result<void> extend(const json::object& step, std::int64_t at) {
    auto head = TRY(m_desk.as_person("lingdao", m_services));
    return requests::extend(head, m_id, static_cast<int>(number_at(step, "working_days")), text_at(step, "reason"), at);
  }

  Result<void> charge(Context& context, const json::object& step, std::int64_t at) {
    TRY(requests::notify_fee(context, m_id, {.by = text_at(step, "by"), .count = number_at(step, "count")}, at));
    return {};
  }

  Result<void> consult(Context& context, const json::object& step, std::int64_t at) {
    const auto name = text_at(step, "party");
    const auto asked =
        m_services.database.read([&](db::Session& session) { return directory::find_unit_by_name(session, name); });
    m_consultation = TRY(requests::consult(context, m_id,
                                           {.kind = text_at(step, "kind"),
                                            .party = {.name = name, .unit = asked ? asked->id : UnitId{}},
                                            .question = text_at(step, "question")},
                                           at))
                         .id;
    return {};
  }

  Result<void> take_of_party(Context& context, const json::object& step, std::string_view act) {
    const auto at = version(m_consultation);
    if (act == "party_received") return requests::note_party_received(context, m_consultation, {}, at);
    if (act == "silence") return requests::note_silence(context, m_consultation, at);
    return requests::note_opinion(context, m_consultation,
                                  {.answer = text_at(step, "answer"), .words = text_at(step, "words")}, at);
  }

  Result<void> take_as_applicant(const json::object& step, std::string_view act) {
    auto context = applicant();
    if (act == "withdraw") return requests::withdraw(context, m_id, text_at(step, "reason"), version(m_id));
    return requests::rate(context, m_id, {.satisfied = number_at(step, "satisfied"), .words = text_at(step, "words")});
  }

  const Desk& m_desk;
  Services& m_services;
  FixedClock& m_clock;
  const json::object& m_said;
  int m_number;
  Day m_day{};
  int m_minutes = 0;
  CaseId m_id{}, m_consultation{};
};

}  // namespace

Result<void> load_requests(Context& context, const City& city, const Places& places) {
  if (context.database().read([&](db::Session& session) { return store::is_done(session, work_name); })) return {};
  const auto said = read_catalog("catalog/demo/requests.json");
  const Desk desk(context, city, places);
  FixedClock clock(context.now());
  Services services = desk.services_at(clock);
  int number = 0;
  for (const auto& one : said.at("cases").as_array()) {
    Player player(desk, services, clock, one.as_object(), ++number);
    CHECK_OK(player.play());
  }
  return context.database().write([&](db::Session& session) -> Result<void> {
    store::note_done(session, work_name);
    return {};
  });
}

}  // namespace gongkai::demo
