// What the law.md marks as unverified: catalog/remedies/settings.json.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "remedies/model.hpp"

namespace gongkai::remedies {

struct AnswerTerm {
  std::string id{};  // "ordinary", "lawsuit"
  int days = 0;
  bool working = true;
  std::string source{};
};

/// How a case can end, and the cell of table 4 that counts it.
struct Disposition {
  std::string id{};
  std::string name{};
  std::string kind{};
  Verdict verdict = Verdict::other;
};

struct Settings {
  std::vector<AnswerTerm> terms{};
  int warn_working_days = 2;
  std::vector<Disposition> dispositions{};

  const AnswerTerm& term(std::string_view id) const;
  const Disposition* disposition(std::string_view kind, std::string_view id) const;
};

/// Throws when the text is broken.
Settings parse_settings(std::string_view text);
const Settings& settings();

}  // namespace gongkai::remedies
