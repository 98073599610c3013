// The board of a year: which unit stands where, who is late, who has no task yet.
#include <map>

#include "annual_report/store.hpp"
#include "annual_report/web.hpp"
#include "annual_report/web_json.hpp"
#include "directory/api.hpp"

namespace gongkai::annual_report {

namespace {

using directory::Answer;
using directory::ok;

constexpr std::size_t page_size = 100, most_missing = 100;
constexpr std::string_view may_read = "reports.read", may_collect = "reports.collect";

Fault wrong_year(const Context& context) {
  return {
      FaultKind::invalid, "annual_report.year_wrong", "year", {{"last", std::to_string(context.today().year() - 1)}}};
}

Result<int> year_asked(const Context& context, const http::Request& request) {
  const auto asked = request.query.get("year");
  if (asked.empty()) return context.today().year() - 1;
  const auto day = parse_day(std::string(asked) + "-12-31");
  if (!day) return std::unexpected(wrong_year(context));
  return day->year();
}

struct Wanted {
  std::string state{};  // a stage, "late" or "outstanding"; "" is all
  std::string name{};   // part of the unit's
  UnitId after{};

  bool has(const json::object& line) const {
    if (!state.empty() && state != "late" && state != "outstanding" && line.at("stage").as_string() != state)
      return false;
    if (state == "late" && !line.at("late").as_bool()) return false;
    if (state == "outstanding" && !is_outstanding(line.at("stage").as_string())) return false;
    return name.empty() || std::string_view(line.at("unit_name").as_string()).contains(name);
  }
};

class Board {
 public:
  Board(Context& context, int year, Wanted wanted)
      : m_context(context), m_year(year), m_wanted(std::move(wanted)), m_passed(!m_wanted.after) {}

  json::object read(db::Session& session) {
    std::map<UnitId, store::Standing> reports_of;
    for (auto& standing : store::standings(session, m_year)) reports_of.emplace(standing.unit, std::move(standing));
    bool may_open = false;
    for (const auto& unit : directory::units(session)) {
      if (!unit.parent) may_open = m_context.actor.may(may_collect, unit.path);
      if (!reports(unit, m_year) || !m_context.actor.may(may_read, unit.path)) continue;
      const auto found = reports_of.find(unit.id);
      if (found == reports_of.end()) add_missing(unit);
      else add(found->second, unit);
    }
    return {{"year", m_year},
            {"items", std::move(m_items)},
            {"next", m_next.empty() ? json::value() : json::value(m_next)},
            {"missing", std::move(m_missing)},
            {"counts", std::move(m_counts)},
            {"may_open", may_open && m_year < m_context.today().year()}};
  }

 private:
  void count(std::string_view what) { m_counts[what] = m_counts[what].as_int64() + 1; }

  void add_missing(const directory::Unit& unit) {
    count("missing");
    if (m_missing.size() < most_missing)
      m_missing.push_back(json::object{{"unit", to_text(unit.id)}, {"unit_name", unit.name}});
  }

  void add(const store::Standing& standing, const directory::Unit& unit) {
    auto line = line_json(standing, unit, m_year, m_context.today());
    count("all");
    count(standing.stage);
    if (line.at("late").as_bool()) count("late");
    if (is_outstanding(standing.stage)) count("outstanding");
    if (m_wanted.has(line) && m_passed) {
      if (m_items.size() < page_size) m_items.push_back(std::move(line));
      else if (m_next.empty()) m_next = m_items.back().at("unit").as_string();
    }
    if (unit.id == m_wanted.after) m_passed = true;
  }

  Context& m_context;
  int m_year;
  Wanted m_wanted;
  bool m_passed;
  json::array m_items{}, m_missing{};
  std::string m_next{};
  json::object m_counts{{"all", 0},      {"drafting", 0}, {"submitted", 0},   {"signed", 0}, {"published", 0},
                        {"revising", 0}, {"late", 0},     {"outstanding", 0}, {"missing", 0}};
};

/// Every report of the year that the person may see, and the units without one.
Answer list(Context& context, http::Request& request) {
  const int year = TRY(year_asked(context, request));
  Wanted wanted{std::string(request.query.get("state")), std::string(request.query.get("name")),
                UnitId{directory::cursor_of(request)}};
  return context.database().read(
      [&](db::Session& session) -> Answer { return ok(Board(context, year, std::move(wanted)).read(session)); });
}

Result<int> year_in(Context& context, const http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto year = reader.integer("year");
  CHECK_OK(reader.finish());
  if (year < 0 || year > 9999) return std::unexpected(wrong_year(context));
  return static_cast<int>(year);
}

Answer open_all(Context& context, http::Request& request) {
  return ok({{"opened", TRY(open_year(context, TRY(year_in(context, request))))}});
}

/// Every unit that owes its report and that the person collects from.
Answer remind_all(Context& context, http::Request& request) {
  const int year = TRY(year_in(context, request));
  const auto owing = context.database().read([&](db::Session& session) {
    std::map<UnitId, std::string> paths;
    for (auto& unit : directory::units(session)) paths.emplace(unit.id, std::move(unit.path));
    auto standings = store::standings(session, year);
    std::erase_if(standings, [&](const store::Standing& one) {
      return !is_outstanding(one.stage) || !context.actor.may(may_collect, paths[one.unit]);
    });
    return standings;
  });
  int reminded = 0;
  for (const auto& one : owing)
    if (remind(context, one.id, one.version)) ++reminded;
  return ok({{"reminded", reminded}});
}

}  // namespace

void add_board_routes(const directory::OfficeRoutes& on) {
  using enum http::Method;
  on(get, "/api/annual-reports", "annual_report.list", list);
  on(post, "/api/annual-reports", "annual_report.open_year", open_all);
  on(post, "/api/annual-reports/reminders", "annual_report.remind_all", remind_all);
}

}  // namespace gongkai::annual_report
