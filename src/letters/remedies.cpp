#include "letters/remedies.hpp"

#include "platform/i18n/messages.hpp"

namespace gongkai::letters {
namespace {
regulation::Refusal refusal_of(const Kind& kind) {
  if (kind.remedy == "A") return regulation::Refusal::yes;
  return kind.remedy == "A+B" ? regulation::Refusal::partly : regulation::Refusal::no;
}

/// 如不服本告知书: as the title calls it.
std::string paper_of(const Kind& kind) {
  for (const auto paper : {"notice", "decision"})
    if (kind.title.ends_with(i18n::text("letters.paper." + std::string(paper))))
      return std::string(i18n::text("letters.this." + std::string(paper)));
  return std::string(i18n::text("letters.this.answer"));
}
}  // namespace

std::string remedies_of(const Kind& kind, const RemedyPlaces& places, Day decided_on) {
  if (kind.remedy.empty()) return "";
  regulation::Outcome outcome;
  outcome.refuses = refusal_of(kind);
  const bool is_online = !places.names.online_address.empty();
  auto names = places.names;
  names.paper = paper_of(kind);
  return regulation::words_of(regulation::remedy_of(outcome, places.body, decided_on, is_online), names);
}

}  // namespace gongkai::letters
