// Requests as the office gets them.
#pragma once
#include "platform/json/json.hpp"
#include "requests/desk.hpp"
#include "requests/queue.hpp"
#include "requests/reading.hpp"
#include "requests/statistics.hpp"

namespace gongkai::requests {

/// The whole desk: case, applicant masked, clocks with their count, timeline, acts with what stands in their way,
/// consultations, files. Refuses with not_found when the actor may not see it.
Result<json::object> desk_json(db::Session& session, Context& context, CaseId id);
json::object applicant_json(const Applicant& applicant);
json::object consultation_json(db::Session& session, const Consultation& consultation, const Desk* parent);
json::object entry_json(db::Session& session, const auth::Vault& vault, const Entry& entry);
json::object notice_json(db::Session& session, const casework::Notice& notice);
json::array reasons_json(const std::vector<Fault>& faults);
json::object unit_json(db::Session& session, UnitId unit);
json::value person_json(db::Session& session, PersonId person);
/// Everything a form offers: channels, kinds, papers, outcomes, the wizard.
json::object choices_json(Day today);
json::object table_json(int year, const std::vector<TableRow>& table);

}  // namespace gongkai::requests
