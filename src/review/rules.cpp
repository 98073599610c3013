#include "review/rules.hpp"

#include "base/text.hpp"

namespace gongkai::review {

namespace {

constexpr std::size_t longest_remark = 1000;
constexpr std::size_t longest_reason = 300;
constexpr std::size_t longest_quote = 500;
constexpr int longest_delegation_days = 90;

Fault fault(FaultKind kind, std::string_view code, std::string_view field = "",
            std::vector<std::pair<std::string, std::string>> details = {}) {
  return {kind, std::string(code), std::string(field), std::move(details), {}};
}

const Signature* signed_step(const std::vector<Signature>& signatures, std::string_view step) {
  const auto found = std::ranges::find(signatures, step, &Signature::step);
  return found == signatures.end() ? nullptr : &*found;
}

bool is_hand_of(PersonId person, const Signature& signature) {
  return person && (signature.person == person || signature.on_behalf == person);
}

bool has_hand_in(const Signer& signer, const Signature& signature) {
  return is_hand_of(signer.person, signature) || is_hand_of(signer.on_behalf, signature);
}

bool is_writer(const std::vector<PersonId>& writers, PersonId person) {
  return person && std::ranges::find(writers, person) != writers.end();
}

/// What no reason can put aside.
std::vector<Fault> why_not_at_all(const Situation& situation, const Step* step, const Signer& signer) {
  std::vector<Fault> faults;
  if (!situation.in_review) faults.push_back(fault(FaultKind::conflict, "document.not_in_review"));
  if (!step) {
    faults.push_back(fault(FaultKind::invalid, "review.step_unknown", "step"));
    return faults;
  }
  if (signed_step(situation.signatures, step->id))
    faults.push_back(fault(FaultKind::conflict, "review.already_signed", "", {{"step", step->name}}));
  else if (const auto* next = next_step(situation.route, situation.signatures); next && next->id != step->id)
    faults.push_back(
        fault(FaultKind::conflict, "review.out_of_turn", "", {{"next", next->name}, {"step", step->name}}));
  if (is_writer(situation.writers, signer.person) || is_writer(situation.writers, signer.on_behalf))
    faults.push_back(fault(FaultKind::forbidden, "review.own_text", "", {{"step", step->name}}));
  return faults;
}

/// The step of another signature that this one may not be added to: reviews exclude each other, and proofs exclude
/// reviews; a person may proofread more than once.
bool excludes(const Step& mine, const Step& theirs) {
  return mine.kind == StepKind::review || theirs.kind == StepKind::review;
}

std::vector<Fault> why_not_distinct(const Situation& situation, const Step& step, const Signer& signer) {
  std::vector<Fault> faults;
  for (const auto& signature : situation.signatures) {
    const auto* theirs = situation.route.find(signature.step);
    if (!theirs || theirs->id == step.id || !has_hand_in(signer, signature) || !excludes(step, *theirs)) continue;
    faults.push_back(
        fault(FaultKind::forbidden, "review.same_person", "", {{"signed", theirs->name}, {"step", step.name}}));
  }
  return faults;
}

void check_text(std::vector<Fault>& faults, std::string_view text, std::string_view field, std::string_view missing,
                std::size_t longest) {
  if (trim(text).empty()) faults.push_back(fault(FaultKind::invalid, missing, field));
  else if (count_characters(text) > longest)
    faults.push_back(fault(FaultKind::invalid, "review.too_long", field, {{"value", std::to_string(longest)}}));
}

/// A good mixer of 64 bits (the finaliser of SplitMix64): neighbouring ids land anywhere.
std::uint64_t mixed(std::uint64_t x) {
  x += 0x9e3779b97f4a7c15U;
  x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9U;
  x = (x ^ (x >> 27U)) * 0x94d049bb133111ebU;
  return x ^ (x >> 31U);
}

}  // namespace

const Step* next_step(const Route& route, const std::vector<Signature>& signatures) {
  for (const auto& step : route.steps)
    if (!signed_step(signatures, step.id)) return &step;
  return nullptr;
}

std::vector<const Step*> missing_steps(const Route& route, const std::vector<Signature>& signatures) {
  std::vector<const Step*> missing;
  for (const auto& step : route.steps)
    if (!signed_step(signatures, step.id)) missing.push_back(&step);
  return missing;
}

std::vector<Fault> why_not_sign(const Situation& situation, std::string_view step_id, const Signer& signer) {
  const auto* step = situation.route.find(step_id);
  auto faults = why_not_at_all(situation, step, signer);
  if (!step) return faults;
  for (auto& more : why_not_distinct(situation, *step, signer)) faults.push_back(std::move(more));
  return faults;
}

std::vector<Fault> why_not_override(const Situation& situation, std::string_view step_id, PersonId person,
                                    std::string_view reason) {
  const auto* step = situation.route.find(step_id);
  auto faults = why_not_at_all(situation, step, {.person = person});
  check_text(faults, reason, "reason", "review.reason_missing", longest_reason);
  return faults;
}

std::vector<Fault> why_not_remark(std::string_view quote, std::int64_t position, std::string_view text,
                                  std::string_view plain_text) {
  std::vector<Fault> faults;
  check_text(faults, text, "text", "review.remark_missing", longest_remark);
  if (count_characters(quote) > longest_quote)
    faults.push_back(fault(FaultKind::invalid, "review.too_long", "quote", {{"value", std::to_string(longest_quote)}}));
  const auto characters = to_code_points(plain_text);
  const auto wanted = to_code_points(quote);
  const bool fits = position >= 0 && static_cast<std::size_t>(position) <= characters.size() &&
                    std::u32string_view(characters).substr(static_cast<std::size_t>(position)).starts_with(wanted);
  if (!fits) faults.push_back(fault(FaultKind::invalid, "review.passage_unknown", "quote"));
  return faults;
}

std::vector<Fault> why_not_delegate(const Delegation& delegation, Day today) {
  std::vector<Fault> faults;
  if (!delegation.to || delegation.to == delegation.from)
    faults.push_back(fault(FaultKind::invalid, "review.delegate_missing", "to"));
  if (delegation.last < delegation.first || delegation.last < today)
    faults.push_back(fault(FaultKind::invalid, "review.period_wrong", "last"));
  else if (delegation.last - delegation.first >= longest_delegation_days)
    faults.push_back(fault(FaultKind::invalid, "review.period_too_long", "last",
                           {{"value", std::to_string(longest_delegation_days)}}));
  if (delegation.permissions.empty())
    faults.push_back(fault(FaultKind::invalid, "review.nothing_delegated", "permissions"));
  check_text(faults, delegation.reason, "reason", "review.reason_missing", longest_reason);
  return faults;
}

bool is_in_force(const Delegation& delegation, Day today) {
  return !delegation.ended_at && delegation.first <= today && today <= delegation.last;
}

bool covers(const Delegation& delegation, std::string_view permission) {
  return std::ranges::any_of(split(delegation.permissions, ' '),
                             [&](std::string_view one) { return one == permission; });
}

int waiting_days(const WorkCalendar& calendar, Instant since, Instant now) {
  return std::max(0, calendar.count(since.day(), now.day()));
}

bool is_sampled(EditionId edition, Day released_on, int basis_points) {
  const auto seed = mixed(static_cast<std::uint64_t>(released_on.number));
  return mixed(static_cast<std::uint64_t>(edition.value) ^ seed) % 10'000 <
         static_cast<std::uint64_t>(std::clamp(basis_points, 0, 10'000));
}

}  // namespace gongkai::review
