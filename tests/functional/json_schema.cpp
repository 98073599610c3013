#include "tests/functional/json_schema.hpp"

#include <regex>

namespace gongkai::testing {
namespace {
namespace json = boost::json;

class Checker {
 public:
  explicit Checker(const json::object& document) : m_document(document) {}

  void check(const json::value& value, const json::value& schema_value, const std::string& place) {
    if (!schema_value.is_object()) return;
    const auto& schema = resolve(schema_value.get_object());
    if (const auto* variants = schema.if_contains("oneOf")) return any_of(value, variants->as_array(), place);
    if (const auto* variants = schema.if_contains("anyOf")) return any_of(value, variants->as_array(), place);
    if (const auto* parts = schema.if_contains("allOf"))
      for (const auto& part : parts->as_array()) check(value, part, place);
    if (const auto* type = schema.if_contains("type"); type && !has_type(value, *type))
      return fail(place, "expected " + json::serialize(*type) + ", found " + json::serialize(value).substr(0, 80));
    if (const auto* constant = schema.if_contains("const"); constant && value != *constant)
      fail(place, "is not the constant");
    if (const auto* list = schema.if_contains("enum")) check_enum(value, list->as_array(), place);
    if (const auto* pattern = schema.if_contains("pattern"); pattern && value.is_string())
      if (!std::regex_search(std::string(value.as_string()), std::regex(std::string(pattern->as_string()))))
        fail(place, "does not match the pattern");
    if (value.is_object()) check_object(value.get_object(), schema, place);
    if (value.is_array() && schema.contains("items")) {
      std::size_t index = 0;
      for (const auto& item : value.get_array())
        check(item, schema.at("items"), place + "[" + std::to_string(index++) + "]");
    }
  }

  std::vector<std::string> found;

 private:
  const json::object& resolve(const json::object& schema) const {
    const auto* reference = schema.if_contains("$ref");
    if (!reference) return schema;
    const std::string name(reference->as_string());
    const auto& schemas = m_document.at("components").as_object().at("schemas").as_object();
    return resolve(schemas.at(name.substr(name.rfind('/') + 1)).as_object());
  }

  void any_of(const json::value& value, const json::array& variants, const std::string& place) {
    for (const auto& variant : variants) {
      Checker attempt(m_document);
      attempt.check(value, variant, place);
      if (attempt.found.empty()) return;
    }
    fail(place, "fits none of the variants: " + json::serialize(value).substr(0, 120));
  }

  static bool has_type(const json::value& value, const json::value& type) {
    if (type.is_array()) {
      for (const auto& one : type.get_array())
        if (has_type(value, one)) return true;
      return false;
    }
    const std::string_view name = type.as_string();
    if (name == "null") return value.is_null();
    if (name == "string") return value.is_string();
    if (name == "boolean") return value.is_bool();
    if (name == "integer") return value.is_int64() || value.is_uint64();
    if (name == "number") return value.is_number();
    if (name == "array") return value.is_array();
    return name == "object" && value.is_object();
  }

  void check_enum(const json::value& value, const json::array& list, const std::string& place) {
    for (const auto& one : list)
      if (one == value) return;
    fail(place, "is none of " + json::serialize(list));
  }

  void check_object(const json::object& object, const json::object& schema, const std::string& place) {
    if (const auto* required = schema.if_contains("required"))
      for (const auto& name : required->as_array())
        if (!object.contains(name.as_string())) fail(place, "misses " + std::string(name.as_string()));
    const auto* properties = schema.if_contains("properties");
    const auto* additional = schema.if_contains("additionalProperties");
    for (const auto& [name, member] : object) {
      const auto inner = place + "." + std::string(name);
      if (const auto* known = properties ? properties->as_object().if_contains(name) : nullptr)
        check(member, *known, inner);
      else if (additional && additional->is_object()) check(member, *additional, inner);
      else if (properties && !(additional && additional->is_bool() && additional->as_bool()) &&
               !schema.contains("allOf"))
        fail(inner, "is not described");
    }
  }

  void fail(const std::string& place, const std::string& what) { found.push_back(place + ": " + what); }

  const json::object& m_document;
};
}  // namespace

std::vector<std::string> mismatches(const json::value& value, const json::value& schema, const json::object& document) {
  Checker checker(document);
  checker.check(value, schema, "$");
  return checker.found;
}

}  // namespace gongkai::testing
