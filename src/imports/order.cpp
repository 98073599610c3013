// The orders of the office: a file handed in, its mapping, and what is to be done with it.
#include <algorithm>
#include <fstream>

#include "base/text.hpp"
#include "content/api.hpp"
#include "directory/api.hpp"
#include "imports/store.hpp"
#include "imports/use_cases.hpp"
#include "platform/files/store.hpp"

namespace gongkai::imports {

namespace {

constexpr std::size_t name_max = 80;
constexpr std::string_view use_kind = "import";

/// Source files are kept as they came: they are never served, and their readers run in a confined process.
Result<files::Checked> keep(Services& services, const std::filesystem::path& path, std::string name) {
  return files::Checked{.blob = TRY(services.files->blobs().put(path)),
                        .name = std::move(name),
                        .media_type = "application/octet-stream"};
}

/// A file of our own making, on its way into the store.
class Scratch {
 public:
  Scratch(Services& services, std::string_view bytes) : m_path(services.files->blobs().scratch("jsonl")) {
    std::ofstream out(m_path, std::ios::binary);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!out.flush()) throw std::runtime_error("cannot write " + m_path.string());
  }
  ~Scratch() {
    std::error_code ignored;
    std::filesystem::remove(m_path, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  const std::filesystem::path& path() const { return m_path; }

 private:
  std::filesystem::path m_path;
};

Result<files::Checked> keep_converted(Services& services, const std::filesystem::path& path, Source source,
                                      const documents::Selectors& selectors) {
  const Scratch lines(services, TRY(converted(services, path, source, selectors)));
  return keep(services, lines.path(), "records.jsonl");
}

struct Opened {
  Import import;
  directory::Unit unit;
};
Result<Opened> open(Transaction& tx, ImportId id, std::int64_t version) {
  const auto import = store::find(tx.db(), id);
  const auto unit = import ? directory::find_unit(tx.db(), import->unit) : std::nullopt;
  if (!unit) return refuse(FaultKind::not_found, "import.not_found");
  CHECK_OK(tx.require("imports.manage", unit->path));
  if (!store::claim(tx.db(), id, version)) return refuse(FaultKind::conflict, "version.conflict");
  tx.about("import", id.value, unit->id);
  return Opened{*import, *unit};
}

bool is_working(State state) {
  return state == State::checking || state == State::running || state == State::undoing;
}

Result<std::int64_t> order(Context& context, ImportId id, std::int64_t version, std::string_view act,
                           std::initializer_list<State> from, State to, std::string_view job, json::object payload) {
  return in_transaction(context, act, [&](Transaction& tx) -> Result<std::int64_t> {
    auto [import, unit] = TRY(open(tx, id, version));
    if (is_working(import.state)) return refuse(FaultKind::conflict, "import.working");
    if (std::ranges::find(from, import.state) == from.end()) return refuse(FaultKind::conflict, "import.not_now");
    if (import.mapping.empty()) return refuse(FaultKind::invalid, "import.mapping_missing", "mapping");
    import.state = to;
    import.fault.clear();
    import.started_at = tx.now();
    import.finished_at.reset();
    if (to == State::checking) import.total = import.faulty = import.skipped = import.existing = 0;
    store::update(tx.db(), import);
    tx.after("state", json::value(name_of(to)));
    payload["import"] = to_text(id);
    tx.enqueue(job, payload, {}, std::string(job) + ":" + to_text(id));
    return version + 1;
  });
}

Result<std::string> path_of(Services& services, db::Session& session, FileId id) {
  const auto file = TRY(services.files->find(session, id));
  return TRY(services.files->path_of(file)).string();
}

}  // namespace

Result<ImportId> begin(Context& context, const Order& asked) {
  const auto unit =
      context.database().read([&](db::Session& session) { return directory::find_unit(session, asked.unit); });
  if (!unit) return refuse(FaultKind::invalid, "document.unit_unknown", "unit");
  CHECK_OK(auth::require(context.actor, "imports.manage", unit->path));  // before the slow work
  auto& services = context.services;
  const auto name = shorten(clean_utf8(trim(asked.name.empty() ? asked.file_name : asked.name)), name_max);
  const auto file = TRY(keep(services, asked.file, shorten(clean_utf8(asked.file_name), name_max)));
  std::optional<files::Checked> records;
  if (needs_conversion(asked.source))
    records = TRY(keep_converted(services, asked.file, asked.source, asked.selectors));
  else TRY(RecordFile::open(asked.file, asked.source));
  return in_transaction(context, "imports.begin", [&](Transaction& tx) -> Result<ImportId> {
    CHECK_OK(tx.require("imports.manage", unit->path));
    Import import{.id = tx.new_id<ImportId>(),
                  .unit = unit->id,
                  .name = name,
                  .source = asked.source,
                  .ordered_by = context.actor.person,
                  .created_at = tx.now()};
    const auto take = [&](const files::Checked& checked) -> Result<FileId> {
      const auto accepted = services.files->accept(tx, checked);
      CHECK_OK(services.files->use(tx, accepted.id, use_kind, import.id.value));
      return accepted.id;
    };
    import.file = TRY(take(file));
    import.records = records ? TRY(take(*records)) : import.file;
    if (import.source == Source::web_site) import.media = import.file;
    store::insert(tx.db(), import);
    tx.about("import", import.id.value, unit->id);
    tx.after("name", json::value(import.name));
    tx.after("sha256", json::value(file.blob.sha256));
    tx.changed("import", import.id.value);
    return import.id;
  });
}

Result<std::int64_t> add_media(Context& context, ImportId id, const std::filesystem::path& zip, std::int64_t version) {
  const auto kept = TRY(keep(context.services, zip, "media.zip"));
  return in_transaction(context, "imports.add_media", [&](Transaction& tx) -> Result<std::int64_t> {
    auto [import, unit] = TRY(open(tx, id, version));
    if (is_working(import.state)) return refuse(FaultKind::conflict, "import.working");
    const auto accepted = context.services.files->accept(tx, kept);
    CHECK_OK(context.services.files->use(tx, accepted.id, use_kind, id.value));
    import.media = accepted.id;
    store::update(tx.db(), import);
    return version + 1;
  });
}

Result<std::int64_t> set_mapping(Context& context, ImportId id, const Mapping& mapping, std::int64_t version) {
  const auto text = json::to_string(to_json(mapping));
  std::optional<files::Checked> records;
  const auto source_path = context.database().read([&](db::Session& session) -> Result<std::string> {
    const auto import = store::find(session, id);
    if (!import || import->source != Source::web_site) return std::string();
    return path_of(context.services, session, import->file);
  });
  if (const auto path = TRY(source_path); !path.empty())
    records = TRY(keep_converted(context.services, path, Source::web_site, mapping.selectors));
  return in_transaction(context, "imports.set_mapping", [&](Transaction& tx) -> Result<std::int64_t> {
    auto [import, unit] = TRY(open(tx, id, version));
    if (is_working(import.state)) return refuse(FaultKind::conflict, "import.working");
    if (import.taken > 0 && import.state != State::undone) return refuse(FaultKind::conflict, "import.already_taken");
    if (records) {
      const auto accepted = context.services.files->accept(tx, *records);
      CHECK_OK(context.services.files->use(tx, accepted.id, use_kind, id.value));
      import.records = accepted.id;
    }
    import.mapping = text;
    import.state = State::uploaded;
    import.position = import.taken = import.kept = 0;
    store::update(tx.db(), import);
    tx.after("mapping", json::value(text));
    return version + 1;
  });
}

Result<std::int64_t> order_check(Context& context, ImportId id, std::int64_t version) {
  return order(context, id, version, "imports.order_check",
               {State::uploaded, State::checked, State::undone, State::failed}, State::checking, check_job, {});
}
Result<std::int64_t> order_run(Context& context, ImportId id, std::int64_t version) {
  return order(context, id, version, "imports.order_run", {State::checked, State::failed}, State::running, run_job, {});
}
Result<std::int64_t> order_undo(Context& context, ImportId id, bool forced, std::int64_t version) {
  return order(context, id, version, "imports.order_undo", {State::done, State::undone, State::failed}, State::undoing,
               undo_job, {{"forced", forced}});
}

Result<ImportMappingId> save_mapping(Context& context, UnitId unit_id, std::string_view name, const Mapping& mapping) {
  return in_transaction(context, "imports.save_mapping", [&](Transaction& tx) -> Result<ImportMappingId> {
    const auto unit = directory::find_unit(tx.db(), unit_id);
    if (!unit) return refuse(FaultKind::invalid, "document.unit_unknown", "unit");
    CHECK_OK(tx.require("imports.manage", unit->path));
    if (trim(name).empty() || count_characters(name) > name_max)
      return refuse(FaultKind::invalid, "import.name_wrong", "name");
    SavedMapping saved{tx.new_id<ImportMappingId>(), unit->id, std::string(trim(name)),
                       json::to_string(to_json(mapping)), tx.now()};
    for (const auto& known : store::mappings(tx.db(), {{unit->id.value}}))
      if (known.name == saved.name) saved.id = known.id;
    store::put(tx.db(), saved);
    tx.about("import_mapping", saved.id.value, unit->id);
    tx.after("name", json::value(saved.name));
    return saved.id;
  });
}

Result<void> forget_mapping(Context& context, ImportMappingId id) {
  return in_transaction(context, "imports.forget_mapping", [&](Transaction& tx) -> Result<void> {
    const auto saved = store::find_mapping(tx.db(), id);
    const auto unit = saved ? directory::find_unit(tx.db(), saved->unit) : std::nullopt;
    if (!unit) return refuse(FaultKind::not_found, "import.mapping_not_found");
    CHECK_OK(tx.require("imports.manage", unit->path));
    tx.about("import_mapping", id.value, unit->id);
    tx.before("name", json::value(saved->name));
    store::remove_mapping(tx.db(), id);
    return {};
  });
}

Result<Sample> sample_of(Services& services, db::Session& session, const Import& import, std::size_t count) {
  const auto path = TRY(path_of(services, session, import.records));
  const auto file = TRY(RecordFile::open(path, import.source));
  Sample sample;
  const auto records = file->read();
  while (sample.records.size() < count) {
    auto record = records->next();
    if (!record) break;
    for (const auto& [name, value] : record->values)
      if (std::ranges::find(sample.columns, name) == sample.columns.end()) sample.columns.push_back(name);
    sample.records.push_back(std::move(*record));
  }
  return sample;
}

}  // namespace gongkai::imports
