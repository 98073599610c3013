#include "casework/kinds.hpp"
#include "platform/html/html.hpp"
#include "platform/i18n/messages.hpp"
#include "regulation/describe.hpp"
#include "remedies/bundle_content.hpp"
#include "requests/person_json.hpp"

namespace gongkai::remedies {

namespace {

using namespace html;

std::string words(std::string_view name) {
  return std::string(i18n::text("remedies.bundle." + std::string(name)));
}

Html fact(std::string_view name, std::string_view value) {
  return value.empty() ? Html{} : Html(tr(th({attribute("scope", "row")}, words(name)), td(value)));
}

Html heads(std::initializer_list<std::string_view> names) {
  Html cells;
  for (const auto name : names) cells += th({attribute("scope", "col")}, words(name));
  return tr(cells);
}

Html facts_of(const BundleContent& content) {
  const auto& applicant = content.request.applicant;
  const auto document = applicant.credit_code.empty() ? applicant.document_number : applicant.credit_code;
  return table(fact("number", content.request.of.number), fact("unit", content.unit_name),
               fact("applicant", applicant.name), fact("document_number", document), fact("address", applicant.address),
               fact("phone", applicant.phone), fact("email", applicant.email),
               fact("asked_for", content.request.description),
               fact("received_on", content.request.received_on ? to_chinese(*content.request.received_on) : ""));
}

std::string act_name(const casework::Kind& kind, const casework::Event& event) {
  const auto* act = kind.find_act(event.act);
  return act ? act->name : event.act;
}

Html timeline(const BundledCase& one) {
  const auto& kind = casework::kind_of(one.of.kind);
  Html rows = heads({"day", "act", "person", "note", "entered_at"});
  for (const auto& event : one.events)
    rows += tr(td(to_text(event.on)), td(act_name(kind, event)), td(event.person_name), td(event.note),
               td(to_text(event.at)));
  Html section = h2(kind.name + " " + one.of.number);
  if (!one.party.empty()) section += p(words("party") + "：" + one.party);
  if (!one.question.empty()) section += p(words("question") + "：" + one.question);
  section += table(rows);
  return section;
}

Html count_of(const BundleContent& content) {
  if (!content.clock) return {};
  Html lines;
  for (const auto& line : regulation::describe(*content.clock)) lines += li(line);
  return group(h2(words("clock")), ul(lines));
}

Html files_table(const std::vector<BundledFile>& files) {
  if (files.empty()) return p(words("no_files"));
  Html rows = heads({"file", "role", "number", "sha256"});
  for (const auto& file : files)
    rows += tr(td(a({href(file.path)}, file.name)), td(i18n::text("remedies.role." + file.role)), td(file.case_number),
               td(code(file.sha256)));
  return table(rows);
}

}  // namespace

std::string index_page(const BundleContent& content, const std::vector<BundledFile>& files, Instant made_at) {
  const std::string name = words("title") + " " + content.request.of.number;
  Html cases;
  for (const auto& one : content.cases) cases += timeline(one);
  return document(
      element("html", {attribute("lang", "zh-CN")},
              head(empty_element("meta", {attribute("charset", "utf-8")}),
                   empty_element("meta", {attribute("name", "viewport"), attribute("content", "width=device-width")}),
                   title(name)),
              body(main(h1(name), p(words("made_at") + "：" + to_text(made_at)), p(words("about")), facts_of(content),
                        cases, count_of(content), h2(words("files")), files_table(files)))));
}

std::string index_json(const BundleContent& content, Instant made_at) {
  json::array cases;
  for (const auto& one : content.cases) {
    json::array events;
    for (const auto& event : one.events)
      events.push_back(json::object{{"position", event.position},
                                    {"act", event.act},
                                    {"on", to_text(event.on)},
                                    {"at", to_iso(event.at)},
                                    {"person", event.person_name},
                                    {"party", event.party},
                                    {"facts", event.facts},
                                    {"note", event.note}});
    cases.push_back(json::object{{"kind", one.of.kind},
                                 {"number", one.of.number},
                                 {"opened_on", to_text(one.of.opened_on)},
                                 {"party", one.party},
                                 {"question", one.question},
                                 {"events", std::move(events)}});
  }
  json::object all{{"number", content.request.of.number},
                   {"unit", content.unit_name},
                   {"made_at", to_iso(made_at)},
                   {"channel", content.request.channel},
                   {"applicant", requests::to_json(content.request.applicant)},
                   {"asked_for", content.request.description},
                   {"outcome", content.request.outcome},
                   {"cases", std::move(cases)}};
  if (content.clock) all["clock"] = regulation::to_json(*content.clock);
  return json::to_string(all) + "\n";
}

}  // namespace gongkai::remedies
