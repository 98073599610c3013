#include "review/print.hpp"

#include "platform/html/html.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::review {

namespace {

using namespace html;

std::string words(std::string_view name) {
  return std::string(i18n::text("review.print." + std::string(name)));
}

Html fact(std::string_view name, std::string_view value) {
  return tr(th({attribute("scope", "row")}, words(name)), td({attribute("colspan", "2")}, value));
}

Html answer_row(std::string_view question, const SecrecyAnswer* answer) {
  std::string verdict = words(answer ? answer->answer : "open");
  if (answer && !answer->remark.empty()) verdict += "：" + answer->remark;
  const std::string hand = answer ? answer->person_name + " " + to_minute_text(answer->signed_at) : "";
  return tr(th({attribute("scope", "row")}, question), td(verdict), td(hand));
}

Html answers(const PrintedForm& printed) {
  Html rows;
  for (const auto& answer : printed.answers) rows += answer_row(answer.question, &answer);
  if (printed.form.concluded_at) return rows;  // an archived form shows what was asked then
  for (const auto& item : secrecy_sheet().items)
    if (std::ranges::find(printed.answers, item.id, &SecrecyAnswer::item) == printed.answers.end())
      rows += answer_row(item.text, nullptr);
  return rows;
}

Html authority(const SecrecyForm& form) {
  if (!form.asked_at) return {};
  Html rows = fact("authority", form.authority + " " + to_minute_text(*form.asked_at) + "：" + form.question);
  if (form.answered_at)
    rows += fact("authority_answer", to_minute_text(*form.answered_at) + "：" + form.authority_answer);
  return rows;
}

Html conclusion(const SecrecyForm& form) {
  if (!form.concluded_at) return fact("conclusion", words("unsigned"));
  Html rows =
      fact("conclusion", words(form.conclusion) + "　" + form.person_name + " " + to_minute_text(*form.concluded_at));
  if (!form.opinion.empty()) rows += fact("opinion", form.opinion);
  return rows;
}

}  // namespace

std::string secrecy_page(const PrintedForm& printed) {
  const auto& form = printed.form;
  const Html facts = tbody(fact("document", printed.edition_title), fact("unit", printed.desk.unit.name),
                           fact("writer", printed.writer_name), fact("round", std::to_string(printed.round.number)),
                           fact("digest", printed.round.content_digest));
  const Html head_row =
      tr(th({attribute("scope", "col")}, words("item")), th({attribute("scope", "col")}, words("answer")),
         th({attribute("scope", "col")}, words("signed")));
  const Html table_html =
      table({cls("secrecy")}, facts, tbody(head_row, answers(printed)), tbody(authority(form), conclusion(form)));
  const std::string note = i18n::text("review.print.frozen", {{"edition", std::to_string(printed.edition_number)}});
  return document(element(
      "html", {attribute("lang", "zh-CN")},
      head(empty_element("meta", {attribute("charset", "utf-8")}),
           empty_element("meta", {attribute("name", "viewport"), attribute("content", "width=device-width")}),
           title(form.title), empty_element("link", {attribute("rel", "stylesheet"), href("/api/review/form.css")})),
      body(main(h1(form.title), table_html, p(words("basis")), p(note)))));
}

}  // namespace gongkai::review
