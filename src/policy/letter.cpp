#include "policy/letter.hpp"

#include "layout/static_files.hpp"
#include "platform/html/html.hpp"
#include "platform/i18n/messages.hpp"
#include "policy/catalog.hpp"
#include "policy/numbering.hpp"
#include "policy/store.hpp"

namespace gongkai::policy {

using namespace html;  // NOLINT: elements of two printed pages
using i18n::text;

namespace {

/// A sheet by itself: no navigation, the print style of the public pages.
std::string sheet(std::string_view name, const Html& content) {
  return document(element(
      "html", {attribute("lang", "zh-CN")},
      head(empty_element("meta", {attribute("charset", "utf-8")}),
           empty_element("meta",
                         {attribute("name", "viewport"), attribute("content", "width=device-width, initial-scale=1")}),
           title(name),
           empty_element("link", {attribute("rel", "stylesheet"), href(layout::static_address("portal.css"))})),
      body({cls("sheet")}, main(content))));
}

}  // namespace

Letter write_letter(Transaction& tx, const content::Desk& desk, const std::vector<Fault>& faults) {
  Letter letter{.id = tx.new_id<LetterId>(),
                .document = desk.document.id,
                .unit = desk.unit.id,
                .title = desk.latest.title,
                .unit_name = desk.unit.name,
                .writer_name = desk.latest.writer_name,
                .written_at = tx.now()};
  letter.number = new_number(tx.db(), catalog().interpretation.letter_number, tx.now().day().year());
  for (const auto& fault : faults) letter.reasons.push_back(i18n::messages().message(fault));
  store::insert(tx.db(), letter);
  tx.changed("policy", desk.document.id.value);
  return letter;
}

std::string letter_page(const Letter& letter) {
  const auto reason = [](const std::string& one) { return li(one); };
  return sheet(text("policy.letter"),
               group(h1(text("policy.letter")), p({cls("number")}, letter.number), p(letter.unit_name, "："),
                     p({cls("indent")}, text("policy.letter_opening", {{"title", letter.title}})),
                     ol(each(letter.reasons, reason)), p({cls("indent")}, text("policy.letter_request")),
                     p({cls("indent")}, text("policy.letter_basis")),
                     p({cls("signature")}, text("policy.letter_sender"), empty_element("br", {}),
                       to_chinese(letter.written_at.day())),
                     p({cls("small")}, text("policy.letter_to", {{"name", letter.writer_name}}))));
}

std::string plan_page(const Plan& plan, std::string_view name, std::string_view unit, std::string_view type,
                      const std::function<std::string(std::string_view)>& form_label) {
  const auto label_of_channel = [](std::string_view channel) {
    for (const auto& one : catalog().channels)
      if (one.id == channel) return one.label;
    return std::string(channel);
  };
  const auto item = [&](const PlannedItem& one) {
    return tr(td(form_label(one.form)), td(label_of_channel(one.channel)), td(one.unit));
  };
  const auto said = [&](const Element& one) {
    const auto found = plan.elements.find(one.id);
    return tr(th(one.label), td(found == plan.elements.end() ? "" : found->second));
  };
  const auto days = std::to_string(plan.working_days_after);
  const Html when_text = plan.working_days_after == 0
                             ? Html(text("policy.plan_same_day"))
                             : Html(text("policy.plan_later", {{"days", days}, {"reason", plan.later_reason}}));
  return sheet(
      text("policy.plan"),
      group(
          h1(text("policy.plan")), p({cls("number")}, plan.number),
          table(tbody(tr(th(text("policy.head.title")), td(name)), tr(th(text("policy.head.unit")), td(unit)),
                      tr(th(text("policy.plan_time")), td(when_text)), each(catalog().elements_for(type), said))),
          h2(text("policy.plan_items")),
          table(thead(tr(th(text("policy.plan_form")), th(text("policy.plan_channel")), th(text("policy.plan_unit")))),
                tbody(each(plan.items, item))),
          p({cls("small")}, text("policy.plan_writer", {{"name", plan.writer_name}})),
          when(plan.decided_at.has_value(), [&] {
            return p({cls("small")}, text("policy.plan_decided", {{"name", plan.decided_by_name},
                                                                  {"day", to_chinese(plan.decided_at->day())}}));
          })));
}

}  // namespace gongkai::policy
