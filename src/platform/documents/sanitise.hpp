// Rich text from browsers and imports: parsed, and rebuilt from an allow-list, so that nothing unknown survives.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace gongkai::documents {

struct Sanitised {
  std::string markup{};      // safe to place into a page; sanitising it again gives the same
  std::string plain_text{};  // for search, read-aloud and excerpts: one line a block
  /// What was left out, for the author: "files.html_script_removed", … One of each kind.
  std::vector<Fault> faults{};
};

/// Refuses what is too large ("files.html_too_large") or nested too deeply ("files.html_too_deep") before it is
/// parsed.
Result<Sanitised> sanitise(std::string_view html);

}  // namespace gongkai::documents
