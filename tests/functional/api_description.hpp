// The running server's own description of its API, held against what it answers.
#pragma once
#include <boost/json.hpp>
#include <set>
#include <string>
#include <vector>

namespace gongkai::testing {

class ApiDescription {
 public:
  explicit ApiDescription(boost::json::object document) : m_document(std::move(document)) {}

  /// What does not fit: an operation, a status or a body that is not described. Notes the operation as exercised.
  std::vector<std::string> check(const std::string& method, const std::string& target, int status,
                                 const std::string& body);
  /// "POST /api/units" of all that no call of this program has reached with an answer below 400, in whatever city.
  std::vector<std::string> never_done() const;

 private:
  const boost::json::object* find(const std::string& method, const std::string& path, std::string& name) const;
  boost::json::object m_document;
};

}  // namespace gongkai::testing
