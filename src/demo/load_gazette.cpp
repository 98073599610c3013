#include "demo/load_gazette.hpp"

#include "demo/catalog_file.hpp"
#include "gazette/rules.hpp"
#include "gazette/use_cases.hpp"
#include "platform/documents/official_text.hpp"
#include "platform/documents/workers.hpp"

namespace gongkai::demo {
namespace {

struct IssueEntry {
  gazette::Issue issue;
  Instant published{};
  std::vector<gazette::Article> articles;
  std::vector<documents::GazetteArticle> scanned;  // what stood on the pages of an old issue
};

std::vector<gazette::Article> read_articles(const json::array& sections, const Desk& desk) {
  std::vector<gazette::Article> articles;
  for (const auto& section : sections)
    for (const auto& key : section.at("documents").as_array())
      if (const auto document = desk.document(key.as_string()))
        articles.push_back({.position = static_cast<std::int64_t>(articles.size() + 1),
                            .section = std::string(section.at("name").as_string()),
                            .document = *document,
                            .title = std::string(key.as_string())});
  return articles;
}

std::vector<documents::GazetteArticle> read_scanned(const json::array& list) {
  std::vector<documents::GazetteArticle> articles;
  for (const auto& value : list) {
    documents::OfficialText text{.title = std::string(value.at("title").as_string())};
    for (const auto& words : texts_of(value.at("body").as_array())) text.body.push_back({.spans = {{.text = words}}});
    articles.push_back({std::string(value.at("section").as_string()), std::move(text)});
  }
  return articles;
}

IssueEntry read_issue(const json::value& value, const Desk& desk) {
  json::Reader reader(value);
  IssueEntry entry;
  entry.issue = {.site = desk.places().sites.at(""),
                 .year = reader.integer("year"),
                 .number = reader.integer("number"),
                 .total_number = reader.integer("total"),
                 .published_on = reader.day("published"),
                 .cover_text = reader.text("cover")};
  entry.articles = read_articles(reader.list("sections"), desk);
  entry.scanned = read_scanned(reader.list("scanned"));
  if (!entry.scanned.empty()) entry.issue.kind = gazette::IssueKind::scanned;
  entry.published = start_of(entry.issue.published_on).plus_seconds(9 * 3600);
  must_be_whole(reader, "works.json", entry.issue.cover_text);
  return entry;
}

/// What a library's scanner would have made of the old issue: a picture of each printed page behind the cover, and what
/// people have read on it.
Result<void> add_scans(Context& context, Context& own, IssueId id, const IssueEntry& entry) {
  auto& files = *context.services.files;
  const auto printed = documents::write_gazette_pdf({.name = "云海市人民政府公报",
                                                     .issue = gazette::issue_name(entry.issue),
                                                     .published = to_chinese(entry.issue.published_on) + "出版",
                                                     .cover_text = entry.issue.cover_text,
                                                     .articles = entry.scanned},
                                                    own.services.parts.of<documents::Fonts>());
  const auto whole = TRY(take_in(context, printed.bytes, "公报.pdf"));
  std::int64_t number = 0;
  for (const auto& article : entry.scanned) {
    const int page = printed.unnumbered + printed.starts.at(static_cast<std::size_t>(number));
    const auto picture =
        TRY(files.workers().page_picture(files.blobs().path_of(whole.blob.sha256), documents::Format::pdf, page));
    TRY(gazette::add_scan(context, id, TRY(take_in(context, picture, fmt::format("第{}页.jpg", ++number)))));
    std::string text = article.text.title;
    for (const auto& block : article.text.body) text += "\n" + block.spans.front().text;
    CHECK_OK(gazette::proofread(context, id, number, {.text = text, .is_proofread = number == 1, .version = 1}));
  }
  return {};
}

Result<void> publish(const Desk& desk, Context& editor, FixedClock& clock, IssueId id, const IssueEntry& entry) {
  const auto document = TRY(gazette::compose(editor, id, TRY(desk.column("", "gazette"))));
  clock.advance_seconds(600);
  const auto version = TRY(version_of(editor, document));
  const auto submitted = TRY(content::submit(editor, document, version));
  clock.set(entry.published);
  auto releaser = TRY(desk.as_person("fabu", editor.services));
  TRY(content::release(releaser, document, submitted));
  return {};
}

}  // namespace

Result<void> load_gazette(const Desk& desk, Context& context, FixedClock& clock, const json::object& works) {
  if (!context.services.files) return {};
  context.services.parts.of<documents::Fonts>() = desk.context().services.parts.of<documents::Fonts>();
  for (const auto& value : works.at("gazette").as_array()) {
    const auto entry = read_issue(value, desk);
    clock.set(entry.published.plus_seconds(-2 * 3600));
    auto editor = TRY(desk.as_person("bianji", context.services));
    const auto id = TRY(gazette::create_issue(editor, entry.issue));
    if (!entry.scanned.empty()) {
      CHECK_OK(add_scans(editor, desk.context(), id, entry));
    } else {
      auto issue = entry.issue;
      issue.id = id;
      TRY(gazette::edit_issue(editor, issue, entry.articles));
    }
    CHECK_OK(publish(desk, editor, clock, id, entry));
  }
  return {};
}

}  // namespace gongkai::demo
