#include "content/model.hpp"

#include "platform/json/json.hpp"

namespace gongkai::content {

std::string_view name_of(State state) {
  switch (state) {
    case State::draft: return "draft";
    case State::in_review: return "in_review";
    case State::returned: return "returned";
    case State::released: return "released";
    case State::superseded: return "superseded";
    case State::withdrawn: return "withdrawn";
    case State::filed: return "filed";
    case State::expired: return "expired";
    case State::taken_down: return "taken_down";
  }
  return "draft";
}

std::optional<State> parse_state(std::string_view name) {
  for (const State state : {State::draft, State::in_review, State::returned, State::released, State::superseded,
                            State::withdrawn, State::filed, State::expired, State::taken_down})
    if (name_of(state) == name) return state;
  return std::nullopt;
}

std::string_view name_of(WithdrawalKind kind) {
  switch (kind) {
    case WithdrawalKind::retracted: return "retracted";
    case WithdrawalKind::moved: return "moved";
    case WithdrawalKind::corrected: return "corrected";
  }
  return "retracted";
}

std::optional<WithdrawalKind> parse_withdrawal_kind(std::string_view name) {
  for (const WithdrawalKind kind : {WithdrawalKind::retracted, WithdrawalKind::moved, WithdrawalKind::corrected})
    if (name_of(kind) == name) return kind;
  return std::nullopt;
}

Fields fields_of(std::string_view fields_text) {
  Fields fields;
  const auto parsed = json::parse(fields_text);
  if (!parsed || !parsed->is_object()) return fields;
  for (const auto& [name, value] : parsed->get_object())
    if (value.is_string()) fields.emplace(name, value.get_string().c_str());
  return fields;
}

std::string text_of(const Fields& fields) {
  json::object object;
  for (const auto& [name, value] : fields)
    if (!value.empty()) object[name] = value;
  return json::to_string(object);
}

std::string_view value_of(const Fields& fields, std::string_view name) {
  const auto found = fields.find(name);
  return found == fields.end() ? std::string_view{} : found->second;
}

}  // namespace gongkai::content
