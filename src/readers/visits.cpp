#include "readers/visits.hpp"

#include "base/id.hpp"

namespace gongkai::readers {

namespace {

constexpr std::string_view not_pages[] = {"static",     "api",     "office",  "theme",  "feed",
                                          "open",       "mode",    "find",    "readyz", "sitemap.xml",
                                          "robots.txt", "healthz", "metrics", "count"};

/// The first part of a path, and the rest behind it.
std::pair<std::string_view, std::string_view> first_part(std::string_view path) {
  if (path.starts_with('/')) path.remove_prefix(1);
  const auto end = std::min(path.find('/'), path.size());
  return {path.substr(0, end), path.substr(end)};
}

}  // namespace

Reading reading_of(std::string_view method, std::string_view path, int status) {
  if (method != "GET" || (status != 200 && status != 304)) return {};
  auto [part, rest] = first_part(path);
  if (part == "d" || part == "f") {
    const auto [text, behind] = first_part(rest);
    const auto id = parse_id(text);
    if (!id || (part == "d" && behind.size() > 1)) return {};
    return {part == "d" ? Reading::Kind::document : Reading::Kind::file, "", *id};
  }
  std::string site;
  if (part == "s") {
    const auto [slug, behind] = first_part(rest);
    site = slug;
    std::tie(part, rest) = first_part(behind);
  }
  if (std::ranges::find(not_pages, part) != std::end(not_pages)) return {};
  return {Reading::Kind::page, std::move(site), 0};
}

Visitors& Visits::visitors_of(const std::string& site, Day day) {
  if (day != m_day) {
    count_visitors();
    m_visitors.clear();  // the salts of yesterday go with it
    m_day = day;
  }
  return m_visitors.try_emplace(site, m_make_salt()).first->second;
}

void Visits::note(const log::Access& access) {
  const auto reading = reading_of(access.method, access.path, access.status);
  if (reading.kind == Reading::Kind::nothing) return;
  const Day day = access.received.day();
  const std::scoped_lock lock(m_mutex);
  switch (reading.kind) {
    case Reading::Kind::nothing: return;
    case Reading::Kind::file: ++m_tally.files[{reading.id, day}]; return;
    case Reading::Kind::document: ++m_tally.documents[{reading.id, day}]; break;
    case Reading::Kind::page: break;
  }
  visitors_of(reading.site, day).note(access.address);
  ++m_tally.sites[{reading.site, day}].pages;
}

void Visits::count_visitors() {
  for (const auto& [site, visitors] : m_visitors)
    if (const auto count = m_tally.sites.find({site, m_day}); count != m_tally.sites.end())
      count->second.visitors = visitors.estimate();
}

Tally Visits::take() {
  const std::scoped_lock lock(m_mutex);
  count_visitors();
  return std::exchange(m_tally, {});
}

}  // namespace gongkai::readers
