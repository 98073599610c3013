#include "demo/load_site_reports.hpp"

#include "demo/catalog_file.hpp"
#include "readers/store.hpp"
#include "site_report/use_cases.hpp"

namespace gongkai::demo {
namespace {

std::string text_at(const json::value& entry, std::string_view name) {
  return std::string(entry.at(name).as_string());
}

Instant instant_at(const json::value& entry, std::string_view name) {
  return parse_instant(text_at(entry, name) + ":00+08:00").value();
}

std::vector<site_report::Entry> entries_of(const json::value& rows) {
  std::vector<site_report::Entry> entries;
  for (const auto& [row, said] : rows.as_object()) {
    const auto texts = texts_of(said.as_array());
    entries.push_back({.item = row, .value = texts.at(0), .note = texts.size() > 1 ? texts[1] : ""});
  }
  return entries;
}

/// Busier on working days, with a swing that repeats on every machine.
std::int64_t of_the_day(std::int64_t mean, Day day) {
  const std::int64_t share = day.is_weekend() ? 62 : 115;
  return mean * (share + (day.number * 37) % 23 - 11) / 100;
}

Result<void> load_visits(Context& context, SiteId site, int year, const json::value& visits) {
  const auto pages = visits.at("pages").as_int64(), visitors = visits.at("visitors").as_int64();
  return context.database().write([&](db::Session& session) -> Result<void> {
    for (Day day = Day::of(year, 1, 1); day.year() == year; ++day)
      readers::store::add_site_readings(session, site, day, {of_the_day(pages, day), of_the_day(visitors, day)});
    return {};
  });
}

struct Hands {
  Context filler, publisher;
  SiteId site{};
  int year = 0;
};

/// Fills and publishes; returns the version after it.
Result<std::int64_t> put_out(Hands& hands, FixedClock& clock, const json::value& entry, std::string_view reason,
                             std::int64_t version) {
  clock.set(instant_at(entry, "filled"));
  const auto filled =
      TRY(site_report::fill(hands.filler, hands.site, hands.year, entries_of(entry.at("rows")), version));
  clock.set(instant_at(entry, "published"));
  CHECK_OK(site_report::publish(hands.publisher, hands.site, hands.year, reason, filled));
  return filled + 1;
}

}  // namespace

Result<void> load_site_reports(const Desk& desk, Context& context, FixedClock& clock, const json::object&) {
  const auto file = read_catalog("catalog/demo/site_reports.json");
  const int year = static_cast<int>(file.at("year").as_int64());
  for (const auto& entry : file.at("sites").as_array()) {
    const auto site = desk.places().sites.at(text_at(entry, "site"));
    CHECK_OK(load_visits(context, site, year, entry.at("visits")));
    Hands hands{.filler = TRY(desk.as_person(text_at(entry, "filled_by"), context.services)),
                .publisher = TRY(desk.as_person(text_at(entry, "published_by"), context.services)),
                .site = site,
                .year = year};
    const auto version = TRY(put_out(hands, clock, entry, "", 0));
    if (const auto* correction = entry.as_object().if_contains("correction"))
      CHECK_OK(put_out(hands, clock, *correction, text_at(*correction, "reason"), version));
  }
  return {};
}

}  // namespace gongkai::demo
