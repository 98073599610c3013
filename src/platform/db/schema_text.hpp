// Schema files are written once: tokens stand for the types, blocks for what only one engine needs.
#pragma once
#include <string>
#include <string_view>

#include "platform/db/query.hpp"

namespace gongkai::db {

/// {{id}} {{i64}} {{bool}} {{f64}} {{text}} {{bytes}} {{json}} {{strict}}; `-- @sqlite` or `-- @postgres` … `-- @end`.
/// Throws Error on an unknown token and on a block that is not closed.
std::string schema_for(Engine engine, std::string_view file);

/// Tells whether a file is still the one that was applied. No protection against ill will, so 64 bits of FNV-1a do.
std::string checksum(std::string_view file);

}  // namespace gongkai::db
