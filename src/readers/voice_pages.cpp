#include "readers/voice_pages.hpp"

#include "platform/i18n/messages.hpp"
#include "readers/page_parts.hpp"
#include "readers/settings.hpp"

namespace gongkai::readers {

using namespace html;  // NOLINT: a file of nothing but elements
using i18n::text;

namespace {

std::string words(std::string_view code) {
  return std::string(text(code));
}

Html back_to(const AskedDocument& document) {
  return p(text("readers.about_document"), a({cls("u"), href(layout::document_address(document.id))}, document.title));
}

Html answers_part(const std::vector<PublicAnswer>& answers) {
  if (answers.empty()) return {};
  const auto entry = [](const PublicAnswer& one) {
    Html place;
    if (!one.page.empty()) place += group("：", a({cls("u"), href(one.page)}, one.page));
    return Html(li(p(b(name_of_kind(one.kind)), place), p(one.answer),
                   p({cls("muted small")}, to_chinese(one.answered_at.day()))));
  };
  return group(h2(text("readers.answers")), ul({cls("bullets")}, each(answers, entry)));
}

std::vector<Choice> kinds() {
  std::vector<Choice> choices;
  for (const auto& kind : settings().error_kinds) choices.push_back({kind.id, kind.name});
  return choices;
}

Html fact(std::string_view name, std::string_view value) {
  return group(dt(name), dd(value));
}

}  // namespace

std::string useful_page(const layout::Frame& frame, const AskedDocument& document, const Opinion* opinion,
                        const FormState& state) {
  const std::string chosen = opinion == nullptr ? "" : opinion->useful ? "yes" : "no";
  const std::string action = layout::document_address(document.id) + "/useful";
  const Html fields = group(token_field(state),
                            radio_group({.name = "useful", .label = words("readers.useful"), .value = chosen},
                                        {{"yes", words("readers.yes")}, {"no", words("readers.no")}}, state.faults),
                            text_area({.name = "words",
                                       .label = words("readers.remark"),
                                       .value = opinion ? opinion->words : "",
                                       .hint = words("readers.remark_hint"),
                                       .required = false,
                                       .rows = 4},
                                      state.faults),
                            send_button(text("readers.send")));
  return private_page(frame, title_with_errors(text("readers.useful"), state.faults),
                      group(error_summary(state.faults), back_to(document),
                            form({attribute("method", "post"), attribute("action", action)}, fields),
                            p({cls("muted small")}, text("readers.no_identity"))));
}

std::string thanks_page(const layout::Frame& frame, const AskedDocument& document) {
  return private_page(frame, text("readers.thanks"), group(p(text("readers.thanks_text")), back_to(document)));
}

std::string report_page(const layout::Frame& frame, const ErrorForm& given, const std::vector<PublicAnswer>& answers,
                        const FormState& state) {
  const Html fields = group(
      token_field(state),
      radio_group({.name = "kind", .label = words("readers.kind"), .value = given.kind}, kinds(), state.faults),
      text_field({.name = "page",
                  .label = words("readers.page"),
                  .value = given.page,
                  .hint = words("readers.page_hint"),
                  .required = false},
                 state.faults),
      text_area(
          {.name = "words", .label = words("readers.words"), .value = given.words, .hint = words("readers.words_hint")},
          state.faults),
      text_field({.name = "contact",
                  .label = words("readers.contact"),
                  .value = given.contact,
                  .hint = words("readers.contact_hint"),
                  .required = false},
                 state.faults),
      send_button(text("readers.send")));
  const std::string action = frame.base + "/report-error";
  return private_page(
      frame, title_with_errors(text("readers.report"), state.faults),
      group(error_summary(state.faults),
            p(text("readers.report_about", {{"days", std::to_string(settings().answer_working_days)}})),
            p(a({cls("u"), href(action + "/track")}, text("readers.track"))),
            form({attribute("method", "post"), attribute("action", action)}, fields), answers_part(answers)));
}

std::string receipt_page(const layout::Frame& frame, const Receipt& receipt, Day due) {
  return private_page(
      frame, text("readers.received"),
      group(p(text("readers.received_text", {{"due", to_chinese(due)}})),
            dl({cls("dl")}, fact(text("readers.number"), receipt.number), fact(text("readers.code"), receipt.code)),
            p(text("readers.keep_receipt")),
            p(a({cls("u"), href(frame.base + "/report-error/track")}, text("readers.track")))));
}

std::string track_page(const layout::Frame& frame, const Receipt& typed, const FormState& state) {
  const Html fields =
      group(token_field(state),
            text_field({.name = "number",
                        .label = words("readers.number"),
                        .value = typed.number,
                        .hint = words("readers.number_hint"),
                        .autocomplete = "off"},
                       state.faults),
            text_field({.name = "code", .label = words("readers.code"), .autocomplete = "off"}, state.faults),
            send_button(text("readers.look_up")));
  const std::string action = frame.base + "/report-error/track";
  return private_page(
      frame, title_with_errors(text("readers.track"), state.faults),
      group(error_summary(state.faults), form({attribute("method", "post"), attribute("action", action)}, fields)));
}

std::string tracked_page(const layout::Frame& frame, const TrackedReport& view) {
  const auto& report = view.report;
  Html facts = group(fact(text("readers.number"), report.number),
                     fact(text("readers.received_on"), to_chinese(report.received_at.day())),
                     fact(text("readers.kind_of_it"), name_of_kind(report.kind)),
                     fact(text("readers.words"), view.words), fact(text("readers.at_unit"), view.unit));
  if (!report.page.empty())
    facts += group(dt(text("readers.page_of_it")), dd(a({cls("u"), href(report.page)}, report.page)));
  if (report.answered_at)
    facts += group(fact(text("readers.answered_on"), to_chinese(report.answered_at->day())),
                   fact(text("readers.answer"), report.answer));
  else facts += fact(text("readers.due"), to_chinese(view.due));
  return private_page(frame, text(report.answered_at ? "readers.answered" : "readers.in_hand"), dl({cls("dl")}, facts));
}

}  // namespace gongkai::readers
