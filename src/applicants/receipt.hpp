// What an applicant takes home: a page and one sheet of paper.
#pragma once
#include <optional>
#include <string>

#include "applicants/page_parts.hpp"
#include "platform/documents/slip_pdf.hpp"
#include "regulation/clock.hpp"
#include "requests/model.hpp"

namespace gongkai::applicants {

struct ReceiptView {
  requests::Receipt receipt{};  // without its code when that was shown before
  std::string kind_name{};      // 政府信息公开申请
  std::string unit{};
  std::string description{};
  Instant handed_in_at{};
  std::string channel{};
  std::optional<Day> received_on{};  // in law; none until both sides have confirmed
  std::optional<Day> confirm_by{};
  std::optional<regulation::ClockReading> reading{};  // of the forecast as long as it is not confirmed; requests alone
  std::string track_address{};                        // with the host, for the code to scan
};

std::string receipt_page(const layout::Frame& frame, const ReceiptView& view);
documents::SlipText receipt_slip(const ReceiptView& view);

}  // namespace gongkai::applicants
