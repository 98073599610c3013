// What a reader of the file could learn about living people, as marks to be taken or left.
#pragma once
#include "redaction/rules.hpp"

namespace gongkai::redaction {

struct Suggestion {
  std::string kind{};   // "id_number", "phone", …, "name"
  std::string shown{};  // masked
  int page = 0;
  std::vector<Mark> marks{};
};
/// Numbers and addresses by the scanners of the checks, also over the ends of lines; names beside a label, and everywhere else
/// they stand.
std::vector<Suggestion> suggest(const documents::Source& source);

}  // namespace gongkai::redaction
