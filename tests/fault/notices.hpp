// Drafts as an editor writes them, for tests that count which of them were acknowledged.
#pragma once
#include <functional>
#include <map>
#include <string>

#include "tests/functional/city.hpp"

namespace gongkai::testing {

/// Limits that a test from one address would meet long before a city's readers do.
std::map<std::string, std::string> without_rate_limits(std::map<std::string, std::string> more = {});

class NoticeWriter {
 public:
  explicit NoticeWriter(City& city, const std::string& login = "bianji");
  /// The answer to one draft in the column of notices.
  Reply write(const std::string& title) { return m_clerk.post("/api/documents", draft(title)); }
  boost::json::object draft(const std::string& title) const;
  Clerk& clerk() { return m_clerk; }

 private:
  Clerk m_clerk;
  std::string m_column;
};

/// Asks again, at most 20 seconds, until the question is answered with yes.
bool comes_true(const std::function<bool()>& question);

/// What `gongkai audit verify --json` says about the stopped city: its exit code and its answer.
struct Verdict {
  int exit_code = 0;
  boost::json::object report;
  std::string text;
};
Verdict verify_audit(const City& city);

}  // namespace gongkai::testing
