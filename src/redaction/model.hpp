// Redacting a file: marks over a source, and the new file with the proof that what they cover is gone.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "platform/documents/redaction.hpp"
#include "platform/files/file.hpp"
#include "platform/jobs/queue.hpp"
#include "platform/json/json.hpp"

namespace gongkai {
using RedactionId = Id<struct RedactionTag>;
}

namespace gongkai::redaction {

/// To whom the source belongs: a document or a case. Who may see that one may see the source.
struct Owner {
  std::string kind{};  // "document", "case"
  std::int64_t object = 0;
  bool operator==(const Owner&) const = default;
};

/// A place with its reason. On a page a box, in a text characters of a line; never the words.
struct Mark {
  int page = 0;
  documents::Box box{};
  int line = 0;
  std::size_t begin = 0, end = 0;
  std::string ground{};  // id of catalog/redaction/grounds.json
  bool operator==(const Mark&) const = default;
};

struct Redaction {
  RedactionId id{};
  Owner owner{};
  FileId source{};
  std::string source_sha256{};
  int pages = 0;
  bool has_boxes = false;
  std::vector<std::pair<std::string, std::int64_t>> extras{};
  std::vector<Mark> marks{};
  FileId result{};
  json::object proof{};
  JobId job{};             // that makes the result
  json::object failure{};  // what the last order was refused for
  std::int64_t version = 1;
  Instant created_at{};
  std::string created_by{};
  Instant changed_at{};
  std::string changed_by{};
  std::optional<Instant> applied_at{};

  bool is_applied() const { return applied_at.has_value(); }
};

/// What may be a reason, with its article: catalog/redaction/grounds.json.
struct Ground {
  std::string id, name, article, label;
};
const std::vector<Ground>& grounds();
const Ground* find_ground(std::string_view id);
/// Words before a person's name: 姓名, 申请人 …
const std::vector<std::u32string>& name_labels();

json::array to_json(const std::vector<Mark>& marks);
/// Faults name the field "marks": redaction.mark_broken, redaction.ground_unknown.
Result<std::vector<Mark>> marks_of(const json::array& list);

}  // namespace gongkai::redaction
