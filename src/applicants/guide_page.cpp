#include "applicants/guide_page.hpp"

#include "platform/i18n/messages.hpp"
#include "regulation/fee.hpp"

namespace gongkai::applicants {

using namespace html;  // NOLINT: a file of nothing but elements
using i18n::text;

namespace {

Html part(std::string_view name, const Html& content) {
  const std::string code = "applicants.guide_" + std::string(name);
  return section({aria("labelledby", name)}, h2({id(name)}, text(code)), content);
}

std::string number(int value) {
  return std::to_string(value);
}

Html terms(const regulation::RuleSet& rules) {
  const auto& terms = rules.terms;
  return bullets(
      {text("applicants.guide_term_reply", {{"days", number(terms.reply)}, {"more", number(terms.extension)}}),
       text("applicants.guide_term_receipt", {{"days", number(rules.confirm_days)}}),
       text("applicants.guide_term_correction", {{"days", number(terms.correction_notice)}}),
       text("applicants.guide_term_consultation", {{"days", number(terms.third_party)}})});
}

/// Examples are counted from the tariff in force, so that they can never say anything else.
Html fee_table(const regulation::Tariff& tariff) {
  Table table{.caption = words("applicants.guide_fee_examples"),
              .columns = {words("applicants.guide_fee_items"), words("applicants.guide_fee_yuan"),
                          words("applicants.guide_fee_pages"), words("applicants.guide_fee_yuan")},
              .rows = {}};
  constexpr std::array<std::pair<int, int>, 4> examples{{{10, 30}, {11, 31}, {30, 100}, {40, 200}}};
  for (const auto& [items, pages] : examples)
    table.rows.push_back({number(items), std::to_string(regulation::item_fee(tariff, items).amount), number(pages),
                          std::to_string(regulation::page_fee(tariff, pages).amount)});
  return data_table(table);
}

Html doors(const layout::Frame& frame, bool has_draft) {
  const std::string base = frame.base + "/requests";
  return div({cls("btns")},
             a({cls("btn"), href(base + "/office?for=information")},
               text(has_draft ? "applicants.go_on" : "applicants.begin")),
             link_button(base + "/track", text("applicants.track")),
             link_button(base + "/account", text("applicants.account")));
}

}  // namespace

std::string guide_page(const layout::Frame& frame, const GuideView& view) {
  const std::string base = frame.base + "/requests";
  Html content = group(
      p(text("applicants.about")), doors(frame, view.has_draft),
      part("who", Html(p(text("applicants.guide_who_text")))),
      part("what", group(p(text("applicants.guide_what_text")),
                         bullets({words("applicants.guide_what_1"), words("applicants.guide_what_2"),
                                  words("applicants.guide_what_3")}))),
      part("how", bullets({words("applicants.guide_how_online"), words("applicants.guide_how_paper"),
                           words("applicants.guide_how_oral")})),
      part("terms", terms(view.rules)),
      part("fees", group(p(text("applicants.guide_fees_text")), fee_table(view.rules.tariff))),
      part("remedies", Html(p(text("applicants.guide_remedies_text")))),
      part("records", group(p(text("applicants.guide_records_text")),
                            p(a({cls("u"), href(base + "/office?for=records")}, text("applicants.begin_records"))))));
  Html beside;
  if (view.office)
    beside =
        section({cls("panel")}, div({cls("ph")}, h2(text("applicants.on_foot"))), layout::office_card(*view.office));
  return whole_page(frame, {.title = words("applicants.title"), .listed = true, .path = "/requests"}, content, beside);
}

}  // namespace gongkai::applicants
