#include "demo/desk.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "base/text.hpp"
#include "content/store.hpp"
#include "demo/attachment.hpp"
#include "demo/store.hpp"
#include "directory/api.hpp"
#include "platform/html/html.hpp"

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

/// 市水利局办公室, but 市政府办公室政务公开科.
std::string office_of(const UnitEntry& unit) {
  const auto& name = unit.fields.short_name;
  return name + (name.ends_with("办公室") ? "政务公开科" : "办公室");
}

/// What every document of its kind says, as far as its type asks for it.
content::Fields usual_fields(const DocumentEntry& entry, const UnitEntry& unit) {
  content::Fields fields{{"issuer", entry.issuer.empty() ? unit.fields.name : entry.issuer},
                         {"formed_on", to_text(entry.written)},
                         {"theme", entry.theme.empty() ? unit.theme : entry.theme},
                         {"source", unit.fields.name},
                         {"unit_name", unit.fields.name},
                         {"contact_office", office_of(unit)},
                         {"contact_person", "政策咨询岗"},
                         {"contact", unit.fields.phone},
                         {"telephone", unit.fields.phone},
                         {"address", unit.fields.address},
                         {"hours", unit.fields.office_hours},
                         {"document_number", entry.number}};
  if (entry.type == "news") fields["happened_on"] = to_text(entry.written);
  if (!entry.number.empty()) fields["validity"] = "in_force";
  if (entry.valid_until) fields["valid_until"] = to_text(*entry.valid_until);
  return fields;
}

content::Fields fields_of(const DocumentEntry& entry, const UnitEntry& unit) {
  const auto* type = content::catalog_types().find(entry.type);
  if (!type) throw std::runtime_error("catalog/demo/documents: " + entry.key + ": no such type");
  content::Fields fields;
  for (const auto& [name, value] : usual_fields(entry, unit)) {
    const auto* rule = type->find(name);
    const bool is_address = rule && rule->kind == content::FieldKind::address;  // of the net, not of the house
    if (rule && !is_address && !value.empty()) fields[name] = value;
  }
  for (const auto& [name, value] : entry.fields) fields[name] = value;
  return fields;
}

std::string bytes_of(const AttachmentEntry& attachment) {
  if (attachment.is_spreadsheet()) return spreadsheet(attachment);
  return attachment.is_text_document() ? text_document(attachment) : pdf(attachment);
}

Result<void> attach_all(Context& editor, DocumentId id, const DocumentEntry& entry) {
  for (const auto& file : TRY(checked_files(editor, entry))) TRY(content::attach(editor, id, file));
  return {};
}

}  // namespace

bool is_taken_over(const DocumentEntry& entry) {
  return entry.type != "news" && entry.type != "notice";
}

Result<ColumnId> Desk::column(std::string_view site, std::string_view slug) const {
  const auto found = m_context.database().read([&](db::Session& session) {
    return content::store::find_column(session, m_places.sites.find(site)->second, slug);
  });
  if (!found) return refuse(FaultKind::not_found, "demo.column_unknown", {}, {{"column", std::string(slug)}});
  return found->id;
}

Result<DocumentId> Desk::document(std::string_view entry) const {
  const auto found =
      m_context.database().read([&](db::Session& session) { return store::find_document(session, entry); });
  if (!found) return refuse(FaultKind::not_found, "demo.link_broken", {}, {{"document", std::string(entry)}});
  return *found;
}

Result<content::Draft> Desk::draft_of(const DocumentEntry& entry) const {
  return content::Draft{.column = TRY(column(entry.site, entry.column)),
                        .title = entry.title,
                        .summary = summary_of(entry),
                        .body = body_markup(entry),
                        .fields = fields_of(entry, *m_city.unit(entry.unit)),
                        .attribute = {*content::parse_disclosure(entry.fate.disclosure), entry.fate.ground,
                                      entry.fate.ground.empty() ? "" : entry.fate.remark},
                        .links = TRY(links_of(entry))};
}

Result<std::vector<content::DocumentLink>> Desk::links_of(const DocumentEntry& entry) const {
  std::vector<content::DocumentLink> links;
  for (const auto& link : entry.links) {
    const auto kind = content::parse_link_kind(link.kind);
    if (!kind) return refuse(FaultKind::not_found, "demo.link_broken", {}, {{"document", entry.key}});
    links.push_back({*kind, TRY(document(link.to)), ""});
  }
  return links;
}

Result<Context> Desk::as(std::string_view role, const DocumentEntry& entry, Services& services) const {
  return as_person(m_city.person_with(role, entry.unit).login, services);
}

Result<Context> Desk::as_person(std::string_view login, Services& services) const {
  const auto actor = m_context.database().read([&](db::Session& session) {
    const auto person = directory::find_person_by_login(session, login);
    return person ? directory::load_actor(session, person->id) : std::nullopt;
  });
  if (!actor) return refuse(FaultKind::not_found, "demo.person_missing", {}, {{"login", std::string(login)}});
  return Context{.services = services, .actor = *actor};
}

Result<void> Desk::remember(const DocumentEntry& entry, DocumentId id) const {
  return m_context.database().write([&](db::Session& session) -> Result<void> {
    store::insert_document(session, entry.key, id);
    return {};
  });
}

Services Desk::services_at(const Clock& clock) const {
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

Instant time_of_writing(const DocumentEntry& entry) {
  return std::min(start_of(entry.written).plus_seconds(9 * 3600), entry.released.plus_seconds(-2 * 3600));
}

Result<std::int64_t> version_of(Context& context, DocumentId id) {
  const auto document =
      context.database().read([&](db::Session& session) { return content::store::find_document(session, id); });
  if (!document) return refuse(FaultKind::not_found, "document.not_found");
  return document->version;
}

Result<files::Checked> take_in(Context& context, const std::string& bytes, const std::string& name) {
  const ScratchFolder folder;
  return context.services.files->take_in({folder.write(bytes), name});
}

Result<std::vector<files::Checked>> checked_files(Context& context, const DocumentEntry& entry) {
  std::vector<files::Checked> files;
  if (!context.services.files) return files;
  for (const auto& attachment : entry.attachments)
    files.push_back(TRY(take_in(context, bytes_of(attachment), attachment.name)));
  return files;
}

Result<DocumentId> write(const Desk& desk, Context& editor, const DocumentEntry& entry) {
  const auto draft = TRY(desk.draft_of(entry));
  const auto id = TRY(content::create(editor, entry.type, desk.unit_of(entry), draft));
  CHECK_OK(attach_all(editor, id, entry));
  return id;
}

}  // namespace gongkai::demo
