#include "platform/db/query.hpp"

#include <stdexcept>

namespace gongkai::db {
namespace {
// Made on first use: queries are constructed before main, in no particular order of files.
std::vector<const Query*>& registry() {
  static std::vector<const Query*> queries;
  return queries;
}

std::string list_condition(Engine engine, std::string_view parameter, bool negated) {
  const std::string name(parameter);
  if (engine == Engine::sqlite)
    return std::string(negated ? "NOT IN" : "IN") + " (SELECT value FROM json_each(" + name + "))";
  return (negated ? "<> ALL(cast(" : "= ANY(cast(") + name + " AS bigint[]))";
}
}  // namespace

Query::Query(const char* name, const char* text) : Query(name, TwoTexts{text, text}) {}

Query::Query(const char* name, TwoTexts texts) : m_name(name), m_texts(texts), m_number(registry().size()) {
  registry().push_back(this);
}

const std::vector<const Query*>& Query::all() {
  return registry();
}

std::string text_for(Engine engine, const Query& query) {
  constexpr std::string_view opening = "IN {{in ", closing = "}}", negation = "NOT ";
  std::string text(query.text(engine));
  for (auto at = text.find(opening); at != std::string::npos; at = text.find(opening, at)) {
    const auto end = text.find(closing, at);
    if (end == std::string::npos) throw std::logic_error("a list is not closed in query " + std::string(query.name()));
    const auto parameter = text.substr(at + opening.size(), end - at - opening.size());
    const bool negated = at >= negation.size() && text.compare(at - negation.size(), negation.size(), negation) == 0;
    const auto start = negated ? at - negation.size() : at;
    text.replace(start, end + closing.size() - start, list_condition(engine, parameter, negated));
    at = start;
  }
  return text;
}

}  // namespace gongkai::db
