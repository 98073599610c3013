#include "base/text.hpp"
#include "checks/use_cases.hpp"
#include "checks/word_book.hpp"

namespace gongkai::checks {
namespace {
constexpr std::string_view permission = "checks.lists";

std::vector<Fault> why_not_list(std::string_view name, std::string_view about) {
  std::vector<Fault> faults;
  if (name.empty() || count_characters(name) > 40)
    faults.push_back({FaultKind::invalid, "checks.list_name_wrong", "name"});
  if (count_characters(about) > 200) faults.push_back({FaultKind::invalid, "checks.list_about_too_long", "about"});
  return faults;
}

bool is_taken(db::Session& session, std::string_view name, ListId except) {
  for (const auto& list : store::lists(session))
    if (list.name == name && list.id != except) return true;
  return false;
}

/// The list with the person's stamp on it, for a change.
Result<WordList> open_list(Transaction& tx, ListId id) {
  CHECK_OK(tx.require(permission, "/"));
  auto list = store::find_list(tx.db(), id);
  if (!list) return refuse(FaultKind::not_found, "checks.list_not_found");
  list->changed_at = tx.now();
  list->changed_by = tx.context().actor.name;
  tx.about("check_list", id.value, {});
  tx.before("name", json::value(list->name));
  return *std::move(list);
}
}  // namespace

Result<ListId> add_list(Context& context, std::string_view name, ListKind kind, std::string_view about) {
  return in_transaction(context, "checks.add_list", [&](Transaction& tx) -> Result<ListId> {
    CHECK_OK(tx.require(permission, "/"));
    CHECK_OK(all_of(why_not_list(name, about)));
    if (is_taken(tx.db(), name, {})) return refuse(FaultKind::invalid, "checks.list_name_taken", "name");
    const auto id = tx.new_id<ListId>();
    store::insert(tx.db(), WordList{.id = id,
                                    .name = std::string(name),
                                    .kind = kind,
                                    .about = std::string(about),
                                    .changed_at = tx.now(),
                                    .changed_by = context.actor.name});
    tx.about("check_list", id.value, {});
    tx.after("name", json::value(name));
    tx.changed(list_topic, id.value);
    return id;
  });
}

Result<void> change_list(Context& context, ListId id, std::string_view name, std::string_view about,
                         std::int64_t version) {
  return in_transaction(context, "checks.change_list", [&](Transaction& tx) -> Result<void> {
    auto list = TRY(open_list(tx, id));
    CHECK_OK(all_of(why_not_list(name, about)));
    if (is_taken(tx.db(), name, id)) return refuse(FaultKind::invalid, "checks.list_name_taken", "name");
    list.name = name;
    list.about = about;
    if (!store::update(tx.db(), list, version)) return refuse(FaultKind::conflict, "version.conflict");
    tx.after("name", json::value(name));
    tx.changed(list_topic, id.value);
    return {};
  });
}

Result<void> remove_list(Context& context, ListId id, std::int64_t version) {
  return in_transaction(context, "checks.remove_list", [&](Transaction& tx) -> Result<void> {
    const auto list = TRY(open_list(tx, id));
    if (!store::update(tx.db(), list, version)) return refuse(FaultKind::conflict, "version.conflict");
    store::remove_list(tx.db(), id);
    tx.before("terms", json::value(list.terms));
    tx.changed(list_topic, id.value, feed::Operation::remove);
    return {};
  });
}

Result<ListChange> import_terms(Context& context, ListId id, const ListFile& file, bool replace, std::int64_t version) {
  ListChange change;
  const auto done = in_transaction(context, "checks.import_terms", [&](Transaction& tx) -> Result<void> {
    const auto list = TRY(open_list(tx, id));
    const auto present = store::terms(tx.db(), id);
    change = preview(present, file, replace);
    CHECK_OK(all_of(change.faults));
    if (!store::update(tx.db(), list, version)) return refuse(FaultKind::conflict, "version.conflict");
    auto terms = file.terms;
    if (!replace) {
      std::set<std::string_view> fresh;
      for (const auto& term : file.terms) fresh.insert(term.text);
      std::vector<Term> kept;
      for (const auto& term : present)
        if (!fresh.contains(term.text)) kept.push_back(term);
      terms.insert(terms.begin(), kept.begin(), kept.end());
    }
    if (terms.size() > most_terms) return refuse(FaultKind::invalid, "checks.list_too_long", "file");
    store::replace_terms(tx.db(), id, terms);
    tx.after("added", json::value(change.added));
    tx.after("changed", json::value(change.changed));
    tx.after("removed", json::value(change.removed));
    tx.changed(list_topic, id.value);
    return {};
  });
  if (!done) return std::unexpected(done.error());
  return change;
}

}  // namespace gongkai::checks
