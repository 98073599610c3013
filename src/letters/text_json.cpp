#include "letters/text_json.hpp"

namespace gongkai::letters {
namespace {
std::string text(const json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  return value && value->is_string() ? std::string(value->as_string()) : std::string();
}

std::vector<std::string> lines(const json::object& object, std::string_view key) {
  std::vector<std::string> found;
  if (const auto* list = object.if_contains(key); list && list->is_array())
    for (const auto& one : list->as_array())
      if (one.is_string()) found.emplace_back(one.as_string());
  return found;
}

json::array to_array(const std::vector<std::string>& lines) {
  json::array list;
  for (const auto& line : lines) list.emplace_back(line);
  return list;
}
}  // namespace

json::object to_json(const Facts& facts) {
  json::object object;
  for (const auto& [id, value] : facts) object[id] = value;
  return object;
}

Facts facts_of(const json::value& value) {
  Facts facts;
  if (value.is_object())
    for (const auto& member : value.as_object())
      if (member.value().is_string()) facts[std::string(member.key())] = std::string(member.value().as_string());
  return facts;
}

json::object to_json(const LetterText& t) {
  return {{"head", t.head},
          {"number", t.number},
          {"title", t.title},
          {"addressee", t.addressee},
          {"paragraphs", to_array(t.paragraphs)},
          {"enclosures", to_array(t.enclosures)},
          {"signer", t.signer},
          {"signed_on", t.signed_on ? json::value(to_text(*t.signed_on)) : json::value()}};
}

LetterText letter_text_of(const json::value& value) {
  if (!value.is_object()) return {};
  const auto& object = value.as_object();
  return {.head = text(object, "head"),
          .number = text(object, "number"),
          .title = text(object, "title"),
          .addressee = text(object, "addressee"),
          .paragraphs = lines(object, "paragraphs"),
          .enclosures = lines(object, "enclosures"),
          .signer = text(object, "signer"),
          .signed_on = parse_day(text(object, "signed_on"))};
}

}  // namespace gongkai::letters
