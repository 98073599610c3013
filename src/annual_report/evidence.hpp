// Files that prove what was entered: exports of other systems, signed sheets. They can be changed as long as the value can;
// a signature freezes their digests with the values.
#pragma once
#include "annual_report/model.hpp"
#include "platform/files/store.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::annual_report {

/// For a cell that is entered, while the report is being written.
Result<void> attach_evidence(Context& context, CaseId id, int cell, const files::Checked& checked,
                             std::int64_t version);
Result<void> remove_evidence(Context& context, CaseId id, int cell, FileId file, std::int64_t version);

/// Of all cells, in their order.
std::vector<Evidence> evidence_of(db::Session& session, const Services& services, CaseId id);

}  // namespace gongkai::annual_report
