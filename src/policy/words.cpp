#include "policy/words.hpp"

#include "platform/i18n/messages.hpp"
#include "policy/reading.hpp"

namespace gongkai::policy {

using i18n::text;

std::string_view word_for(Standing standing) {
  return text("policy.standing." + std::string(name_of(standing)));
}

std::string word_for_link(content::LinkKind kind, bool outgoing) {
  return std::string(text(fmt::format("policy.link.{}.{}", outgoing ? "to" : "from", content::name_of(kind))));
}

std::string words_of(const Ribbon& ribbon) {
  const auto code = fmt::format("policy.ribbon.{}{}", ribbon.of ? "of." : "", name_of(ribbon.standing));
  return text(code, {{"day", to_chinese(ribbon.from)}});
}

std::string words_of(const Moment& moment) {
  if (moment.step == Step::ended)
    return std::string(text("policy.step.ended." + std::string(name_of(moment.standing))));
  return std::string(text("policy.step." + std::string(name_of(moment.step))));
}

std::string name_of_quarter(Quarter quarter) {
  return text("policy.quarter." + std::to_string(quarter.number), {{"year", std::to_string(quarter.year)}});
}

std::string label_of(const content::TypeBook& book, std::string_view field, std::string_view value) {
  for (const auto& type : book.types) {
    if (!belongs(type)) continue;
    const auto* rule = type.find(field);
    if (!rule) continue;
    for (const auto& option : rule->options)
      if (option.value == value) return option.label;
  }
  return std::string(value);
}

std::string form_label(const content::TypeBook& book, std::string_view form) {
  for (const auto& type : book.types)
    if (!form.empty() && form_of(type) == form) return type.name;
  return std::string(form);
}

}  // namespace gongkai::policy
