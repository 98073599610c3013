#include "platform/json/json.hpp"

#include "base/text.hpp"

namespace gongkai::json {

Result<value> parse(std::string_view text) {
  boost::system::error_code error;
  boost::json::stream_parser parser({}, {.max_depth = 32});
  const auto read = parser.write_some(text.data(), text.size(), error);
  if (!error) parser.finish(error);
  if (error || text.substr(read).find_first_not_of(" \t\r\n") != std::string_view::npos)
    return refuse(FaultKind::invalid, "json.unreadable", {}, {{"place", std::to_string(read)}});
  return parser.release();
}

std::string to_string(const value& value) {
  return boost::json::serialize(value);
}

Reader::Reader(const value& value) {
  if (value.is_object()) m_object = value.get_object();
  else m_faults.push_back({FaultKind::invalid, "json.object_expected", "", {}, {}});
}

const value* Reader::find(std::string_view key) {
  const auto* found = m_object.if_contains(key);
  return found && !found->is_null() ? found : nullptr;
}

void Reader::fault(std::string_view key, std::string_view code) {
  m_faults.push_back({FaultKind::invalid, std::string(code), std::string(key), {}, {}});
}

std::string Reader::text(std::string_view key) {
  auto text = optional_text(key);
  if (!text || text->empty()) fault(key, "field.missing");
  return text.value_or("");
}

std::string Reader::text_or(std::string_view key, std::string_view fallback) {
  return optional_text(key).value_or(std::string(fallback));
}

std::optional<std::string> Reader::optional_text(std::string_view key) {
  const auto* found = find(key);
  if (!found) return std::nullopt;
  if (!found->is_string() || !is_valid_utf8(std::string_view(found->get_string()))) {
    fault(key, "field.text_expected");
    return std::nullopt;
  }
  return std::string(trim(std::string_view(found->get_string())));
}

std::int64_t Reader::integer(std::string_view key) {
  if (!find(key)) fault(key, "field.missing");
  return integer_or(key, 0);
}

std::int64_t Reader::integer_or(std::string_view key, std::int64_t fallback) {
  const auto* found = find(key);
  if (!found) return fallback;
  if (found->is_int64()) return found->get_int64();
  fault(key, "field.number_expected");
  return fallback;
}

bool Reader::boolean_or(std::string_view key, bool fallback) {
  const auto* found = find(key);
  if (!found) return fallback;
  if (found->is_bool()) return found->get_bool();
  fault(key, "field.boolean_expected");
  return fallback;
}

Day Reader::day(std::string_view key) {
  const auto day = parse_day(text(key));
  if (!day && find(key)) fault(key, "field.day_expected");
  return day.value_or(Day{});
}

std::int64_t Reader::id(std::string_view key) {
  if (!find(key)) fault(key, "field.missing");
  return id_or_zero(key);
}

std::int64_t Reader::id_or_zero(std::string_view key) {
  const auto text = optional_text(key);
  if (!text || text->empty()) return 0;
  const auto id = parse_id(*text);
  if (!id) fault(key, "field.id_expected");
  return id.value_or(0);
}

const array& Reader::list(std::string_view key) {
  static const array empty;
  const auto* found = find(key);
  if (!found) return empty;
  if (found->is_array()) return found->get_array();
  fault(key, "field.list_expected");
  return empty;
}

const object& Reader::object_at(std::string_view key) {
  static const object empty;
  const auto* found = find(key);
  if (!found) return empty;
  if (found->is_object()) return found->get_object();
  fault(key, "field.object_expected");
  return empty;
}

Result<void> Reader::finish() {
  return all_of(std::move(m_faults));
}

}  // namespace gongkai::json
