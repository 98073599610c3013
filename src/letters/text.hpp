// Facts and a template make the text of a letter: the same text for the screen, the PDF and the office file.
#pragma once
#include <string>
#include <vector>

#include "letters/kinds.hpp"
#include "platform/documents/docx_template.hpp"
#include "platform/documents/official_text.hpp"

namespace gongkai::letters {

/// What the letter itself adds to the facts of case and officer.
struct Surroundings {
  std::string unit{};    // 云海市财政局
  std::string number{};  // before sending: with a gap where the serial will stand
  std::string case_number{};
  std::string remedies{};  // see remedies.hpp
  std::string contact{};
  std::optional<Day> signed_on{};
};

/// Every placeholder by its Chinese name with what is printed in its place; what must be filled in and is not shows as
/// 【未填：名称】.
std::map<std::string, std::string, std::less<>> values_of(const Kind& kind, const Facts& facts,
                                                          const Surroundings& around);

struct LetterText {
  std::string head{};
  std::string number{};
  std::string title{};
  std::string addressee{};
  std::vector<std::string> paragraphs{};
  std::vector<std::string> enclosures{};
  std::string signer{};
  std::optional<Day> signed_on{};
  bool operator==(const LetterText&) const = default;
};

/// `paragraphs` is the template's body. A paragraph that is one placeholder without a value is left out; a value of several
/// lines makes several paragraphs.
LetterText text_of(const Kind& kind, const std::vector<std::string>& paragraphs, const Facts& facts,
                   const Surroundings& around);

/// All of it in one string: what is digested and frozen, and searched for the mandatory words.
std::string plain_text(const LetterText& text);

documents::OfficialText official_text(const LetterText& text);

/// 办理经过: how the clock ran, so that it can be reconstructed from the paper (D5.2(2)); "" when nothing happened to it.
std::string clock_account(const Facts& facts);
/// 您, 你单位 or 贵单位.
std::string you_of(const Kind& kind, const Facts& facts);

/// The facts a letter of this kind begins with: what was given, and the words of the law where nothing was.
Facts with_usual_words(const Kind& kind, Facts facts);

}  // namespace gongkai::letters
