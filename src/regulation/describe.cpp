#include "regulation/describe.hpp"

#include "platform/i18n/messages.hpp"

namespace gongkai::regulation {
namespace {

json::value day_or_null(std::optional<Day> day) {
  return day ? json::value(to_text(*day)) : json::value(nullptr);
}

json::object to_json(const Deadline& deadline) {
  json::object object{{"clock", id_of(deadline.clock)},
                      {"due", to_text(deadline.due)},
                      {"name", name_of(deadline.clock)},
                      {"provisional", deadline.provisional},
                      {"met_on", day_or_null(deadline.met_on)}};
  if (!deadline.id.empty()) object["id"] = deadline.id;
  return object;
}

json::object to_json(const ExplainedDay& line) {
  json::object object{{"day", to_text(line.day)},
                      {"counted", line.counted ? json::value(line.counted) : json::value(nullptr)},
                      {"why", why_of(line)}};
  if (line.provisional) object["provisional"] = true;
  if (!line.acts.empty()) {
    json::array events;
    for (const auto act : line.acts) events.emplace_back(id_of(act));
    object["events"] = std::move(events);
  }
  return object;
}

std::string parties_of(const ExplainedDay& line) {
  std::string names;
  for (const auto party : line.paused_by) names += (names.empty() ? "" : "、") + label_of(party);
  return names;
}

std::string_view key_of(Why why) {
  switch (why) {
    case Why::start: return "regulation.why_start";
    case Why::workday: return "regulation.why_workday";
    case Why::makeup_workday: return "regulation.why_makeup_workday";
    case Why::weekend: return "regulation.why_weekend";
    case Why::holiday: return "regulation.why_holiday";
    case Why::waiting_correction: return "regulation.why_waiting_correction";
    case Why::waiting_fee: return "regulation.why_waiting_fee";
    case Why::paused: return "regulation.why_paused";
    case Why::at_rest: return "regulation.why_at_rest";
  }
  return {};
}

std::string line_of(const ExplainedDay& day) {
  auto line = fmt::format("{} {} {:>4}  {}", to_text(day.day), to_chinese(day.day.weekday()),
                          day.counted ? std::to_string(day.counted) : "-", why_of(day));
  for (const auto act : day.acts)
    if (day.why != Why::start || act != day.started_by) line += "；" + label_of(act);
  return line;
}
}  // namespace

std::string why_of(const ExplainedDay& line) {
  auto text = i18n::text(key_of(line.why),
                         {{"name", line.name.empty() ? i18n::text("regulation.holiday") : std::string_view(line.name)},
                          {"event", line.why == Why::start ? label_of(line.started_by) : std::string()},
                          {"parties", parties_of(line)}});
  if (line.provisional) text += i18n::text("regulation.why_provisional");
  return text;
}

std::string words_of(const Warning& warning) {
  return i18n::text("regulation.warning_" + warning.code,
                    {{"day", warning.day ? to_text(*warning.day) : std::string()}, {"id", warning.id}});
}

std::string name_of(State state) {
  return std::string(i18n::text("regulation.state_" + std::string(id_of(state))));
}

std::string name_of(ClockKind clock) {
  return std::string(i18n::text("regulation.clock_" + std::string(id_of(clock))));
}

json::object to_json(const ClockReading& reading, bool with_explanation) {
  json::array deadlines, warnings, texts, explanation;
  for (const auto& deadline : reading.deadlines) deadlines.push_back(to_json(deadline));
  for (const auto& warning : reading.warnings) {
    warnings.emplace_back(warning.code);
    texts.emplace_back(words_of(warning));
  }
  json::object object{{"state", id_of(reading.state)},
                      {"as_of", to_text(reading.as_of)},
                      {"received_on", to_text(reading.received)},
                      {"counted_from", to_text(reading.started)},
                      {"term_working_days", reading.term},
                      {"counted_working_days", reading.counted},
                      {"reply_due", day_or_null(reading.reply_due)},
                      {"remaining_working_days", reading.remaining_working_days},
                      {"on_time", reading.on_time ? json::value(*reading.on_time) : json::value(nullptr)},
                      {"ended_on", day_or_null(reading.ended)},
                      {"provisional", reading.provisional},
                      {"summary", summary_of(reading)},
                      {"deadlines", std::move(deadlines)},
                      {"warnings", std::move(warnings)},
                      {"warning_texts", std::move(texts)}};
  if (!with_explanation) return object;
  for (const auto& line : reading.explanation) explanation.push_back(to_json(line));
  object["explanation"] = std::move(explanation);
  return object;
}

std::string summary_of(const ClockReading& reading) {
  const auto due = reading.reply_due ? to_chinese(*reading.reply_due) : std::string();
  const auto days = std::to_string(std::abs(reading.remaining_working_days));
  auto text = [&]() -> std::string {
    switch (reading.state) {
      case State::waiting_correction: return std::string(i18n::text("regulation.summary_waiting_correction"));
      case State::waiting_fee: return std::string(i18n::text("regulation.summary_waiting_fee"));
      case State::paused: return i18n::text("regulation.summary_paused", {{"days", days}});
      case State::closed: break;
      case State::running:
        if (reading.reply_due && reading.as_of > *reading.reply_due)
          return i18n::text("regulation.summary_overdue", {{"due", due}, {"days", days}});
        return i18n::text(due.empty() ? "regulation.summary_no_due" : "regulation.summary_running",
                          {{"due", due}, {"days", days}});
    }
    const auto ended = reading.ended ? to_chinese(*reading.ended) : std::string();
    if (!reading.on_time) return i18n::text("regulation.summary_withdrawn", {{"ended", ended}});
    if (due.empty()) return i18n::text("regulation.summary_ended_paused", {{"ended", ended}});
    return i18n::text(*reading.on_time ? "regulation.summary_on_time" : "regulation.summary_late",
                      {{"ended", ended}, {"due", due}});
  }();
  if (reading.provisional && !due.empty()) text += i18n::text("regulation.summary_provisional");
  return text;
}

std::vector<std::string> describe(const ClockReading& reading, bool with_days) {
  std::vector<std::string> lines;
  if (with_days)
    for (const auto& day : reading.explanation) lines.push_back(line_of(day));
  for (const auto& deadline : reading.deadlines)
    lines.push_back(i18n::text(deadline.met_on ? "regulation.line_deadline_met" : "regulation.line_deadline",
                               {{"clock", name_of(deadline.clock)},
                                {"id", deadline.id.empty() ? std::string() : "（" + deadline.id + "）"},
                                {"due", to_text(deadline.due)},
                                {"met", deadline.met_on ? to_text(*deadline.met_on) : std::string()}}));
  for (const auto& warning : reading.warnings)
    lines.push_back(i18n::text("regulation.line_warning", {{"warning", words_of(warning)}}));
  lines.push_back(summary_of(reading));
  return lines;
}

}  // namespace gongkai::regulation
