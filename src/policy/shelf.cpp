#include "policy/shelf.hpp"

#include "base/text.hpp"
#include "content/api.hpp"
#include "platform/http/page_cache.hpp"
#include "policy/reading.hpp"

namespace gongkai::policy {

namespace {

using Entries = std::map<DocumentId, Library::Entry>;

/// Reading the whole library must not tie the page that asks for it to every single document.
struct Unnoted {
  http::Recorder recorder;
};

std::shared_ptr<const Library> read_all(db::Session& session, Services& services) {
  const Unnoted unnoted;
  Entries entries;
  each_policy(session, services, [&](Policy policy) {
    const auto id = policy.id;
    entries[id] = std::make_shared<const Policy>(std::move(policy));
  });
  return std::make_shared<const Library>(std::move(entries));
}

std::shared_ptr<const Library> read_again(db::Session& session, Services& services, const Library& library,
                                          const std::set<DocumentId>& ids) {
  const Unnoted unnoted;
  Entries entries = library.entries();
  for (const DocumentId id : ids) {
    auto policy = find_policy(session, services, id);
    if (policy) entries[id] = std::make_shared<const Policy>(*std::move(policy));
    else entries.erase(id);
  }
  return std::make_shared<const Library>(std::move(entries));
}

}  // namespace

std::shared_ptr<const Library> Shelf::library(db::Session& session, Services& services) {
  std::shared_ptr<const Library> known;
  std::set<DocumentId> heard;
  {
    const std::scoped_lock lock(m_mutex);
    if (!m_types_changed) known = m_library;
    for (const auto& [id, when] : m_heard) heard.insert(id);
  }
  if (!known) return read_all(session, services);
  return heard.empty() ? known : read_again(session, services, *known, heard);
}

bool Shelf::hear(const std::vector<feed::Change>& changes, Services& services) {
  bool touched = false;
  for (const auto& change : changes) {
    const DocumentId id{change.object};
    const bool types = change.topic == "document_type";
    if (!types && change.topic != "document" && change.topic != topic) continue;
    const bool belongs = types || change.topic == topic || services.database.read([&](db::Session& session) {
      return is_in_library(session, services, id);
    });
    const std::scoped_lock lock(m_mutex);
    if (!belongs && !(m_library && m_library->find(id))) continue;
    touched = true;
    ++m_count;
    if (types) m_types_changed = m_count;
    else m_heard[id] = m_count;
  }
  return touched;
}

void Shelf::refresh(Services& services) {
  const std::scoped_lock alone(m_refreshing);
  std::shared_ptr<const Library> known;
  std::set<DocumentId> heard;
  std::uint64_t until = 0;
  {
    const std::scoped_lock lock(m_mutex);
    if (!m_types_changed) known = m_library;
    for (const auto& [id, when] : m_heard) heard.insert(id);
    until = m_count;
  }
  if (known && heard.empty()) return;
  auto fresh = services.database.read([&](db::Session& session) {
    return known ? read_again(session, services, *known, heard) : read_all(session, services);
  });
  // what was heard of while we read stays to be read again
  const std::scoped_lock lock(m_mutex);
  m_library = std::move(fresh);
  std::erase_if(m_heard, [&](const auto& one) { return one.second <= until; });
  if (m_types_changed <= until) m_types_changed = 0;
}

Shelf& shelf(Services& services) {
  return services.parts.of<Shelf>();
}

std::shared_ptr<const Library> library(db::Session& session, Services& services) {
  http::Recorder::note(std::string(page_tag));
  return shelf(services).library(session, services);
}

}  // namespace gongkai::policy
