// Progress, and what the applicant may do. Pure functions.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "applicants/page_parts.hpp"
#include "applicants/term_count.hpp"
#include "applicants/told.hpp"
#include "regulation/clock.hpp"
#include "requests/desk.hpp"
#include "requests/reading.hpp"

namespace gongkai::applicants {

/// What the applicant may do, in the order of the page. Each has a page of its own with a form.
enum class Action { correct, pay, explain, deliver, withdraw, rate, propose, complain };
inline constexpr std::array actions{Action::correct,  Action::pay,  Action::explain, Action::deliver,
                                    Action::withdraw, Action::rate, Action::propose, Action::complain};
std::string_view name_of(Action action);  // of the address and the messages: "correct", …
std::optional<Action> parse_action(std::string_view name);

struct CaseFacts {
  requests::Request request{};
  requests::Desk desk{};
  std::optional<regulation::ClockReading> reading{};  // of a request
  std::optional<requests::Rating> rating{};
};
/// What the table of the kind and the events allow now.
std::vector<Action> possible_actions(const CaseFacts& facts);

struct CaseView {
  CaseFacts facts{};
  std::string unit{};
  std::string unit_contact{};
  std::optional<Forecast> forecast{};       // of a request that is not confirmed yet
  std::vector<casework::CaseFile> files{};  // those the applicant may have
  std::vector<std::string> done{};          // what was just done, in words
  std::vector<std::string> moves{};         // how each event moved the term, in words; "" when it did not
  std::vector<Told> told{};
  bool is_told = false;      // there is a way to reach the applicant
  bool has_account = false;  // signed in
};
/// "还剩…个工作日" of an open case; "" of a closed one.
std::string remaining_text(const regulation::ClockReading& reading);
std::string case_page(const layout::Frame& frame, const CaseView& view, const FormState& state);

/// Whether a file of the case is the applicant's to have: their own, what was supplied to them, letters to them.
bool is_for_applicant(const casework::CaseFile& file);

/// A form that was sent and has to be shown again keeps what was typed.
struct ActionForm {
  std::string words{};
  requests::Wishes wishes{};
  std::string satisfied{};
  bool missing = false;
};
std::string action_page(const layout::Frame& frame, Action action, const CaseFacts& facts, const ActionForm& form,
                        const FormState& state);

struct TrackForm {
  std::string number{};
};
std::string track_page(const layout::Frame& frame, const TrackForm& form, const FormState& state);

}  // namespace gongkai::applicants
