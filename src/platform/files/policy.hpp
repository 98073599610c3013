// Which files are welcome, as data: catalog/files/policy.json.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "platform/documents/format.hpp"

namespace gongkai::files {

struct Rule {
  std::string extension;                // "docx"
  documents::Format format{};           // how the structure is checked
  std::string media_type;               // what we serve it as
  std::vector<std::string> found_as{};  // what libmagic may call it
  std::int64_t max_bytes = 0;
};

struct Policy {
  std::vector<Rule> rules{};
  std::string sheet{};  // the extensions in words, for faults: "PDF、DOCX、…"
  const Rule* find(std::string_view extension) const;
};

/// Reads the catalog's policy; throws std::runtime_error when the file is broken (it is part of the binary).
Policy load_policy();

}  // namespace gongkai::files
