#include "content/type_book.hpp"

#include <mutex>

#include "platform/log/log.hpp"

namespace gongkai::content {

namespace {

struct Declared {
  std::string id;
  std::string declaration;
  std::int64_t version = 0;
};

}  // namespace
}  // namespace gongkai::content

namespace gongkai {
template <>
struct db::Columns<content::Declared> {
  static constexpr auto list =
      std::tuple{db::column("id", &content::Declared::id), db::column("declaration", &content::Declared::declaration),
                 db::column("version", &content::Declared::version)};
};
}  // namespace gongkai

namespace gongkai::content {
namespace {

constexpr std::string_view topic = "document_type";

const db::Query all_declarations{"content.all_declarations",
                                 "SELECT id, declaration, version FROM document_type ORDER BY id"};
const db::Query one_declaration{"content.one_declaration",
                                "SELECT id, declaration, version FROM document_type WHERE id = $1"};
const db::Query declaration_version{"content.declaration_version", "SELECT version FROM document_type WHERE id = $1"};
const db::Query insert_declaration{
    "content.insert_declaration",
    "INSERT INTO document_type (id, declaration, changed_by, changed_at, version) VALUES ($1, $2, $3, $4, 1) "
    "ON CONFLICT DO NOTHING"};
const db::Query update_declaration{
    "content.update_declaration",
    "UPDATE document_type SET declaration = $2, changed_by = $3, changed_at = $4, version = version + 1 "
    "WHERE id = $1 AND version = $5"};
// of every edition that can still be edited or seen
const db::Query fields_of_type{"content.fields_of_type",
                               "SELECT e.fields FROM document d JOIN edition e ON e.id = d.latest WHERE d.type = $1"};

/// Read and replaced under one lock: a reader that began before a change must not put the old book back after it.
struct Book {
  std::mutex mutex;
  std::shared_ptr<const TypeBook> types;
};

TypeBook read_book(db::Session& session) {
  TypeBook book = catalog_types();
  for (const auto& declared : session.all<Declared>(all_declarations)) {
    auto type = parse_type(declared.declaration, vocabularies());
    if (!type) {
      log::error("the declaration of document type {} is broken: {}", declared.id, type.error().code);
      continue;
    }
    const auto found = std::ranges::find(book.types, type->id, &DocumentType::id);
    if (found == book.types.end()) book.types.push_back(*std::move(type));
    else *found = *std::move(type);
  }
  std::ranges::stable_sort(book.types, {}, &DocumentType::sort_order);
  return book;
}

bool is_id(std::string_view id) {
  return !id.empty() && id.size() <= 40 &&
         std::ranges::all_of(id, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

/// How many of the documents that exist have values which the new declaration has no place for, by the field's name.
std::map<std::string, int> homeless(const std::vector<std::string>& used, const DocumentType& type) {
  std::map<std::string, int> found;
  for (const auto& text : used) {
    const Draft draft{.fields = fields_of(text)};
    std::set<std::string> faulty;
    for (const auto& fault : why_not_save(type, draft))
      if (draft.fields.contains(fault.field)) faulty.insert(fault.field);
    for (const auto& field : faulty) ++found[field];
  }
  return found;
}

Result<void> check_use(db::Session& session, const DocumentType& type) {
  std::vector<Fault> faults;
  for (const auto& [name, count] : homeless(session.all<std::string>(fields_of_type, type.id), type))
    faults.push_back(
        {FaultKind::conflict, "types.field_in_use", name, {{"field", name}, {"count", std::to_string(count)}}, {}});
  return all_of(std::move(faults));
}

}  // namespace

std::shared_ptr<const TypeBook> type_book(Services& services) {
  auto& book = services.parts.of<Book>();
  const std::scoped_lock lock(book.mutex);
  if (!book.types)
    book.types = std::make_shared<const TypeBook>(
        services.database.read([](db::Session& session) { return read_book(session); }));
  return book.types;
}

void reload_types(Services& services, const std::vector<feed::Change>& changes) {
  if (std::ranges::find(changes, topic, &feed::Change::topic) == changes.end()) return;
  auto& book = services.parts.of<Book>();
  const std::scoped_lock lock(book.mutex);
  book.types.reset();
}

std::shared_ptr<const DocumentType> find_type(db::Session& session, std::string_view id) {
  if (const auto declared = session.one<Declared>(one_declaration, id))
    if (auto type = parse_type(declared->declaration, vocabularies()))
      return std::make_shared<const DocumentType>(*std::move(type));
  // lives as long as the program: nothing to own
  return {std::shared_ptr<const void>(), catalog_types().find(id)};
}

std::int64_t version_of_type(db::Session& session, std::string_view id) {
  return session.one<std::int64_t>(declaration_version, id).value_or(0);
}

Result<std::int64_t> declare_type(Context& context, const json::value& declaration, std::int64_t version) {
  return in_transaction(context, "content.declare_type", [&](Transaction& tx) -> Result<std::int64_t> {
    CHECK_OK(tx.require("content.types", "/"));
    const auto type = TRY(parse_type(json::to_string(declaration), vocabularies()));
    if (!is_id(type.id)) return refuse(FaultKind::invalid, "types.id_wrong", "id");
    CHECK_OK(check_use(tx.db(), type));
    const auto text = json::to_string(to_json(type));
    const auto who = tx.context().actor.person;
    const auto changed = version == 0 ? tx.db().exec(insert_declaration, type.id, text, who, tx.now())
                                      : tx.db().exec(update_declaration, type.id, text, who, tx.now(), version);
    if (changed != 1) return refuse(FaultKind::conflict, "version.conflict");
    tx.about("document_type", 0, {});
    tx.after("id", json::value(type.id));
    tx.after("declaration", json::parse(text).value_or(nullptr));
    tx.changed(topic, 0);
    return version + 1;
  });
}

}  // namespace gongkai::content
