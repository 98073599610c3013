// Scanners for what belongs to a person. Pure; each looks for one thing and knows what merely looks like it: 文号, 索引号,
// 统一社会信用代码, order numbers and amounts are not hits.
#pragma once
#include <vector>

#include "checks/reading.hpp"

namespace gongkai::checks {

/// What the unit has made known itself: its telephones and addresses may stand in its documents.
struct Known {
  std::vector<std::string> phones{};     // digits only
  std::vector<std::string> addresses{};  // as written
};

/// 居民身份证号码: 18 characters by GB 11643 with its check character, or 15 digits of the old form beside a label.
std::vector<Hit> scan_id_numbers(const Reading& reading, const std::vector<DigitGroup>& groups);
/// 手机号码 and 座机号码. An office's landline given as its contact is no hit.
std::vector<Hit> scan_phones(const Reading& reading, const std::vector<DigitGroup>& groups, const Known& known);
/// 银行卡号: 16 to 19 digits that pass Luhn (ISO/IEC 7812) and begin like a card.
std::vector<Hit> scan_bank_cards(const Reading& reading, const std::vector<DigitGroup>& groups);
/// 住址: down to the room, or beside a label that says somebody lives there.
std::vector<Hit> scan_addresses(const Reading& reading, const Known& known);
/// 护照 and 通行证 numbers beside their label.
std::vector<Hit> scan_passports(const Reading& reading);
/// Mail addresses outside .gov.cn.
std::vector<Hit> scan_emails(const Reading& reading);

/// All of them in the order of the text; where two claim the same digits the more certain one stays.
std::vector<Hit> scan_personal(const Reading& reading, const Known& known);

/// The check character of the first 17 digits (GB 11643-1999, ISO 7064 MOD 11-2).
char id_check_character(std::string_view seventeen_digits);
bool passes_luhn(std::string_view digits);
/// The text with what identifies the person replaced by stars.
std::string masked(Kind kind, std::string_view text);

}  // namespace gongkai::checks
