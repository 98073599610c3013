// Legal numbers by the day from which they hold. What the articles of the Regulation say is code, with the article beside it;
// what stands in texts of lower rank, in local practice or nowhere (law.md: V2, U) is read from catalog/regulation/rules.json,
// where each value names its source.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"

namespace gongkai::regulation {

/// The terms of the Regulation as revised in 2019 (State Council Order 711).
struct Terms {
  int correction_notice = 7;  // Art. 30: 自收到申请之日起7个工作日内一次性告知
  int reply = 20;             // Art. 33(2)
  int extension = 20;         // Art. 33(2): 延长的期限最长不得超过20个工作日
  int third_party = 15;       // Art. 32
  int joint_maker = 15;       // Art. 34
};

enum class AfterPayment { restart, resume };

/// A part of a progressive tariff: what lies above `above` costs `each` yuan.
struct Tier {
  int above = 0;
  std::int64_t each = 0;
};

/// 国办函〔2020〕109号. Beyond steps.above the items go by steps of `size`: the first costs `each`, every further one `adds` more.
struct Tariff {
  std::vector<Tier> items{};
  struct Steps {
    int above = 30;
    int size = 10;
    std::int64_t each = 200;
    std::int64_t adds = 100;
  } steps{};
  std::vector<Tier> pages{};
};

/// The rules from one day on.
struct RuleSet {
  Day from{};
  std::string title{};
  Terms terms{};
  int correction_days = 15;  // working days for the applicant when the notice names no day
  int confirm_days = 1;      // working days to confirm what came by internet or fax
  int payment_days = 20;     // working days from the receipt of the notice
  AfterPayment after_payment = AfterPayment::restart;
  Tariff tariff{};  // empty before 2021: no fee
};

/// Where one value comes from, for the screens and for a reviewer of the law.
struct Provenance {
  std::string value;
  std::string mark;  // V, V2, U
  std::string source;
};

class Rules {
 public:
  Rules() = default;  // the Regulation of 2019 with its numbers, at all times
  explicit Rules(std::vector<RuleSet> sets, std::vector<Provenance> provenance = {});

  /// The rules in force on a day; the oldest known set for a day before it.
  const RuleSet& on(Day day) const;
  const std::vector<RuleSet>& sets() const { return m_sets; }
  const std::vector<Provenance>& provenance() const { return m_provenance; }

 private:
  std::vector<RuleSet> m_sets{RuleSet{}};  // by `from`, never empty
  std::vector<Provenance> m_provenance{};
};

Result<Rules> parse_rules(std::string_view text);
/// The catalog of this program; throws at first use when it is broken (a test finds it first).
const Rules& catalog_rules();

}  // namespace gongkai::regulation
