// A form that is being filled in, as its writer typed it. Kept sealed behind a token (requests::save_draft), so that nothing
// is lost between the steps, and nothing personal stands in an address or in the browser.
#pragma once
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "platform/http/message.hpp"
#include "platform/json/json.hpp"
#include "requests/model.hpp"

namespace gongkai::applicants {

enum class Step { office, applicant, wanted, supply, check };
inline constexpr std::array steps{Step::office, Step::applicant, Step::wanted, Step::supply, Step::check};
std::string_view name_of(Step step);  // of the address and the messages: "office", …

struct Draft {
  std::string kind{requests::kind::request};  // or records_correction
  UnitId unit{};
  requests::Applicant applicant{.kind = ""};
  std::string description{};
  requests::Wishes wishes{.form = "", .delivery = ""};
  std::vector<requests::Attachment> files{};
};

/// Everything that was kept; what a newer program does not know is passed over.
Draft draft_of(const json::object& kept);
json::object to_json(const Draft& draft);

/// Takes over what was sent from the page of this step, trimmed and bounded, and nothing else.
void take(Draft& draft, Step step, const http::Fields& form);

/// What is handed in. A person's fields are left out for an organisation and the other way round: whoever changes their
/// mind loses nothing of what was typed, and nothing of it is sent.
requests::Submission submission_of(const Draft& draft, SiteId site);

/// The page on which the field is asked for.
Step step_of(std::string_view field);
/// Those of the page; all, for the last one.
std::vector<Fault> faults_on(Step step, const std::vector<Fault>& faults);

}  // namespace gongkai::applicants
