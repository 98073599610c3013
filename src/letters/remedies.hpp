// 权利告知: the paragraph that tells what can be done against the letter (D5.4); its law is regulation/remedy.hpp.
#pragma once
#include "letters/kinds.hpp"
#include "regulation/remedy.hpp"

namespace gongkai::letters {

struct RemedyPlaces {
  regulation::BodyKind body = regulation::BodyKind::department;
  regulation::RemedyNames names{};
};

/// "" for letters that decide nothing.
std::string remedies_of(const Kind& kind, const RemedyPlaces& places, Day decided_on);

}  // namespace gongkai::letters
