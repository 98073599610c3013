// Reads a case for its applicant, who has shown number and code.
#pragma once
#include "applicants/case_page.hpp"
#include "applicants/receipt.hpp"
#include "platform/http/message.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::applicants {

Result<CaseFacts> load_facts(Services& services, CaseId id);
CaseView view_of(Services& services, CaseFacts facts);
std::vector<Told> told_of(Services& services, const CaseFacts& facts);
/// `with_code` shows the query code: only right after the case was handed in.
Result<ReceiptView> load_receipt(Services& services, const layout::Frame& frame, CaseId id, bool with_code);

}  // namespace gongkai::applicants
