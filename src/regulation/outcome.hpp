// How a request can end: each outcome is one answer of the Regulation, one letter, and one row of table 3 of the annual report
// in the format of its year. catalog/regulation/outcomes.json has them with their articles.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"

namespace gongkai::regulation {

enum class ReportFormat { format_2019, format_2021 };
/// 国办公开办函〔2019〕60号 for 2019 and 2020, 国办公开办函〔2021〕30号 from the report year 2021 on.
ReportFormat report_format(int year);
std::string_view id_of(ReportFormat format);  // 2019, 2021

/// Which way out of the withheld information the law names: Art. 14 – 16 and 36(7).
enum class Ground { e14a, e14b, e14c, e15, e16_1, e16_2, e16_3, e36_7 };
std::string_view id_of(Ground ground);
std::optional<Ground> parse_ground(std::string_view id);

/// Whether the answer refuses under Art. 14 – 16: the reconsideration law of 2023 asks that of the remedies.
enum class Refusal { no, partly, yes };

struct Outcome {
  std::string id;        // open, refuse_secret …
  std::string label;     // 予以公开
  std::string reply_id;  // R36_2 …
  std::string article;   // 《条例》第三十六条第二项
  std::string letter;    // DOC_REPLY_OPEN …; empty when the law asks for no letter
  std::optional<Ground> ground{};
  std::string row_2019;  // of table 3
  std::string row_2021;
  Refusal refuses = Refusal::no;
  bool by_applicant = false;  // ends by what the applicant did or left undone
  std::string note{};         // what a reviewer of the law has still to confirm
};

class OutcomeBook {
 public:
  explicit OutcomeBook(std::vector<Outcome> outcomes);
  const std::vector<Outcome>& all() const { return m_outcomes; }
  const Outcome* find(std::string_view id) const;

 private:
  std::vector<Outcome> m_outcomes;
};

/// The one row that counts the case: by the year of the closing decision.
const std::string& report_row(const Outcome& outcome, Day decided_on);

Result<OutcomeBook> parse_outcomes(std::string_view text);
const OutcomeBook& catalog_outcomes();

}  // namespace gongkai::regulation
