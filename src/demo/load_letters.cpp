#include "demo/load_letters.hpp"

#include "casework/cases.hpp"
#include "demo/catalog_file.hpp"
#include "demo/desk.hpp"
#include "demo/store.hpp"
#include "letters/use_cases.hpp"
#include "platform/auth/vault.hpp"
#include "platform/calendar/calendars.hpp"
#include "requests/letter_facts.hpp"
#include "requests/queue.hpp"

namespace gongkai::demo {
namespace {

constexpr std::string_view work_name = "letters";

std::string text_at(const json::object& entry, std::string_view name) {
  const auto* found = entry.if_contains(name);
  return found ? std::string(found->as_string()) : std::string();
}

/// One letter from its draft as far as its script says.
class Writer {
 public:
  Writer(const Desk& desk, Services& services, FixedClock& clock, const json::object& said)
      : m_desk(desk), m_services(services), m_clock(clock), m_said(said) {}

  Result<void> write() {
    m_clock.set(start_of(parse_day(text_at(m_said, "on")).value()).plus_seconds(15 * 3600));
    auto officer = TRY(m_desk.as_person("gongkaiban", m_services));
    m_id = TRY(letters::begin(officer, TRY(found_case()), text_at(m_said, "kind"), facts()));
    const auto until = text_at(m_said, "until");
    if (until == "draft") return {};
    CHECK_OK(letters::submit(officer, m_id, version()));
    if (until == "submitted") return {};
    const auto name = text_at(m_said, "head");
    auto head = TRY(m_desk.as_person(name.empty() ? "fenguan" : name, m_services));
    CHECK_OK(letters::approve(head, m_id, version()));
    CHECK_OK(letters::send(officer, m_id, version(), letters::Way::registered_post));
    return until == "received" ? receive(officer) : Result<void>{};
  }

 private:
  letters::Facts facts() const {
    letters::Facts facts;
    if (const auto* said = m_said.if_contains("facts"))
      for (const auto& [id, value] : said->as_object()) facts[std::string(id)] = std::string(value.as_string());
    return facts;
  }

  /// By the words of the request; a letter to another party belongs to the sub-case.
  Result<CaseId> found_case() const {
    const auto words = text_at(m_said, "request");
    for (const auto& entry : requests::queue_of(m_services).all(m_services, m_clock.today())) {
      const auto of = m_services.database.read(
          [&](db::Session& session) { return casework::find(session, *m_services.vault, entry->id); });
      if (!of || of->title != words) continue;
      if (!m_said.contains("to_party")) return of->id;
      const auto children = m_services.database.read(
          [&](db::Session& session) { return casework::children_of(session, *m_services.vault, of->id); });
      if (!children.empty()) return children.front().id;
    }
    return refuse(FaultKind::not_found, "case.not_found", "request", {{"request", words}});
  }

  std::int64_t version() const {
    return m_services.database.read(
        [&](db::Session& session) { return letters::find_letter(session, m_services, m_id)->version; });
  }

  Result<void> receive(Context& officer) {
    auto delivery =
        m_services.database
            .read([&](db::Session& session) { return letters::store::deliveries_of(session, *m_services.vault, m_id); })
            .at(0);
    m_clock.advance_seconds(3 * 86'400);
    delivery.received_on = m_clock.today();
    delivery.note = "本人签收";
    return letters::report(officer, delivery);
  }

  const Desk& m_desk;
  Services& m_services;
  FixedClock& m_clock;
  const json::object& m_said;
  LetterId m_id{};
};

Result<void> equip(const Desk& desk, Services& services, const json::object& said) {
  auto officer = TRY(desk.as_person("gongkaiban", services));
  for (const auto& one : said.at("settings").as_array()) {
    const auto& entry = one.as_object();
    const letters::Setting setting{.unit = desk.places().units.at(text_at(entry, "unit")),
                                   .number_word = text_at(entry, "number_word"),
                                   .review_body = text_at(entry, "review_body"),
                                   .court = text_at(entry, "court"),
                                   .online_address = text_at(entry, "online_address"),
                                   .stamped_by_hand = true};
    CHECK_OK(letters::set_setting(officer, setting));
  }
  return {};
}

}  // namespace

Result<void> load_letters(Context& context, const City& city, const Places& places) {
  if (!context.services.files) return {};  // letters are files
  if (context.database().read([&](db::Session& session) { return store::is_done(session, work_name); })) return {};
  const auto said = read_catalog("catalog/demo/letters.json");
  const Desk desk(context, city, places);
  FixedClock clock(context.now());
  Services services = desk.services_at(clock);
  requests::join_letters(services);
  services.parts.of<documents::Fonts>() = context.services.parts.of<documents::Fonts>();
  CHECK_OK(equip(desk, services, said));
  for (const auto& one : said.at("letters").as_array()) {
    auto written = Writer(desk, services, clock, one.as_object()).write();
    if (written) continue;
    written.error().details.emplace_back("letter", text_at(one.as_object(), "request"));
    return written;
  }
  return context.database().write([&](db::Session& session) -> Result<void> {
    store::note_done(session, work_name);
    return {};
  });
}

}  // namespace gongkai::demo
