// From the contents of an issue to its PDF, and from there into a document like every other.
#include <fstream>

#include "content/api.hpp"
#include "content/store.hpp"
#include "content/type_book.hpp"
#include "content/use_cases.hpp"
#include "gazette/desk.hpp"
#include "gazette/rules.hpp"
#include "gazette/use_cases.hpp"
#include "platform/documents/official_text.hpp"
#include "platform/html/html.hpp"
#include "printing/official_document.hpp"

namespace gongkai::gazette {
namespace {
struct Material {
  Desk desk;
  std::vector<Article> articles;
  std::vector<Page> pages;
  documents::GazetteText text;
};

Result<Material> gather(db::Session& session, Context& context, IssueId id) {
  Material found{.desk = TRY(find_desk(session, id))};
  CHECK_OK(auth::require(context.actor, "content.write", found.desk.unit.path));
  const auto& issue = found.desk.issue;
  found.articles = store::articles(session, id);
  found.pages = store::pages(session, id);
  CHECK_OK(all_of(why_not_compose(issue, found.articles, found.pages.size())));
  found.text = {.name = gazette_name(found.desk.site.name),
                .issue = issue_name(issue),
                .published = to_chinese(issue.published_on) + "出版",
                .cover_text = issue.cover_text};
  if (issue.kind == IssueKind::scanned) return found;
  for (const auto& article : found.articles) {
    const auto document = content::find_public(session, article.document);
    if (!document)
      return refuse(FaultKind::conflict, "gazette.document_not_public", "articles", {{"title", article.title}});
    found.text.articles.push_back(
        {article.section, TRY(printing::official_text_of(*document, {}, printing::WithHead::no))});
  }
  return found;
}

/// The contents as the page of the document shows them; what is public on its own is linked.
std::string body_of(const Material& material) {
  using namespace html;  // NOLINT: a function of nothing but elements
  Html body;
  std::string section;
  for (const auto& article : material.articles) {
    if (article.section != section && !article.section.empty()) body += h2(article.section);
    section = article.section;
    const auto page = article.page > 0 ? fmt::format("（第{}页）", article.page) : std::string();
    if (article.document) body += p(a({href("/d/" + to_text(article.document))}, article.title), page);
    else body += p(article.title, page);
  }
  if (body.empty()) body += p(fmt::format("本期共{}页。", material.pages.size()));
  return std::move(body).markup();
}

content::Draft draft_of(const Material& material, ColumnId column, const content::DocumentType& type) {
  const auto& issue = material.desk.issue;
  content::Draft draft{.column = column,
                       .title = material.text.name + " " + material.text.issue,
                       .body = body_of(material),
                       .attribute = {.disclosure = content::Disclosure::proactive}};
  const std::pair<std::string_view, std::string> values[] = {{"issuer", material.desk.unit.name},
                                                             {"year", std::to_string(issue.year)},
                                                             {"number", std::to_string(issue.number)},
                                                             {"issue_number", std::to_string(issue.number)},
                                                             {"total_number", std::to_string(issue.total_number)},
                                                             {"published_on", to_text(issue.published_on)},
                                                             {"formed_on", to_text(issue.published_on)}};
  for (const auto& [name, value] : values)
    if (type.find(name)) draft.fields.emplace(std::string(name), value);
  return draft;
}

Result<files::Checked> pdf_file(files::Store& files, const std::string& bytes, const std::string& name) {
  const auto scratch = files.blobs().scratch("pdf");
  std::ofstream(scratch, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  auto blob = files.blobs().put(scratch);
  std::error_code ignored;
  std::filesystem::remove(scratch, ignored);
  return files::Checked{.blob = TRY(std::move(blob)), .name = name, .media_type = "application/pdf", .has_text = true};
}

/// The PDF that readers download: of a built issue the one just made, of a scan the files that came in.
Result<std::vector<files::Checked>> files_of(Context& context, Material& material) {
  auto& files = *context.services.files;
  std::vector<files::Checked> found;
  if (material.desk.issue.kind == IssueKind::built) {
    auto printed = documents::write_gazette_pdf(material.text, context.services.parts.of<documents::Fonts>());
    for (std::size_t i = 0; i < material.articles.size(); ++i) material.articles[i].page = printed.starts[i];
    material.desk.issue.unnumbered = printed.unnumbered;
    found.push_back(TRY(pdf_file(files, printed.bytes, material.text.name + material.text.issue + ".pdf")));
    return found;
  }
  FileId last;
  for (const auto& page : material.pages) {
    if (std::exchange(last, page.source) == page.source) continue;
    const auto file =
        TRY(context.database().read([&](db::Session& session) { return files.find(session, page.source); }));
    if (file.media_type != "application/pdf") continue;  // pictures are shown page by page
    found.push_back({.blob = {.sha256 = file.sha256, .sm3 = file.sm3, .size = file.size},
                     .name = file.name,
                     .media_type = file.media_type,
                     .scan = file.scan,
                     .has_text = true});
  }
  return found;
}

Result<DocumentId> write_document(Context& context, const Material& material, const content::Draft& draft) {
  const auto& issue = material.desk.issue;
  if (!issue.document) return content::create(context, "gazette", issue.unit, draft);
  const auto version = TRY(context.database().read([&](db::Session& session) -> Result<std::int64_t> {
    const auto document = content::store::find_document(session, issue.document);
    if (!document) return refuse(FaultKind::not_found, "document.not_found");
    return document->version;
  }));
  CHECK_OK(content::edit(context, issue.document, draft, version));
  return issue.document;
}

Result<void> replace_files(Context& context, DocumentId document, const std::vector<files::Checked>& files) {
  const auto present = context.database().read([&](db::Session& session) {
    const auto found = content::store::find_document(session, document);
    return found ? content::store::attachments(session, found->latest) : std::vector<content::Attachment>();
  });
  for (const auto& old : present) CHECK_OK(content::detach(context, document, old.file));
  for (const auto& file : files) CHECK_OK(content::attach(context, document, file));
  return {};
}

Result<void> keep(Context& context, const Material& material, DocumentId document) {
  return in_transaction(context, "gazette.compose", [&](Transaction& tx) -> Result<void> {
    const auto desk = TRY(open_desk(tx, material.desk.issue.id));
    store::set_document(tx.db(), desk.issue.id, document);
    store::set_unnumbered(tx.db(), desk.issue.id, material.desk.issue.unnumbered);
    for (const auto& article : material.articles)
      store::set_page(tx.db(), desk.issue.id, article.position, article.page);
    tx.after("document", json::value(to_text(document)));
    tx.changed("gazette", desk.issue.id.value);
    return {};
  });
}
}  // namespace

Result<DocumentId> compose(Context& context, IssueId id, ColumnId column) {
  const auto book = content::type_book(context.services);
  const auto* type = book->find("gazette");
  if (!type) return refuse(FaultKind::conflict, "gazette.no_type");
  auto material = TRY(context.database().read([&](db::Session& session) { return gather(session, context, id); }));
  const auto files = TRY(files_of(context, material));
  const auto document = TRY(write_document(context, material, draft_of(material, column, *type)));
  CHECK_OK(keep(context, material, document));
  CHECK_OK(replace_files(context, document, files));
  return document;
}

}  // namespace gongkai::gazette
