// Rendered public pages, ready to be written: identity, gzip and brotli bodies with their heads, and 304.
// While a page renders, the data layer notes what it read (Recorder); a release invalidates by those tags before it
// returns, and a render that began before the invalidation cannot put its old page back.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/http/message.hpp"

namespace gongkai::http {

/// Tags of the page that this thread renders now. Loading a document calls note("doc:…"), a list calls note("col:…").
class Recorder {
 public:
  Recorder();
  ~Recorder();
  static void note(std::string tag);  // does nothing outside a rendering
  std::vector<std::string> take();

 private:
  std::vector<std::string> m_tags;
  Recorder* m_outer;
};

class PageCache {
 public:
  struct Options {
    std::size_t byte_budget = 256u << 20;
  };
  explicit PageCache(Options options);
  ~PageCache();

  /// Site, path, canonical query and reading mode; see page_key.
  static std::string key_of(const Request& request);

  /// Drops every page that recorded one of the tags. Soft: the old page may still be served to those who came before
  /// the new one is ready, for a second at most. Hard (withdrawal): never again.
  void invalidate(const std::vector<std::string>& tags, bool hard);
  void clear();

  struct Statistics {
    std::uint64_t hits = 0, misses = 0, evictions = 0, invalidations = 0;
    std::size_t pages = 0, bytes = 0;
  };
  Statistics statistics() const;

  struct Implementation;
  Implementation& implementation() { return *m_implementation; }

 private:
  std::unique_ptr<Implementation> m_implementation;
};

}  // namespace gongkai::http
