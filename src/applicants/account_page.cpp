#include "applicants/account_page.hpp"

#include "platform/auth/masking.hpp"
#include "platform/i18n/messages.hpp"
#include "requests/reading.hpp"

namespace gongkai::applicants {

using namespace html;  // NOLINT: a file of nothing but elements
using i18n::text;

namespace {

std::string address_of_page(const layout::Frame& frame, std::string_view part = {}) {
  return frame.base + "/requests/account" + std::string(part);
}

std::string entry_words(const EntryForm& form, std::string_view what) {
  const std::string_view ways = !form.by_sms ? "mail" : form.by_mail ? "both" : "sms";
  return words("applicants." + std::string(what) + "_" + std::string(ways));
}

Html line(std::string_view words) {
  return words.empty() ? Html() : Html(p({cls("small")}, words));
}

Html case_form(const layout::Frame& frame, std::string_view act, const CaseLine& one, const FormState& state) {
  const auto label = text("applicants." + std::string(act) + "_number", {{"number", one.number}});
  const Html press =
      button({cls(act == "open" ? "btn s" : "btn sec s"), attribute("type", "submit"), aria("label", label)},
             text("applicants." + std::string(act)));
  return form_of(address_of_page(frame, "/" + std::string(act)), state, group(hidden("number", one.number), press));
}

Html case_entry(const layout::Frame& frame, const CaseLine& one, const FormState& state) {
  Html about = group(p(b(one.kind), "　", one.number),
                     p({cls("muted small")}, one.unit, "　", text("applicants.opened_on"), layout::date(one.opened_on)),
                     line(one.stage), line(one.term));
  if (one.told)
    about += p({cls("muted small")}, text("applicants.last_message"), one.told->words, "（", delivery_words(*one.told),
               "）");
  Html buttons = case_form(frame, "open", one, state);
  if (one.added) buttons += case_form(frame, "drop", one, state);
  return li({cls("choice")}, div(about), div({cls("btns")}, buttons));
}

Html case_list(const layout::Frame& frame, const AccountView& view, const FormState& state) {
  if (view.cases.empty()) return p({cls("empty")}, text("applicants.no_cases"));
  const auto entry = [&](const CaseLine& one) { return case_entry(frame, one, state); };
  Html list = ul({cls("choices")}, each(view.cases, entry));
  if (view.has_more) list += p({cls("muted")}, text("applicants.more_cases"));
  return list;
}

Html adding(const layout::Frame& frame, const AccountView& view, const FormState& state) {
  const Html fields = group(text_field({.name = "number",
                                        .label = words("applicants.number"),
                                        .value = view.typed_number,
                                        .hint = words("applicants.number_hint"),
                                        .autocomplete = "off"},
                                       state.faults),
                            text_field({.name = "proof",
                                        .label = words("applicants.code"),
                                        .hint = words("applicants.add_hint"),
                                        .autocomplete = "off"},
                                       state.faults),
                            div({cls("btns")}, send_button(text("applicants.add"))));
  return group(h2(text("applicants.add_title")), p(text("applicants.add_about")),
               form_of(address_of_page(frame, "/add"), state, fields));
}

Html details_part(const layout::Frame& frame, const Account& account, const FormState& state) {
  if (!account.details)
    return section({cls("panel")}, h2(text("applicants.details")), p({cls("small")}, text("applicants.no_details")));
  const auto known = requests::masked(*account.details);
  const Html forget = send_button(text("applicants.forget_details"));
  return section({cls("panel")}, h2(text("applicants.details")), p({cls("small")}, text("applicants.details_about")),
                 facts({{words("applicants.field_name"), known.name},
                        {words("applicants.field_document_number"), known.document_number},
                        {words("applicants.field_credit_code"), known.credit_code},
                        {words("applicants.field_phone"), known.phone},
                        {words("applicants.field_email"), known.email}}),
                 form_of(address_of_page(frame, "/forget-details"), state, forget));
}

Html leaving(const layout::Frame& frame, const FormState& state) {
  return section({cls("panel")}, h2(text("applicants.shared_computer")),
                 p({cls("small")}, text("applicants.account_leave_about")),
                 form_of(address_of_page(frame, "/leave"), state, send_button(text("applicants.account_leave"))),
                 p(link_button(address_of_page(frame, "/remove"), text("applicants.remove_account"))));
}

}  // namespace

std::string masked(const Address& address) {
  return address.way == Way::email ? auth::mask_email(address.text) : auth::mask_phone(address.text);
}

std::string delivery_words(const Told& told) {
  return words("applicants.told_by_" + std::string(name_of(told.way))) +
         text("applicants.delivery_state_" + std::string(name_of(told.delivery)), {{"at", to_minute_text(told.at)}});
}

std::string entry_page(const layout::Frame& frame, const EntryForm& form, const FormState& state) {
  const auto title = title_with_errors(text("applicants.account"), state.faults);
  if (!form.by_mail && !form.by_sms)
    return whole_page(frame, {.title = title, .heading = words("applicants.account")},
                      group(p(text("applicants.account_away")),
                            div({cls("btns")}, link_button(frame.base + "/requests/track", text("applicants.track")))));
  const Html fields = group(text_field({.name = "address",
                                        .label = entry_words(form, "address"),
                                        .value = form.typed,
                                        .hint = entry_words(form, "address_hint"),
                                        .type = form.by_sms ? "text" : "email",
                                        .autocomplete = form.by_sms ? "username" : "email"},
                                       state.faults),
                            div({cls("btns")}, send_button(text("applicants.send_code"))));
  return whole_page(
      frame, {.title = title, .heading = words("applicants.account")},
      group(error_summary(state.faults), p(text("applicants.account_about")),
            form_of(address_of_page(frame, "/code"), state, fields), note(text("applicants.account_privacy"))));
}

std::string code_page(const layout::Frame& frame, const Address& address, const FormState& state) {
  const Html fields = group(text_field({.name = "code",
                                        .label = words("applicants.one_time_code"),
                                        .hint = words("applicants.one_time_code_hint"),
                                        .autocomplete = "one-time-code"},
                                       state.faults),
                            div({cls("btns")}, send_button(text("applicants.enter")),
                                link_button(address_of_page(frame), text("applicants.other_address"))));
  const Html again = group(p({cls("muted")}, text("applicants.code_missing")),
                           form_of(address_of_page(frame, "/code"), state,
                                   div({cls("btns")}, quiet_button(text("applicants.send_again_code"), "again"))));
  return whole_page(
      frame,
      {.title = title_with_errors(text("applicants.enter_code"), state.faults),
       .heading = words("applicants.enter_code")},
      group(error_summary(state.faults), note(text("applicants.code_sent", {{"address", masked(address)}})),
            form_of(address_of_page(frame, "/enter"), state, fields), again));
}

std::string account_page(const layout::Frame& frame, const AccountView& view, const FormState& state) {
  const Html begin =
      div({cls("btns")}, link_button(frame.base + "/requests/office?for=information", text("applicants.begin")));
  return whole_page(
      frame,
      {.title = title_with_errors(text("applicants.account"), state.faults), .heading = words("applicants.account")},
      group(error_summary(state.faults), view.done.empty() ? Html() : note(view.done),
            p({cls("muted")}, text("applicants.signed_in_as", {{"address", masked(view.account.address)}})),
            case_list(frame, view, state), begin, adding(frame, view, state)),
      group(details_part(frame, view.account, state), leaving(frame, state)));
}

std::string removal_page(const layout::Frame& frame, const Account& account, const FormState& state) {
  const Html buttons = div({cls("btns")}, send_button(text("applicants.remove_account")),
                           link_button(address_of_page(frame), text("applicants.account_back")));
  return whole_page(
      frame,
      {.title = title_with_errors(text("applicants.remove_account"), state.faults),
       .heading = words("applicants.remove_account")},
      group(error_summary(state.faults), p(text("applicants.remove_about", {{"address", masked(account.address)}})),
            bullets(
                {words("applicants.remove_goes"), words("applicants.remove_stays"), words("applicants.remove_again")}),
            form_of(address_of_page(frame, "/remove"), state, buttons)));
}

}  // namespace gongkai::applicants
