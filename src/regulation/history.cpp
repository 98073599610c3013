#include "regulation/history.hpp"

#include "platform/i18n/messages.hpp"
#include "platform/json/json.hpp"

namespace gongkai::regulation {

std::string_view id_of(Act act) {
  switch (act) {
    case Act::received: return "received";
    case Act::confirmed: return "confirmed";
    case Act::correction_asked: return "correction_asked";
    case Act::corrected: return "corrected";
    case Act::consultation_sent: return "consultation_sent";
    case Act::consultation_received: return "consultation_received";
    case Act::opinion_received: return "opinion_received";
    case Act::fee_notified: return "fee_notified";
    case Act::fee_notice_received: return "fee_notice_received";
    case Act::fee_paid: return "fee_paid";
    case Act::explanation_asked: return "explanation_asked";
    case Act::excess_explained: return "excess_explained";
    case Act::delayed: return "delayed";
    case Act::extended: return "extended";
    case Act::replied: return "replied";
    case Act::withdrawn: return "withdrawn";
    case Act::closed: return "closed";
    case Act::reopened: return "reopened";
  }
  return {};
}

std::optional<Act> parse_act(std::string_view id) {
  for (const auto act : acts)
    if (id_of(act) == id) return act;
  return std::nullopt;
}

std::string label_of(Act act) {
  return std::string(i18n::text("regulation.act_" + std::string(id_of(act))));
}

std::string_view id_of(Party party) {
  switch (party) {
    case Party::third_party: return "third_party";
    case Party::joint_maker: return "joint_maker";
    case Party::other_body: return "other_body";
  }
  return {};
}

std::optional<Party> parse_party(std::string_view id) {
  for (const auto party : parties)
    if (id_of(party) == id) return party;
  return std::nullopt;
}

std::string label_of(Party party) {
  return std::string(i18n::text("regulation.party_" + std::string(id_of(party))));
}

namespace {
constexpr std::size_t most_bytes = 1 << 20;
constexpr std::size_t most_events = 200;

/// One event of the file; a fault says which member of which event is to blame.
class EventReader {
 public:
  EventReader(const json::object& from, std::size_t index) : m_from(from), m_index(index) {}

  Result<HistoryEvent> read() const {
    HistoryEvent event;
    const auto name = TRY(text("event"));
    const auto act = parse_act(name);
    if (!act) return broken("regulation.unknown_event", "event", name);
    event.act = *act;
    const auto on = TRY(day("on"));
    if (!on) return broken("regulation.member_missing", "on");
    event.on = *on;
    const auto party = TRY(text("party"));
    event.party = parse_party(party);
    if (!party.empty() && !event.party) return broken("regulation.unknown_party", "party", party);
    event.id = TRY(text("id"));
    event.received_on = TRY(day("received_on"));
    event.until = TRY(day("until"));
    event.working_days = TRY(number("working_days"));
    return event;
  }

 private:
  const json::value* find(std::string_view key) const {
    const auto* value = m_from.if_contains(key);
    return value && !value->is_null() ? value : nullptr;
  }
  std::unexpected<Fault> broken(const char* code, std::string_view member, std::string value = {}) const {
    return refuse(
        FaultKind::invalid, code, fmt::format("events[{}].{}", m_index, member),
        {{"position", std::to_string(m_index + 1)}, {"member", std::string(member)}, {"value", std::move(value)}});
  }
  Result<std::string> text(std::string_view key) const {
    const auto* value = find(key);
    if (!value) return std::string();
    if (!value->is_string() || value->get_string().size() > 200) return broken("regulation.member_unreadable", key);
    return std::string(value->get_string());
  }
  Result<std::optional<Day>> day(std::string_view key) const {
    const auto* value = find(key);
    if (!value) return std::nullopt;
    const auto found = value->is_string() ? parse_day(std::string_view(value->get_string())) : std::nullopt;
    if (!found) return broken("regulation.no_day", key, json::to_string(*value));
    return found;
  }
  Result<std::optional<int>> number(std::string_view key) const {
    const auto* value = find(key);
    if (!value) return std::nullopt;
    if (!value->is_int64() || value->get_int64() < -10000 || value->get_int64() > 10000)
      return broken("regulation.member_unreadable", key);
    return static_cast<int>(value->get_int64());
  }

  const json::object& m_from;
  std::size_t m_index;
};

std::unexpected<Fault> unreadable(const char* code, std::string field, std::string value = {}) {
  return refuse(FaultKind::invalid, code, std::move(field), {{"value", std::move(value)}});
}
}  // namespace

Result<HistoryFile> parse_history(std::string_view text) {
  if (text.size() > most_bytes) return unreadable("regulation.file_too_large", "");
  const auto root = json::parse(text);
  if (!root) return refuse(FaultKind::invalid, "regulation.not_json", "", root.error().details);
  if (!root->is_object()) return unreadable("regulation.no_history", "");
  const auto& object = root->get_object();
  HistoryFile file;
  const auto* channel = object.if_contains("channel");
  const auto named =
      channel && channel->is_string() ? parse_channel(std::string_view(channel->get_string())) : std::nullopt;
  if (!named) return unreadable("regulation.unknown_channel", "channel", channel ? json::to_string(*channel) : "");
  file.history.channel = *named;
  if (const auto* as_of = object.if_contains("as_of"); as_of && !as_of->is_null()) {
    file.as_of = as_of->is_string() ? parse_day(std::string_view(as_of->get_string())) : std::nullopt;
    if (!file.as_of) return unreadable("regulation.as_of_no_day", "as_of", json::to_string(*as_of));
  }
  const auto* events = object.if_contains("events");
  if (!events || !events->is_array() || events->get_array().empty())
    return unreadable("regulation.no_events", "events");
  if (events->get_array().size() > most_events) return unreadable("regulation.too_many_events", "events");
  for (std::size_t i = 0; i < events->get_array().size(); ++i) {
    const auto& event = events->get_array()[i];
    if (!event.is_object())
      return refuse(FaultKind::invalid, "regulation.event_no_object", "events", {{"position", std::to_string(i + 1)}});
    file.history.events.push_back(TRY(EventReader(event.get_object(), i).read()));
  }
  return file;
}

}  // namespace gongkai::regulation
