#include "printing/official_document.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace gongkai::printing {
namespace {
bool is_signed(const std::vector<documents::Block>& body) {
  return std::any_of(body.begin(), body.end(),
                     [](const auto& block) { return block.align == documents::Align::right; });
}

std::string without_extension(const std::string& name) {
  const auto dot = name.rfind('.');
  return dot == std::string::npos || dot == 0 ? name : name.substr(0, dot);
}

std::vector<std::string> signers_of(std::string_view issuer) {
  std::vector<std::string> signers;
  for (auto rest = issuer; !rest.empty();) {
    constexpr std::string_view separator = "、";
    const auto end = rest.find(separator);
    if (const auto name = trim(rest.substr(0, end)); !name.empty()) signers.emplace_back(name);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + separator.size());
  }
  return signers;
}
}  // namespace

Result<documents::OfficialText> official_text_of(const content::PublicDocument& document,
                                                 const std::vector<content::Attachment>& attachments, WithHead head) {
  const auto fields = content::fields_of(document.fields_text);
  const auto issuer = std::string(content::value_of(fields, "issuer"));
  documents::OfficialText text{.number = std::string(content::value_of(fields, "document_number")),
                               .title = document.title,
                               .body = TRY(documents::blocks_of(document.body)),
                               .author = issuer};
  const auto signers = signers_of(issuer);
  // 联合行文 heads name the leading office only
  if (head == WithHead::yes && !text.number.empty() && !signers.empty()) text.head = signers.front() + "文件";
  if (!is_signed(text.body)) {
    text.signers = signers;
    text.formed_on = parse_day(content::value_of(fields, "formed_on"));
  }
  // what is released is public; the text may say so itself
  constexpr std::string_view note = "此件公开发布";
  if (!text.number.empty() && document.plain_text.find(note) == std::string::npos) text.note = note;
  if (document.plain_text.find("附件：") == std::string::npos)
    for (const auto& attachment : attachments) text.enclosures.push_back(without_extension(attachment.name));
  return text;
}

}  // namespace gongkai::printing
