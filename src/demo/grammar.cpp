#include "demo/grammar.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "base/work_calendar.hpp"
#include "demo/catalog_file.hpp"

namespace gongkai::demo {
namespace {

constexpr Day first_day = Day{19724}, last_day = Day{20777};  // 2024-01-02 … 2026-11-20

std::vector<Day> workdays_between(Day first, Day last) {
  auto years = parse_calendar(assets::find("catalog/holidays.json").value_or("{}"));
  if (!years) throw std::runtime_error("catalog/holidays.json: " + years.error().code);
  const WorkCalendar calendar(*std::move(years));
  std::vector<Day> days;
  for (Day day = first; day <= last; ++day)
    if (calendar.is_workday(day)) days.push_back(day);
  return days;
}

Topic read_topic(const json::value& value, std::int64_t) {
  json::Reader reader(value);
  Topic topic{.unit = reader.text("unit"),
              .titles = texts_of(reader.list("titles")),
              .openings = texts_of(reader.list("openings")),
              .middles = texts_of(reader.list("middles")),
              .results = texts_of(reader.list("results")),
              .closings = texts_of(reader.list("closings"))};
  must_be_whole(reader, "grammar.json", topic.unit);
  return topic;
}

std::size_t to_number(std::string_view text) {
  std::size_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace

Grammar read_grammar() {
  Grammar grammar;
  const json::object file = read_catalog("catalog/demo/grammar.json");
  for (const auto& [name, list] : file.at("words").as_object())
    grammar.words[std::string(name)] = texts_of(list.as_array());
  grammar.topics = read_list<Topic>("catalog/demo/grammar.json", "topics", read_topic);
  return grammar;
}

Maker::Maker(const City& city, const Grammar& grammar, std::uint64_t seed)
    : m_city(city),
      m_grammar(grammar),
      m_seed(seed),
      m_random(seed),
      m_workdays(workdays_between(first_day, last_day)) {
  for (const auto& unit : city.units)
    if (unit.fields.kind == directory::UnitKind::county) m_counties.push_back(&unit);
}

// Not std::uniform_int_distribution: its results differ between libraries.
std::size_t Maker::below(std::size_t bound) {
  return static_cast<std::size_t>(m_random() % bound);
}

const std::string& Maker::one_of(const std::vector<std::string>& list) {
  return list.at(below(list.size()));
}

/// A slot is "{place}", a list of words "{season}" or a range "{12-80}".
std::string Maker::fill(std::string_view slot, const std::string& place) {
  if (slot == "place") return place;
  const auto dash = slot.find('-');
  if (dash != std::string_view::npos) {
    const auto least = to_number(slot.substr(0, dash)), most = to_number(slot.substr(dash + 1));
    return std::to_string(least + below(most - least + 1));
  }
  const auto words = m_grammar.words.find(slot);
  if (words == m_grammar.words.end())
    throw std::runtime_error("catalog/demo/grammar.json: no words for " + std::string(slot));
  return one_of(words->second);
}

std::string Maker::sentence(const std::vector<std::string>& list, const std::string& place) {
  const std::string_view pattern = one_of(list);
  std::string text;
  for (std::size_t at = 0; at < pattern.size();) {
    const auto open = pattern.find('{', at);
    text += pattern.substr(at, open - at);
    if (open == std::string_view::npos) break;
    const auto close = pattern.find('}', open);
    text += fill(pattern.substr(open + 1, close - open - 1), place);
    at = close + 1;
  }
  return text;
}

std::string Maker::paragraph(const std::vector<std::string>& list, std::size_t count, const std::string& place) {
  auto left = list;
  std::string text;
  for (std::size_t i = 0; i < count && !left.empty(); ++i) {
    const auto which = left.begin() + static_cast<std::ptrdiff_t>(below(left.size()));
    text += sentence({*which}, place);
    left.erase(which);
  }
  return text;
}

Instant Maker::some_working_hour() {
  const Day day = m_workdays.at(below(m_workdays.size()));
  return start_of(day).plus_seconds(static_cast<std::int64_t>(8 * 3600 + 1800 + 60 * below(9 * 60)));
}

/// Two of three are written by a county on its own site, about one of its towns; the rest by a department on the city's.
void Maker::put_somewhere(DocumentEntry& document, const Topic& topic, std::string& place) {
  const auto* county = m_counties.at(below(m_counties.size()));
  std::vector<std::string> places{county->fields.short_name};
  for (const auto& unit : m_city.units)
    if (unit.parent == county->key) places.push_back(county->fields.short_name + unit.fields.short_name);
  place = one_of(places);
  const bool local = below(3) != 0;
  document.unit = local ? county->key : topic.unit;
  document.site = local ? county->key : "";
  document.column = local ? "news" : "departments";
}

DocumentEntry Maker::next() {
  DocumentEntry document{.key = "made-" + std::to_string(m_seed) + "-" + std::to_string(++m_made), .type = "news"};
  const auto& topic = m_grammar.topics.at(below(m_grammar.topics.size()));
  std::string place;
  put_somewhere(document, topic, place);
  document.title = sentence(topic.titles, place);
  if (document.title.starts_with("关于")) {
    document.type = "notice";
    document.column = document.site.empty() ? "announcements" : "notices";
    document.issuer = m_city.unit(document.unit)->fields.name;
  }
  document.released = some_working_hour();
  document.written = document.released.day();
  document.body = {sentence(topic.openings, place), paragraph(topic.middles, 2 + below(2), place),
                   paragraph(topic.results, 1 + below(2), place), paragraph(topic.middles, 1 + below(2), place),
                   sentence(topic.closings, place)};
  return document;
}

}  // namespace gongkai::demo
