#include "finding/questions.hpp"

#include <map>
#include <mutex>

#include "finding/book.hpp"
#include "finding/rules.hpp"
#include "finding/store.hpp"
#include "platform/log/log.hpp"

namespace gongkai::finding {
namespace {
constexpr std::int64_t longest_wait_seconds = 60;
constexpr std::size_t most_in_memory = 5'000;  // a flood of questions must not fill it

class Tally {
 public:
  using Key = std::tuple<Day, SiteId, std::string>;

  /// True when it is time to write.
  bool note(Key key, std::int64_t hits, std::int64_t asked, std::int64_t clicked, Instant now) {
    const std::lock_guard lock(m_mutex);
    if (m_counts.empty()) m_since = now;
    const auto known = m_counts.find(key);
    if (known == m_counts.end() && m_counts.size() >= most_in_memory) return true;
    auto& count = known == m_counts.end() ? m_counts[std::move(key)] : known->second;
    if (asked > 0) count.hits = hits;
    count.asked += asked;
    count.clicked += clicked;
    return m_since.plus_seconds(longest_wait_seconds) <= now || m_counts.size() >= most_in_memory / 2;
  }
  std::vector<Counted> take() {
    const std::lock_guard lock(m_mutex);
    std::vector<Counted> all;
    for (auto& [key, count] : m_counts) {
      std::tie(count.day, count.site, count.query) = key;
      all.push_back(std::move(count));
    }
    m_counts.clear();
    return all;
  }

 private:
  std::mutex m_mutex;
  std::map<Key, Counted> m_counts{};
  Instant m_since{};
};

/// "" when the question is not to be kept.
std::string kept_form(Services& services, std::string_view typed) {
  if (looks_personal(typed)) return {};
  auto query = normal_query(typed);
  return is_unwelcome(services, query) ? std::string() : query;
}

void note(Services& services, SiteId site, std::string_view typed, const Counted& count) {
  auto query = kept_form(services, typed);
  if (query.empty()) return;
  const bool due = services.parts.of<Tally>().note({services.clock.today(), site, std::move(query)}, count.hits,
                                                   count.asked, count.clicked, services.clock.now());
  if (due) write_questions(services);
}
}  // namespace

void note_question(Services& services, SiteId site, std::string_view typed, std::int64_t hits) {
  note(services, site, typed, {.hits = hits, .asked = 1});
}

void note_click(Services& services, SiteId site, std::string_view typed) {
  note(services, site, typed, {.clicked = 1});
}

void write_questions(Services& services) try {
  const auto counts = services.parts.of<Tally>().take();
  if (counts.empty() || services.database.state() != db::State::ready) return;
  (void)services.database.write([&](db::Session& session) -> Result<void> {
    for (const auto& count : counts) count.asked > 0 ? store::add(session, count) : store::add_clicks(session, count);
    return {};
  });
} catch (const std::exception& error) {
  log::warn("the counts of questions were not written: {}", error.what());  // a search never fails for them
}

void forget_questions(db::Session& session, Day today) {
  store::forget_counts(session, today + -days_kept);
}

}  // namespace gongkai::finding
