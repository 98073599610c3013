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
  /// Takes the changes at once, without the feed: on PostgreSQL it does not deliver while an older transaction runs. The
  /// place stays; the feed delivers them again, and the index takes them again. False while the index is not built.
  bool take(Services& services, const std::vector<feed::Change>& changes);

 private:
  static std::vector<search::Change> wanted_of(Services& services, const std::vector<feed::Change>& changes);
  std::string position() const;
  void apply(Services& services, const std::vector<feed::Change>& changes, const std::string& position);
  void rebuild(Services& services, const std::string& position);
  void keep_epoch(const std::string& epoch) const;

  search::Index& m_index;
  std::filesystem::path m_epoch_file;
};

}  // namespace gongkai::app
