#include "redaction/store.hpp"

namespace gongkai {
namespace redaction::store {
/// The row as it lies; JSON is read above it.
struct StoredRow {
  RedactionId id{};
  std::string owner_kind{};
  std::int64_t owner = 0;
  FileId source{};
  std::string source_sha256{};
  std::int64_t pages = 0;
  bool has_boxes = false;
  std::string extras{}, marks{};
  std::optional<FileId> result{};
  std::string proof{};
  std::optional<JobId> job{};
  std::string failure{};
  std::int64_t version = 1;
  Instant created_at{};
  std::string created_by{};
  Instant changed_at{};
  std::string changed_by{};
  std::optional<Instant> applied_at{};
};
}  // namespace redaction::store

using redaction::store::StoredRow;
template <>
struct db::Columns<StoredRow> {
  static constexpr auto list = std::tuple{
      db::column("id", &StoredRow::id),
      db::column("owner_kind", &StoredRow::owner_kind),
      db::column("owner", &StoredRow::owner),
      db::column("source", &StoredRow::source),
      db::column("source_sha256", &StoredRow::source_sha256),
      db::column("pages", &StoredRow::pages),
      db::column("has_boxes", &StoredRow::has_boxes),
      db::column("extras", &StoredRow::extras),
      db::column("marks", &StoredRow::marks),
      db::column("result", &StoredRow::result),
      db::column("proof", &StoredRow::proof),
      db::column("job", &StoredRow::job),
      db::column("failure", &StoredRow::failure),
      db::column("version", &StoredRow::version),
      db::column("created_at", &StoredRow::created_at),
      db::column("created_by", &StoredRow::created_by),
      db::column("changed_at", &StoredRow::changed_at),
      db::column("changed_by", &StoredRow::changed_by),
      db::column("applied_at", &StoredRow::applied_at),
  };
};

}  // namespace gongkai

namespace gongkai::redaction::store {
namespace {
#define REDACTION_COLUMNS                                                                                        \
  "id, owner_kind, owner, source, source_sha256, pages, has_boxes, extras, marks, result, proof, job, failure, " \
  "version, created_at, created_by, changed_at, changed_by, applied_at"

const db::Query insert_redaction{
    "redaction.insert", "INSERT INTO redaction (" REDACTION_COLUMNS
                        ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, NULL, '', NULL, '', 1, $10, $11, $10, $11, "
                        "NULL)"
                        " ON CONFLICT DO NOTHING"};
const db::Query find_redaction{"redaction.find", "SELECT " REDACTION_COLUMNS " FROM redaction WHERE id = $1"};
const db::Query find_open_redaction{"redaction.find_open", "SELECT " REDACTION_COLUMNS
                                                           " FROM redaction WHERE owner_kind = $1 AND owner = $2 AND "
                                                           "source = $3 AND applied_at IS NULL"};
const db::Query list_of_owner{"redaction.of_owner", "SELECT " REDACTION_COLUMNS
                                                    " FROM redaction WHERE owner_kind = $1 AND owner = $2"
                                                    " ORDER BY id DESC LIMIT 200"};
const db::Query list_applied{"redaction.applied_to",
                             "SELECT " REDACTION_COLUMNS
                             " FROM redaction WHERE source_sha256 = $1 AND applied_at IS NOT NULL"
                             " ORDER BY id DESC LIMIT 100"};
const db::Query update_redaction{"redaction.update",
                                 "UPDATE redaction SET marks = $3, result = $4, proof = $5, changed_at = $6, "
                                 "changed_by = $7, applied_at = $8, job = $9, failure = $10, version = version + 1 "
                                 "WHERE id = $1 AND version = $2"};
const db::Query delete_redaction{"redaction.delete",
                                 "DELETE FROM redaction WHERE id = $1 AND version = $2 AND applied_at IS NULL"};

std::string extras_text(const Redaction& redaction) {
  json::object extras;
  for (const auto& [kind, count] : redaction.extras) extras[kind] = count;
  return json::to_string(extras);
}

json::value parsed(const std::string& text, json::value otherwise) {
  auto value = text.empty() ? Result<json::value>(std::move(otherwise)) : json::parse(text);
  if (!value) throw std::runtime_error("a redaction's JSON is broken");
  return *std::move(value);
}

Redaction to_redaction(StoredRow row) {
  Redaction redaction{.id = row.id,
                      .owner = {std::move(row.owner_kind), row.owner},
                      .source = row.source,
                      .source_sha256 = std::move(row.source_sha256),
                      .pages = static_cast<int>(row.pages),
                      .has_boxes = row.has_boxes,
                      .result = row.result.value_or(FileId{}),
                      .job = row.job.value_or(JobId{}),
                      .version = row.version,
                      .created_at = row.created_at,
                      .created_by = std::move(row.created_by),
                      .changed_at = row.changed_at,
                      .changed_by = std::move(row.changed_by),
                      .applied_at = row.applied_at};
  const auto extras = parsed(row.extras, json::object{});
  for (const auto& [kind, count] : extras.as_object())
    redaction.extras.emplace_back(std::string(kind), count.as_int64());
  auto marks = marks_of(parsed(row.marks, json::array{}).as_array());
  if (!marks) throw std::runtime_error("a redaction's marks are broken");
  redaction.marks = std::move(*marks);
  redaction.proof = parsed(row.proof, json::object{}).as_object();
  redaction.failure = parsed(row.failure, json::object{}).as_object();
  return redaction;
}

template <class... Args>
std::vector<Redaction> all(db::Session& session, const db::Query& query, const Args&... args) {
  std::vector<Redaction> found;
  for (auto& row : session.all<StoredRow>(query, args...)) found.push_back(to_redaction(std::move(row)));
  return found;
}
}  // namespace

bool insert(db::Session& session, const Redaction& r) {
  return session.exec(insert_redaction, r.id, r.owner.kind, r.owner.object, r.source, r.source_sha256,
                      std::int64_t{r.pages}, r.has_boxes, extras_text(r), json::to_string(to_json(r.marks)),
                      r.created_at, r.created_by) == 1;
}

std::optional<Redaction> find(db::Session& session, RedactionId id) {
  auto row = session.one<StoredRow>(find_redaction, id);
  if (!row) return std::nullopt;
  return to_redaction(std::move(*row));
}

std::optional<Redaction> find_open(db::Session& session, const Owner& owner, FileId source) {
  auto row = session.one<StoredRow>(find_open_redaction, owner.kind, owner.object, source);
  if (!row) return std::nullopt;
  return to_redaction(std::move(*row));
}

std::vector<Redaction> of_owner(db::Session& session, const Owner& owner) {
  return all(session, list_of_owner, owner.kind, owner.object);
}

std::vector<Redaction> applied_to(db::Session& session, std::string_view sha256) {
  return all(session, list_applied, sha256);
}

bool update(db::Session& session, const Redaction& r) {
  const auto result = r.result ? std::optional(r.result) : std::nullopt;
  const auto text_of = [](const json::object& said) { return said.empty() ? std::string() : json::to_string(said); };
  const auto job = r.job ? std::optional(r.job) : std::nullopt;
  return session.exec(update_redaction, r.id, r.version, json::to_string(to_json(r.marks)), result, text_of(r.proof),
                      r.changed_at, r.changed_by, r.applied_at, job, text_of(r.failure)) == 1;
}

bool remove(db::Session& session, RedactionId id, std::int64_t version) {
  return session.exec(delete_redaction, id, version) == 1;
}

}  // namespace gongkai::redaction::store
