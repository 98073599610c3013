#include "applicants/case_view.hpp"

#include "applicants/term_count.hpp"
#include "applicants/term_moves.hpp"
#include "casework/access.hpp"
#include "casework/case_files.hpp"
#include "directory/api.hpp"
#include "platform/auth/vault.hpp"
#include "platform/calendar/calendars.hpp"

namespace gongkai::applicants {

namespace {

Instant begun_at(const CaseFacts& facts) {
  return facts.desk.events.empty() ? facts.request.of.created_at : facts.desk.events.front().at;
}

/// Nothing for what is confirmed, over, or no request.
std::optional<Forecast> forecast_for(Services& services, const requests::Request& request) {
  if (request.of.kind != requests::kind::request || request.received_on || !request.of.is_open()) return std::nullopt;
  auto forecast = forecast_of(request.of.opened_on, *services.calendars->current(), regulation::catalog_rules());
  return forecast ? std::optional(*std::move(forecast)) : std::nullopt;
}

}  // namespace

Result<CaseFacts> load_facts(Services& services, CaseId id) {
  const auto& vault = *services.vault;
  const auto today = services.clock.today();
  return services.database.read([&](db::Session& session) -> Result<CaseFacts> {
    auto request = requests::find(session, vault, id);
    if (!request) return refuse(FaultKind::not_found, "case.not_found");
    CaseFacts facts{.request = *std::move(request),
                    .desk = TRY(requests::open_desk(session, services, id, today)),
                    .rating = requests::rating_of(session, vault, id)};
    if (auto reading = requests::reading_of(facts.desk.situation()); reading && *reading)
      facts.reading = *std::move(*reading);
    return facts;
  });
}

std::vector<Told> told_of(Services& services, const CaseFacts& facts) {
  const auto messages =
      services.database.read([&](db::Session& session) { return store::messages_of(session, facts.request.of.id); });
  return told_of(*facts.desk.kind, facts.desk.events, messages, ways_to(services, facts.request.applicant), telling(),
                 services.clock.now());
}

CaseView view_of(Services& services, CaseFacts facts) {
  CaseView view{.told = told_of(services, facts), .is_told = !ways_to(services, facts.request.applicant).empty()};
  const auto situation = facts.desk.situation();
  for (std::size_t i = 0; i < facts.desk.events.size(); ++i) view.moves.push_back(move_of(situation, i));
  services.database.read([&](db::Session& session) {
    if (const auto unit = directory::find_unit(session, facts.request.of.unit)) {
      view.unit = unit->name;
      view.unit_contact = unit->phone;
    }
    for (auto& file : casework::files_of(session, *services.vault, facts.request.of.id))
      if (is_for_applicant(file)) view.files.push_back(std::move(file));
    return 0;
  });
  view.forecast = forecast_for(services, facts.request);
  view.facts = std::move(facts);
  return view;
}

Result<ReceiptView> load_receipt(Services& services, const layout::Frame& frame, CaseId id, bool with_code) {
  auto facts = TRY(load_facts(services, id));
  const auto& request = facts.request;
  ReceiptView view{.receipt = {.id = id, .number = request.of.number},
                   .kind_name = facts.desk.kind->name,
                   .description = request.description,
                   .handed_in_at = begun_at(facts),
                   .channel = request.channel,
                   .received_on = request.received_on,
                   .track_address = frame.origin + frame.base + "/requests/track"};
  if (with_code) view.receipt.code = casework::query_code(*services.vault, id);
  if (const auto unit =
          services.database.read([&](db::Session& session) { return directory::find_unit(session, request.of.unit); }))
    view.unit = unit->name;
  if (request.of.kind != requests::kind::request) return view;
  view.reading = facts.reading;
  if (auto forecast = forecast_for(services, request)) {
    view.confirm_by = forecast->confirm_by;
    view.reading = std::move(forecast->reading);
  }
  return view;
}

}  // namespace gongkai::applicants
