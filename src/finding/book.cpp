#include "finding/book.hpp"

#include <algorithm>

#include "finding/rules.hpp"
#include "finding/store.hpp"
#include "finding/use_cases.hpp"
#include "platform/search/index.hpp"

namespace gongkai::finding {
namespace {
struct Book {
  std::vector<BestBet> best_bets{};
  std::vector<std::string> unwelcome{};  // normalised
};
struct Shelf {
  Snapshot<Book> book{std::make_shared<const Book>()};
};

search::Words words_of(const std::vector<Word>& entries) {
  search::Words words;
  for (const auto& [id, fields, changed_by, changed_at, version] : entries) {
    switch (fields.kind) {
      case WordKind::synonym: words.synonyms.push_back(fields.words); break;
      case WordKind::successor:
        if (fields.words.size() == 2) words.successors.emplace_back(fields.words[0], fields.words[1]);
        break;
      case WordKind::question_word:
        words.question_words.insert(words.question_words.end(), fields.words.begin(), fields.words.end());
        break;
      case WordKind::unwelcome:
        words.unwelcome.insert(words.unwelcome.end(), fields.words.begin(), fields.words.end());
        break;
    }
  }
  return words;
}
}  // namespace

void reload(Services& services) {
  auto book = std::make_shared<Book>();
  const auto words = services.database.read([&](db::Session& session) {
    book->best_bets = store::best_bets(session);
    return words_of(store::words(session));
  });
  for (const auto& word : words.unwelcome) book->unwelcome.push_back(normal_query(word));
  if (services.search) services.search->set_words(words);
  services.parts.of<Shelf>().book.store(std::move(book));
}

void follow(Services& services, const std::vector<feed::Change>& changes) {
  if (std::ranges::any_of(changes, [](const feed::Change& change) { return change.topic == topic; })) reload(services);
}

std::vector<DocumentId> recommended(Services& services, std::string_view typed, SiteId site, Day today) {
  const auto query = normal_query(typed);
  std::vector<DocumentId> found;
  const auto book = services.parts.of<Shelf>().book.load();
  for (const auto& bet : book->best_bets) {
    if (!applies(bet.fields, query, site, today)) continue;
    for (const auto id : bet.fields.documents)
      if (std::ranges::find(found, id) == found.end()) found.push_back(id);
  }
  return found;
}

bool is_unwelcome(Services& services, std::string_view normal_query) {
  const auto book = services.parts.of<Shelf>().book.load();
  return std::ranges::any_of(book->unwelcome, [&](const auto& word) { return normal_query.contains(word); });
}

}  // namespace gongkai::finding
