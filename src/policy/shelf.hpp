// The library in memory: every public policy and interpretation with its links, registrations and ends. Pages and rules
// compute from it; the database keeps nothing that can be computed.
#pragma once
#include <map>
#include <mutex>
#include <set>

#include "platform/feed/outbox.hpp"
#include "platform/transaction/transaction.hpp"
#include "policy/standing.hpp"

namespace gongkai::policy {

/// Changes of a plan, a registration, an end, a case or a question; the object is the document.
inline constexpr std::string_view topic = "policy";
/// The tag of every cached page that shows something of the library.
inline constexpr std::string_view page_tag = "policies";

class Shelf {
 public:
  /// The library as the session sees it, at least as new as every commit that was heard of before the session began.
  std::shared_ptr<const Library> library(db::Session& session, Services& services);
  /// After a commit, on the committing thread: what the changes touch is read anew when it is next asked for.
  /// True when pages of the library may look different now.
  bool hear(const std::vector<feed::Change>& changes, Services& services);
  /// Reads what was heard of. Not inside a session: only a snapshot of one's own is surely new enough to stay.
  void refresh(Services& services);

 private:
  std::mutex m_refreshing;  // one at a time: each builds on the one before
  std::mutex m_mutex;
  std::shared_ptr<const Library> m_library;
  std::map<DocumentId, std::uint64_t> m_heard;  // when, in changes heard
  std::uint64_t m_types_changed = 0;            // the same; 0: not since the library was read
  std::uint64_t m_count = 0;
};

Shelf& shelf(Services& services);
/// The library for a page: notes the tag of the page cache.
std::shared_ptr<const Library> library(db::Session& session, Services& services);

}  // namespace gongkai::policy
