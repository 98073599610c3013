// A released document as an official text: one text for the page and for the paper.
#pragma once
#include "content/api.hpp"
#include "platform/documents/official_text.hpp"

namespace gongkai::printing {

enum class WithHead { no, yes };

/// The number, signature and date come from the fields, unless the text signs itself. A red head (发文机关 + 文件) only for a
/// document with a number. Enclosures are the attachments, unless the text lists them.
Result<documents::OfficialText> official_text_of(const content::PublicDocument& document,
                                                 const std::vector<content::Attachment>& attachments, WithHead head);

}  // namespace gongkai::printing
