// What lies in the file of a case beside its events.
#include <algorithm>

#include "casework/case_files.hpp"
#include "letters/api.hpp"
#include "requests/desk.hpp"

namespace gongkai::requests {

namespace {

bool is_delivered(const std::vector<letters::Delivery>& deliveries) {
  return std::ranges::any_of(deliveries, [](const letters::Delivery& one) {
    const bool arrives_at_once = one.way == letters::Way::online || one.way == letters::Way::e_mail;
    return !one.returned_on && (one.received_on || one.proof || arrives_at_once);
  });
}

void add_letters(db::Session& session, const Services& services, CaseId id, Holdings& held) {
  using enum letters::State;
  for (const auto& letter : letters::letters_of(session, services, id))
    held.letters.push_back({.kind = letter.kind,
                            .number = letter.number,
                            .sent_on = letter.sent_on,
                            .is_unfinished = letter.state != sent && letter.state != discarded,
                            .is_delivered = is_delivered(letters::deliveries_of(session, services, letter.id))});
}

void add_files(db::Session& session, const Services& services, CaseId id, Holdings& held) {
  for (const auto& file : casework::files_of(session, *services.vault, id)) held.roles.push_back(file.role);
}

}  // namespace

Holdings holdings_of(db::Session& session, const Services& services, CaseId id) {
  Holdings held;
  add_letters(session, services, id, held);
  add_files(session, services, id, held);
  for (const auto& child : casework::children_of(session, *services.vault, id)) {
    if (child.kind != kind::third_party && child.kind != kind::joint_maker && child.kind != kind::other_body) continue;
    add_letters(session, services, child.id, held);
    add_files(session, services, child.id, held);
    if (child.is_open()) held.open_cases.push_back(child.number);
  }
  return held;
}

std::vector<Fault> why_not_archive(db::Session& session, const Services& services, const Desk& desk) {
  return missing_in(file_items(desk.situation(), holdings_of(session, services, desk.of.id)));
}

}  // namespace gongkai::requests
