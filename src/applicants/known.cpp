#include "applicants/known.hpp"

#include <algorithm>
#include <mutex>

#include "base/text.hpp"
#include "content/api.hpp"
#include "finding/validity.hpp"
#include "platform/search/index.hpp"

namespace gongkai::applicants {

namespace {

constexpr std::size_t fewest_characters = 4, most_characters = 60, most_shown = 5;

struct Sources {
  std::mutex mutex{};
  std::vector<KnownSource> list{};
};

Known known_of(const search::Hit& hit) {
  auto about = hit.number.empty() ? to_text(hit.day) : hit.number + "　" + to_text(hit.day);
  if (finding::is_over(hit.validity)) about += "　" + std::string(finding::words_of(hit.validity));
  return {.title = hit.title.text, .address = hit.address, .about = about};
}

}  // namespace

std::vector<Known> documents_about(Services& services, std::string_view words, std::size_t most,
                                   const std::vector<std::string>& types) {
  if (services.search == nullptr) return {};
  auto answer = services.search->query({.text = std::string(words),
                                        .kinds = types,
                                        .limit = static_cast<int>(most),
                                        .snippets = false,
                                        .related = true});
  std::vector<search::Hit> hits;
  for (auto* list : {&answer.hits, &answer.related})
    for (auto& hit : *list) hits.push_back(std::move(hit));
  std::vector<DocumentId> ids;
  for (const auto& hit : hits) ids.push_back(DocumentId{hit.id});
  // the index may be a moment behind a withdrawal
  const auto listed = services.database.read([&](db::Session& session) { return content::listed_among(session, ids); });
  std::vector<Known> found;
  for (const auto& hit : hits)
    if (found.size() < most && listed.contains(DocumentId{hit.id}) &&
        (types.empty() || std::ranges::find(types, hit.kind) != types.end()))
      found.push_back(known_of(hit));
  return found;
}

void add_known_source(Services& services, KnownSource source) {
  auto& sources = services.parts.of<Sources>();
  const std::scoped_lock lock(sources.mutex);
  sources.list.push_back(std::move(source));
}

std::vector<Known> known_already(Services& services, std::string_view typed) {
  const auto words = shorten(clean_utf8(trim(typed)), most_characters);
  if (count_characters(words) < fewest_characters) return {};
  auto found = documents_about(services, words, most_shown);
  auto& sources = services.parts.of<Sources>();
  const std::scoped_lock lock(sources.mutex);
  for (const auto& source : sources.list)
    for (auto& one : source(services, words, most_shown)) {
      std::erase_if(found, [&](const Known& known) { return known.address == one.address; });
      found.push_back(std::move(one));
    }
  return found;
}

}  // namespace gongkai::applicants
