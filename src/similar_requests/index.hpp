// The index of all requests of this node. Part of Services::parts.
#pragma once
#include <mutex>

#include "platform/transaction/transaction.hpp"
#include "requests/model.hpp"
#include "similarity/index.hpp"

namespace gongkai::similar_requests {

class RequestIndex {
 public:
  /// Requests that are at least half alike, the most alike first; without the request itself.
  std::vector<similarity::Near> near(Services& services, CaseId id, std::string_view description, std::size_t most);
  /// For changes of the topic "case": after the commits of this node, and for what other nodes changed.
  void follow(Services& services, const std::vector<feed::Change>& changes);
  std::size_t size() const { return m_index.size(); }

 private:
  void fill(Services& services);

  std::mutex m_filling;
  bool m_filled = false;  // under the mutex
  similarity::Index m_index;
};

void follow(Services& services, const std::vector<feed::Change>& changes);

}  // namespace gongkai::similar_requests
