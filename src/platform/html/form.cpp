// The form fields of components.hpp.
#include "platform/html/components.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::html {

namespace {

const Fault* fault_of(const std::vector<Fault>& faults, std::string_view name) {
  const auto found = std::ranges::find(faults, name, &Fault::field);
  return found == faults.end() ? nullptr : &*found;
}

/// The ids of hint and message, for aria-describedby.
std::string described_by(const Field& field, const Fault* fault) {
  std::string ids;
  if (!field.hint.empty()) ids = field.name + "-hint";
  if (fault) ids += (ids.empty() ? "" : " ") + field.name + "-error";
  return ids;
}

Html hint_and_error(const Field& field, const Fault* fault) {
  Html out;
  if (!field.hint.empty()) out += div({cls("hint"), id(field.name + "-hint")}, field.hint);
  if (fault) {
    out += p({cls("err"), id(field.name + "-error")}, span({cls("vh")}, i18n::text("html.error_prefix")),
             i18n::messages().message(*fault));
  }
  return out;
}

Html optional_mark(const Field& field) {
  if (field.required) return {};
  return Html(span({cls("req")}, i18n::text("html.optional")));
}

Html framed(const Field& field, const Fault* fault, const Html& control) {
  return div({cls(fault ? "f bad" : "f")}, label({attribute("for", field.name)}, field.label, optional_mark(field)),
             hint_and_error(field, fault), control);
}

}  // namespace

Html text_field(const Field& field, const std::vector<Fault>& faults) {
  const Fault* fault = fault_of(faults, field.name);
  const std::string described = described_by(field, fault);
  return framed(field, fault,
                empty_element("input", {id(field.name), attribute("name", field.name), attribute("type", field.type),
                                        attribute("value", field.value), flag("required", field.required),
                                        attribute_if(!field.autocomplete.empty(), "autocomplete", field.autocomplete),
                                        attribute_if(!described.empty(), "aria-describedby", described),
                                        attribute_if(fault != nullptr, "aria-invalid", "true")}));
}

Html text_area(const Field& field, const std::vector<Fault>& faults) {
  const Fault* fault = fault_of(faults, field.name);
  const std::string described = described_by(field, fault);
  // a browser drops the first line break after the tag, so one is given away
  return framed(
      field, fault,
      textarea({id(field.name), attribute("name", field.name), attribute("rows", std::to_string(field.rows)),
                flag("required", field.required), attribute_if(!described.empty(), "aria-describedby", described),
                attribute_if(fault != nullptr, "aria-invalid", "true")},
               "\n", field.value));
}

Html select_field(const Field& field, const std::vector<Choice>& choices, const std::vector<Fault>& faults) {
  const Fault* fault = fault_of(faults, field.name);
  const std::string described = described_by(field, fault);
  const auto entry = [&](const Choice& choice) {
    return option({attribute("value", choice.value), flag("selected", choice.value == field.value)}, choice.text);
  };
  return framed(field, fault,
                select({id(field.name), attribute("name", field.name), flag("required", field.required),
                        attribute_if(!described.empty(), "aria-describedby", described),
                        attribute_if(fault != nullptr, "aria-invalid", "true")},
                       option({attribute("value", "")}, i18n::text("html.choose")), each(choices, entry)));
}

Html radio_group(const Field& field, const std::vector<Choice>& choices, const std::vector<Fault>& faults) {
  const Fault* fault = fault_of(faults, field.name);
  const std::string described = described_by(field, fault);
  const auto entry = [&](const Choice& choice) {
    // the first one bears the field's id: the error summary leads there
    const bool first = &choice == &choices.front();
    return label({cls("opt")},
                 empty_element("input", {attribute("type", "radio"), attribute_if(first, "id", field.name),
                                         attribute("name", field.name), attribute("value", choice.value),
                                         flag("checked", choice.value == field.value)}),
                 span(choice.text));
  };
  return fieldset(
      {cls(fault ? "f radios bad" : "f radios"), attribute_if(!described.empty(), "aria-describedby", described)},
      legend(field.label, optional_mark(field)), hint_and_error(field, fault), div(each(choices, entry)));
}

Html check_box(const Field& field, bool checked, const std::vector<Fault>& faults) {
  const Fault* fault = fault_of(faults, field.name);
  const std::string described = described_by(field, fault);
  return div({cls(fault ? "f bad" : "f")}, hint_and_error(field, fault),
             label({cls("opt"), attribute("for", field.name)},
                   empty_element("input", {id(field.name), attribute("type", "checkbox"), attribute("name", field.name),
                                           attribute("value", "1"), flag("checked", checked),
                                           attribute_if(!described.empty(), "aria-describedby", described)}),
                   span(field.label)));
}

Html error_summary(const std::vector<Fault>& faults) {
  if (faults.empty()) return {};
  const auto entry = [](const Fault& fault) -> Html {
    const std::string text = i18n::messages().message(fault);
    if (fault.field.empty()) return li(text);
    return li(a({href("#" + fault.field)}, text));
  };
  return div({cls("errs"), id("errs"), attribute("role", "alert"), attribute("tabindex", "-1"),
              aria("labelledby", "errs-title")},
             h2({id("errs-title")}, i18n::text("html.error_summary")), ul(each(faults, entry)));
}

std::string title_with_errors(std::string_view title, const std::vector<Fault>& faults) {
  return faults.empty() ? std::string(title) : std::string(i18n::text("html.error_prefix")) + std::string(title);
}

}  // namespace gongkai::html
