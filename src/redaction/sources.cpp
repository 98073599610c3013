#include "redaction/sources.hpp"

#include <algorithm>
#include <set>

#include "platform/documents/workers.hpp"
#include "platform/files/store.hpp"
#include "redaction/store.hpp"

namespace gongkai::redaction {
namespace {
constexpr std::size_t most_recognised_pages = 20;

Result<documents::Format> format_of(const Services& services, const files::StoredFile& file) {
  const auto dot = file.name.rfind('.');
  const auto* rule =
      dot == std::string::npos ? nullptr : services.files->policy().find(std::string(file.name.substr(dot + 1)));
  if (!rule || !documents::can_redact(rule->format))
    return refuse(FaultKind::invalid, "files.redact_unsupported", "source");
  return rule->format;
}

/// Faults of the worker name no file.
std::unexpected<Fault> named(Fault fault, const files::StoredFile& file) {
  fault.details.emplace_back("file", file.name);
  return std::unexpected(std::move(fault));
}
}  // namespace

Result<SourceFile> open_file(const Services& services, FileId file) {
  auto stored = TRY(services.database.read([&](db::Session& session) { return services.files->find(session, file); }));
  const auto format = TRY(format_of(services, stored));
  auto path = TRY(services.files->path_of(stored));
  return SourceFile{std::move(stored), std::move(path), format};
}

Result<documents::Source> read_marked(const Services& services, const SourceFile& file,
                                      const std::vector<Mark>& marks) {
  auto& workers = services.files->workers();
  auto source = workers.read_source(file.path, file.format, 0);
  if (!source) return named(std::move(source).error(), file.stored);
  std::set<int> wanted;
  for (const auto& mark : marks)
    if (mark.page > 0 && wanted.size() < most_recognised_pages) wanted.insert(mark.page);
  for (auto& page : source->found) {
    if (!wanted.contains(page.number) || !page.lines.empty()) continue;
    auto read = workers.read_source(file.path, file.format, page.number);
    if (!read) return named(std::move(read).error(), file.stored);
    if (!read->found.empty()) page = std::move(read->found.front());
  }
  return source;
}

Result<documents::Source> source_page(Context& context, const Redaction& redaction, int page) {
  const auto file = TRY(open_file(context.services, redaction.source));
  auto source = context.services.files->workers().read_source(file.path, file.format, page);
  if (!source) return named(std::move(source).error(), file.stored);
  return source;
}

Result<std::string> page_picture(Context& context, const Redaction& redaction, int page) {
  if (!redaction.has_boxes) return refuse(FaultKind::not_found, "redaction.no_picture");
  const auto file = TRY(open_file(context.services, redaction.source));
  auto picture = context.services.files->workers().page_picture(file.path, file.format, page);
  if (!picture) return named(std::move(picture).error(), file.stored);
  return picture;
}

}  // namespace gongkai::redaction
