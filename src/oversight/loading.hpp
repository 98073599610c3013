// Inspections and samples inside a transaction: with the version that the caller saw, named in the audit trail, saved once.
#pragma once
#include "oversight/model.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::oversight {

/// Asks for the permission; the conflict when somebody was faster.
Result<Inspection> open_inspection(Transaction& tx, InspectionId id, std::int64_t version, std::string_view permission);

struct OpenedSample {
  Sample sample{};
  Inspection inspection{};
};
/// The caller asks for the permission that its act needs.
Result<OpenedSample> open_sample(Transaction& tx, SampleId id, std::int64_t version);

Result<void> save(Transaction& tx, Inspection& inspection);
Result<void> save(Transaction& tx, Sample& sample);

/// Words of a person: cleaned, there, not too long.
Result<std::string> words_of(std::string_view given, std::string_view field);

}  // namespace gongkai::oversight
