// All findings of a batch, one a line, for people who go on working in a spreadsheet.
#pragma once
#include <string>

#include "platform/db/session.hpp"
#include "report_intake/model.hpp"

namespace gongkai::report_intake {

std::string findings_csv(db::Session& session, ReportBatchId batch);
std::string findings_xlsx(db::Session& session, ReportBatchId batch);

}  // namespace gongkai::report_intake
