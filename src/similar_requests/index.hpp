// The index of all requests of this node. Part of Services::parts.
#pragma once
#include <mutex>

#include "platform/transaction/transaction.hpp"
#include "requests/model.hpp"
#include "similar_requests/store.hpp"
#include "similarity/index.hpp"

namespace gongkai::similar_requests {

class RequestIndex {
 public:
  /// Requests that are at least half alike, the most alike first; without the request itself.
  /// `descriptions`: as it was asked, and as it was corrected.
  std::vector<similarity::Near> near(Services& services, CaseId id, const std::vector<std::string>& descriptions,
                                     std::size_t most);
  /// For changes of the topic "case": after the commits of this node, and for what other nodes changed.
  void follow(Services& services, const std::vector<feed::Change>& changes);
  std::size_t size() const { return m_index.size(); }

 private:
  void fill(Services& services);
  void take(const Services& services, const store::Text& text);

  std::mutex m_filling;
  bool m_filled = false;  // under the mutex
  similarity::Index m_index;
  similarity::Index m_corrected;  // the cases that were corrected, by their later words
};

void follow(Services& services, const std::vector<feed::Change>& changes);

}  // namespace gongkai::similar_requests
