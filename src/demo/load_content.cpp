#include "demo/load_content.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "base/text.hpp"
#include "content/store.hpp"
#include "content/use_cases.hpp"
#include "demo/attachment.hpp"
#include "demo/parallel.hpp"
#include "demo/store.hpp"
#include "directory/api.hpp"
#include "platform/html/html.hpp"
#include "policy/use_cases.hpp"

namespace gongkai::demo {
namespace {

/// A folder that goes with its files.
class ScratchFolder {
 public:
  ScratchFolder() {
    auto pattern = (std::filesystem::temp_directory_path() / "gongkai-demo-XXXXXX").string();
    if (!mkdtemp(pattern.data())) throw std::runtime_error("cannot make a folder below " + pattern);
    m_path = pattern;
  }
  ~ScratchFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(m_path, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  std::filesystem::path write(const std::string& bytes) const {
    const auto file = m_path / "attachment";
    std::ofstream(file, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return file;
  }

 private:
  std::filesystem::path m_path;
};

std::string paragraph_markup(std::string_view text) {
  if (text.starts_with("# ")) return "<h2>" + html::escape(text.substr(2)) + "</h2>";
  if (text.starts_with("= "))
    return "<p class=\"signature\">" +
           join({html::escape(text.substr(2, text.find('|') - 2)), html::escape(text.substr(text.find('|') + 1))},
                "<br>") +
           "</p>";
  const bool is_salutation = text.ends_with("：") || text.starts_with("（此件");
  return (is_salutation ? "<p>" : "<p class=\"indent\">") + html::escape(text) + "</p>";
}

std::string body_markup(const DocumentEntry& entry) {
  std::string markup;
  for (const auto& paragraph : entry.body) markup += paragraph_markup(paragraph);
  return markup;
}

/// The first paragraph that says something.
std::string summary_of(const DocumentEntry& entry) {
  for (const auto& text : entry.body)
    if (!text.starts_with("#") && !text.ends_with("：") && count_characters(text) > 40) return shorten(text, 120);
  return {};
}

/// Policies and their interpretations were public before: they come without the work of the gates, as from an older site.
bool is_of_library(const DocumentEntry& entry) {
  return entry.type == "policy" || entry.type == "normative" || entry.type.starts_with("interpretation");
}

content::Fields fields_of_library(const DocumentEntry& entry, const UnitEntry& unit, content::Fields fields) {
  if (entry.type.starts_with("interpretation")) fields = {{"source", unit.fields.name}, {"contact", unit.fields.phone}};
  else fields["contact_person"] = "政策咨询岗";
  fields["contact_office"] = unit.fields.short_name + "办公室";
  for (const auto& [name, value] : entry.fields) fields[name] = value;
  return fields;
}

content::Fields fields_of(const DocumentEntry& entry, const UnitEntry& unit) {
  if (entry.type == "news") return {{"source", unit.fields.name}, {"happened_on", to_text(entry.written)}};
  content::Fields fields{{"issuer", entry.issuer},
                         {"formed_on", to_text(entry.written)},
                         {"theme", entry.theme.empty() ? unit.theme : entry.theme},
                         {"contact", unit.fields.phone}};
  if (!entry.number.empty()) {
    fields["document_number"] = entry.number;
    fields["validity"] = "in_force";
    if (entry.valid_until) fields["valid_until"] = to_text(*entry.valid_until);
  }
  return is_of_library(entry) ? fields_of_library(entry, unit, std::move(fields)) : fields;
}

/// What one thread needs to put documents into the city as its people would have done.
class Desk {
 public:
  Desk(Context& context, const City& city, const Places& places) : m_context(context), m_city(city), m_places(places) {}

  Result<content::Draft> draft_of(const DocumentEntry& entry) const {
    const auto site = m_places.sites.at(entry.site);
    const auto column = m_context.database().read(
        [&](db::Session& session) { return content::store::find_column(session, site, entry.column); });
    if (!column) return refuse(FaultKind::not_found, "demo.column_unknown", {}, {{"column", entry.column}});
    return content::Draft{.column = column->id,
                          .title = entry.title,
                          .summary = summary_of(entry),
                          .body = body_markup(entry),
                          .fields = fields_of(entry, *m_city.unit(entry.unit)),
                          .attribute = {content::Disclosure::proactive, "", ""},
                          .links = TRY(links_of(entry))};
  }
  Result<std::vector<content::DocumentLink>> links_of(const DocumentEntry& entry) const {
    std::vector<content::DocumentLink> links;
    for (const auto& link : entry.links) {
      const auto kind = content::parse_link_kind(link.kind);
      const auto target =
          m_context.database().read([&](db::Session& session) { return store::find_document(session, link.to); });
      if (!kind || !target) return refuse(FaultKind::not_found, "demo.link_broken", {}, {{"document", entry.key}});
      links.push_back({*kind, *target, ""});
    }
    return links;
  }
  UnitId unit_of(const DocumentEntry& entry) const { return m_places.units.at(entry.unit); }

  /// Acts as the person with the role for the unit, at a time that the clock says.
  Result<Context> as(std::string_view role, const DocumentEntry& entry, Services& services) const {
    const auto& login = m_city.person_with(role, entry.unit).login;
    const auto actor = m_context.database().read([&](db::Session& session) {
      const auto person = directory::find_person_by_login(session, login);
      return person ? directory::load_actor(session, person->id) : std::nullopt;
    });
    if (!actor) return refuse(FaultKind::not_found, "demo.person_missing", {}, {{"login", login}});
    return Context{.services = services, .actor = *actor};
  }

  Result<void> remember(const DocumentEntry& entry, DocumentId id) const {
    return m_context.database().write([&](db::Session& session) -> Result<void> {
      store::insert_document(session, entry.key, id);
      return {};
    });
  }

  /// The services of the installation at another time.
  Services services_at(const Clock& clock) const {
    const auto& own = m_context.services;
    return {.database = own.database,
            .clock = clock,
            .ids = own.ids,
            .vault = own.vault,
            .files = own.files,
            .search = own.search,
            .pages = own.pages,
            .calendars = own.calendars,
            .after_commit = own.after_commit};
  }

 private:
  Context& m_context;
  const City& m_city;
  const Places& m_places;
};

Result<void> attach_all(Context& editor, DocumentId id, const DocumentEntry& entry) {
  if (!editor.services.files || entry.attachments.empty()) return {};
  const ScratchFolder folder;
  for (const auto& attachment : entry.attachments) {
    const auto bytes = attachment.is_spreadsheet() ? spreadsheet(attachment) : pdf(attachment);
    const auto checked = TRY(editor.services.files->take_in({folder.write(bytes), attachment.name}));
    TRY(content::attach(editor, id, checked));
  }
  return {};
}

/// Written on the day of its date, or two hours before its release when that is the same day.
Instant time_of_writing(const DocumentEntry& entry) {
  return std::min(start_of(entry.written).plus_seconds(9 * 3600), entry.released.plus_seconds(-2 * 3600));
}

Result<std::int64_t> version_of(Context& context, DocumentId id) {
  const auto document =
      context.database().read([&](db::Session& session) { return content::store::find_document(session, id); });
  if (!document) return refuse(FaultKind::not_found, "document.not_found");
  return document->version;
}

Result<void> write_and_release(const Desk& desk, const DocumentEntry& entry) {
  FixedClock clock(time_of_writing(entry));
  Services services = desk.services_at(clock);
  auto editor = TRY(desk.as("editor", entry, services));
  const auto draft = TRY(desk.draft_of(entry));
  const auto id = TRY(content::create(editor, entry.type, desk.unit_of(entry), draft));
  CHECK_OK(attach_all(editor, id, entry));
  clock.advance_seconds(3600);
  const auto written = TRY(version_of(editor, id));
  const auto submitted = TRY(content::submit(editor, id, written));
  clock.set(entry.released);
  auto releaser = TRY(desk.as("releaser", entry, services));
  TRY(content::release(releaser, id, submitted));
  return desk.remember(entry, id);
}

/// The bodies' own codes: the three digits before the serial of the number.
Result<void> enter_into_ledger(Context& context, UnitId unit, DocumentId id, const DocumentEntry& entry) {
  const auto code = entry.registration.substr(entry.registration.size() - 7, 3);
  const auto set = policy::set_number_pattern(
      context, {.unit = unit, .pattern = policy::catalog().ledger.number_pattern, .unit_code = code, .version = 0});
  if (!set && set.error().code != "version.conflict") return std::unexpected(set.error());
  TRY(policy::record_registration(context, id, entry.registration, entry.released.day()));
  return {};
}

Result<std::vector<files::Checked>> checked_files(Context& context, const DocumentEntry& entry) {
  std::vector<files::Checked> files;
  if (!context.services.files) return files;
  for (const auto& attachment : entry.attachments) {
    const ScratchFolder folder;
    const auto bytes = attachment.is_spreadsheet() ? spreadsheet(attachment) : pdf(attachment);
    files.push_back(TRY(context.services.files->take_in({folder.write(bytes), attachment.name})));
  }
  return files;
}

Result<void> take_over(const Desk& desk, Context& context, const DocumentEntry& entry) {
  content::Imported imported{.type = entry.type,
                             .unit = desk.unit_of(entry),
                             .draft = TRY(desk.draft_of(entry)),
                             .writer_name = {},
                             .published_at = entry.released};
  imported.writer_name = context.actor.name;
  imported.attachments = TRY(checked_files(context, entry));
  const auto id = TRY(content::import_released(context, imported));
  if (!entry.registration.empty()) CHECK_OK(enter_into_ledger(context, imported.unit, id, entry));
  return desk.remember(entry, id);
}

/// What is not there yet, by unit: a unit's index numbers then follow its documents' dates, whatever the threads do.
std::vector<std::vector<const DocumentEntry*>> missing_by_unit(Context& context,
                                                               const std::vector<DocumentEntry>& documents) {
  const auto present = context.database().read([](db::Session& session) { return store::loaded_documents(session); });
  std::map<std::string_view, std::vector<const DocumentEntry*>> by_unit;
  for (const auto& entry : documents)
    if (!present.contains(entry.key)) by_unit[entry.unit].push_back(&entry);
  std::vector<std::vector<const DocumentEntry*>> groups;
  for (auto& [unit, entries] : by_unit) groups.push_back(std::move(entries));
  std::ranges::stable_sort(groups, std::greater{},
                           [](const auto& group) { return group.size(); });  // the longest first
  return groups;
}

template <class Put>
Result<void> put_all(Context& context, const std::vector<DocumentEntry>& documents, Loaded& loaded, Put&& put) {
  const auto groups = missing_by_unit(context, documents);
  const auto put_group = [&](const std::vector<const DocumentEntry*>& group) -> Result<void> {
    for (const auto* entry : group) CHECK_OK(put(*entry));
    return {};
  };
  CHECK_OK(for_each_parallel(groups, put_group));
  for (const auto& group : groups) loaded.documents += static_cast<std::int64_t>(group.size());
  return {};
}

Result<void> load_columns_of(Context& context, const City& city, const SiteEntry& site, SiteId id,
                             std::atomic<std::int64_t>& added) {
  std::map<std::string, ColumnId> columns;
  for (const auto& column :
       context.database().read([&](db::Session& session) { return content::store::columns(session, id); }))
    columns[column.slug] = column.id;
  std::int64_t order = 0;
  for (const auto& entry : city.trees.at(site.tree)) {
    ++order;
    if (columns.contains(entry.slug)) continue;
    const auto parent = entry.parent.empty() ? ColumnId{} : columns.at(entry.parent);
    columns[entry.slug] = TRY(content::add_column(context, {.site = id,
                                                            .parent = parent,
                                                            .slug = entry.slug,
                                                            .name = entry.name,
                                                            .about = entry.about,
                                                            .keywords = entry.name + " " + site.fields.name,
                                                            .kind = entry.kind,
                                                            .sort_order = order}));
    ++added;
  }
  return {};
}

}  // namespace

Result<void> load_columns(Context& context, const City& city, const Places& places, Loaded& loaded) {
  std::atomic<std::int64_t> added = 0;
  CHECK_OK(for_each_parallel(city.sites, [&](const SiteEntry& site) {
    Context own = context;
    return load_columns_of(own, city, site, places.sites.at(site.slug), added);
  }));
  loaded.columns += added;
  return {};
}

Result<void> load_documents(Context& context, const City& city, const Places& places,
                            const std::vector<DocumentEntry>& documents, Loaded& loaded) {
  const Desk desk(context, city, places);
  const auto put = [&](const DocumentEntry& entry) {
    Context own = context;
    return is_of_library(entry) ? take_over(desk, own, entry) : write_and_release(desk, entry);
  };
  // what points at another document comes when that one is there
  std::vector<DocumentEntry> first, second;
  for (const auto& entry : documents) (entry.links.empty() ? first : second).push_back(entry);
  CHECK_OK(put_all(context, first, loaded, put));
  std::ranges::stable_sort(second, {},
                           [](const DocumentEntry& entry) { return entry.type.starts_with("interpretation"); });
  const auto readings =
      std::ranges::find_if(second, [](const auto& entry) { return entry.type.starts_with("interpretation"); });
  CHECK_OK(put_all(context, {second.begin(), readings}, loaded, put));
  return put_all(context, {readings, second.end()}, loaded, put);
}

Result<void> load_made_documents(Context& context, const City& city, const Places& places,
                                 const std::vector<DocumentEntry>& documents, Loaded& loaded) {
  const Desk desk(context, city, places);
  return put_all(context, documents, loaded, [&](const DocumentEntry& entry) {
    Context own = context;
    return take_over(desk, own, entry);
  });
}

}  // namespace gongkai::demo
