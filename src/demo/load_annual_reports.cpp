#include "demo/load_annual_reports.hpp"

#include <algorithm>

#include "annual_report/keeping.hpp"
#include "annual_report/narrative.hpp"
#include "annual_report/store.hpp"
#include "annual_report/use_cases.hpp"
#include "demo/catalog_file.hpp"
#include "demo/desk.hpp"
#include "demo/parallel.hpp"
#include "demo/standing.hpp"
#include "demo/store.hpp"
#include "directory/api.hpp"
#include "policy/api.hpp"
#include "policy/web.hpp"

namespace gongkai::demo {
namespace {

namespace report = annual_report;
using report_format::Applicant;
using report_format::Form;
using report_format::Format;
using report_format::Row;

constexpr std::string_view work_name = "annual reports";
constexpr int problems_part = 5;
constexpr std::int64_t cent = report_format::amount_scale / 100;  // amounts in the catalog are hundredths of 万元

std::string text_at(const json::object& entry, std::string_view name) {
  return std::string(entry.at(name).as_string());
}
std::vector<std::string> list_at(const json::object& entry, std::string_view name) {
  const auto* found = entry.if_contains(name);
  return found ? texts_of(found->as_array()) : std::vector<std::string>{};
}
Instant working_hours(std::string_view day) {
  return start_of(parse_day(std::string(day)).value()).plus_seconds(10 * 3600);
}

/// A unit with its report of the year.
struct Due {
  const UnitEntry* unit = nullptr;
  CaseId id{};
  std::size_t number = 0;
};

class Collector {
 public:
  Collector(const Desk& desk, Services& services, FixedClock& clock)
      : m_desk(desk), m_services(services), m_clock(clock), m_said(read_catalog("catalog/demo/annual_reports.json")) {}

  Result<void> collect() {
    m_writer = TRY(login("writer"));
    m_signer = TRY(login("signer"));
    m_collector = TRY(login("collector"));
    m_clock.set(working_hours(text_at(m_said, "history_on")));
    for (const auto& one : m_said.at("history").as_array()) CHECK_OK(record(one.as_object()));
    for (const auto& year : m_said.at("years").as_array()) CHECK_OK(play(year.as_object()));
    return {};
  }

 private:
  Result<auth::Actor> login(std::string_view role) {
    return TRY(m_desk.as_person(text_at(m_said, role), m_services)).actor;
  }
  Context as(const auth::Actor& actor) const { return {.services = m_services, .actor = actor}; }
  directory::Unit unit_of(const UnitEntry& entry) const {
    return m_services.database.read(
        [&](db::Session& session) { return *directory::find_unit(session, m_desk.places().units.at(entry.key)); });
  }

  // -- years before this system --

  Result<void> record(const json::object& said) {
    const auto unit = unit_of(*m_desk.city().unit(text_at(said, "unit")));
    report::Frozen frozen{.unit_name = unit.name,
                          .unit_code = unit.code,
                          .year = static_cast<int>(said.at("year").as_int64()),
                          .format = Format::form_2021,
                          .tables = tables_of(said, unit.id)};
    const report::Figures figures{.unit = unit.name,
                                  .year = frozen.year,
                                  .contact = unit.contact,
                                  .phone = unit.phone,
                                  .address = unit.address,
                                  .tables = frozen.tables};
    for (int part = 1; part <= 6; ++part) frozen.parts[part] = report::assembled(part, figures);
    frozen.parts[problems_part] = problems(*m_desk.city().unit(text_at(said, "unit")), 0);
    auto collector = as(m_collector), signer = as(m_signer);
    const auto id = TRY(in_transaction(collector, "annual_report.keep", [&](Transaction& tx) {
      return report::keep(tx, {.unit = unit, .report = frozen, .reason = "系统启用前的报告"});
    }));
    return report::publish(signer, id, 2);
  }

