#include "tests/functional/api_description.hpp"

#include "base/text.hpp"
#include "tests/functional/json_schema.hpp"

namespace gongkai::testing {
namespace {

/// Of the whole program: each capability exercises its own operations in tests of its own.
std::set<std::string>& done() {
  static std::set<std::string> operations;
  return operations;
}

namespace json = boost::json;

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  return text;
}

/// How well the template fits: -1 not at all, otherwise the number of literal segments.
int fit(std::string_view path_template, std::string_view path) {
  const auto wanted = split(path_template, '/');
  const auto given = split(path, '/');
  if (wanted.size() != given.size()) return -1;
  int literals = 0;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (wanted[i].starts_with('{')) continue;
    if (wanted[i] != given[i]) return -1;
    ++literals;
  }
  return literals;
}
}  // namespace

const json::object* ApiDescription::find(const std::string& method, const std::string& path, std::string& name) const {
  const json::object* best = nullptr;
  int best_fit = -1;
  for (const auto& [path_template, operations] : m_document.at("paths").as_object()) {
    const auto* operation = operations.as_object().if_contains(lower(method));
    const int this_fit = fit(path_template, path);
    if (!operation || this_fit <= best_fit) continue;
    best = &operation->as_object();
    best_fit = this_fit;
    name = method + " " + std::string(path_template);
  }
  return best;
}

std::vector<std::string> ApiDescription::check(const std::string& method, const std::string& target, int status,
                                               const std::string& body) {
  std::string name;
  const auto* operation = find(method, target.substr(0, target.find('?')), name);
  if (!operation) return {method + " " + target + " is not described"};
  if (status < 400) done().insert(name);
  const auto* response = operation->at("responses").as_object().if_contains(std::to_string(status));
  if (!response)
    return {name + " answered " + std::to_string(status) + ", which is not described: " + body.substr(0, 200)};
  const auto* content = response->as_object().if_contains("content");
  if (!content) return {};
  const auto* media = content->as_object().if_contains("application/json");
  if (!media || !media->as_object().contains("schema")) return {};
  boost::system::error_code error;
  const auto value = json::parse(body, error);
  if (error) return {name + " did not answer JSON: " + body.substr(0, 200)};
  auto problems = mismatches(value, media->at("schema"), m_document);
  for (auto& problem : problems) problem = name + " " + std::to_string(status) + " " + problem;
  return problems;
}

std::vector<std::string> ApiDescription::never_done() const {
  std::vector<std::string> missing;
  for (const auto& [path, operations] : m_document.at("paths").as_object())
    for (const auto& [method, operation] : operations.as_object()) {
      std::string name(method);
      for (char& c : name) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
      name += " " + std::string(path);
      if (!done().contains(name)) missing.push_back(name);
    }
  return missing;
}

}  // namespace gongkai::testing
