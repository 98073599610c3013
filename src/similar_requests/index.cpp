#include "similar_requests/index.hpp"

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
    for (const auto& text : page) m_index.put(text.id.value, opened(services, text));
    if (page.size() < page_size) break;
    after = page.back().id;
  }
  m_filled = true;
}

std::vector<similarity::Near> RequestIndex::near(Services& services, CaseId id, std::string_view description,
                                                 std::size_t most) {
  {
    const std::scoped_lock lock(m_filling);
    if (!m_filled) fill(services);
  }
  return m_index.find(description, {.at_least = at_least, .most = most, .except = id.value});
}

void RequestIndex::follow(Services& services, const std::vector<feed::Change>& changes) {
  const std::scoped_lock lock(m_filling);
  if (!m_filled) return;
  for (const auto& change : changes) {
    if (change.topic != casework::topic) continue;
    const auto text =
        services.database.read([&](db::Session& session) { return store::text_of(session, CaseId{change.object}); });
    if (text) m_index.put(text->id.value, opened(services, *text));
    else m_index.remove(change.object);
  }
}

void follow(Services& services, const std::vector<feed::Change>& changes) {
  services.parts.of<RequestIndex>().follow(services, changes);
}

}  // namespace gongkai::similar_requests
