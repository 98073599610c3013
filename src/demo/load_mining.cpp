#include "demo/load_mining.hpp"

#include "case_library/store.hpp"
#include "case_library/use_cases.hpp"
#include "content/use_cases.hpp"
#include "demo/catalog_file.hpp"
#include "demo/desk.hpp"
#include "demo/store.hpp"
#include "platform/auth/vault.hpp"
#include "request_mining/store.hpp"
#include "request_mining/use_cases.hpp"
#include "requests/sealing.hpp"

namespace gongkai::demo {
namespace {

constexpr std::string_view work_name = "request_mining";

std::string text_at(const json::object& entry, std::string_view name) {
  const auto* found = entry.if_contains(name);
  return found ? std::string(found->as_string()) : std::string();
}
Day day_at(const json::object& entry, std::string_view name) {
  return parse_day(text_at(entry, name)).value();
}

class Teller {
 public:
  Teller(const Desk& desk, Services& services, FixedClock& clock, const json::object& said)
      : m_desk(desk), m_services(services), m_clock(clock), m_said(said) {}

  Result<void> tell() {
    to_day("written");
    auto writer = TRY(person("writer"));
    m_id = TRY(case_library::begin(writer, TRY(case_of(text_at(m_said, "case")))));
    auto text = study().text;
    text.title = text_at(m_said, "title");
    text.lesson = text_at(m_said, "lesson");
    CHECK_OK(case_library::save(writer, m_id, text, study().version));
    CHECK_OK(case_library::prove(writer, m_id, study().version));
    auto second = TRY(person("second"));
    CHECK_OK(case_library::confirm(second, m_id, study().version));
    return m_said.contains("released") ? publish(writer) : Result<void>{};
  }

 private:
  void to_day(std::string_view name) { m_clock.set(start_of(day_at(m_said, name)).plus_seconds(10 * 3600)); }
  Result<Context> person(std::string_view role) { return m_desk.as_person(text_at(m_said, role), m_services); }
  case_library::Study study() {
    return m_services.database.read(
        [&](db::Session& session) { return case_library::store::find(session, *m_services.vault, m_id).value(); });
  }
  /// The closed request with these words.
  Result<CaseId> case_of(std::string_view description) {
    return m_services.database.read([&](db::Session& session) -> Result<CaseId> {
      for (const auto& row : request_mining::store::closed_since(session, Day::of(2024, 1, 1)))
        if (m_services.vault->open(requests::sealed::description, row.id.value, row.description) == description)
          return row.id;
      return refuse(FaultKind::not_found, "case.not_found", "case", {{"case", std::string(description)}});
    });
  }
  Result<void> publish(Context& writer) {
    const auto column = TRY(m_desk.column(text_at(m_said, "site"), text_at(m_said, "column")));
    const auto document = TRY(case_library::to_document(writer, m_id, column, study().version));
    const auto submitted = TRY(content::submit(writer, document, TRY(version_of(writer, document))));
    to_day("released");
    auto releaser = TRY(person("releaser"));
    TRY(content::release(releaser, document, submitted));
    return {};
  }

  const Desk& m_desk;
  Services& m_services;
  FixedClock& m_clock;
  const json::object& m_said;
  CaseStudyId m_id{};
};

Result<void> write_memo(const Desk& desk, Services& services, FixedClock& clock, const json::object& said) {
  clock.set(start_of(day_at(said, "written")).plus_seconds(15 * 3600));
  auto officer = TRY(desk.as_person("gongkaiban", services));
  const auto month = parse_day(text_at(said, "month") + "-01").value();
  TRY(request_mining::write_memo(officer, {.unit = desk.places().units.at(text_at(said, "unit")),
                                           .word = text_at(said, "word"),
                                           .month = month,
                                           .responsible = desk.places().units.at(text_at(said, "responsible")),
                                           .due_on = day_at(said, "due_on"),
                                           .cause = text_at(said, "cause"),
                                           .measures = text_at(said, "measures")}));
  return {};
}

}  // namespace

Result<void> load_mining(Context& context, const City& city, const Places& places) {
  if (context.database().read([&](db::Session& session) { return store::is_done(session, work_name); })) return {};
  const auto said = read_catalog("catalog/demo/request_mining.json");
  const Desk desk(context, city, places);
  FixedClock clock(context.now());
  Services services = desk.services_at(clock);
  for (const auto& one : said.at("studies").as_array()) CHECK_OK(Teller(desk, services, clock, one.as_object()).tell());
  for (const auto& one : said.at("memos").as_array()) CHECK_OK(write_memo(desk, services, clock, one.as_object()));
  clock.set(context.now());
  Context system{.services = services, .actor = auth::system_actor(), .request_id = "demo"};
  TRY(request_mining::search(system));
  return context.database().write([&](db::Session& session) -> Result<void> {
    store::note_done(session, work_name);
    return {};
  });
}

}  // namespace gongkai::demo
