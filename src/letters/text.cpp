#include "letters/text.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::letters {
namespace {
using Values = std::map<std::string, std::string, std::less<>>;

std::string gap(std::string_view name) {
  return i18n::text("letters.gap", {{"field", name}});
}

std::string shown(const Field& field, std::string_view value) {
  if (value.empty()) return "";
  switch (field.type) {
    case FieldType::day:
    case FieldType::due: {
      const auto day = parse_day(value);
      return day ? to_chinese(*day) : std::string();
    }
    case FieldType::grounds: {
      std::vector<std::string> names;
      for (const auto id : split(value, ','))
        if (const auto* ground = book().find_ground(trim(id))) names.push_back(ground->name);
      return join(names, "；");
    }
    case FieldType::line:
    case FieldType::text:
    case FieldType::number: break;
  }
  return std::string(value);
}

std::string fill(std::string_view text, const Values& values) {
  std::string out;
  std::size_t from = 0;
  for (const auto& place : documents::placeholders_in(text)) {
    out += text.substr(from, place.begin - from);
    const auto found = values.find(place.name);
    out += found == values.end() ? gap(place.name) : found->second;
    from = place.end;
  }
  return out += text.substr(from);
}

/// The only placeholder of a paragraph that has nothing beside it.
std::optional<std::string> alone_in(std::string_view paragraph) {
  const auto whole = trim(paragraph);
  const auto places = documents::placeholders_in(whole);
  if (places.size() != 1 || places[0].begin != 0 || places[0].end != whole.size()) return std::nullopt;
  return places[0].name;
}

bool must_be_filled(const Kind& kind, const Field& field) {
  if (field.id == "remedies") return !kind.remedy.empty();
  return field.id == "contact" || std::ranges::find(kind.needs, field.id) != kind.needs.end();
}

std::string sentence(std::string_view which, const Facts& facts, std::string_view from, std::string_view to) {
  const auto begin = day_fact(facts, from), end = day_fact(facts, to);
  if (!begin) return "";
  const auto code = "letters.clock." + std::string(which);
  return i18n::text(end ? code : code + "_open", {{"from", to_chinese(*begin)}, {"to", end ? to_chinese(*end) : ""}});
}
std::string reopening(const Facts& facts) {
  const auto on = day_fact(facts, "reopened_on");
  if (!on) return "";
  const auto document = fact(facts, "reopened_by");
  return i18n::text(document.empty() ? "letters.clock.reopened" : "letters.clock.reopened_by",
                    {{"on", to_chinese(*on)}, {"document", std::string(document)}});
}
}  // namespace

std::string clock_account(const Facts& facts) {
  std::string account = sentence("correction", facts, "correction_asked_on", "corrected_on");
  account += reopening(facts);
  account += sentence("third_party", facts, "third_party_from", "third_party_to");
  account += sentence("joint_maker", facts, "joint_maker_from", "joint_maker_to");
  account += sentence("other_body", facts, "other_body_from", "other_body_to");
  account += sentence("fee", facts, "fee_told_on", "fee_paid_on");
  if (const auto told = day_fact(facts, "extension_told_on"))
    account += i18n::text("letters.clock.extension",
                          {{"on", to_chinese(*told)}, {"days", std::string(fact(facts, "extension_days"))}});
  return account;
}

std::string you_of(const Kind& kind, const Facts& facts) {
  if (kind.to == "joint_maker" || kind.to == "other_body") return std::string(i18n::text("letters.you.body"));
  const auto applicant = fact(facts, "applicant_kind");
  return std::string(
      i18n::text(applicant.empty() || applicant == "natural" ? "letters.you.person" : "letters.you.unit"));
}

Values values_of(const Kind& kind, const Facts& facts, const Surroundings& around) {
  Values values;
  for (const auto& field : book().fields) values[field.name] = shown(field, fact(facts, field.id));
  const auto set = [&](std::string_view id, std::string value) {
    values[book().find_field(id)->name] = std::move(value);
  };
  set("title", kind.title);
  set("number", around.number);
  set("unit", around.unit);
  set("signed_on", around.signed_on ? to_chinese(*around.signed_on) : "");
  set("you", you_of(kind, facts));
  set("case_number", around.case_number);
  set("clock_account", clock_account(facts));
  set("remedies", around.remedies);
  set("contact", around.contact);
  for (const auto& field : book().fields)
    if (auto& value = values[field.name]; value.empty() && must_be_filled(kind, field)) value = gap(field.name);
  return values;
}

LetterText text_of(const Kind& kind, const std::vector<std::string>& paragraphs, const Facts& facts,
                   const Surroundings& around) {
  const auto values = values_of(kind, facts, around);
  LetterText text{.head = around.unit, .number = around.number, .title = kind.title, .signer = around.unit};
  text.addressee = fact(facts, "addressee");
  text.signed_on = around.signed_on;
  for (const auto line : split(fact(facts, "enclosures"), '\n'))
    if (!trim(line).empty()) text.enclosures.emplace_back(trim(line));
  for (const auto& paragraph : paragraphs) {
    if (const auto name = alone_in(paragraph))
      if (const auto found = values.find(*name); found != values.end() && found->second.empty()) continue;
    const auto filled = fill(paragraph, values);
    for (const auto line : split(filled, '\n'))
      if (!trim(line).empty()) text.paragraphs.emplace_back(trim(line));
  }
  return text;
}

std::string plain_text(const LetterText& text) {
  std::string all = text.head + "\n" + text.number + "\n" + text.title + "\n";
  if (!text.addressee.empty()) all += text.addressee + "：\n";
  for (const auto& paragraph : text.paragraphs) all += paragraph + "\n";
  for (std::size_t i = 0; i < text.enclosures.size(); ++i)
    all += (i == 0 ? "附件：" : "") + std::to_string(i + 1) + "." + text.enclosures[i] + "\n";
  all += text.signer + "\n";
  return text.signed_on ? all + to_chinese(*text.signed_on) + "\n" : all;
}

documents::OfficialText official_text(const LetterText& text) {
  documents::OfficialText official{.form = documents::PrintForm::letter,
                                   .head = text.head,
                                   .number = text.number,
                                   .title = text.title,
                                   .addressee = text.addressee,
                                   .enclosures = text.enclosures,
                                   .signers = {text.signer},
                                   .formed_on = text.signed_on,
                                   .author = text.signer};
  for (const auto& paragraph : text.paragraphs) official.body.push_back({.spans = {{.text = paragraph}}});
  return official;
}

Facts with_usual_words(const Kind& kind, Facts facts) {
  const Values you{{"称谓", you_of(kind, facts)}};
  if (!kind.decision.empty() && fact(facts, "decision").empty()) facts["decision"] = fill(kind.decision, you);
  if (fact(facts, "articles").empty()) {
    std::vector<std::string> articles;
    if (!kind.articles.empty()) articles.push_back(kind.articles);
    for (const auto* ground : grounds_of(facts))
      if (std::ranges::find(articles, ground->article) == articles.end()) articles.push_back(ground->article);
    if (!articles.empty()) facts["articles"] = join(articles, "、");
  }
  std::erase_if(facts, [&](const auto& entry) {
    return std::ranges::find(kind.needs, entry.first) == kind.needs.end() &&
           std::ranges::find(kind.asks, entry.first) == kind.asks.end() && entry.first != "applicant_kind" &&
           !(entry.first == "grounds" && kind.has_grounds);
  });
  return facts;
}

}  // namespace gongkai::letters
