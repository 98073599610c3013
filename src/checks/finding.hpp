// What a check finds, and where: enough for a page to show the place and for a person to clear or justify it.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gongkai::checks {

enum class Kind {
  id_number = 1,
  phone,
  landline,
  bank_card,
  address,
  passport,
  email,
  secret_mark,
  hidden_content,  // comments, tracked changes, hidden cells: whatever they say
  unreadable,      // no text to check
  term,
  leader,
  punctuation,
  numeral,
  traditional,
  spacing,
  document_number,
  duplicate_number,
  disclosure_mark,
  dead_link,
  missing_field,
  title,
  duplicate_title,
  column_fit,
  copied,
};
std::string_view name_of(Kind kind);
std::optional<Kind> parse_kind(std::string_view name);
/// Kinds that name a living person: never waived, and not for the writer to justify.
bool is_personal(Kind kind);

/// note: for the eye · should: cleared or justified · must: cleared, or justified by somebody who answers for it.
enum class Severity { note = 1, should, must };
std::string_view name_of(Severity severity);
std::optional<Severity> parse_severity(std::string_view name);

using Details = std::vector<std::pair<std::string, std::string>>;

/// What a scanner says of one text. Places count characters (code points), from 0.
struct Hit {
  Kind kind{};
  Severity severity = Severity::should;
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string code{};  // of the sentence in catalog/messages: "checks.id_number"
  Details details{};
  bool operator==(const Hit&) const = default;
};

enum class Where { title = 1, summary, body, field, attachment, file_name };
std::string_view name_of(Where where);

struct Place {
  Where where = Where::body;
  std::string name{};   // of the field; the attachment's file name
  std::string file{};   // the attachment's id
  std::string part{};   // in an attachment: "comment", "hidden", "metadata" …
  std::string label{};  // the sheet, the comment's author, the property
  int page = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
};

struct Finding {
  Kind kind{};
  Severity severity = Severity::should;
  Place place{};
  std::string excerpt{};  // personal data masked
  std::string matched{};  // plain, in memory only: stored as a keyed digest
  std::string code{};
  Details details{};
};

}  // namespace gongkai::checks
