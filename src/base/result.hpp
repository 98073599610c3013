// Refusals are values, failures are exceptions (docs/adr/0004).
// A Fault is what the user or the law says no to; its text lives in the message catalog under its code.
#pragma once
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gongkai {

enum class FaultKind {
  invalid,          // the input breaks a rule: the form is shown again with the fault at its field
  unauthenticated,  // nobody is logged in
  forbidden,        // the person may not do this
  not_found,
  gone,      // it was public and has been withdrawn
  conflict,  // somebody else was faster, or the state does not allow it
  too_large,
  too_many,     // a rate or a count is used up
  unavailable,  // for now: disk full, database gone, shutting down
};

struct Fault {
  FaultKind kind = FaultKind::invalid;
  std::string code;   // "document.title_missing": key of the text in catalog/messages
  std::string field;  // name of the form field, if one is to blame
  std::vector<std::pair<std::string, std::string>> details{};  // values for the {placeholders} of the text
  std::vector<Fault> also{};                                   // the other faults of the same form
};

template <class T>
using Result = std::expected<T, Fault>;

inline std::unexpected<Fault> refuse(FaultKind kind, std::string code, std::string field = {},
                                     std::vector<std::pair<std::string, std::string>> details = {}) {
  return std::unexpected(Fault{kind, std::move(code), std::move(field), std::move(details), {}});
}

/// All faults of a form as one: the first leads, the others follow in `also`. Empty means no fault.
Result<void> all_of(std::vector<Fault> faults);

/// The fault and its followers in one flat list, for the page that shows them all.
std::vector<Fault> each_of(const Fault& fault);

/// HTTP-free names for logs and JSON: "invalid", "not_found", …
std::string_view name_of(FaultKind kind);

}  // namespace gongkai

// The happy path is a straight column: `auto unit = TRY(find_unit(db, id));`. One TRY a statement, never in a coroutine.
#define TRY(expression) GONGKAI_TRY(GONGKAI_NAME(gongkai_try_, __COUNTER__), expression)
// For Result<void>
#define CHECK_OK(expression) GONGKAI_CHECK_OK(GONGKAI_NAME(gongkai_check_, __COUNTER__), expression)

// A name of its own for each use: a lambda inside a TRY may TRY, too.
#define GONGKAI_GLUE(left, right) left##right
#define GONGKAI_NAME(left, right) GONGKAI_GLUE(left, right)
#define GONGKAI_TRY(result, expression)                             \
  __extension__({                                                   \
    auto&& result = (expression);                                   \
    if (!result) return std::unexpected(std::move(result).error()); \
    *std::move(result);                                             \
  })
#define GONGKAI_CHECK_OK(result, expression)                        \
  do {                                                              \
    auto&& result = (expression);                                   \
    if (!result) return std::unexpected(std::move(result).error()); \
  } while (false)
