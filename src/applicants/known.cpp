#include "applicants/known.hpp"

#include <mutex>

#include "base/text.hpp"
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

std::vector<Known> public_documents(Services& services, std::string_view words, std::size_t most) {
  if (services.search == nullptr) return {};
  const auto answer = services.search->query(
      {.text = std::string(words), .limit = static_cast<int>(most), .snippets = false, .related = true});
  std::vector<Known> found;
  for (const auto* hits : {&answer.hits, &answer.related})
    for (const auto& hit : *hits)
      if (found.size() < most) found.push_back(known_of(hit));
  return found;
}

}  // namespace

void add_known_source(Services& services, KnownSource source) {
  auto& sources = services.parts.of<Sources>();
  const std::scoped_lock lock(sources.mutex);
  sources.list.push_back(std::move(source));
}

std::vector<Known> known_already(Services& services, std::string_view typed) {
  const auto words = shorten(clean_utf8(trim(typed)), most_characters);
  if (count_characters(words) < fewest_characters) return {};
  auto found = public_documents(services, words, most_shown);
  auto& sources = services.parts.of<Sources>();
  const std::scoped_lock lock(sources.mutex);
  for (const auto& source : sources.list)
    for (auto& one : source(services, words, most_shown)) found.push_back(std::move(one));
  return found;
}

}  // namespace gongkai::applicants
