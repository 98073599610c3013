#include "applicants/party_page.hpp"

#include <algorithm>

#include "platform/i18n/messages.hpp"

namespace gongkai::applicants {

using namespace html;  // NOLINT: a file of nothing but elements
using i18n::text;

std::vector<std::string_view> answers_for(std::string_view kind) {
  if (kind == requests::kind::third_party) return {"agree", "partly", "refuse"};
  if (kind == requests::kind::joint_maker) return {"agree", "partly", "refuse"};
  return {"information"};
}

bool is_answered(const requests::Consultation& consultation) {
  return !consultation.of.is_open();
}

std::string party_page(const layout::Frame& frame, const PartyView& view, const PartyForm& form,
                       const std::string& action, const FormState& state) {
  const auto& kind = view.consultation.of.kind;
  const auto heading = text("applicants.party_title_" + kind);
  std::vector<std::pair<std::string, std::string>> pairs{
      {words("applicants.party_from"), view.unit},
      {words("applicants.unit_contact"), view.unit_phone},
      {words("applicants.number"), view.consultation.of.number},
      {words("applicants.party_question"), view.consultation.question}};
  if (view.last)
    pairs.emplace_back(
        words("applicants.party_until"),
        text("applicants.party_term", {{"day", to_chinese(*view.last)}, {"days", std::to_string(view.term)}}));
  Html answer;
  if (is_answered(view.consultation)) {
    answer = note(text("applicants.party_answered"));
  } else {
    std::vector<Choice> choices;
    for (const auto one : answers_for(kind))
      choices.push_back({std::string(one), words("applicants.answer_" + std::string(one))});
    answer =
        form_of(action, state,
                group(radio_group({.name = "answer", .label = words("applicants.party_answer"), .value = form.answer},
                                  choices, state.faults),
                      text_area({.name = "words",
                                 .label = words("applicants.party_words"),
                                 .value = form.words,
                                 .hint = words("applicants.party_words_hint_" + kind),
                                 .required = false,
                                 .rows = 8},
                                state.faults),
                      div({cls("btns")}, send_button(text("applicants.party_send")))));
  }
  return whole_page(
      frame, {.title = title_with_errors(heading, state.faults), .heading = std::string(heading)},
      group(error_summary(state.faults), p(text("applicants.party_about_" + kind)), facts(pairs), answer));
}

std::string thanks_page(const layout::Frame& frame) {
  return whole_page(frame, {.title = words("applicants.party_thanks")}, p(text("applicants.party_thanks_text")));
}

}  // namespace gongkai::applicants
