// 抽检 of closed requests: what was drawn and how, who scored it, what the unit says to it.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casework/model.hpp"

namespace gongkai {
using InspectionId = Id<struct InspectionTag>;
using SampleId = Id<struct InspectionSampleTag>;
}  // namespace gongkai

namespace gongkai::oversight {

namespace permission {
inline constexpr std::string_view draw = "oversight.draw";      // the city's disclosure office
inline constexpr std::string_view score = "oversight.score";    // scorers, of whatever unit
inline constexpr std::string_view appeal = "oversight.appeal";  // officer of the unit
inline constexpr std::string_view read = "requests.read";       // the unit's own results
}  // namespace permission

/// By what the frame is divided before cases are drawn from each part.
enum class Strata { none = 1, unit, outcome };
std::string_view id_of(Strata strata);
std::optional<Strata> parse_strata(std::string_view id);

struct Amount {
  bool is_share = false;  // per cent of the frame, rounded up; otherwise a number of cases
  std::int64_t value = 0;
};

struct Stratum {
  std::string id{};  // of the unit or the outcome; "" when the frame is not divided
  std::string name{};
  std::int64_t size = 0;
  std::int64_t drawn = 0;
  bool operator==(const Stratum&) const = default;
};

struct Inspection {
  InspectionId id{};
  std::string name{};
  UnitId unit{};
  std::string unit_path{};
  Day first_day{};
  Day last_day{};
  std::vector<std::string> outcomes{};  // empty: all
  Strata strata = Strata::unit;
  Amount amount{};
  std::string seed{};
  std::int64_t frame_size = 0;
  std::string frame_digest{};
  std::vector<Stratum> frame{};
  std::string sheet{};  // JSON, see score_sheet.hpp
  PersonId drawn_by{};
  std::string drawn_by_name{};
  Instant drawn_at{};
  std::optional<Instant> told_at{};
  std::optional<Day> appeal_until{};
  std::optional<Instant> closed_at{};
  std::int64_t version = 1;
};

struct Sample {
  SampleId id{};
  InspectionId inspection{};
  CaseId case_id{};
  std::string number{};  // of the case
  std::int64_t position = 0;
  UnitId unit{};
  std::string unit_path{};
  std::string unit_name{};
  std::string outcome{};
  PersonId scorer{};
  std::optional<Instant> scored_at{};
  std::string appeal{};  // sealed in the table
  std::string appealed_by_name{};
  std::optional<Instant> appealed_at{};
  std::string answer{};  // sealed
  std::string answered_by_name{};
  std::optional<Instant> answered_at{};
  std::int64_t version = 1;
};

enum class Verdict { met = 1, partly, failed, not_applicable };
std::string_view id_of(Verdict verdict);
std::optional<Verdict> parse_verdict(std::string_view id);

/// What the system finds by itself; no verdict where only a person can tell.
struct Proposal {
  std::optional<Verdict> verdict{};
  std::string evidence{};
};

struct Score {
  std::string criterion{};
  Verdict verdict = Verdict::met;
  std::int64_t lost = 0;
  std::string reason{};  // sealed
  Proposal found{};
  std::optional<std::int64_t> lost_after_appeal{};

  std::int64_t final_loss() const { return lost_after_appeal.value_or(lost); }
};

}  // namespace gongkai::oversight
