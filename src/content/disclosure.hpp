// 公开属性: whether the public gets to see it, settled at the source before the draft goes round (law: 国办发〔2016〕80号,
// Regulation Arts. 13 to 17), and with which ground when not.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace gongkai::content {

enum class Disclosure { undecided = 0, proactive, on_request, withheld };
std::string_view name_of(Disclosure disclosure);
std::optional<Disclosure> parse_disclosure(std::string_view name);

/// A statutory ground for keeping something from the public: Regulation Arts. 14 to 16.
struct Ground {
  std::string_view id;       // "E16_2"
  std::string_view article;  // 第十六条第二款
  std::string_view label;
  bool must = false;  // must not be public; else may be kept back
};
const std::vector<Ground>& grounds();
const Ground* find_ground(std::string_view id);

struct Attribute {
  Disclosure disclosure = Disclosure::undecided;
  std::string ground;
  std::string note;  // the office's own words to the ground
  bool operator==(const Attribute&) const = default;
};

/// Before it may leave the writer's desk: decided, and with a ground when it is not for everybody.
std::vector<Fault> why_not_circulate(const Attribute& attribute);

/// A classified text must not be on this system at all (保密法 Arts. 14, 31): the mark as offices set it, "机密★5年", or
/// alone on its line; 商业秘密 and 保守国家秘密 in a sentence are words like others.
bool bears_secret_mark(std::string_view text);

}  // namespace gongkai::content
