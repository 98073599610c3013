// What readers may say, and what officers do about it. Nothing is kept about who a reader is: no address, no session.
#pragma once
#include "platform/transaction/transaction.hpp"
#include "readers/model.hpp"

namespace gongkai::readers {

/// Asked for by everything that officers do here, over the unit.
inline constexpr std::string_view permission = "readers.answer";

/// 有用吗: counts, and keeps the words for the unit that published the document.
Result<void> say_useful(Context& context, DocumentId document, Opinion opinion);

/// Goes to the unit of the site.
Result<Receipt> report_error(Context& context, SiteId site, ErrorForm form);
/// Wrong number and wrong code are refused alike, and guessing becomes slow.
Result<ErrorReport> track(Context& context, const Receipt& receipt);

struct ReportAnswer {
  std::string text;
  bool is_public = false;
};
Result<void> answer_report(Context& context, ErrorReportId id, const ReportAnswer& answer, std::int64_t version);
Result<void> forward_report(Context& context, ErrorReportId id, UnitId to, std::string_view note, std::int64_t version);

}  // namespace gongkai::readers
