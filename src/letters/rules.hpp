// What may be done with a letter, and by whom; the reasons are shown beside the button that they close. Pure.
#pragma once
#include <vector>

#include "letters/kinds.hpp"

namespace gongkai::letters {

/// 云财公复〔2026〕3号: the year in full within 〔〕, the serial without zeros before it (GB/T 9704-2012, 7.2.5). Serial 0 leaves its
/// place open.
std::string number_text(std::string_view unit_word, std::string_view series_word, int year, std::int64_t serial);

std::vector<Fault> why_not_change(const Letter& letter);
/// `missing`: what the letter lacks, elements.hpp.
std::vector<Fault> why_not_submit(const Letter& letter, const Kind& kind, const std::vector<Fault>& missing);
/// Nobody approves what they had a hand in.
std::vector<Fault> why_not_approve(const Letter& letter, const std::vector<PersonId>& writers, PersonId person);
std::vector<Fault> why_not_send_back(const Letter& letter);
std::vector<Fault> why_not_send(const Letter& letter, const Kind& kind, const std::vector<Fault>& missing);
/// Served online it tells where reconsideration is applied for online (reconsideration law Art. 22(2)).
std::vector<Fault> why_not_by(const Kind& kind, Way way, std::string_view online_address);
std::vector<Fault> why_not_discard(const Letter& letter);
std::vector<Fault> why_not_correct(const Letter& letter, const Kind& kind);
std::vector<Fault> why_not_deliver(const Letter& letter, const Kind& kind);
std::vector<Fault> why_not_confirm_days(const Letter& letter, std::string_view provisional);

/// A delivery that can be: the days follow one another and none lies ahead.
std::vector<Fault> faults_of(const Delivery& delivery, const Letter& letter, Day today);
std::vector<Fault> faults_of(const Setting& setting);

}  // namespace gongkai::letters
