#include "similar_requests/index.hpp"

#include <algorithm>
#include <map>

#include "casework/cases.hpp"
#include "platform/auth/vault.hpp"
#include "requests/sealing.hpp"
#include "similar_requests/store.hpp"

namespace gongkai::similar_requests {

namespace {

constexpr int page_size = 2000;
constexpr double at_least = 0.5;

std::string opened(const Services& services, const store::Text& text) {
  return services.vault->open(requests::sealed::description, text.id.value, text.description);
}

}  // namespace

/// Under the mutex. What is committed meanwhile comes by follow(), which waits for it.
void RequestIndex::fill(Services& services) {
  CaseId after{};
  for (;;) {
    const auto page =
        services.database.read([&](db::Session& session) { return store::texts_after(session, after, page_size); });
    for (const auto& text : page) take(services, text);
    if (page.size() < page_size) break;
    after = page.back().id;
  }
  m_filled = true;
}

void RequestIndex::take(const Services& services, const store::Text& text) {
  m_index.put(text.id.value, opened(services, text));
  if (text.corrected_by && text.corrected)
    m_corrected.put(text.id.value, casework::open_note(*services.vault, *text.corrected_by, *text.corrected));
}

std::vector<similarity::Near> RequestIndex::near(Services& services, CaseId id,
                                                 const std::vector<std::string>& descriptions, std::size_t most) {
  {
    const std::scoped_lock lock(m_filling);
    if (!m_filled) fill(services);
  }
  std::map<std::int64_t, double> best;
  for (const auto& description : descriptions)
    for (const auto* index : {&m_index, &m_corrected})
      for (const auto& near : index->find(description, {.at_least = at_least, .most = most, .except = id.value}))
        best[near.key] = std::max(best[near.key], near.similarity);
  std::vector<similarity::Near> found;
  for (const auto& [key, similarity] : best) found.push_back({key, similarity});
  std::ranges::sort(found, std::greater{}, [](const auto& near) { return std::pair(near.similarity, near.key); });
  if (found.size() > most) found.resize(most);
  return found;
}

void RequestIndex::follow(Services& services, const std::vector<feed::Change>& changes) {
  const std::scoped_lock lock(m_filling);
  if (!m_filled) return;
  for (const auto& change : changes) {
    if (change.topic != casework::topic) continue;
    const auto text =
        services.database.read([&](db::Session& session) { return store::text_of(session, CaseId{change.object}); });
    if (text) take(services, *text);
    else m_index.remove(change.object), m_corrected.remove(change.object);
  }
}

void follow(Services& services, const std::vector<feed::Change>& changes) {
  services.parts.of<RequestIndex>().follow(services, changes);
}

}  // namespace gongkai::similar_requests
