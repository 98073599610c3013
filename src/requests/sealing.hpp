// The names under which the vault seals what people wrote.
#pragma once
#include <string_view>

namespace gongkai::requests::sealed {

inline constexpr std::string_view applicant = "request.applicant";
inline constexpr std::string_view description = "request.description";
inline constexpr std::string_view identity = "request.identity_index";
inline constexpr std::string_view phone = "request.phone_index";
inline constexpr std::string_view email = "request.email_index";
inline constexpr std::string_view text = "request.text_index";
inline constexpr std::string_view party = "request_party.party";
inline constexpr std::string_view question = "request_party.question";
inline constexpr std::string_view draft = "request_draft.form";
inline constexpr std::string_view draft_digest = "request_draft.digest";
inline constexpr std::string_view rating = "request_rating.words";

}  // namespace gongkai::requests::sealed
