#include "letters/remedies.hpp"

namespace gongkai::letters {
namespace {
regulation::Refusal refusal_of(const Kind& kind) {
  if (kind.remedy == "A") return regulation::Refusal::yes;
  return kind.remedy == "A+B" ? regulation::Refusal::partly : regulation::Refusal::no;
}
}  // namespace

std::string remedies_of(const Kind& kind, const RemedyPlaces& places, Day decided_on) {
  if (kind.remedy.empty()) return "";
  regulation::Outcome outcome;
  outcome.refuses = refusal_of(kind);
  const bool is_online = !places.names.online_address.empty();
  return regulation::words_of(regulation::remedy_of(outcome, places.body, decided_on, is_online), places.names);
}

}  // namespace gongkai::letters
