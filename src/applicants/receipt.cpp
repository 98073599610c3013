#include "applicants/receipt.hpp"

#include "applicants/term_count.hpp"
#include "base/text.hpp"
#include "platform/auth/totp.hpp"
#include "platform/i18n/messages.hpp"
#include "regulation/channel.hpp"

namespace gongkai::applicants {

using namespace html;  // NOLINT: a file of nothing but elements
using i18n::text;

namespace {

constexpr std::size_t shown_characters = 120;

std::string channel_name(std::string_view id) {
  const auto channel = regulation::parse_channel(id);
  return channel ? std::string(regulation::label_of(*channel)) : std::string();
}

std::string due_text(const ReceiptView& view) {
  if (!view.reading || !view.reading->reply_due) return {};
  const auto due = to_chinese(*view.reading->reply_due);
  auto words_of_due = view.received_on
                          ? due
                          : text("applicants.due_if_confirmed", {{"due", due}, {"by", to_chinese(*view.confirm_by)}});
  if (view.reading->provisional) words_of_due += words("applicants.provisional");
  return words_of_due;
}

/// Why the day of receipt is what it is, and how the days are counted.
std::string explanation(const ReceiptView& view) {
  if (!view.reading) return {};
  if (view.received_on) return text("applicants.count_from", {{"day", to_chinese(*view.received_on)}});
  return text("applicants.count_forecast", {{"day", to_chinese(*view.confirm_by)}});
}

std::vector<std::pair<std::string, std::string>> fact_list(const ReceiptView& view) {
  std::vector<std::pair<std::string, std::string>> pairs{{words("applicants.number"), view.receipt.number}};
  if (!view.receipt.code.empty()) pairs.emplace_back(words("applicants.code"), view.receipt.code);
  pairs.insert(pairs.end(), {{words("applicants.kind_of_case"), view.kind_name},
                             {words("applicants.field_unit"), view.unit},
                             {words("applicants.channel"), channel_name(view.channel)},
                             {words("applicants.handed_in_at"), to_minute_text(view.handed_in_at)},
                             {words("applicants.received_on"),
                              view.received_on ? to_chinese(*view.received_on) : words("applicants.to_be_confirmed")}});
  if (const auto due = due_text(view); !due.empty()) pairs.emplace_back(words("applicants.due"), due);
  pairs.emplace_back(words("applicants.wanted_words"), shorten(view.description, shown_characters));
  return pairs;
}

std::vector<std::string> notes_of(const ReceiptView& view) {
  std::vector<std::string> notes{words("applicants.keep_code")};
  if (view.confirm_by && !view.received_on)
    notes.push_back(text("applicants.confirm_note", {{"day", to_chinese(*view.confirm_by)}}));
  if (view.reading) notes.push_back(words("applicants.moved_note"));
  return notes;
}

}  // namespace

std::string receipt_page(const layout::Frame& frame, const ReceiptView& view) {
  const std::string base = frame.base + "/requests";
  Html code;
  if (!view.receipt.code.empty())
    code += div({cls("note code-shown")}, p(text("applicants.code_once")),
                p({cls("big-code")}, span({cls("num")}, view.receipt.code)));
  Html count;
  if (view.reading)
    count += group(h2(text("applicants.count_title")), p(explanation(view)),
                   div({cls("counted")}, day_table(*view.reading, true), week_table(*view.reading)));
  const Html content =
      group(p(text("applicants.received_about")), code, facts(fact_list(view)),
            div({cls("btns")}, a({cls("btn"), href(base + "/receipt.pdf")}, text("applicants.download_receipt")),
                link_button(base + "/case", text("applicants.see_progress"))),
            count, bullets(notes_of(view)));
  const Html beside =
      section({cls("panel scan")}, h2(text("applicants.scan")), Html::trusted(auth::qr_svg(view.track_address)),
              p({cls("small muted")}, text("applicants.scan_about")));
  return whole_page(frame, {.title = words("applicants.received")}, content, beside);
}

documents::SlipText receipt_slip(const ReceiptView& view) {
  documents::SlipText slip{.head = view.unit,
                           .title = words("applicants.receipt_title"),
                           .facts = fact_list(view),
                           .explanation = explanation(view),
                           .notes = notes_of(view),
                           .code = auth::qr_modules(view.track_address),
                           .code_words = words("applicants.scan")};
  if (view.reading) slip.table = {words("applicants.count_caption"), week_columns(), week_rows(*view.reading)};
  return slip;
}

}  // namespace gongkai::applicants
