// The local rules of the library, the ledger and the interpretation: catalog/policy/*.json. What the law leaves to the
// place (law.md marks it U) is there and not in code.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "policy/model.hpp"

namespace gongkai::policy {

/// A part of the content of an interpretation: 背景依据, 新旧差异 …
struct Element {
  std::string id;
  std::string label;
  std::string hint;
  bool required = false;
};
using ElementList = std::vector<Element>;

struct NamedChoice {
  std::string id;
  std::string label;
};

struct InterpretationRules {
  std::int64_t within_working_days = 3;
  std::string letter_number = "{year}-{serial}";
  std::string plan_number = "{year}-{serial}";
};

/// A row of table 2 of the annual report (law.md D2.2).
struct ReportRow {
  std::string id;
  std::string label;
  std::vector<std::string> types;
};

struct LedgerRules {
  std::string number_pattern = "{year}-{unit}{serial:4}";
  std::vector<int> warn_days;  // falling
  int evaluation_days = 30;
  int filing_days = 15;  // working days
  std::vector<Standing> counts_as_repealed;
  std::vector<ReportRow> rows;
};

struct Catalog {
  InterpretationRules interpretation;
  LedgerRules ledger;
  std::vector<NamedChoice> series;  // 机关代字 → what it is called
  std::vector<NamedChoice> channels;
  std::map<std::string, ElementList> elements;  // by document type; "other" for the rest

  const ElementList& elements_for(std::string_view type) const;
  /// The name of a series, "" when the catalog does not know it.
  std::string_view series_name(std::string_view prefix) const;
};

/// Refuses what cannot be meant: all faults at once, each with its file and place.
Result<Catalog> parse_catalog(std::string_view settings, std::string_view series, std::string_view elements);
/// The catalog of this program; throws at first use when it is broken (a test finds it first).
const Catalog& catalog();

}  // namespace gongkai::policy
