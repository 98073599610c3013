// 《信息公开保密审查表》: what is asked is configuration (catalog/review/secrecy_items.json); that it is asked for every
// text before release is law (Regulation Art. 17, 保密法 Art. 35).
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "review/model.hpp"

namespace gongkai::review {

struct SecrecyItem {
  std::string id;
  std::string text;
};
struct SecrecySheet {
  std::string title;
  std::vector<SecrecyItem> items;
  const SecrecyItem* find(std::string_view id) const;
};

/// Refuses a sheet without items, with an item twice or without its text.
Result<SecrecySheet> parse_secrecy_sheet(std::string_view json_text);
/// Of the catalog; throws at first use when it is broken.
const SecrecySheet& secrecy_sheet();

/// An answer that sees a concern needs a word about it.
std::vector<Fault> why_not_answer(const SecrecySheet& sheet, const SecrecyForm& form, std::string_view item,
                                  std::string_view answer, std::string_view remark);
/// Every item is answered; "public" is out of reach while an item is of concern, unless the authority that was asked has
/// answered (Regulation Art. 17(3)); a question that nobody answered keeps the form open.
std::vector<Fault> why_not_conclude(const SecrecySheet& sheet, const SecrecyForm& form,
                                    const std::vector<SecrecyAnswer>& answers, std::string_view conclusion,
                                    std::string_view opinion);
std::vector<Fault> why_not_ask(const SecrecyForm& form, std::string_view authority, std::string_view question);
std::vector<Fault> why_not_note_answer(const SecrecyForm& form, std::string_view answer);

/// What keeps the edition from its release as far as this form goes.
std::vector<Fault> why_not_cleared(const SecrecyForm* form);

}  // namespace gongkai::review
