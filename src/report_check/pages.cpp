#include "report_check/pages.hpp"

#include <algorithm>
#include <set>

#include "platform/i18n/messages.hpp"
#include "report_check/tables_html.hpp"

namespace gongkai::report_check {

using namespace html;  // NOLINT: a file of nothing but elements
using i18n::text;

namespace {

std::string plain_page(const layout::Frame& frame, std::string_view title, const Html& content) {
  const std::string name(text("report_check.title"));
  return layout::page(
      frame,
      {.title = std::string(title), .description = std::string(text("report_check.intro")), .trail = {{"", name}}},
      div({cls("wrap")}, article({cls("panel doc plain-page report-check")}, h1(name), content)));
}

Html file_field(std::string_view name, std::string_view label_code, std::string_view hint_code, bool required,
                const std::vector<Fault>& faults) {
  const auto fault = std::ranges::find(faults, name, &Fault::field);
  const bool bad = fault != faults.end();
  const std::string hint_id = std::string(name) + "-hint";
  return div({cls(bad ? "f bad" : "f"), attribute("data-drop", "")}, label({attribute("for", name)}, text(label_code)),
             p({cls("hint"), id(hint_id)}, text(hint_code)),
             when(bad, [&] { return p({cls("err")}, i18n::messages().message(*fault)); }),
             empty_element("input", {attribute("type", "file"), id(name), attribute("name", name),
                                     attribute("accept", ".pdf,.docx,.xlsx,.html,.htm,.txt,.csv,.jpg,.jpeg,.png,.webp"),
                                     attribute("aria-describedby", hint_id), flag("required", required)}));
}

std::string_view word_of(Severity severity) {
  switch (severity) {
    case Severity::error: return text("report_check.error");
    case Severity::warning: return text("report_check.warning");
    case Severity::info: return text("report_check.info");
  }
  return "";
}

Html facts_of(const Checked& checked) {
  const auto& report = checked.report;
  const auto count = [&](Severity severity) {
    return std::to_string(std::ranges::count(checked.findings, severity, &Finding::severity));
  };
  const auto fact = [](std::string_view name, std::string value) { return Html(group(dt(text(name)), dd(value))); };
  return dl(
      {cls("facts")},
      fact("report_check.unit", report.unit.empty() ? std::string(text("report_check.unknown")) : report.unit),
      fact("report_check.year", report.year ? std::to_string(report.year) : std::string(text("report_check.unknown"))),
      fact("report_check.format", text("report_check.format_of", {{"format", report_format::name_of(report.format)}})),
      fact("report_check.result", text("report_check.counts", {{"errors", count(Severity::error)},
                                                               {"warnings", count(Severity::warning)},
                                                               {"infos", count(Severity::info)}})));
}

Html finding_item(const Finding& finding) {
  const std::string classes = "finding " + std::string(name_of(finding.severity));
  return li({cls(classes)}, p(b(word_of(finding.severity)), " ", finding.message),
            p({cls("muted small")}, finding.code, finding.place.empty() ? "" : " · ", finding.place));
}

Html repair_part(const Checked& checked) {
  if (checked.repairs.empty()) return {};
  const auto& form = report_format::form(checked.report.format);
  const auto change = [&](const Change& one) -> Html {
    const auto from =
        one.from.is_blank() ? std::string(text("report_check.blank_cell")) : std::to_string(one.from.value());
    const auto* name = form.find(one.cell);
    return li(report_format::label_of(name->table), " ", name->label, "：", element("del", {}, from), " → ",
              element("ins", {}, std::to_string(one.to)));
  };
  const auto repair = [&](const Repair& one) -> Html {
    return li(p(one.because), ul({cls("bullets")}, each(one.changes, change)));
  };
  return section(h2(text("report_check.repairs")), p({cls("hint")}, text("report_check.repairs_hint")),
                 ol({cls("repairs")}, each(checked.repairs, repair)));
}
}  // namespace

std::string form_page(const layout::Frame& frame, const FormState& state) {
  const auto fields = group(
      empty_element("input", {attribute("type", "hidden"), attribute("name", "csrf"), attribute("value", state.token)}),
      file_field("file", "report_check.file", "report_check.file_hint", true, state.faults),
      file_field("previous", "report_check.previous", "report_check.previous_hint", false, state.faults),
      div({cls("btns")}, button({cls("btn"), attribute("type", "submit")}, text("report_check.check"))));
  return plain_page(frame, title_with_errors(text("report_check.title"), state.faults),
                    group(error_summary(state.faults), p(text("report_check.intro")),
                          form({attribute("method", "post"), attribute("action", frame.base + "/report-check"),
                                attribute("enctype", "multipart/form-data")},
                               fields),
                          p({cls("muted small")}, text("report_check.nothing_kept"))));
}

std::string result_page(const layout::Frame& frame, const Checked& checked) {
  const std::string address = frame.base + "/report-check";
  const Html findings = checked.findings.empty() ? Html(p(text("report_check.none")))
                                                 : Html(ol({cls("findings")}, each(checked.findings, finding_item)));
  return plain_page(
      frame, text("report_check.result_title"),
      group(facts_of(checked), section(h2(text("report_check.findings")), findings), repair_part(checked),
            section(h2(text("report_check.tables")), p({cls("hint")}, text("report_check.tables_hint")),
                    tables_of(checked)),
            p(text("report_check.nothing_kept")), p(a({cls("u"), href(address)}, text("report_check.again")))));
}

}  // namespace gongkai::report_check
