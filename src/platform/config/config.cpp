#include "platform/config/config.hpp"

#include <fmt/format.h>

#include <charconv>
#include <fstream>
#include <sstream>
#include <stdexcept>
#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include "base/text.hpp"

namespace gongkai::config {
namespace {

const Key* find_key(std::string_view name) {
  for (const auto& key : keys())
    if (key.name == name) return &key;
  return nullptr;
}

std::unexpected<Fault> unknown_key(std::string_view name, std::string_view where) {
  std::vector<std::string_view> names;
  for (const auto& key : keys()) names.push_back(key.name);
  const auto near = nearest(name, names);
  return refuse(FaultKind::invalid, near.empty() ? "config.unknown_key" : "config.unknown_key_near", std::string(name),
                {{"key", std::string(name)}, {"near", std::string(near)}, {"where", std::string(where)}});
}

std::unexpected<Fault> wrong_value(const Key& key, std::string_view value, std::string_view where) {
  return refuse(FaultKind::invalid, key.kind == Kind::integer ? "config.number_expected" : "config.boolean_expected",
                std::string(key.name),
                {{"key", std::string(key.name)}, {"value", std::string(value)}, {"where", std::string(where)}});
}

bool fits(const Key& key, std::string_view value) {
  if (key.kind == Kind::boolean) return value == "true" || value == "false";
  if (key.kind != Kind::integer) return true;
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  return error == std::errc() && end == value.data() + value.size() && number >= 0;
}

std::string text_of(const toml::node& node) {
  if (const auto* text = node.as_string()) return text->get();
  if (const auto* number = node.as_integer()) return std::to_string(number->get());
  if (const auto* boolean = node.as_boolean()) return boolean->get() ? "true" : "false";
  std::vector<std::string> parts;
  if (const auto* list = node.as_array())
    for (const auto& entry : *list) parts.push_back(text_of(entry));
  return join(parts, ",");
}

/// Flattens tables: [http] listen = … is "http.listen".
void flatten(const toml::table& table, const std::string& prefix,
             std::vector<std::pair<std::string, std::string>>& out) {
  for (const auto& [key, node] : table) {
    const auto name = prefix + std::string(key.str());
    if (const auto* inner = node.as_table()) flatten(*inner, name + ".", out);
    else out.emplace_back(name, text_of(node));
  }
}
}  // namespace

std::string environment_name(std::string_view key) {
  std::string name = "GONGKAI_";
  for (const char c : key) name += c == '.' ? '_' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
  return name;
}

Config::Config() {
  for (const auto& key : keys()) m_values.emplace(key.name, key.fallback);
}

Result<void> Config::set(std::string_view name, std::string_view value) {
  const auto* key = find_key(name);
  if (!key) return unknown_key(name, "");
  if (!fits(*key, value)) return wrong_value(*key, value, "");
  m_values.insert_or_assign(std::string(name), std::string(value));
  return {};
}

Result<void> Config::read_toml(std::string_view text, std::string_view file_name) {
  const auto parsed = toml::parse(text, file_name);
  if (!parsed) {
    const auto& position = parsed.error().source().begin;
    return refuse(FaultKind::invalid, "config.unreadable", {},
                  {{"where", fmt::format("{}:{}:{}", file_name, position.line, position.column)},
                   {"reason", std::string(parsed.error().description())}});
  }
  std::vector<std::pair<std::string, std::string>> values;
  flatten(parsed.table(), "", values);
  std::vector<Fault> faults;
  for (const auto& [name, value] : values) {
    const auto* key = find_key(name);
    if (!key) faults.push_back(unknown_key(name, file_name).error());
    else if (!fits(*key, value)) faults.push_back(wrong_value(*key, value, file_name).error());
    else m_values.insert_or_assign(name, value);
  }
  return all_of(std::move(faults));
}

Result<void> Config::read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream content;
  content << file.rdbuf();
  if (!file) return refuse(FaultKind::not_found, "config.no_file", {}, {{"where", path}});
  return read_toml(content.str(), path);
}

Result<void> Config::read_environment(const char* const* environment) {
  // Variables with meanings of their own, outside the table of keys.
  static constexpr std::string_view reserved[] = {"GONGKAI_DEMO_PASSWORD", "GONGKAI_PASSWORD", "GONGKAI_BINARY",
                                                  "GONGKAI_TEST_PG",       "GONGKAI_CONFIG",   "GONGKAI_MAIL_PASSWORD",
                                                  "GONGKAI_SMS_KEY"};
  std::vector<Fault> faults;
  for (; environment && *environment; ++environment) {
    const std::string_view entry(*environment);
    const auto equals = entry.find('=');
    const auto variable = entry.substr(0, equals);
    if (!variable.starts_with("GONGKAI_") || equals == std::string_view::npos) continue;
    if (std::find(std::begin(reserved), std::end(reserved), variable) != std::end(reserved)) continue;
    std::string matched;
    for (const auto& key : keys())
      if (environment_name(key.name) == variable) matched = key.name;
    if (matched.empty()) {
      std::vector<std::string> names;
      std::vector<std::string_view> views;
      for (const auto& key : keys()) names.push_back(environment_name(key.name));
      for (const auto& name : names) views.push_back(name);
      const std::string near(nearest(variable, views));
      faults.push_back({FaultKind::invalid,
                        near.empty() ? "config.unknown_key" : "config.unknown_key_near",
                        std::string(variable),
                        {{"key", std::string(variable)}, {"near", near}, {"where", "环境变量"}},
                        {}});
    } else if (auto set_result = set(matched, entry.substr(equals + 1)); !set_result) {
      faults.push_back(std::move(set_result).error());
    }
  }
  return all_of(std::move(faults));
}

const std::string& Config::value(std::string_view name, Kind kind) const {
  const auto* key = find_key(name);
  if (!key || key->kind != kind) throw std::logic_error("no such configuration key: " + std::string(name));
  return m_values.find(name)->second;
}

const std::string& Config::text(std::string_view key) const {
  return value(key, Kind::text);
}
std::int64_t Config::integer(std::string_view key) const {
  return std::stoll(value(key, Kind::integer));
}
bool Config::boolean(std::string_view key) const {
  return value(key, Kind::boolean) == "true";
}
std::vector<std::string> Config::list(std::string_view key) const {
  std::vector<std::string> entries;
  for (const auto part : split(value(key, Kind::list), ','))
    if (!trim(part).empty()) entries.emplace_back(trim(part));
  return entries;
}

}  // namespace gongkai::config
