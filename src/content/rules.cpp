#include "content/rules.hpp"

#include "base/text.hpp"

namespace gongkai::content {

namespace {

constexpr std::string_view serial_mark = "{serial}";

Fault conflict(std::string_view code) {
  return {FaultKind::conflict, std::string(code), "", {}, {}};
}

std::string replaced(std::string text, std::string_view mark, std::string_view value) {
  if (const auto at = text.find(mark); at != std::string::npos) text.replace(at, mark.size(), value);
  return text;
}

void add(std::vector<Fault>& faults, std::vector<Fault> more) {
  faults.insert(faults.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace

Draft draft_of(const Edition& edition) {
  return {.column = edition.column,
          .title = edition.title,
          .summary = edition.summary,
          .body = edition.body,
          .fields = fields_of(edition.fields_text),
          .attribute = edition.attribute()};
}

std::vector<Fault> why_not_edit(const Edition& latest) {
  switch (latest.state) {
    case State::draft:
    case State::returned:
    case State::released: return {};  // a released one gets a new edition
    case State::in_review: return {conflict("document.in_review")};
    case State::filed:
    case State::expired: return {};
    case State::taken_down: return {conflict("document.taken_down")};
    case State::superseded:
    case State::withdrawn: return {conflict("document.withdrawn")};
  }
  return {};
}

std::vector<Fault> why_not_submit(const DocumentType& type, const Edition& latest, std::size_t attachments, Day today) {
  std::vector<Fault> faults;
  if (latest.state != State::draft && latest.state != State::returned)
    faults.push_back(conflict("document.not_a_draft"));
  add(faults, why_not_circulate(latest.attribute()));
  add(faults, why_incomplete(type, draft_of(latest), attachments, today));
  return faults;
}

std::vector<Fault> why_not_release(const DocumentType& type, const Edition& latest,
                                   const std::vector<PersonId>& writers, PersonId releaser, std::size_t attachments,
                                   Day today) {
  std::vector<Fault> faults;
  if (latest.state != State::in_review) faults.push_back(conflict("document.not_in_review"));
  if (releaser && std::ranges::find(writers, releaser) != writers.end())
    faults.push_back({FaultKind::forbidden, "document.own_edition", "", {}, {}});
  add(faults, why_not_circulate(latest.attribute()));
  add(faults, why_incomplete(type, draft_of(latest), attachments, today));
  return faults;
}

std::vector<Fault> why_not_order(const ReleaseOrder& order, Instant now) {
  std::vector<Fault> faults;
  const auto add_fault = [&](std::string code, std::string field) {
    faults.push_back({FaultKind::invalid, std::move(code), std::move(field), {}, {}});
  };
  if (!order.emergency_reason.empty() && count_characters(trim(order.emergency_reason)) < 5)
    add_fault("document.emergency_reason_short", "emergency_reason");
  if (count_characters(order.emergency_reason) > 300) add_fault("document.reason_too_long", "emergency_reason");
  if (order.release_at && *order.release_at <= now) add_fault("document.release_at_past", "release_at");
  const Instant from = order.release_at.value_or(now);
  if (order.expires_at && *order.expires_at <= from) add_fault("document.expires_too_early", "expires_at");
  return faults;
}

std::vector<Fault> why_not_return(const Edition& latest, std::string_view remark) {
  std::vector<Fault> faults;
  if (latest.state != State::in_review) faults.push_back(conflict("document.not_in_review"));
  if (trim(remark).empty()) faults.push_back({FaultKind::invalid, "document.remark_missing", "remark", {}, {}});
  if (count_characters(remark) > 500)
    faults.push_back({FaultKind::invalid, "document.remark_too_long", "remark", {}, {}});
  return faults;
}

std::vector<Fault> why_not_withdraw(const Document& document, const Withdrawal& withdrawal) {
  std::vector<Fault> faults;
  if (!document.released) faults.push_back(conflict("document.not_released"));
  if (trim(withdrawal.reason).empty())
    faults.push_back({FaultKind::invalid, "document.reason_missing", "reason", {}, {}});
  if (count_characters(withdrawal.reason) > 200)
    faults.push_back({FaultKind::invalid, "document.reason_too_long", "reason", {}, {}});
  if (withdrawal.kind == WithdrawalKind::moved && !withdrawal.moved_to)
    faults.push_back({FaultKind::invalid, "document.moved_to_missing", "moved_to", {}, {}});
  if (withdrawal.moved_to && withdrawal.moved_to == document.id)
    faults.push_back({FaultKind::invalid, "document.moved_to_itself", "moved_to", {}, {}});
  return faults;
}

std::vector<Fault> why_not_take_down(const Document& document) {
  return document.released ? std::vector<Fault>{} : std::vector{conflict("document.not_released")};
}

std::vector<Fault> why_not_restore(bool is_taken_down) {
  return is_taken_down ? std::vector<Fault>{} : std::vector{conflict("document.not_taken_down")};
}

bool is_index_pattern(std::string_view pattern) {
  return pattern.ends_with(serial_mark) && pattern.find("{year}") != std::string_view::npos && pattern.size() <= 60 &&
         pattern.find_first_of(" \t\n<>\"'&") == std::string_view::npos;
}

std::string index_series(std::string_view pattern, std::string_view unit_code, int year) {
  std::string series(pattern.substr(0, pattern.size() - serial_mark.size()));
  return replaced(replaced(std::move(series), "{unit}", unit_code), "{year}", std::to_string(year));
}

std::string index_number(std::string_view series, std::int64_t serial) {
  return fmt::format("{}{:05}", series, serial);
}

}  // namespace gongkai::content
