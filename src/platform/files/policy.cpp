#include "platform/files/policy.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/assets.hpp"
#include "base/text.hpp"
#include "platform/json/json.hpp"

namespace gongkai::files {
namespace {
Rule to_rule(const json::value& value) {
  Rule rule;
  const auto& object = value.as_object();
  rule.extension = object.at("extension").as_string();
  rule.media_type = object.at("media_type").as_string();
  rule.max_bytes = object.at("max_megabytes").as_int64() << 20;
  for (const auto& name : object.at("found_as").as_array()) rule.found_as.emplace_back(name.as_string());
  const auto format = documents::parse_format(object.at("format").as_string());
  if (!format) throw std::runtime_error("catalog/files/policy.json names an unknown format for " + rule.extension);
  rule.format = *format;
  return rule;
}
}  // namespace

const Rule* Policy::find(std::string_view extension) const {
  const auto found =
      std::find_if(rules.begin(), rules.end(), [&](const Rule& rule) { return rule.extension == extension; });
  return found == rules.end() ? nullptr : &*found;
}

Policy load_policy() {
  const auto file = assets::find("catalog/files/policy.json");
  if (!file) throw std::runtime_error("catalog/files/policy.json is not in the binary");
  const auto parsed = json::parse(*file);
  if (!parsed) throw std::runtime_error("catalog/files/policy.json is no JSON");
  Policy policy;
  for (const auto& value : parsed->as_object().at("formats").as_array()) {
    policy.rules.push_back(to_rule(value));
    auto name = policy.rules.back().extension;
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    policy.sheet += (policy.sheet.empty() ? "" : "、") + name;
  }
  return policy;
}

}  // namespace gongkai::files
