#include "app/search_consumer.hpp"

#include <fstream>

#include "content/followers.hpp"
#include "gazette/followers.hpp"
#include "policy/api.hpp"

namespace gongkai::app {
namespace {

search::Checkpoint checkpoint_of(const std::string& position) {
  const auto cursor = feed::parse_cursor(position);
  return cursor ? search::Checkpoint{cursor->transaction, cursor->seq} : search::Checkpoint{};
}

/// A scanned gazette is found page by page.
search::Document with_pages(db::Session& session, search::Document document) {
  gazette::add_pages(session, document);
  return document;
}

/// What other documents did to it counts, not only what stands in its own field.
search::Document with_standing(db::Session& session, Services& services, search::Document document) {
  const auto standing = policy::standing_of(session, services, DocumentId{document.id}, services.clock.today());
  if (!standing || document.validity == search::Validity::not_applicable) return document;
  switch (*standing) {
    case policy::Standing::in_force:
    case policy::Standing::not_yet: document.validity = search::Validity::in_force; break;
    case policy::Standing::amended: document.validity = search::Validity::amended; break;
    case policy::Standing::lapsed:
    case policy::Standing::declared_lapsed: document.validity = search::Validity::lapsed; break;
    case policy::Standing::repealed: document.validity = search::Validity::repealed; break;
  }
  return document;
}
}  // namespace

SearchConsumer::SearchConsumer(search::Index& index, std::filesystem::path epoch_file)
    : m_index(index), m_epoch_file(std::move(epoch_file)) {}

feed::Consumer SearchConsumer::consumer(Services& services) {
  return {.name = "search",
          .apply = [this, &services](const auto& changes, const auto& position) { apply(services, changes, position); },
          .rebuild = [this, &services](db::Session&, const auto& position) { rebuild(services, position); },
          .position = [this] { return position(); }};
}

std::string SearchConsumer::position() const {
  std::ifstream file(m_epoch_file);
  std::string epoch;
  if (!std::getline(file, epoch) || m_index.statistics().needs_rebuild) return {};
  const auto checkpoint = m_index.checkpoint();
  return feed::to_text(feed::Cursor{epoch, checkpoint.transaction, checkpoint.sequence});
}

std::vector<search::Change> SearchConsumer::wanted_of(Services& services, const std::vector<feed::Change>& changes) {
  std::vector<search::Change> wanted;
  services.database.read([&](db::Session& session) {
    for (const auto& change : changes)
      if (auto found = content::search_change(session, services, change)) {
        if (auto* document = std::get_if<search::Document>(&*found))
          *document = with_standing(session, services, with_pages(session, std::move(*document)));
        wanted.push_back(std::move(*found));
      }
  });
  return wanted;
}

void SearchConsumer::apply(Services& services, const std::vector<feed::Change>& changes, const std::string& position) {
  m_index.apply(wanted_of(services, changes), checkpoint_of(position));
}

bool SearchConsumer::take(Services& services, const std::vector<feed::Change>& changes) {
  if (m_index.checkpoint() == search::Checkpoint{}) return false;
  const auto wanted = wanted_of(services, changes);
  // a place that another thread moved on meanwhile goes back by this: what lies between is delivered twice
  if (!wanted.empty()) m_index.apply(wanted, m_index.checkpoint());
  return true;
}

void SearchConsumer::rebuild(Services& services, const std::string& position) {
  std::filesystem::remove(m_epoch_file);  // until the new index stands, its place means nothing
  m_index.rebuild([&](const search::Sink& sink) {
    content::each_searchable(services, [&](search::Document document) {
      sink(services.database.read([&](db::Session& session) {
        return with_standing(session, services, with_pages(session, std::move(document)));
      }));
    });
    return checkpoint_of(position);
  });
  if (const auto cursor = feed::parse_cursor(position)) keep_epoch(cursor->epoch);
}

void SearchConsumer::keep_epoch(const std::string& epoch) const {
  std::ofstream file(m_epoch_file, std::ios::trunc);
  file << epoch << '\n';
}

}  // namespace gongkai::app
