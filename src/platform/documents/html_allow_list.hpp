// What rich text may consist of.
#pragma once
#include <gumbo.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai::documents {

enum class Treatment {
  keep,    // the element and its content
  unwrap,  // its content only
  drop,    // nothing of it: scripts, frames, forms' fields, foreign content
};

Treatment treatment_of(const GumboElement& element);
bool is_void_element(GumboTag tag);
/// Starts a line of its own in plain text.
bool is_block(GumboTag tag);

struct KeptAttribute {
  std::string name, value;
};
struct Kept {
  std::vector<KeptAttribute> attributes{};
  std::string fault{};   // code of what was left out, "" for nothing worth a word
  bool is_lost = false;  // the element makes no sense without what was left out: an image without its source
};
Kept kept_attributes(const GumboElement& element);

/// "/f/<id>/name": a file of this platform.
bool is_own_file(std::string_view url);

}  // namespace gongkai::documents
