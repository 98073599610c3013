#include "applicants/form_pages.hpp"

#include "base/text.hpp"
#include "platform/auth/masking.hpp"
#include "platform/i18n/messages.hpp"
#include "regulation/applicant.hpp"

namespace gongkai::applicants {

using namespace html;  // NOLINT: a file of nothing but elements
using i18n::text;

namespace {

constexpr std::array forms{"paper", "email", "disc"};
constexpr std::array deliveries{"post", "express", "email", "fax", "pick_up", "read_on_site"};

Html progress(Step current) {
  const auto entry = [&](Step step) -> Html {
    const auto number = std::to_string(static_cast<int>(step) + 1);
    const auto label = text("applicants.step_" + std::string(name_of(step)));
    if (step == current) return li({aria("current", "step")}, b(number, " ", label));
    Html inside = group(span(number), " ", span(label));
    if (step < current) inside += span({cls("vh")}, text("applicants.step_done"));
    return li({cls(step < current ? "done" : "")}, inside);
  };
  return ol({cls("steps"), aria("label", text("applicants.steps"))}, each(steps, entry));
}

std::string step_page(const layout::Frame& frame, Step step, const FormState& state, const Html& content) {
  const auto heading = text("applicants.ask_" + std::string(name_of(step)));
  return whole_page(frame, {.title = title_with_errors(heading, state.faults), .heading = std::string(heading)},
                    group(error_summary(state.faults), progress(step), content), note(text("applicants.draft_kept")));
}

Html buttons(const layout::Frame& frame, Step step) {
  const auto before = address_of(frame, static_cast<Step>(static_cast<int>(step) - 1));
  return div({cls("btns")}, send_button(text("applicants.next")), link_button(before, text("applicants.back")));
}

Field line(std::string_view name, const std::string& value, bool required, std::string_view autocomplete = {},
           std::string_view type = "text") {
  const std::string code = "applicants.field_" + std::string(name), hint = code + "_hint";
  return {.name = std::string(name),
          .label = words(code),
          .value = value,
          .hint = i18n::messages().has(hint) ? words(hint) : "",
          .required = required,
          .type = std::string(type),
          .autocomplete = std::string(autocomplete)};
}

Html choose_button(const directory::Unit& unit) {
  return button({cls("btn s"), attribute("type", "submit"), attribute("name", "unit"),
                 attribute("value", gongkai::to_text(unit.id)),
                 aria("label", text("applicants.choose_unit", {{"unit", unit.name}}))},
                text("applicants.choose"));
}

Html office_entry(const Office& office) {
  Html about;
  if (office.documents > 0)
    about +=
        p({cls("muted small")}, text("applicants.published_on_topic", {{"count", std::to_string(office.documents)}}));
  for (const auto& title : office.examples) about += p({cls("small")}, title);
  return li({cls("choice")}, div(b(office.unit.name), about), choose_button(office.unit));
}

Html all_units(const std::vector<directory::Unit>& units, const Draft& draft, const FormState& state) {
  std::vector<Choice> choices;
  for (const auto& unit : units) choices.push_back({gongkai::to_text(unit.id), unit.name});
  return select_field({.name = "unit",
                       .label = words("applicants.field_unit"),
                       .value = draft.unit ? gongkai::to_text(draft.unit) : ""},
                      choices, state.faults);
}

Html person_fields(const requests::Applicant& applicant, const std::vector<Fault>& faults) {
  std::vector<Choice> papers;
  for (const auto kind : regulation::identity_kinds)
    if (regulation::fits(regulation::ApplicantKind::natural, kind))
      papers.push_back({std::string(regulation::id_of(kind)), std::string(regulation::label_of(kind))});
  const bool person = applicant.kind.empty() || applicant.kind == "natural";
  return fieldset({cls("kind-fields"), attribute("data-kind", "natural")}, legend(text("applicants.person")),
                  text_field(line("name", person ? applicant.name : "", true, "name"), faults),
                  select_field(line("document_type", applicant.document_type, true), papers, faults),
                  text_field(line("document_number", applicant.document_number, true, "off"), faults),
                  text_field(line("workplace", applicant.workplace, false, "organization"), faults));
}

Html organisation_fields(const requests::Applicant& applicant, const std::vector<Fault>& faults) {
  const bool person = applicant.kind.empty() || applicant.kind == "natural";
  return fieldset({cls("kind-fields"), attribute("data-kind", "organisation")}, legend(text("applicants.organisation")),
                  text_field(line("organisation", person ? "" : applicant.name, true, "organization"), faults),
                  text_field(line("credit_code", applicant.credit_code, true, "off"), faults),
                  text_field(line("representative", applicant.representative, false, "off"), faults),
                  text_field(line("contact", applicant.contact, true, "off"), faults));
}

Html files_part(const Draft& draft) {
  if (draft.files.empty()) return {};
  const auto entry = [](const requests::Attachment& file) {
    return li(file.name, " ",
              button({cls("btn sec s"), attribute("type", "submit"), attribute("name", "remove"),
                      attribute("value", file.checked.blob.sha256),
                      aria("label", text("applicants.remove_file", {{"name", file.name}}))},
                     text("applicants.remove")));
  };
  return group(p(b(text("applicants.files_taken"))), ul({cls("bullets")}, each(draft.files, entry)));
}

Html file_field(const std::vector<Fault>& faults) {
  // its value cannot be shown again by a browser: what was taken is listed above it
  return text_field({.name = "file",
                     .label = words("applicants.field_file"),
                     .hint = words("applicants.field_file_hint"),
                     .required = false,
                     .type = "file"},
                    faults);
}

Html review_group(const layout::Frame& frame, Step step,
                  const std::vector<std::pair<std::string, std::string>>& pairs) {
  const auto label = text("applicants.step_" + std::string(name_of(step)));
  return section(
      {cls("review-group")},
      div({cls("ph")}, h2(label),
          a({cls("more"), href(address_of(frame, step))}, text("applicants.change"), span({cls("vh")}, label))),
      facts(pairs));
}

std::vector<std::pair<std::string, std::string>> applicant_facts(const requests::Applicant& applicant) {
  const auto label = [](std::string_view name) { return words("applicants.field_" + std::string(name)); };
  std::vector<std::pair<std::string, std::string>> pairs;
  const auto kind = regulation::parse_applicant_kind(applicant.kind);
  pairs.emplace_back(label("applicant_kind"), kind ? regulation::label_of(*kind) : "");
  if (applicant.kind == "natural") {
    const auto paper = regulation::parse_identity_kind(applicant.document_type);
    pairs.insert(pairs.end(), {{label("name"), applicant.name},
                               {label("document_type"), paper ? std::string(regulation::label_of(*paper)) : ""},
                               {label("document_number"), auth::mask_id_number(applicant.document_number)},
                               {label("workplace"), applicant.workplace}});
  } else {
    pairs.insert(pairs.end(), {{label("organisation"), applicant.name},
                               {label("credit_code"), applicant.credit_code},
                               {label("representative"), applicant.representative},
                               {label("contact"), applicant.contact}});
  }
  pairs.insert(pairs.end(), {{label("address"), applicant.address},
                             {label("postcode"), applicant.postcode},
                             {label("phone"), applicant.phone},
                             {label("email"), applicant.email}});
  return pairs;
}

std::string names_of_files(const Draft& draft) {
  std::vector<std::string> names;
  for (const auto& file : draft.files) names.push_back(file.name);
  return join(names, "、");
}

}  // namespace

std::string address_of(const layout::Frame& frame, Step step) {
  return frame.base + "/requests/" + std::string(name_of(step));
}

std::string label_of_form(std::string_view form) {
  return form.empty() ? std::string() : words("applicants.form_" + std::string(form));
}

std::string label_of_delivery(std::string_view delivery) {
  return delivery.empty() ? std::string() : words("applicants.delivery_" + std::string(delivery));
}

std::vector<Choice> form_choices() {
  std::vector<Choice> choices;
  for (const std::string_view form : forms) choices.push_back({std::string(form), label_of_form(form)});
  return choices;
}

std::vector<Choice> delivery_choices() {
  std::vector<Choice> choices;
  for (const std::string_view way : deliveries) choices.push_back({std::string(way), label_of_delivery(way)});
  return choices;
}

Html known_list(const std::vector<Known>& known) {
  if (known.empty()) return {};
  const auto entry = [](const Known& one) {
    return li(a({href(one.address), attribute("target", "_blank"), attribute("rel", "noopener")}, one.title,
                span({cls("vh")}, text("applicants.new_window"))),
              " ", span({cls("muted small")}, one.about));
  };
  return div({cls("bets")}, h2(text("applicants.known")), p(text("applicants.known_about")),
             ul({cls("bullets")}, each(known, entry)));
}

std::string office_page(const layout::Frame& frame, const Draft& draft, const OfficeView& view,
                        const FormState& state) {
  const std::string action = address_of(frame, Step::office);
  const Html purpose = hidden("for", draft.kind == requests::kind::records_correction ? "records" : "information");
  Html found;
  if (!view.asked.empty() && view.found.empty()) found += p({cls("empty")}, text("applicants.no_office"));
  if (!view.found.empty())
    found += form_of(action, state, group(purpose, ul({cls("choices")}, each(view.found, office_entry))));
  const Html finder = form(
      {attribute("method", "get"), attribute("action", action), cls("ask")}, purpose,
      div({cls("f")}, label({attribute("for", "who")}, text("applicants.who_is_responsible")),
          p({cls("hint"), id("who-hint")}, text("applicants.who_hint")),
          div({cls("search")},
              empty_element("input", {id("who"), attribute("name", "who"), attribute("type", "search"),
                                      attribute("maxlength", "40"), attribute("value", view.asked),
                                      attribute("autocomplete", "off"), attribute("aria-describedby", "who-hint")}),
              button({attribute("type", "submit")}, text("applicants.find")))));
  const Html all = form_of(
      action, state,
      group(all_units(view.units, draft, state), div({cls("btns")}, send_button(text("applicants.next")),
                                                     link_button(frame.base + "/requests", text("applicants.back")))));
  return step_page(frame, Step::office, state, group(finder, found, h2(text("applicants.all_units")), all));
}

std::string applicant_page(const layout::Frame& frame, const Draft& draft, const FormState& state) {
  const auto& applicant = draft.applicant;
  std::vector<Choice> kinds;
  for (const auto kind : regulation::applicant_kinds)
    kinds.push_back({std::string(regulation::id_of(kind)), std::string(regulation::label_of(kind))});
  const auto& faults = state.faults;
  const Html fields = group(radio_group(line("applicant_kind", applicant.kind, true), kinds, faults),
                            person_fields(applicant, faults), organisation_fields(applicant, faults),
                            h2(text("applicants.reach")), p({cls("hint")}, text("applicants.reach_about")),
                            text_field(line("phone", applicant.phone, false, "tel", "tel"), faults),
                            text_field(line("email", applicant.email, false, "email", "email"), faults),
                            text_field(line("address", applicant.address, false, "street-address"), faults),
                            text_field(line("postcode", applicant.postcode, false, "postal-code"), faults),
                            note(text("applicants.privacy")), buttons(frame, Step::applicant));
  return step_page(frame, Step::applicant, state, form_of(address_of(frame, Step::applicant), state, fields));
}

std::string wanted_page(const layout::Frame& frame, const Draft& draft, const std::vector<Known>& known,
                        const FormState& state) {
  const bool correction = draft.kind == requests::kind::records_correction;
  Field description = line("description", draft.description, true);
  if (correction) {
    description.label = words("applicants.field_records");
    description.hint = words("applicants.field_records_hint");
  }
  description.rows = 8;
  const std::string look = frame.base + "/requests/known";
  Html suggestions;
  if (!correction)
    suggestions =
        group(div({id("known"), attribute("aria-live", "polite"), attribute("data-known", look)}, known_list(known)),
              div({cls("btns no-js")}, quiet_button(text("applicants.look"), "look")));
  const Html fields =
      group(text_area(description, state.faults), suggestions, files_part(draft), file_field(state.faults),
            div({cls("btns")}, quiet_button(text("applicants.attach"), "attach")), buttons(frame, Step::wanted));
  return step_page(frame, Step::wanted, state, form_of(address_of(frame, Step::wanted), state, fields, true));
}

std::string supply_page(const layout::Frame& frame, const Draft& draft, const FormState& state) {
  const Html fields =
      group(radio_group(line("form", draft.wishes.form, true), form_choices(), state.faults),
            radio_group(line("delivery", draft.wishes.delivery, true), delivery_choices(), state.faults),
            p({cls("muted")}, text("applicants.supply_note")), buttons(frame, Step::supply));
  return step_page(frame, Step::supply, state, form_of(address_of(frame, Step::supply), state, fields));
}

std::string check_page(const layout::Frame& frame, const Draft& draft, const CheckView& view, const FormState& state) {
  const std::string action = address_of(frame, Step::check);
  const Html groups =
      group(review_group(frame, Step::office, {{words("applicants.field_unit"), view.unit}}),
            review_group(frame, Step::applicant, applicant_facts(draft.applicant)),
            review_group(frame, Step::wanted,
                         {{words("applicants.wanted_words"), draft.description},
                          {words("applicants.field_file"), names_of_files(draft)}}),
            review_group(frame, Step::supply,
                         {{words("applicants.field_form"), label_of_form(draft.wishes.form)},
                          {words("applicants.field_delivery"), label_of_delivery(draft.wishes.delivery)}}));
  Html keep;
  if (view.may_keep)
    keep =
        check_box({.name = "keep", .label = words("applicants.keep_details"), .required = false}, false, state.faults);
  const Html send = form_of(action, state,
                            group(p(text("applicants.declaration")), keep,
                                  div({cls("btns")}, send_button(text("applicants.submit")),
                                      quiet_button(text("applicants.discard"), "discard"))));
  return step_page(frame, Step::check, state, group(groups, known_list(view.known), send));
}

}  // namespace gongkai::applicants
