#include "letters/rules.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "regulation/remedy.hpp"

namespace gongkai::letters {
namespace {
Fault conflict(std::string code) {
  return {FaultKind::conflict, std::move(code), {}};
}

std::vector<Fault> unless(bool allowed, const char* code) {
  return allowed ? std::vector<Fault>{} : std::vector<Fault>{conflict(code)};
}
}  // namespace

std::string number_text(std::string_view unit_word, std::string_view series_word, int year, std::int64_t serial) {
  return std::string(unit_word) + std::string(series_word) + "〔" + std::to_string(year) + "〕" +
         (serial > 0 ? std::to_string(serial) : "　") + "号";
}

std::vector<Fault> why_not_change(const Letter& letter) {
  return unless(letter.state == State::draft, letter.is_sent() ? "letters.sent_stays" : "letters.not_a_draft");
}

std::vector<Fault> why_not_submit(const Letter& letter, const Kind& kind, const std::vector<Fault>& missing) {
  if (letter.state != State::draft) return {conflict("letters.not_a_draft")};
  if (!kind.needs_approval) return {conflict("letters.needs_no_approval")};
  return missing;
}

std::vector<Fault> why_not_approve(const Letter& letter, const std::vector<PersonId>& writers, PersonId person) {
  if (letter.state != State::submitted) return {conflict("letters.not_submitted")};
  return unless(std::ranges::find(writers, person) == writers.end(), "letters.own_text");
}

std::vector<Fault> why_not_send_back(const Letter& letter) {
  return unless(letter.state == State::submitted || letter.state == State::approved, "letters.not_submitted");
}

std::vector<Fault> why_not_send(const Letter& letter, const Kind& kind, const std::vector<Fault>& missing) {
  if (letter.is_sent()) return {conflict("letters.sent_already")};
  const auto ready = kind.needs_approval ? State::approved : State::draft;
  if (letter.state != ready) return {conflict("letters.not_approved")};
  return missing;
}

std::vector<Fault> why_not_by(const Kind& kind, Way way, std::string_view online_address) {
  const bool is_online = way == Way::online || way == Way::e_mail;
  return unless(!is_online || kind.remedy.empty() || !online_address.empty(), "letters.no_online_address");
}

std::vector<Fault> why_not_discard(const Letter& letter) {
  if (letter.is_sent()) return {conflict("letters.sent_stays")};
  return unless(letter.state != State::discarded, "letters.discarded_already");
}

std::vector<Fault> why_not_correct(const Letter& letter, const Kind& kind) {
  if (!letter.is_sent()) return {conflict("letters.not_sent")};
  return unless(kind.has_number(), "letters.without_number");
}

std::vector<Fault> why_not_deliver(const Letter& letter, const Kind& kind) {
  if (!letter.is_sent()) return {conflict("letters.not_sent")};
  return unless(kind.to != "file", "letters.stays_on_file");
}

std::vector<Fault> why_not_confirm_days(const Letter& letter, std::string_view provisional) {
  if (letter.is_sent() || letter.state == State::discarded) return {conflict("letters.sent_stays")};
  return unless(!provisional.empty() && letter.provisional_days != provisional, "letters.nothing_provisional");
}

std::vector<Fault> faults_of(const Delivery& delivery, const Letter& letter, Day today) {
  std::vector<Fault> faults;
  const auto fault = [&](const char* code, const char* field) { faults.push_back({FaultKind::invalid, code, field}); };
  if (delivery.on < letter.sent_on.value_or(delivery.on)) fault("letters.before_sending", "on");
  if (delivery.on > today) fault("letters.day_ahead", "on");
  if (delivery.received_on && *delivery.received_on < delivery.on) fault("letters.before_handing_over", "received_on");
  if (delivery.received_on && *delivery.received_on > today) fault("letters.day_ahead", "received_on");
  if (delivery.returned_on && *delivery.returned_on < delivery.on) fault("letters.before_handing_over", "returned_on");
  if (delivery.returned_on && *delivery.returned_on > today) fault("letters.day_ahead", "returned_on");
  if (delivery.received_on && delivery.returned_on) fault("letters.received_and_returned", "returned_on");
  if (count_characters(delivery.note) > 300)
    faults.push_back({FaultKind::invalid, "letters.too_long", "note", {{"field", "备注"}, {"value", "300"}}});
  return faults;
}

std::vector<Fault> faults_of(const Setting& setting) {
  std::vector<Fault> faults;
  const auto fault = [&](const char* code, const char* field, std::string limit = {}) {
    faults.push_back({FaultKind::invalid, code, field, {{"field", field}, {"value", std::move(limit)}}});
  };
  constexpr std::size_t longest_word = 20, longest_name = 100, longest_contact = 300;
  if (count_characters(setting.number_word) > longest_word) fault("letters.setting_too_long", "number_word", "20");
  if (setting.number_word.find_first_of("[]()0123456789") != std::string::npos ||
      setting.number_word.find("〔") != std::string::npos)
    fault("letters.number_word_wrong", "number_word");
  if (!setting.body_kind.empty() && !regulation::parse_body_kind(setting.body_kind))
    fault("letters.no_body_kind", "body_kind");
  if (count_characters(setting.review_body) > longest_name) fault("letters.setting_too_long", "review_body", "100");
  if (count_characters(setting.court) > longest_name) fault("letters.setting_too_long", "court", "100");
  if (count_characters(setting.online_address) > longest_contact)
    fault("letters.setting_too_long", "online_address", "300");
  if (count_characters(setting.contact) > longest_contact) fault("letters.setting_too_long", "contact", "300");
  if (setting.seal_millimetres < 30 || setting.seal_millimetres > 60) fault("letters.seal_size", "seal_millimetres");
  return faults;
}

}  // namespace gongkai::letters
