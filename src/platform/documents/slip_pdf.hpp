// A receipt on one page of A4: what was handed in, how a term was counted, what to do next, and a code to scan.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "platform/documents/official_text.hpp"

namespace gongkai::documents {

struct SlipTable {
  std::string caption{};
  std::vector<std::string> columns{};
  std::vector<std::vector<std::string>> rows{};
};

struct SlipText {
  std::string head{};   // who gives it
  std::string title{};  // 政府信息公开申请接收回执
  std::vector<std::pair<std::string, std::string>> facts{};
  std::string explanation{};  // before the table
  SlipTable table{};
  std::vector<std::string> notes{};
  std::vector<std::vector<bool>> code{};  // dark modules of a QR code, row by row; empty prints none
  std::string code_words{};               // below it
};

/// Always one page: the letters become smaller, and what is still too long is cut with "…".
Printed write_slip_pdf(const SlipText& text, const Fonts& fonts);

}  // namespace gongkai::documents
