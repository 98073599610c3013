// The page for whoever is asked about a request: a third party, a joint maker, another body. Pure functions. Nothing on it
// tells who has applied.
#pragma once
#include <string>

#include "applicants/page_parts.hpp"
#include "requests/model.hpp"

namespace gongkai::applicants {

struct PartyView {
  requests::Consultation consultation{};
  std::string unit{};  // that asks
  std::string unit_phone{};
  int term = 0;               // working days; 0 without one in law
  std::optional<Day> last{};  // of the term
};
struct PartyForm {
  std::string answer{};
  std::string words{};
};
std::string party_page(const layout::Frame& frame, const PartyView& view, const PartyForm& form,
                       const std::string& action, const FormState& state);
std::string thanks_page(const layout::Frame& frame);

/// What may be answered to a consultation of this kind: ids of requests::Opinion.
std::vector<std::string_view> answers_for(std::string_view kind);
bool is_answered(const requests::Consultation& consultation);

}  // namespace gongkai::applicants
