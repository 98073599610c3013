// What many requests say together: topics, their memos, and information that should be public anyway.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "casework/model.hpp"
#include "content/model.hpp"

namespace gongkai {
using ConversionId = Id<struct ConversionTag>;
using TopicMemoId = Id<struct TopicMemoTag>;
}  // namespace gongkai

namespace gongkai::request_mining {

namespace source {
inline constexpr std::string_view same_information = "same_information";  // Regulation Art. 44(1)
inline constexpr std::string_view proposal = "proposal";                  // Art. 44(2)
}  // namespace source

struct Conversion {
  ConversionId id{};
  UnitId unit{};
  std::string source{};
  Day found_on{};
  std::string decision{};  // "", publish, keep
  std::string ground{};
  std::string reason{};  // sealed in the table
  std::string decided_by_name{};
  std::optional<Day> decided_on{};
  DocumentId document{};
  std::int64_t version = 1;

  bool is_open() const { return decision.empty(); }
};

struct Memo {
  TopicMemoId id{};
  UnitId unit{};
  std::string word{};
  Day month{};
  UnitId responsible{};
  Day due_on{};
  std::string cause{};  // these three are sealed in the table
  std::string measures{};
  std::string result{};
  std::optional<Day> done_on{};
  std::string written_by_name{};
  Instant written_at{};
  std::int64_t version = 1;
};

}  // namespace gongkai::request_mining
