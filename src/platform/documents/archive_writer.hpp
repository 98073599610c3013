// A ZIP made in memory: the parts of an office file in their order, the same bytes for the same parts.
#pragma once
#include <string>
#include <vector>

namespace gongkai::documents {

struct ArchivePart {
  std::string name;
  std::string bytes;
};

/// Deflated, with one fixed time for every entry. Throws std::runtime_error when the memory does not suffice.
std::string write_archive(const std::vector<ArchivePart>& parts);

}  // namespace gongkai::documents
