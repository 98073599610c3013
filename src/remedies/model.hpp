// 行政复议和行政诉讼 about disclosure: cases of their own beside the request they are about, or beside none. What is known
// of them stands in the facts of their events.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "casework/model.hpp"

namespace gongkai::remedies {

namespace kind {
inline constexpr std::string_view reconsideration = "reconsideration";
inline constexpr std::string_view lawsuit = "lawsuit";
}  // namespace kind

/// Cells of a block of table 4 of the annual report.
enum class Verdict { upheld = 1, corrected, other };
std::string_view id_of(Verdict verdict);
std::optional<Verdict> parse_verdict(std::string_view id);

/// simple: 行政复议法 Art. 53, ordinary: the others.
enum class Procedure { simple = 1, ordinary };
std::string_view id_of(Procedure procedure);
std::optional<Procedure> parse_procedure(std::string_view id);

/// What the office enters when the papers arrive.
struct Notification {
  std::string kind{};         // kind::reconsideration or kind::lawsuit
  CaseId request{};           // what it is about; none: proactive disclosure, or a request of before this system
  UnitId unit{};              // the respondent, when there is no request
  Day on{};                   // the copy was received
  std::string body{};         // 复议机关 or 法院
  std::string case_number{};  // theirs
  std::string procedure{};    // of a reconsideration
  CaseId after_review{};      // of a lawsuit: the reconsideration before it
  bool after_review_elsewhere = false;  // it was reviewed before, in a case that is not in this register
};

struct Conclusion {
  Day on{};
  std::string disposition{};  // of the settings: "revoked"
  std::string paper{};        // number of the decision or judgment
  std::string words{};        // what follows from it
};

/// The course of a case, read from its events.
struct Course {
  std::string kind{};
  Day notified_on{};
  std::string body{};
  std::string case_number{};
  std::optional<Procedure> procedure{};
  bool after_review = false;  // of a lawsuit
  std::optional<Day> answered_on{};
  struct End {
    Day on{};
    std::string disposition{};
    Verdict verdict = Verdict::other;
    std::string paper{};
  };
  struct Turn {  // it was concluded, or went on after that
    Day on{};
    std::optional<End> end{};
  };
  std::vector<Turn> turns{};

  /// The conclusion that stands at the end of the day; none while it is open.
  const End* end_on(Day day) const;
};

struct Remedy {
  casework::Case of{};
  std::string stage{};
  Course course{};
};

}  // namespace gongkai::remedies
