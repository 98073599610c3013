// 以案说法: what a closed request teaches, told without anybody in it.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "casework/model.hpp"
#include "content/model.hpp"

namespace gongkai {
using CaseStudyId = Id<struct CaseStudyTag>;
}

namespace gongkai::case_library {

inline constexpr std::string_view document_type = "case_study";

/// What the officer writes; personal data may be left in it until the proof, so the table holds it sealed.
struct Text {
  std::string title{};
  std::string question{};  // what was asked for
  std::string course{};    // how it was handled
  std::string answer{};    // what was answered, and by which article
  std::string lesson{};    // what others learn from it
  bool operator==(const Text&) const = default;
};

/// What was searched for, by kind and number; never a value.
struct Count {
  std::string kind{};
  std::int64_t searched = 0;   // values of the case
  std::int64_t fragments = 0;  // parts of names among what was searched
  std::int64_t left = 0;       // places in the text
  bool operator==(const Count&) const = default;
};

/// 脱密核验: that a text holds nothing of what the case keeps sealed.
struct Proof {
  std::string digest{};  // SHA-256 of the text that was searched
  std::vector<Count> counts{};
  std::int64_t passed_over = 0;  // values that are general words: 办公室
  std::int64_t left() const;
  bool holds() const { return !digest.empty() && left() == 0; }
  bool operator==(const Proof&) const = default;
};

struct StoredProof {
  Proof proof{};
  Instant made_at{};
  std::string made_by{};
  EditionId edition{};  // of a release; empty: of the text before it was a document
};

struct Study {
  CaseStudyId id{};
  CaseId case_id{};
  UnitId unit{};
  std::string outcome{};  // regulation::Outcome
  Text text{};
  std::int64_t version = 1;
  PersonId changed_by{};
  std::string changed_by_name{};
  Instant changed_at{};
  std::string confirmed_digest{};  // of the text that a second person confirmed
  std::string confirmed_by_name{};
  std::optional<Instant> confirmed_at{};
  DocumentId document{};  // empty before it goes to the editors
};

/// Computed from the texts' digests: an edit takes proof and confirmation away by itself.
enum class Stage { drafted, proven, confirmed, in_document };
std::string_view name_of(Stage stage);

}  // namespace gongkai::case_library
