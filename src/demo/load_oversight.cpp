#include "demo/load_oversight.hpp"

#include "demo/catalog_file.hpp"
#include "demo/desk.hpp"
#include "demo/store.hpp"
#include "directory/api.hpp"
#include "oversight/score_sheet.hpp"
#include "oversight/store.hpp"
#include "oversight/use_cases.hpp"
#include "platform/auth/vault.hpp"

namespace gongkai::demo {
namespace {

constexpr std::string_view work_name = "oversight";

std::string text_at(const json::object& entry, std::string_view name) {
  return std::string(entry.at(name).as_string());
}
std::int64_t number_or(const json::object& entry, std::string_view name, std::int64_t fallback) {
  const auto* found = entry.if_contains(name);
  return found ? found->as_int64() : fallback;
}

/// One inspection at the days of its script.
class Inspector {
 public:
  Inspector(const Desk& desk, Services& services, FixedClock& clock, const json::object& said)
      : m_desk(desk), m_services(services), m_clock(clock), m_said(said) {}

  Result<void> inspect() {
    CHECK_OK(draw());
    CHECK_OK(score_all());
    if (!m_said.contains("told")) return {};
    to_day(m_said, "told");
    auto organiser = TRY(person("jiandu"));
    CHECK_OK(oversight::tell(organiser, m_id, version()));
    for (const auto& one : m_said.at("appeals").as_array()) CHECK_OK(appeal(one.as_object()));
    to_day(m_said, "closed");
    return oversight::close(organiser, m_id, version());
  }

 private:
  void to_day(const json::object& entry, std::string_view name) {
    m_clock.set(start_of(parse_day(text_at(entry, name)).value()).plus_seconds(15 * 3600));
  }
  Result<Context> person(std::string_view login) { return m_desk.as_person(login, m_services); }
  template <class Read>
  auto read(Read&& from) {
    return m_services.database.read(from);
  }
  std::int64_t version() {
    return read([&](db::Session& session) { return oversight::store::find(session, m_id)->version; });
  }
  std::vector<oversight::Sample> samples() {
    return read([&](db::Session& session) { return oversight::store::samples_of(session, *m_services.vault, m_id); });
  }

  Result<void> draw() {
    to_day(m_said, "drawn");
    auto organiser = TRY(person("jiandu"));
    m_id = TRY(oversight::draw(organiser, {.name = text_at(m_said, "name"),
                                           .unit = m_desk.places().units.at("yunhai"),
                                           .first_day = parse_day(text_at(m_said, "first_day")).value(),
                                           .last_day = parse_day(text_at(m_said, "last_day")).value(),
                                           .strata = oversight::parse_strata(text_at(m_said, "strata")).value(),
                                           .amount = {m_said.at("is_share").as_bool(), m_said.at("amount").as_int64()},
                                           .seed = text_at(m_said, "seed")}));
    std::vector<PersonId> scorers;
    for (const auto& login : m_said.at("scorers").as_array()) {
      const auto context = TRY(person(login.as_string()));
      scorers.push_back(context.actor.person);
    }
    return oversight::assign_all(organiser, m_id, scorers, version());
  }

  /// What the system found stands; where it found nothing all is well, but for the faults of the script.
  oversight::Entry entry_for(const oversight::Criterion& criterion, const oversight::Proposal& found,
                             std::int64_t position) const {
    using oversight::Verdict;
    oversight::Entry entry{.criterion = criterion.id, .verdict = found.verdict.value_or(Verdict::met)};
    if (entry.verdict == Verdict::failed) {
      entry.lost = criterion.points;
      entry.reason = "与案卷核对属实。";
    }
    for (const auto& one : m_said.at("faults").as_array()) {
      const auto& fault = one.as_object();
      if (found.verdict || text_at(fault, "criterion") != criterion.id) continue;
      if (position % fault.at("every").as_int64() != 0) continue;
      entry.verdict = Verdict::partly;
      entry.lost = fault.at("lost").as_int64();
      entry.reason = text_at(fault, "reason");
    }
    return entry;
  }

  Result<void> score_all() {
    to_day(m_said, "scored");
    auto all = samples();
    all.resize(all.size() - static_cast<std::size_t>(number_or(m_said, "leaves", 0)));
    for (const auto& sample : all) {
      const auto login = read([&](db::Session& s) { return directory::find_person(s, sample.scorer)->login; });
      auto scorer = TRY(person(login));
      const auto found = read([&](db::Session& session) {
        return oversight::Examined(session, scorer, sample.case_id).propose(oversight::catalog_sheet());
      });
      std::vector<oversight::Entry> entries;
      for (std::size_t i = 0; i < found.size(); ++i)
        entries.push_back(entry_for(oversight::catalog_sheet().criteria[i], found[i], sample.position));
      CHECK_OK(oversight::score(scorer, sample.id, entries, sample.version));
    }
    return {};
  }

  /// The n-th case with a deduction that a person made by judgement.
  Result<void> appeal(const json::object& said) {
    auto nth = said.at("nth").as_int64();
    for (const auto& sample : samples()) {
      const auto scores =
          read([&](db::Session& s) { return oversight::store::scores_of(s, *m_services.vault, sample.id); });
      const auto score =
          std::ranges::find_if(scores, [](const auto& one) { return one.criterion == "nature" && one.lost > 0; });
      if (score == scores.end() || --nth > 0) continue;
      to_day(said, "appealed");
      auto officer = TRY(person("gongkaiban"));
      CHECK_OK(oversight::appeal(officer, sample.id, text_at(said, "words"), sample.version));
      to_day(said, "answered");
      auto organiser = TRY(person("jiandu"));
      oversight::Ruling ruling{.words = text_at(said, "answer")};
      if (said.at("gives_back").as_bool()) ruling.lost[score->criterion] = 0;
      return oversight::answer(organiser, sample.id, ruling, sample.version + 1);
    }
    return {};
  }

  const Desk& m_desk;
  Services& m_services;
  FixedClock& m_clock;
  const json::object& m_said;
  InspectionId m_id{};
};

}  // namespace

Result<void> load_oversight(Context& context, const City& city, const Places& places) {
  if (context.database().read([&](db::Session& session) { return store::is_done(session, work_name); })) return {};
  const auto said = read_catalog("catalog/demo/oversight.json");
  const Desk desk(context, city, places);
  FixedClock clock(context.now());
  Services services = desk.services_at(clock);
  for (const auto& one : said.at("inspections").as_array()) {
    Inspector inspector(desk, services, clock, one.as_object());
    CHECK_OK(inspector.inspect());
  }
  return context.database().write([&](db::Session& session) -> Result<void> {
    store::note_done(session, work_name);
    return {};
  });
}

}  // namespace gongkai::demo
