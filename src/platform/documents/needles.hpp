// Looking for a text that must be gone: in texts without regard to blanks and forms of letters, in bytes in the encodings that
// files of Chinese offices are written in.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "platform/documents/redaction.hpp"

namespace gongkai::documents {

/// Folded and without white space and objects: how often one text stands in the other.
std::int64_t count_in_text(std::string_view text, std::string_view needle);
/// UTF-8, UTF-16 and GB 18030; forms shorter than six bytes are left out, as any large picture holds them by chance.
std::vector<std::string> byte_forms(std::string_view needle);

/// Adds up over many texts and pieces, then says what is left.
class NeedleCount {
 public:
  /// What our own labels and reasons say is no leftover.
  explicit NeedleCount(const CheckOrder& order, bool with_reasons);
  /// Notes the first place of each needle that is there more often than allowed.
  void in_text(std::string_view text, const std::string& place);
  void in_bytes(std::string_view bytes, const std::string& place);
  /// The texts of all that was given so far.
  std::vector<Leftover> left() const;

 private:
  struct Sought {
    std::string text;
    std::vector<std::string> bytes;
    std::int64_t allowed = 0, found = 0;
    std::string last_place, bytes_place;
  };
  std::vector<Sought> m_sought;
};

}  // namespace gongkai::documents
