#include "finding/rules.hpp"
#include "finding/store.hpp"
#include "finding/use_cases.hpp"
#include "platform/json/json.hpp"
#include "platform/search/index.hpp"

namespace gongkai::finding {
namespace {
json::value to_json(const WordFields& fields) {
  return {{"kind", name_of(fields.kind)}, {"words", boost::json::value_from(fields.words)}, {"note", fields.note}};
}

WordFields tidied(const WordFields& fields) {
  return {fields.kind, tidy(fields.words), fields.note};
}

bool is_same(const WordFields& a, const WordFields& b) {
  return a.kind == b.kind && a.words == b.words;
}

Result<void> refuse_twin(db::Session& session, const WordFields& fields, SearchWordId own) {
  for (const auto& word : store::words(session))
    if (word.id != own && is_same(word.fields, fields))
      return refuse(FaultKind::conflict, "finding.word_exists", "words");
  return {};
}

Word made(Transaction& tx, const WordFields& fields) {
  return {
      .id = tx.new_id<SearchWordId>(), .fields = fields, .changed_by = tx.context().actor.name, .changed_at = tx.now()};
}
}  // namespace

Result<SearchWordId> add_word(Context& context, const WordFields& given) {
  const auto fields = tidied(given);
  return in_transaction(context, "search.add_word", [&](Transaction& tx) -> Result<SearchWordId> {
    CHECK_OK(tx.require(manage, "/"));
    CHECK_OK(all_of(why_not_word(fields)));
    CHECK_OK(refuse_twin(tx.db(), fields, {}));
    const auto word = made(tx, fields);
    store::insert(tx.db(), word);
    tx.about("search_word", word.id.value, context.actor.unit);
    tx.after("word", to_json(fields));
    tx.changed(topic, word.id.value);
    return word.id;
  });
}

Result<std::int64_t> change_word(Context& context, SearchWordId id, const WordFields& given, std::int64_t version) {
  const auto fields = tidied(given);
  return in_transaction(context, "search.change_word", [&](Transaction& tx) -> Result<std::int64_t> {
    CHECK_OK(tx.require(manage, "/"));
    auto word = store::find_word(tx.db(), id);
    if (!word) return refuse(FaultKind::not_found, "finding.word_unknown");
    CHECK_OK(all_of(why_not_word(fields)));
    CHECK_OK(refuse_twin(tx.db(), fields, id));
    tx.about("search_word", id.value, context.actor.unit);
    tx.before("word", to_json(word->fields));
    *word = {id, fields, context.actor.name, tx.now(), version};
    if (!store::update(tx.db(), *word)) return refuse(FaultKind::conflict, "version.conflict");
    tx.after("word", to_json(fields));
    tx.changed(topic, id.value, feed::Operation::upsert, version + 1);
    return version + 1;
  });
}

Result<void> remove_word(Context& context, SearchWordId id) {
  return in_transaction(context, "search.remove_word", [&](Transaction& tx) -> Result<void> {
    CHECK_OK(tx.require(manage, "/"));
    const auto word = store::find_word(tx.db(), id);
    if (!word) return refuse(FaultKind::not_found, "finding.word_unknown");
    store::remove(tx.db(), id);
    tx.about("search_word", id.value, context.actor.unit);
    tx.before("word", to_json(word->fields));
    tx.changed(topic, id.value, feed::Operation::remove);
    return {};
  });
}

Result<bool> take_over_catalog(Context& context) {
  const auto done = context.database().read([](db::Session& session) { return !store::words(session).empty(); });
  if (done) return false;
  return in_transaction(context, "search.take_over_catalog", [&](Transaction& tx) -> Result<bool> {
    CHECK_OK(tx.require(manage, "/"));
    if (!store::claim_setup(tx.db(), tx.now())) return false;
    const auto words = search::words_of_the_catalog();
    std::int64_t count = 0;
    const auto add = [&](WordKind kind, std::vector<std::string> group) {
      store::insert(tx.db(), made(tx, {kind, std::move(group), {}}));
      ++count;
    };
    for (const auto& group : words.synonyms) add(WordKind::synonym, group);
    for (const auto& [before, now] : words.successors) add(WordKind::successor, {before, now});
    for (const auto& word : words.question_words) add(WordKind::question_word, {word});
    tx.about("search_word", 0, context.actor.unit);
    tx.detail("count", json::value(count));
    tx.changed(topic, 0);
    return true;
  });
}

}  // namespace gongkai::finding
