// Scanned issues: pages come in with a file, are read by a job one by one, and are proofread by people.
#include <fstream>

#include "base/text.hpp"
#include "gazette/desk.hpp"
#include "gazette/rules.hpp"
#include "gazette/use_cases.hpp"
#include "platform/documents/workers.hpp"
#include "platform/log/log.hpp"

namespace gongkai::gazette {
namespace {
constexpr std::int64_t most_pages = 1'000;
constexpr std::size_t longest_text = 100'000;  // bytes of a page

std::optional<documents::Format> format_of(std::string_view media_type) {
  using enum documents::Format;
  if (media_type == "application/pdf") return pdf;
  if (media_type == "image/jpeg") return jpeg;
  if (media_type == "image/png") return png;
  if (media_type == "image/webp") return webp;
  return std::nullopt;
}

Context of_the_system(Services& services, IssueId id) {
  return {.services = services, .actor = auth::system_actor(), .request_id = "gazette-" + to_text(id)};
}

void queue(Transaction& tx, IssueId id) {
  tx.enqueue(recognise_job, json::object{{"issue", to_text(id)}}, {}, "gazette-" + to_text(id));
}

/// The picture of a page of a PDF becomes a file of its own; a scanned picture is one already.
Result<files::Checked> picture_file(files::Store& files, const std::string& path, const Page& page) {
  const auto jpeg = TRY(files.workers().page_picture(path, documents::Format::pdf, static_cast<int>(page.source_page)));
  const auto scratch = files.blobs().scratch("jpg");
  std::ofstream(scratch, std::ios::binary).write(jpeg.data(), static_cast<std::streamsize>(jpeg.size()));
  auto blob = files.blobs().put(scratch);
  std::error_code ignored;
  std::filesystem::remove(scratch, ignored);
  return files::Checked{
      .blob = TRY(std::move(blob)), .name = "第" + std::to_string(page.number) + "页.jpg", .media_type = "image/jpeg"};
}

struct Reading {
  std::optional<files::Checked> picture{};
  documents::ExtractedText text{};
};

/// All that is slow, outside of any transaction.
Result<Reading> read_page(Services& services, const Page& page) {
  auto& files = *services.files;
  const auto file = TRY(services.database.read([&](db::Session& session) { return files.find(session, page.source); }));
  const auto path = TRY(files.path_of(file));
  const auto format = format_of(file.media_type);
  if (!format) return refuse(FaultKind::invalid, "files.text_unsupported");
  Reading reading;
  if (!page.picture && *format == documents::Format::pdf) reading.picture = TRY(picture_file(files, path, page));
  auto text = files.workers().recognise(path, *format, static_cast<int>(page.source_page));
  // the picture is worth keeping without its text
  if (!text && !reading.picture) return std::unexpected(std::move(text).error());
  if (text) reading.text = std::move(*text);
  else reading.text.properties = {{"fault", text.error().code}};
  return reading;
}

std::string property(const documents::ExtractedText& text, std::string_view name) {
  for (const auto& [key, value] : text.properties)
    if (key == name) return value;
  return {};
}

void take_text(Page& page, const documents::ExtractedText& text, const std::vector<Correction>& corrections) {
  page.machine_text = documents::visible_text(text);
  if (page.machine_text.size() > longest_text) page.machine_text = shorten(page.machine_text, longest_text / 4);
  page.text = corrected(page.machine_text, corrections);
  page.confidence = std::atoi(property(text, "confidence").c_str());
  page.fault = property(text, "fault");
  page.state = page.fault.empty() ? PageState::recognised : PageState::failed;
}

std::vector<Correction> all_corrections(db::Session& session) {
  auto corrections = store::corrections(session);  // the office's own come first
  for (auto& usual : usual_corrections()) corrections.push_back(std::move(usual));
  return corrections;
}

Result<void> keep(Services& services, IssueId id, std::int64_t number, const Result<Reading>& reading) {
  auto context = of_the_system(services, id);
  return in_transaction(context, "gazette.recognise", [&](Transaction& tx) -> Result<void> {
    const auto desk = TRY(find_desk(tx.db(), id));
    CHECK_OK(tx.require("content.write", desk.unit.path));
    tx.about("gazette", id.value, desk.unit.id);
    auto page = store::find_page(tx.db(), id, number);
    if (!page || page->state != PageState::waiting) return {};  // somebody typed it meanwhile
    if (reading) {
      if (reading->picture) {
        const auto file = services.files->accept(tx, *reading->picture);
        CHECK_OK(services.files->use(tx, file.id, "gazette", id.value));
        page->picture = file.id;
      }
      take_text(*page, reading->text, all_corrections(tx.db()));
    } else {
      page->state = PageState::failed;
      page->fault = reading.error().code;
    }
    if (!store::update(tx.db(), *page)) return refuse(FaultKind::conflict, "version.conflict");
    tx.after("page", json::value(number));
    tell(tx, desk.issue);
    return {};
  });
}
}  // namespace

Result<std::int64_t> add_scan(Context& context, IssueId id, const files::Checked& checked) {
  const auto format = format_of(checked.media_type);
  if (!format) return refuse(FaultKind::invalid, "gazette.scan_kind", "file", {{"file", checked.name}});
  auto& files = *context.services.files;
  const auto pages = TRY(files.workers().page_count(files.blobs().path_of(checked.blob.sha256), *format));
  return in_transaction(context, "gazette.add_scan", [&](Transaction& tx) -> Result<std::int64_t> {
    const auto desk = TRY(open_desk(tx, id));
    if (desk.issue.kind != IssueKind::scanned) return refuse(FaultKind::conflict, "gazette.not_scanned");
    const auto present = static_cast<std::int64_t>(store::pages(tx.db(), id).size());
    if (present + pages > most_pages)
      return refuse(FaultKind::too_large, "gazette.too_many_pages", "file", {{"limit", std::to_string(most_pages)}});
    const auto file = files.accept(tx, checked);
    CHECK_OK(files.use(tx, file.id, "gazette", id.value));
    for (std::int64_t i = 1; i <= pages; ++i) {
      Page page{.issue = id, .number = present + i, .source = file.id, .source_page = i};
      if (*format != documents::Format::pdf) page.picture = file.id;
      store::insert(tx.db(), page);
    }
    queue(tx, id);
    tx.after("file", json::value(file.name));
    tx.after("pages", json::value(std::int64_t{pages}));
    tell(tx, desk.issue);
    return std::int64_t{pages};
  });
}

Result<void> retry(Context& context, IssueId id) {
  return in_transaction(context, "gazette.retry", [&](Transaction& tx) -> Result<void> {
    const auto desk = TRY(open_desk(tx, id));
    tx.after("pages", json::value(store::retry_failed(tx.db(), id)));
    queue(tx, id);
    tx.changed("gazette", desk.issue.id.value);
    return {};
  });
}

Result<void> proofread(Context& context, IssueId id, std::int64_t number, const Proof& proof) {
  return in_transaction(context, "gazette.proofread", [&](Transaction& tx) -> Result<void> {
    const auto desk = TRY(open_desk(tx, id));
    auto page = store::find_page(tx.db(), id, number);
    if (!page) return refuse(FaultKind::not_found, "gazette.page_not_found");
    if (proof.text.size() > longest_text)
      return refuse(FaultKind::too_large, "gazette.text_too_long", "text",
                    {{"limit", std::to_string(longest_text / 3)}});
    page->version = proof.version;
    page->text = proof.text;
    page->fault.clear();
    page->state = proof.is_proofread ? PageState::proofread : PageState::recognised;
    page->proofread_by = proof.is_proofread ? context.actor.person : PersonId{};
    page->proofread_name = proof.is_proofread ? context.actor.name : "";
    page->proofread_at = proof.is_proofread ? std::optional(tx.now()) : std::nullopt;
    if (!store::update(tx.db(), *page)) return refuse(FaultKind::conflict, "version.conflict");
    tx.after("page", json::value(number));
    tx.after("proofread", json::value(proof.is_proofread));
    tell(tx, desk.issue);
    return {};
  });
}

Result<void> recognise_pages(Services& services, IssueId id, jobs::Job& job) {
  for (;;) {
    if (job.should_stop()) return {};
    const auto [page, done, all] = services.database.read([&](db::Session& session) {
      const auto pages = store::pages(session, id);
      const auto read =
          std::count_if(pages.begin(), pages.end(), [](const Page& one) { return one.state != PageState::waiting; });
      return std::tuple{store::next_waiting(session, id), read, static_cast<std::ptrdiff_t>(pages.size())};
    });
    if (!page) return {};
    job.report(static_cast<int>(done * 100 / std::max<std::ptrdiff_t>(all, 1)), fmt::format("{} / {}", done, all));
    const auto reading = read_page(services, *page);
    if (!reading) log::warn("gazette page {} cannot be read: {}", page->number, reading.error().code);
    CHECK_OK(keep(services, id, page->number, reading));
  }
}

void register_jobs(jobs::Runner& runner, Services& services) {
  runner.on(std::string(recognise_job), [&services](jobs::Job& job) -> Result<void> {
    json::Reader payload(job.payload());
    const IssueId id{payload.id("issue")};
    CHECK_OK(payload.finish());
    return recognise_pages(services, id, job);
  });
}

}  // namespace gongkai::gazette
