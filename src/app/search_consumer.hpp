// Feeds the search index from the change feed. The index keeps its own place, so that index and place can never part;
// beside it lies the feed's epoch, without which a place means nothing.
#pragma once
#include <filesystem>

#include "platform/feed/follower.hpp"
#include "platform/search/index.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::app {

class SearchConsumer {
 public:
  SearchConsumer(search::Index& index, std::filesystem::path epoch_file);
  feed::Consumer consumer(Services& services);

 private:
  std::string position() const;
  void apply(Services& services, const std::vector<feed::Change>& changes, const std::string& position);
  void rebuild(Services& services, const std::string& position);
  void keep_epoch(const std::string& epoch) const;

  search::Index& m_index;
  std::filesystem::path m_epoch_file;
};

}  // namespace gongkai::app
