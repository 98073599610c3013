// 政府信息公开工作年度报告 of a unit and a year: a case of the kind annual_report, whose figures are counted from the ledgers as
// long as nobody has signed, and frozen in editions from then on.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "casework/model.hpp"
#include "report_format/form.hpp"

namespace gongkai::annual_report {

using report_format::Form;
using report_format::Format;
using report_format::Tables;

inline constexpr std::string_view kind = "annual_report";

/// How a cell comes by its value.
enum class Origin {
  counted,   // from a ledger: opens its list
  computed,  // a total of others
  entered,   // the ledgers do not hold it: typed, with its source
};
std::string_view id_of(Origin origin);

/// A value that an officer entered, because no ledger holds it.
struct Entry {
  int cell = -1;
  std::int64_t value = 0;
  std::string source{};  // where it comes from: 财政非税系统 2026-01-05
  std::string entered_by{};
  Instant entered_at{};
  std::vector<std::string> evidence{};  // in an edition: SHA-256 of each file that proves it
  bool operator==(const Entry&) const = default;
};

/// A file that proves an entered value.
struct Evidence {
  int cell = -1;
  FileId file{};
  std::string name{};
  std::string sha256{};
  std::string added_by{};
  Instant added_at{};
};

/// Between a parent and its children a difference has a name.
struct Adjustment {
  int cell = -1;
  std::int64_t value = 0;  // added to the sum
  std::string reason{};
  bool operator==(const Adjustment&) const = default;
};

/// One of the six parts: the text of the office, or none as long as the assembled one stands.
using Parts = std::map<int, std::string>;  // 1 … 6

struct Edition {
  std::int64_t number = 1;
  std::string frozen{};  // JSON, byte for byte as the digest saw it
  std::string digest{};  // SHA-256 of it, hexadecimal
  std::string reason{};  // of a revision
  std::string signed_by{};
  Instant signed_at{};
};

struct Report {
  casework::Case of{};
  int year = 0;
  std::string stage{};
  std::vector<Entry> entries{};
  std::vector<Adjustment> adjustments{};
  Parts parts{};
};

}  // namespace gongkai::annual_report
