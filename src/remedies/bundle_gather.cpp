#include <algorithm>
#include <limits>

#include "directory/api.hpp"
#include "platform/calendar/calendars.hpp"
#include "remedies/bundle_content.hpp"
#include "requests/person_json.hpp"
#include "requests/rules.hpp"

namespace gongkai::remedies {

namespace {

constexpr std::int64_t most_audit_records = 10'000;

BundledCase bundled(db::Session& session, const auth::Vault& vault, casework::Case of) {
  BundledCase one{.events = casework::events_of(session, vault, of.id),
                  .files = casework::files_of(session, vault, of.id)};
  if (const auto asked = requests::find_consultation(session, vault, of.id)) {
    one.question = asked->question;
    one.party = asked->party.name;
  }
  one.of = std::move(of);
  return one;
}

void add_trail(db::Session& session, CaseId id, std::vector<audit::Entry>& trail) {
  audit::Filter filter{.subject_kind = "case", .subject = id.value, .count = most_audit_records};
  for (auto& entry : audit::find_events(session, filter)) trail.push_back(std::move(entry));
}

std::optional<regulation::ClockReading> clock_of(const requests::Request& request,
                                                 const std::vector<casework::Event>& events, Context& context) {
  const auto channel = regulation::parse_channel(request.channel);
  if (!channel) return std::nullopt;
  auto reading = regulation::clock(requests::history_of(*channel, events), *context.services.calendars->current(),
                                   regulation::catalog_rules(), context.today());
  if (!reading) return std::nullopt;
  return *std::move(reading);
}

}  // namespace

BundleContent gather(db::Session& session, Context& context, CaseId request) {
  const auto& vault = *context.services.vault;
  BundleContent content{.request = requests::find(session, vault, request).value()};
  const auto& of = content.request.of;
  if (const auto unit = directory::find_unit(session, of.unit)) content.unit_name = unit->name;
  content.cases.push_back(bundled(session, vault, of));
  for (auto& child : casework::children_of(session, vault, request))
    content.cases.push_back(bundled(session, vault, std::move(child)));
  content.clock = clock_of(content.request, content.cases.front().events, context);
  for (const auto& one : content.cases) add_trail(session, one.of.id, content.trail);
  std::ranges::sort(content.trail, {}, &audit::Entry::event);
  return content;
}

}  // namespace gongkai::remedies
