// What is read how often. Counts answered requests; keeps nothing about who asked.
#pragma once
#include <functional>
#include <map>
#include <mutex>
#include <string>

#include "base/time.hpp"
#include "content/model.hpp"
#include "platform/log/log.hpp"
#include "readers/visitors.hpp"

namespace gongkai::readers {

/// What a path stands for in the counts.
struct Reading {
  enum class Kind { nothing, page, document, file };
  Kind kind = Kind::nothing;
  std::string site;     // slug of a page's site; "" is the main site
  std::int64_t id = 0;  // of the document or the file
  bool operator==(const Reading&) const = default;
};
/// Pages are what people read: not stylesheets, programs' data, the office, or what was not there.
Reading reading_of(std::string_view method, std::string_view path, int status);

struct SiteCount {
  std::int64_t pages = 0;     // to be added to what was counted before
  std::int64_t visitors = 0;  // of the day so far: replaces what was known before, if larger
  bool operator==(const SiteCount&) const = default;
};
struct Tally {
  std::map<std::pair<std::int64_t, Day>, std::int64_t> documents;
  std::map<std::pair<std::int64_t, Day>, std::int64_t> files;
  std::map<std::pair<std::string, Day>, SiteCount> sites;
  bool is_empty() const { return documents.empty() && files.empty() && sites.empty(); }
};

class Visits {
 public:
  using MakeSalt = std::function<std::array<std::uint64_t, 2>()>;
  explicit Visits(MakeSalt make_salt) : m_make_salt(std::move(make_salt)) {}

  /// One thread at a time may note, another may take.
  void note(const log::Access& access);
  /// What was counted since the last call.
  Tally take();

 private:
  Visitors& visitors_of(const std::string& site, Day day);
  void count_visitors();

  MakeSalt m_make_salt;
  std::mutex m_mutex;
  Tally m_tally;
  Day m_day{};  // of the sketches
  std::map<std::string, Visitors> m_visitors;
};

}  // namespace gongkai::readers
