#include "request_mining/settings.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/assets.hpp"
#include "base/text.hpp"
#include "platform/json/json.hpp"

namespace gongkai::request_mining {

namespace {

constexpr std::string_view file = "catalog/request_mining/settings.json";
constexpr std::string_view stop_file = "catalog/request_mining/stop_words.json";

[[noreturn]] void broken(std::string_view why) {
  throw std::runtime_error("catalog/request_mining: " + std::string(why));
}

json::value parsed(std::string_view text) {
  auto value = json::parse(text);
  if (!value) broken("no JSON");
  return *std::move(value);
}

std::string text_of(const json::value& value, std::string_view where) {
  if (!value.is_string() || value.get_string().empty()) broken(where);
  return std::string(value.get_string());
}

void finish(json::Reader& reader) {
  if (const auto sound = reader.finish(); !sound) broken(sound.error().field);
}

int days_of(json::Reader& reader, std::string_view key) {
  const auto days = reader.integer(key);
  if (days < 1 || days > 250) broken(key);
  return static_cast<int>(days);
}

void read_conversion(const json::value& said, Settings& read) {
  json::Reader reader(said);
  read.applicants = reader.integer("applicants");
  read.similar = static_cast<double>(reader.integer("similar_percent")) / 100;
  read.decide_working_days = days_of(reader, "decide_working_days");
  read.publish_working_days = days_of(reader, "publish_working_days");
  read.remind_working_days = days_of(reader, "remind_working_days");
  for (const auto& outcome : reader.list("granted")) read.granted.push_back(text_of(outcome, "granted"));
  for (const auto& entry : reader.list("keep_grounds")) {
    json::Reader ground(entry);
    read.keep_grounds.push_back({ground.text("id"), ground.text("name")});
    finish(ground);
  }
  finish(reader);
  if (read.applicants < 2 || read.similar <= 0 || read.similar > 1 || read.granted.empty() || read.keep_grounds.empty())
    broken("conversion");
}

void read_topics(const json::value& said, Settings& read) {
  json::Reader reader(said);
  read.smallest_shown = reader.integer("smallest_shown");
  read.fewest_cases = reader.integer("fewest_cases");
  read.shortest = static_cast<std::size_t>(reader.integer("shortest"));
  read.longest = static_cast<std::size_t>(reader.integer("longest"));
  read.most = static_cast<std::size_t>(reader.integer("most"));
  finish(reader);
  if (read.smallest_shown < 2 || read.fewest_cases < 1 || read.shortest < 2 || read.longest > 40 || read.most == 0)
    broken("topics");
}

}  // namespace

const KeepGround* Settings::keep_ground(std::string_view id) const {
  const auto found = std::ranges::find(keep_grounds, id, &KeepGround::id);
  return found == keep_grounds.end() ? nullptr : &*found;
}

bool Settings::is_granted(std::string_view outcome) const {
  return std::ranges::find(granted, outcome) != granted.end();
}

Settings parse_settings(std::string_view text, std::string_view stop_words) {
  Settings read;
  const auto said = parsed(text), stops = parsed(stop_words);
  json::Reader reader(said), words(stops);
  read_conversion(reader.object_at("conversion"), read);
  read_topics(reader.object_at("topics"), read);
  finish(reader);
  for (const auto& word : words.list("words")) read.stop_words.push_back(to_code_points(fold(text_of(word, "words"))));
  std::ranges::stable_sort(read.stop_words, std::ranges::greater{}, &std::u32string::size);
  return read;
}

const Settings& settings() {
  static const auto read = parse_settings(assets::find(file).value_or(""), assets::find(stop_file).value_or(""));
  return read;
}

}  // namespace gongkai::request_mining
