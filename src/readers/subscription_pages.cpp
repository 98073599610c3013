#include "readers/subscription_pages.hpp"

#include <algorithm>

#include "platform/i18n/messages.hpp"
#include "readers/page_parts.hpp"

namespace gongkai::readers {

using namespace html;  // NOLINT: a file of nothing but elements
using i18n::text;

namespace {

std::string words(std::string_view code) {
  return std::string(text(code));
}

Html column_boxes(const SubscribeView& view, const Wish& wish) {
  const auto box = [&](const content::Column& column) {
    const auto name = to_text(column.id);
    const bool chosen = std::ranges::find(wish.columns, column.id) != wish.columns.end();
    return Html(label({cls("opt")},
                      empty_element("input", {attribute("type", "checkbox"), attribute("name", "column"),
                                              attribute("value", name), flag("checked", chosen)}),
                      span(column.name)));
  };
  return fieldset({cls("f radios"), id("column"), aria("describedby", "column-hint")}, legend(text("readers.columns")),
                  div({cls("hint"), id("column-hint")}, text("readers.columns_hint")), div(each(view.columns, box)));
}

Html fields(const SubscribeView& view, const SubscribeForm& given, const FormState& state) {
  std::vector<Choice> units;
  for (const auto& unit : view.units) units.push_back({to_text(unit.id), unit.name});
  return group(token_field(state),
               text_field({.name = "address",
                           .label = words("readers.address"),
                           .value = given.address,
                           .type = "email",
                           .autocomplete = "email"},
                          state.faults),
               column_boxes(view, given.wish),
               select_field({.name = "unit",
                             .label = words("readers.unit"),
                             .value = given.wish.unit ? to_text(given.wish.unit) : "",
                             .required = false},
                            units, state.faults),
               text_field({.name = "words",
                           .label = words("readers.filter_words"),
                           .value = given.wish.words,
                           .hint = words("readers.filter_words_hint"),
                           .required = false},
                          state.faults),
               send_button(text("readers.subscribe")));
}

Html feeds(const layout::Frame& frame, const SubscribeView& view) {
  const auto entry = [&](const std::string& name, std::string_view words_of_it) {
    const std::string address = frame.base + "/feed/" + name + ".xml";
    return Html(li(a({cls("u"), href(address)}, words_of_it)));
  };
  Html items = entry("all", text("readers.feed_of_all"));
  for (const auto& column : view.columns) items += entry(column.slug, column.name);
  return group(h2({id("feeds")}, text("readers.feeds")), p(text("readers.feeds_about")), ul({cls("bullets")}, items));
}

}  // namespace

std::string subscribe_page(const layout::Frame& frame, const SubscribeView& view, const SubscribeForm& given,
                           const FormState& state) {
  const std::string action = frame.base + "/subscribe";
  Html mail;
  if (view.by_mail)
    mail += group(p(text("readers.subscribe_about")),
                  form({attribute("method", "post"), attribute("action", action)}, fields(view, given, state)));
  else mail += p(text("readers.no_mail"), "。");
  return private_page(frame, title_with_errors(text("readers.subscribe"), state.faults),
                      group(error_summary(state.faults), mail, feeds(frame, view)));
}

std::string told_page(const layout::Frame& frame, std::string_view heading, std::string_view told) {
  return private_page(frame, heading, p(told));
}

std::string button_page(const layout::Frame& frame, std::string_view heading, std::string_view told,
                        const std::string& action, const FormState& state) {
  return private_page(frame, heading,
                      group(p(told), form({attribute("method", "post"), attribute("action", action)},
                                          token_field(state), send_button(heading))));
}

}  // namespace gongkai::readers
