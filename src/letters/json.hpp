// Letters, their kinds and their stationery as the office's pages get them.
#pragma once
#include "letters/desk.hpp"
#include "platform/json/json.hpp"

namespace gongkai::letters {

json::object kind_json(const Kind& kind);
json::object field_json(const Field& field, const Kind* of);
/// With what is missing, and what this person may do now or why not.
json::object letter_json(db::Session& session, const Context& context, const Desk& desk);
/// A line of a list: nothing of the letter's content.
json::object line_json(const Letter& letter);
json::object delivery_json(const Delivery& delivery);
json::object form_json(const Form& form);
json::object stationery_json(const Stationery& stationery);

}  // namespace gongkai::letters
