#include "applicants/case_page.hpp"

#include "applicants/account_page.hpp"
#include "applicants/form_pages.hpp"
#include "applicants/term_count.hpp"
#include "platform/i18n/messages.hpp"
#include "regulation/describe.hpp"
#include "regulation/outcome.hpp"

namespace gongkai::applicants {

using namespace html;  // NOLINT: a file of nothing but elements
using i18n::text;

namespace {

constexpr std::array names{"correct", "pay", "explain", "deliver", "withdraw", "rate", "propose", "complain"};

/// The event of the case's kind that the action writes; "" for those that begin a case of their own.
std::string_view act_of(Action action) {
  switch (action) {
    case Action::correct: return "corrected";
    case Action::pay: return "fee_reported";
    case Action::explain: return "excess_explained";
    case Action::deliver: return "delivery_changed";
    case Action::withdraw: return "withdrawn";
    case Action::rate: return "rated";
    case Action::propose:
    case Action::complain: return "";
  }
  return "";
}

bool is_asked_for(const CaseFacts& facts, std::string_view question, std::string_view answer) {
  const auto* asked = casework::last_of(facts.desk.events, question);
  const auto* answered = casework::last_of(facts.desk.events, answer);
  return asked && (!answered || answered->position < asked->position);
}

bool is_possible(const CaseFacts& facts, Action action) {
  const auto& of = facts.request.of;
  const bool is_request = of.kind == requests::kind::request;
  switch (action) {
    case Action::propose: return is_request && !of.is_open();
    case Action::complain: return is_request;
    case Action::rate:
      if (facts.rating) return false;
      break;
    case Action::explain:
      if (!is_asked_for(facts, "explanation_asked", "excess_explained")) return false;
      break;
    case Action::pay:
      if (!is_asked_for(facts, "fee_notified", "fee_reported")) return false;
      break;
    case Action::correct:
    case Action::deliver:
    case Action::withdraw: break;
  }
  return facts.desk.kind->find_act(act_of(action)) && requests::why_not(facts.desk.situation(), act_of(action)).empty();
}

std::string stage_words(const CaseFacts& facts) {
  const auto* stage = facts.desk.kind->find_stage(facts.desk.stage);
  return stage ? stage->public_words : "";
}

std::string outcome_label(const CaseFacts& facts) {
  const auto* decided = casework::last_of(facts.desk.events, "decided");
  const auto* outcome =
      decided ? regulation::catalog_outcomes().find(casework::text_fact(*decided, "outcome")) : nullptr;
  return outcome && !facts.request.of.is_open() ? outcome->label : "";
}

/// Until both sides have confirmed, no term runs (Art. 31(3)): what is shown is what will be.
Html forecast_part(const Forecast& forecast) {
  std::vector<std::pair<std::string, std::string>> pairs{
      {words("applicants.received_on"), words("applicants.to_be_confirmed")}};
  if (forecast.reading.reply_due)
    pairs.emplace_back(words("applicants.due"),
                       text("applicants.due_if_confirmed", {{"due", to_chinese(*forecast.reading.reply_due)},
                                                            {"by", to_chinese(forecast.confirm_by)}}) +
                           (forecast.reading.provisional ? words("applicants.provisional") : ""));
  return group(h2(text("applicants.count_title")), facts(pairs), day_table(forecast.reading, false));
}

Html clock_part(const regulation::ClockReading& reading) {
  std::vector<std::pair<std::string, std::string>> pairs{
      {words("applicants.clock_state"), regulation::name_of(reading.state)},
      {words("applicants.counted_from"), to_chinese(reading.started)}};
  if (reading.reply_due)
    pairs.emplace_back(words("applicants.due"),
                       to_chinese(*reading.reply_due) + (reading.provisional ? words("applicants.provisional") : ""));
  pairs.emplace_back(words("applicants.remaining_name"), remaining_text(reading));
  return group(h2(text("applicants.count_title")), facts(pairs), day_table(reading, false));
}

/// Every event that the public is told, and how it moved the term.
Html timeline(const CaseView& view) {
  const auto& [kind, events] = std::pair(view.facts.desk.kind, view.facts.desk.events);
  Html entries;
  for (std::size_t i = 0; i < events.size(); ++i) {
    const auto* act = kind->find_act(events[i].act);
    if (!act || act->public_words.empty()) continue;
    const std::string& move = i < view.moves.size() ? view.moves[i] : std::string();
    entries += li(layout::date(events[i].on), span(requests::filled(act->public_words, events[i].facts)),
                  move.empty() ? Html() : Html(span({cls("muted small")}, move)));
  }
  return group(h2(text("applicants.timeline")), ol({cls("events")}, entries));
}

Html told_entry(const Told& told) {
  const bool went_wrong = told.delivery == Delivery::refused || told.delivery == Delivery::not_sent;
  return li(layout::date(told.on), span(told.words),
            span({cls(went_wrong ? "small" : "muted small")}, delivery_words(told)));
}

/// What was sent to the applicant and whether it went out; when it did not, what to do.
Html told_part(const CaseView& view) {
  Html list;
  if (!view.told.empty()) list = ol({cls("events")}, each(view.told, told_entry));
  const auto about = view.is_told ? "applicants.told_about" : "applicants.told_nothing";
  return group(h2(text("applicants.told")), p({cls("muted small")}, text(about)), list);
}

Html files_part(const layout::Frame& frame, const std::vector<casework::CaseFile>& files) {
  if (files.empty()) return {};
  const auto entry = [&](const casework::CaseFile& file) {
    const std::string address = frame.base + "/requests/case/file/" + gongkai::to_text(file.file);
    return li(a({cls("u"), href(address)}, file.name), " ",
              span({cls("muted small")}, text("applicants.role_" + file.role), "　",
                   layout::file_kind(file.media_type, file.name), "　", layout::size_text(file.size)));
  };
  return group(h2(text("applicants.files")), ul({cls("bullets")}, each(files, entry)));
}

/// Only what was asked of the applicant or decided is told with its words: notes between officials are theirs.
Html last_words(const CaseFacts& facts) {
  Html out;
  for (const std::string_view act : {"correction_asked", "explanation_asked", "fee_notified"}) {
    const auto* event = casework::last_of(facts.desk.events, act);
    if (event && !event->note.empty())
      out += div({cls("note")}, p(b(text("applicants.told_" + std::string(act)))), p(event->note));
  }
  return out;
}

Html actions_part(const layout::Frame& frame, const CaseFacts& facts) {
  const auto entry = [&](Action action) {
    const std::string name(name_of(action));
    return li(a({cls("u"), href(frame.base + "/requests/case/" + name)}, text("applicants.do_" + name)));
  };
  return section(
      {cls("panel")}, div({cls("ph")}, h2(text("applicants.you_may"))),
      ul({cls("bullets")}, each(possible_actions(facts), entry),
         li(a({cls("u"), href(frame.base + "/requests/case/receipt.pdf")}, text("applicants.download_receipt")))));
}

Html account_part(const layout::Frame& frame, bool signed_in) {
  const auto about = signed_in ? "applicants.account_here" : "applicants.account_offer";
  return section({cls("panel")}, h2(text("applicants.account")), p({cls("small")}, text(about)),
                 p(link_button(frame.base + "/requests/account",
                               text(signed_in ? "applicants.account_back" : "applicants.account_enter"))));
}

Html leave_part(const layout::Frame& frame, const FormState& state) {
  return section({cls("panel")}, h2(text("applicants.shared_computer")),
                 p({cls("small")}, text("applicants.leave_about")),
                 form_of(frame.base + "/requests/leave", state, quiet_button(text("applicants.leave"), "leave")));
}

/// The case and its version as the page showed them: another one opened meanwhile in this browser is never hit by it.
Html marks_of(const CaseFacts& facts) {
  return group(hidden("case", facts.request.of.number), hidden("version", std::to_string(facts.request.of.version)));
}

Html word_field(Action action, const ActionForm& form, bool required, const FormState& state) {
  const std::string code = "applicants.words_" + std::string(name_of(action)), hint = code + "_hint";
  return text_area({.name = action == Action::correct ? "description" : "words",
                    .label = words(code),
                    .value = form.words,
                    .hint = i18n::messages().has(hint) ? words(hint) : "",
                    .required = required,
                    .rows = 6},
                   state.faults);
}

Html rating_fields(const ActionForm& form, const FormState& state) {
  std::vector<Choice> marks;
  for (int mark = 5; mark >= 1; --mark)
    marks.push_back({std::to_string(mark), words("applicants.mark_" + std::to_string(mark))});
  return group(radio_group({.name = "satisfied", .label = words("applicants.satisfied"), .value = form.satisfied},
                           marks, state.faults),
               check_box({.name = "missing", .label = words("applicants.missing"), .required = false}, form.missing,
                         state.faults),
               word_field(Action::rate, form, false, state));
}

Html fields_of(Action action, const ActionForm& form, const FormState& state) {
  switch (action) {
    case Action::deliver:
      return group(
          radio_group({.name = "form", .label = words("applicants.field_form"), .value = form.wishes.form},
                      form_choices(), state.faults),
          radio_group({.name = "delivery", .label = words("applicants.field_delivery"), .value = form.wishes.delivery},
                      delivery_choices(), state.faults));
    case Action::rate: return rating_fields(form, state);
    case Action::pay:
    case Action::withdraw: return word_field(action, form, false, state);
    case Action::correct:
    case Action::explain:
    case Action::propose:
    case Action::complain: return word_field(action, form, true, state);
  }
  return {};
}

}  // namespace

std::string_view name_of(Action action) {
  return names.at(static_cast<std::size_t>(action));
}

std::optional<Action> parse_action(std::string_view name) {
  for (const auto action : actions)
    if (name_of(action) == name) return action;
  return std::nullopt;
}

bool is_for_applicant(const casework::CaseFile& file) {
  return file.role == "attachment" || file.role == "supplied" || file.role == "letter";
}

std::vector<Action> possible_actions(const CaseFacts& facts) {
  std::vector<Action> possible;
  for (const auto action : actions)
    if (is_possible(facts, action)) possible.push_back(action);
  return possible;
}

std::string remaining_text(const regulation::ClockReading& reading) {
  if (reading.state == regulation::State::closed) return {};
  const auto days = reading.remaining_working_days;
  if (days < 0) return text("applicants.overdue", {{"days", std::to_string(-days)}});
  return text("applicants.remaining", {{"days", std::to_string(days)}});
}

std::string case_page(const layout::Frame& frame, const CaseView& view, const FormState& state) {
  const auto& facts_of_case = view.facts;
  const auto& request = facts_of_case.request;
  std::vector<std::pair<std::string, std::string>> pairs{{words("applicants.number"), request.of.number},
                                                         {words("applicants.field_unit"), view.unit},
                                                         {words("applicants.unit_contact"), view.unit_contact},
                                                         {words("applicants.wanted_words"), request.description}};
  if (const auto* corrected = casework::last_of(facts_of_case.desk.events, "corrected"))
    pairs.emplace_back(words("applicants.corrected_words"), corrected->note);
  if (request.received_on) pairs.emplace_back(words("applicants.received_on"), to_chinese(*request.received_on));
  if (const auto label = outcome_label(facts_of_case); !label.empty())
    pairs.emplace_back(words("applicants.outcome"), label);
  Html done;
  for (const auto& line : view.done) done += note(line);
  Html clock;
  if (view.forecast) clock = forecast_part(*view.forecast);
  else if (facts_of_case.reading) clock = clock_part(*facts_of_case.reading);
  const Html content = group(done, note(stage_words(facts_of_case)), last_words(facts_of_case), facts(pairs), clock,
                             timeline(view), files_part(frame, view.files), told_part(view));
  return whole_page(
      frame,
      {.title = words("applicants.progress"),
       .heading = facts_of_case.desk.kind->name + words("applicants.its_progress")},
      content,
      group(actions_part(frame, facts_of_case), account_part(frame, view.has_account), leave_part(frame, state)));
}

std::string action_page(const layout::Frame& frame, Action action, const CaseFacts& facts_of_case,
                        const ActionForm& form, const FormState& state) {
  const std::string name(name_of(action)), address = frame.base + "/requests/case";
  const auto heading = text("applicants.do_" + name);
  const bool with_files = action == Action::correct;
  Html fields = group(marks_of(facts_of_case), fields_of(action, form, state));
  if (with_files)
    fields += text_field({.name = "file",
                          .label = words("applicants.field_file"),
                          .hint = words("applicants.field_file_hint"),
                          .required = false,
                          .type = "file"},
                         state.faults);
  fields += div({cls("btns")}, send_button(text("applicants.confirm_" + name)),
                link_button(address, text("applicants.back_to_case")));
  return whole_page(frame, {.title = title_with_errors(heading, state.faults), .heading = std::string(heading)},
                    group(error_summary(state.faults), p(text("applicants.about_" + name)), last_words(facts_of_case),
                          form_of(address + "/" + name, state, fields, with_files)));
}

std::string track_page(const layout::Frame& frame, const TrackForm& form, const FormState& state) {
  const std::string action = frame.base + "/requests/track";
  const Html fields = group(text_field({.name = "number",
                                        .label = words("applicants.number"),
                                        .value = form.number,
                                        .hint = words("applicants.number_hint"),
                                        .autocomplete = "off"},
                                       state.faults),
                            text_field({.name = "proof",
                                        .label = words("applicants.proof"),
                                        .hint = words("applicants.proof_hint"),
                                        .autocomplete = "off"},
                                       state.faults),
                            div({cls("btns")}, send_button(text("applicants.look_up"))));
  return whole_page(
      frame, {.title = title_with_errors(text("applicants.track"), state.faults), .heading = words("applicants.track")},
      group(error_summary(state.faults), form_of(action, state, fields),
            p(text("applicants.track_account"), " ",
              a({cls("u"), href(frame.base + "/requests/account")}, text("applicants.account_enter"))),
            p({cls("muted")}, text("applicants.track_lost"))));
}

}  // namespace gongkai::applicants