  report_format::Tables tables_of(const json::object& said, UnitId unit) const {
    auto tables = report::empty_tables(Format::form_2021);
    tables.unit = report_format::MoneyUnit::ten_thousand;
    const auto& form = report_format::form(Format::form_2021);
    const auto natural = said.at("natural").as_int64(), enterprise = said.at("enterprise").as_int64();
    const auto part = said.at("part").as_int64(), missing = said.at("missing").as_int64();
    const auto row = [&](Row at, std::int64_t of_natural, std::int64_t of_enterprise) {
      tables.at(at, Applicant::natural) = of_natural;
      tables.at(at, Applicant::enterprise) = of_enterprise;
      tables.at(at, Applicant::total) = of_natural + of_enterprise;
    };
    row(Row::received, natural, enterprise);
    row(Row::r1, natural - part - missing, enterprise);
    row(Row::r2, part, 0);
    row(Row::r4_1, missing, 0);
    row(Row::r7, natural, enterprise);
    m_services.database.read([&](db::Session& session) {
      const auto year = static_cast<int>(said.at("year").as_int64());
      for (const auto& stock : policy::table_two(session, m_services, unit, year)) {
        const auto set = [&](std::string_view column, int value) {
          tables.cells[static_cast<std::size_t>(form.cell_named("t2", "a20_1." + stock.id, column))] = value;
        };
        set("made", stock.made);
        set("repealed", stock.repealed);
        set("valid", stock.valid);
      }
    });
    const auto& numbers = said.at("values").as_array();
    const auto& rows = m_said.at("values").as_array();
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const int cell = cell_of(rows[i].as_object());
      tables.cells[static_cast<std::size_t>(cell)] = numbers[i].as_int64() * scale_of(cell);
    }
    return tables;
  }

  // -- a year of this system --

  Result<void> play(const json::object& year) {
    m_clock.set(working_hours(text_at(year, "opened")));
    const auto due = TRY(open(static_cast<int>(year.at("year").as_int64())));
    const auto& terms = year.at("terms").as_object();
    if (!year.at("all").as_bool()) return play_some(year, due, terms);
    using directory::UnitKind;
    const auto of = [&](auto kinds) {
      std::vector<Due> some;
      std::ranges::copy_if(due, std::back_inserter(some), [&](const Due& one) { return kinds(one.unit->fields.kind); });
      return some;
    };
    CHECK_OK(publish_all(of([](UnitKind kind) { return kind != UnitKind::city && kind != UnitKind::county; }),
                         list_at(terms, "units")));
    CHECK_OK(publish_all(of([](UnitKind kind) { return kind == UnitKind::county; }), list_at(terms, "counties")));
    return publish_all(of([](UnitKind kind) { return kind == UnitKind::city; }), list_at(terms, "city"));
  }

  Result<void> play_some(const json::object& year, const std::vector<Due>& due, const json::object& terms) {
    const auto days = list_at(terms, "units");
    const auto named = [&](const auto& has) {
      std::vector<Due> some;
      std::ranges::copy_if(due, std::back_inserter(some), [&](const Due& one) { return has(one.unit->key); });
      return some;
    };
    const auto in = [](std::vector<std::string> keys) {
      return [keys = std::move(keys)](const std::string& key) { return std::ranges::find(keys, key) != keys.end(); };
    };
    const auto& returned = year.at("returned").as_object();
    const auto& remarks = returned.at("units").as_object();
    const auto back = named([&](const std::string& key) { return remarks.contains(key); });
    CHECK_OK(publish_all(named(in(list_at(year, "published"))), days));
    CHECK_OK(hand_in(named(in(list_at(year, "submitted"))), days));
    CHECK_OK(hand_in(back, days));
    m_clock.set(working_hours(text_at(returned, "on")));
    auto collector = as(m_collector);
    for (const auto& one : back)
      CHECK_OK(report::return_to_unit(collector, one.id, std::string(remarks.at(one.unit->key).as_string()), 4));
    return {};
  }

