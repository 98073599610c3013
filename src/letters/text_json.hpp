// Facts and frozen texts as they lie sealed in the table and stand in answers of the API.
#pragma once
#include "letters/text.hpp"
#include "platform/json/json.hpp"

namespace gongkai::letters {

json::object to_json(const Facts& facts);
/// Members that are no texts are left out.
Facts facts_of(const json::value& value);

json::object to_json(const LetterText& text);
LetterText letter_text_of(const json::value& value);

}  // namespace gongkai::letters
