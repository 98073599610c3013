#include "regulation/test_cases.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/assets.hpp"
#include "base/text.hpp"
#include "platform/json/json.hpp"

namespace gongkai::regulation::testing {
namespace {
std::filesystem::path folder() {
  return std::filesystem::path(GONGKAI_SOURCE_DIR) / "src/regulation/cases";
}

std::string content_of(const std::filesystem::path& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error("no " + path.string());
  return {std::istreambuf_iterator<char>(file), {}};
}

template <class E, std::size_t n>
std::optional<E> labelled(const std::array<E, n>& all, std::string_view label) {
  for (const auto one : all)
    if (label_of(one) == label) return one;
  return std::nullopt;
}

HistoryEvent event_of(const std::string& text, const std::string& place) {
  std::istringstream words(text);
  std::string word;
  HistoryEvent event;
  const auto day = [&](std::string_view from) {
    const auto found = parse_day(from);
    if (!found) throw std::runtime_error(place + ": no day: " + word);
    return *found;
  };
  words >> word;
  event.on = day(word);
  words >> word;
  const auto act = labelled(acts, word);
  if (!act) throw std::runtime_error(place + ": no event: " + word);
  event.act = *act;
  while (words >> word) {
    if (const auto party = labelled(parties, word)) event.party = party;
    else if (word.starts_with("送达")) event.received_on = day(std::string_view(word).substr(6));
    else if (word.starts_with("限")) event.until = day(std::string_view(word).substr(3));
    else if (word.ends_with("日")) event.working_days = std::stoi(word);
    else event.id = word;
  }
  return event;
}
}  // namespace

std::vector<CaseLine> case_lines(const std::string& prefix) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder()))
    if (entry.path().filename().string().starts_with(prefix) && entry.path().extension() == ".csv")
      files.push_back(entry.path());
  std::ranges::sort(files);
  std::vector<CaseLine> lines;
  for (const auto& file : files) {
    std::istringstream text(content_of(file));
    std::string line;
    std::getline(text, line);
    const auto names = split(line, ',');
    const std::vector<std::string> columns(names.begin(), names.end());
    for (int number = 2; std::getline(text, line); ++number) {
      CaseLine found{.place = fmt::format("{}:{}", file.filename().string(), number)};
      const auto cells = split(line, ',');
      if (cells.size() != columns.size()) throw std::runtime_error(found.place + ": wrong number of columns");
      for (std::size_t i = 0; i < columns.size(); ++i) found.columns[columns[i]] = std::string(cells[i]);
      lines.push_back(std::move(found));
    }
  }
  return lines;
}

History history_of(const CaseLine& line) {
  const auto channel = labelled(channels, line.at("渠道"));
  if (!channel) throw std::runtime_error(line.place + ": no channel");
  History history{.channel = *channel};
  std::string_view rest = line.at("经过");
  while (!rest.empty()) {
    constexpr std::string_view mark = "；";
    const auto end = rest.find(mark);
    history.events.push_back(event_of(std::string(rest.substr(0, end)), line.place));
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + mark.size());
  }
  return history;
}

const WorkCalendar& calendar_named(const std::string& name) {
  static std::map<std::string, WorkCalendar> known;
  if (const auto found = known.find(name); found != known.end()) return found->second;
  auto years = parse_calendar(*assets::find("catalog/holidays.json")).value();
  if (!name.empty()) {
    const auto variants = json::parse(content_of(folder() / "calendars.json")).value();
    const auto replaced = parse_calendar(json::to_string(variants.at(name))).value();
    years.insert(years.end(), replaced.begin(), replaced.end());
  }
  return known.emplace(name, WorkCalendar(std::move(years))).first->second;
}

}  // namespace gongkai::regulation::testing