  /// In one transaction and without notices: nobody has to hear of it today.
  Result<std::vector<Due>> open(int year) {
    auto collector = as(m_collector);
    return in_transaction(collector, "annual_report.open_year", [&](Transaction& tx) -> Result<std::vector<Due>> {
      const auto root = directory::root_unit(tx.db());
      CHECK_OK(tx.require("reports.collect", root->path));
      tx.about("unit", root->id.value, root->id);
      std::vector<Due> due;
      for (const auto& entry : m_desk.city().units) {
        const auto unit = directory::find_unit(tx.db(), m_desk.places().units.at(entry.key));
        if (!report::reports(*unit, year) || report::store::of_unit(tx.db(), unit->id, year)) continue;
        due.push_back({&entry, TRY(report::open_report(tx, *unit, year)).id, due.size()});
      }
      return due;
    });
  }

  Result<void> hand_in(const std::vector<Due>& due, const std::vector<std::string>& days) {
    m_clock.set(working_hours(days.at(0)));
    CHECK_OK(for_each_parallel(due, [&](const Due& one) -> Result<void> {
      auto writer = as(m_writer);
      CHECK_OK(report::enter(writer, one.id, values_of(*one.unit), 1));
      return report::write_part(writer, one.id, problems_part, problems(*one.unit, one.number), 2);
    }));
    m_clock.set(working_hours(days.at(1)));
    return for_each_parallel(due, [&](const Due& one) {
      auto writer = as(m_writer);
      return report::submit(writer, one.id, 3);
    });
  }

  Result<void> publish_all(const std::vector<Due>& due, const std::vector<std::string>& days) {
    CHECK_OK(hand_in(due, days));
    m_clock.set(working_hours(days.at(2)));
    CHECK_OK(for_each_parallel(due, [&](const Due& one) {
      auto signer = as(m_signer);
      return report::sign(signer, one.id, 4);
    }));
    m_clock.set(working_hours(days.at(3)));
    return for_each_parallel(due, [&](const Due& one) {
      auto signer = as(m_signer);
      return report::publish(signer, one.id, 5);
    });
  }

  // -- what stands in a report --

  static int cell_of(const json::object& row) {
    return report_format::form(Format::form_2021).cell_named("t2", text_at(row, "row"), text_at(row, "column"));
  }
  static std::int64_t scale_of(int cell) {
    const auto* name = report_format::form(Format::form_2021).find(cell);
    return name && name->kind == report_format::CellKind::amount ? cent : 1;
  }
  std::vector<report::Value> values_of(const UnitEntry& unit) const {
    std::vector<report::Value> values;
    for (const auto& row : m_said.at("values").as_array()) {
      const auto& said = row.as_object();
      const int cell = cell_of(said);
      const auto number = filled(text_at(said, directory::name_of(unit.fields.kind)), unit);
      values.push_back({cell, std::stoll(number) * scale_of(cell), text_at(said, "source")});
    }
    return values;
  }
  std::string problems(const UnitEntry& unit, std::size_t number) const {
    const auto texts = list_at(m_said, "problems");
    return filled(texts[number % texts.size()], unit);
  }

  const Desk& m_desk;
  Services& m_services;
  FixedClock& m_clock;
  json::object m_said;
  auth::Actor m_writer{}, m_signer{}, m_collector{};
};

}  // namespace

Result<void> load_annual_reports(Context& context, const City& city, const Places& places) {
  if (context.database().read([&](db::Session& session) { return store::is_done(session, work_name); })) return {};
  const Desk desk(context, city, places);
  FixedClock clock(context.now());
  Services services = desk.services_at(clock);
  policy::follow(services, {});  // the library of these services is read once, not for every report
  CHECK_OK(Collector(desk, services, clock).collect());
  return context.database().write([&](db::Session& session) -> Result<void> {
    store::note_done(session, work_name);
    return {};
  });
}

}  // namespace gongkai::demo
