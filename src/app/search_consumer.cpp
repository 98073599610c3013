#include "app/search_consumer.hpp"

#include <fstream>

#include "content/followers.hpp"

namespace gongkai::app {
namespace {

search::Checkpoint checkpoint_of(const std::string& position) {
  const auto cursor = feed::parse_cursor(position);
  return cursor ? search::Checkpoint{cursor->transaction, cursor->seq} : search::Checkpoint{};
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

void SearchConsumer::apply(Services& services, const std::vector<feed::Change>& changes, const std::string& position) {
  std::vector<search::Change> wanted;
  services.database.read([&](db::Session& session) {
    for (const auto& change : changes)
      if (auto document = content::search_change(session, services, change)) wanted.push_back(std::move(*document));
  });
  m_index.apply(wanted, checkpoint_of(position));
}

void SearchConsumer::rebuild(Services& services, const std::string& position) {
  std::filesystem::remove(m_epoch_file);  // until the new index stands, its place means nothing
  m_index.rebuild([&](const search::Sink& sink) {
    content::each_searchable(services, sink);
    return checkpoint_of(position);
  });
  if (const auto cursor = feed::parse_cursor(position)) keep_epoch(cursor->epoch);
}

void SearchConsumer::keep_epoch(const std::string& epoch) const {
  std::ofstream file(m_epoch_file, std::ios::trunc);
  file << epoch << '\n';
}

}  // namespace gongkai::app
