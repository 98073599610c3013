// What the office orders; the work itself is done by jobs (work.hpp). Each asks for imports.manage over the unit.
#pragma once
#include <filesystem>

#include "imports/mapping.hpp"
#include "imports/model.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::imports {

struct Order {
  UnitId unit{};
  std::string name;  // "" takes the file's name
  Source source = Source::csv;
  std::filesystem::path file;
  std::string file_name;
  documents::Selectors selectors{};
};
/// Keeps the file and reads it once, so that the mapping can be drawn over its columns.
Result<ImportId> begin(Context& context, const Order& order);
/// A ZIP with the files that the records name: for tables, JSON lines and WordPress.
Result<std::int64_t> add_media(Context& context, ImportId id, const std::filesystem::path& zip, std::int64_t version);
/// Selectors that changed read a web site anew.
Result<std::int64_t> set_mapping(Context& context, ImportId id, const Mapping& mapping, std::int64_t version);

/// Dry run: every record through the mapping, every fault kept, nothing taken over.
Result<std::int64_t> order_check(Context& context, ImportId id, std::int64_t version);
/// Takes over what is without fault. A run that was interrupted goes on where it was.
Result<std::int64_t> order_run(Context& context, ImportId id, std::int64_t version);
/// Gives all of it back. Documents that were changed since stay, unless `forced`.
Result<std::int64_t> order_undo(Context& context, ImportId id, bool forced, std::int64_t version);

Result<ImportMappingId> save_mapping(Context& context, UnitId unit, std::string_view name, const Mapping& mapping);
Result<void> forget_mapping(Context& context, ImportMappingId id);

/// Columns of the source in the order of their appearance, with the first values, from its first records.
struct Sample {
  std::vector<std::string> columns;
  std::vector<Record> records;
};
Result<Sample> sample_of(Services& services, db::Session& session, const Import& import, std::size_t records = 20);

inline constexpr std::string_view check_job = "imports.check", run_job = "imports.run", undo_job = "imports.undo";

}  // namespace gongkai::imports
