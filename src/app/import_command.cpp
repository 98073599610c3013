// gongkai import: takes documents of another system over without the office's pages, for files of any length.
#include <chrono>
#include <fstream>
#include <iterator>

#include "app/output.hpp"
#include "app/platform.hpp"
#include "content/type_book.hpp"
#include "directory/api.hpp"
#include "imports/store.hpp"
#include "imports/use_cases.hpp"
#include "imports/work.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::app {
namespace {

constexpr std::int64_t faults_shown = 20;

Result<json::value> read_json(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return refuse(FaultKind::invalid, "app.file_not_readable", {}, {{"file", path}});
  return json::parse(std::string(std::istreambuf_iterator<char>(in), {}));
}

Result<UnitId> unit_named(Context& context, const std::string& name) {
  const auto unit = context.database().read([&](db::Session& session) {
    return name.empty() ? directory::root_unit(session) : directory::find_unit_by_name(session, name);
  });
  if (!unit) return refuse(FaultKind::invalid, "document.unit_unknown", "unit");
  return unit->id;
}

imports::Import state_of(Context& context, ImportId id) {
  const auto import = context.database().read([&](db::Session& session) { return imports::store::find(session, id); });
  if (!import) throw std::runtime_error("the import vanished");
  return *import;
}

imports::Progress saying(bool quiet) {
  return [quiet](std::int64_t done, std::int64_t) {
    if (!quiet) say_error(i18n::text("import.progress", {{"done", std::to_string(done)}}));
    return true;
  };
}

void show_faults(Context& context, ImportId id) {
  const auto faults = context.database().read(
      [&](db::Session& session) { return imports::store::faults(session, id, 0, faults_shown); });
  for (const auto& [number, fault] : faults)
    say_error(fmt::format("  {} {} {}：{}", fault.place, fault.column, fault.value, fault.reason));
}

/// How it ended, with the pace of what was taken over.
void show(const imports::Import& import, double seconds, bool as_json) {
  const auto pace = seconds > 0 ? static_cast<std::int64_t>(static_cast<double>(import.taken) / seconds) : 0;
  if (as_json)
    return say(json::to_string(json::object{{"id", to_text(import.id)},
                                            {"state", imports::name_of(import.state)},
                                            {"total", import.total},
                                            {"faulty", import.faulty},
                                            {"skipped", import.skipped},
                                            {"existing", import.existing},
                                            {"taken", import.taken},
                                            {"kept", import.kept},
                                            {"per_second", pace}}));
  say(i18n::text("app.import_result", {{"id", to_text(import.id)},
                                       {"total", std::to_string(import.total)},
                                       {"faulty", std::to_string(import.faulty)},
                                       {"existing", std::to_string(import.existing)},
                                       {"taken", std::to_string(import.taken)},
                                       {"pace", std::to_string(pace)}}));
}

Result<ImportId> prepare(Context& context, const ImportOptions& options) {
  const auto source = options.source.empty() ? imports::source_of(options.file) : imports::parse_source(options.source);
  if (!source) return refuse(FaultKind::invalid, "import.source_unknown", "source");
  const auto given = TRY(read_json(options.map));
  const auto mapping = TRY(imports::parse_mapping(given, *content::type_book(context.services)));
  const auto unit = TRY(unit_named(context, options.unit));
  const auto id = TRY(imports::begin(context, {.unit = unit,
                                               .name = options.name,
                                               .source = *source,
                                               .file = options.file,
                                               .file_name = std::filesystem::path(options.file).filename().string(),
                                               .selectors = mapping.selectors}));
  std::int64_t version = 1;
  if (!options.media.empty()) version = TRY(imports::add_media(context, id, options.media, version));
  TRY(imports::set_mapping(context, id, mapping, version));
  return id;
}

Result<int> take_over(Platform& platform, const ImportOptions& options) {
  auto context = platform.system_context();
  const auto quiet = options.installation.json;
  const auto id = TRY(prepare(context, options));
  TRY(imports::order_check(context, id, state_of(context, id).version));
  CHECK_OK(imports::check(platform.services(), id, saying(quiet)));
  const auto checked = state_of(context, id);
  if (checked.faulty > 0) show_faults(context, id);
  if (options.check_only || (checked.faulty > 0 && !options.skip_faulty)) {
    show(checked, 0, quiet);
    return checked.faulty > 0 ? findings : fine;
  }
  TRY(imports::order_run(context, id, checked.version));
  const auto begun = std::chrono::steady_clock::now();
  CHECK_OK(imports::run(platform.services(), id, saying(quiet)));
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
  const auto done = state_of(context, id);
  show(done, took.count(), quiet);
  return done.faulty > 0 ? findings : fine;
}

Result<int> give_back(Platform& platform, const ImportOptions& options) {
  auto context = platform.system_context();
  const ImportId id{parse_id(options.undo).value_or(0)};
  const auto import = context.database().read([&](db::Session& session) { return imports::store::find(session, id); });
  if (!import) return refuse(FaultKind::not_found, "import.not_found");
  TRY(imports::order_undo(context, id, options.forced, import->version));
  CHECK_OK(imports::undo(platform.services(), id, options.forced, saying(options.installation.json)));
  const auto done = state_of(context, id);
  show(done, 0, options.installation.json);
  return done.kept > 0 ? findings : fine;
}

Result<int> run(const ImportOptions& options) {
  auto platform = TRY(Platform::open(options.installation));
  return options.undo.empty() ? take_over(*platform, options) : give_back(*platform, options);
}

}  // namespace

int import_documents(const ImportOptions& options) {
  const auto result = run(options);
  return result ? *result : report(result.error());
}

}  // namespace gongkai::app
