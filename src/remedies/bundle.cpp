#include "remedies/bundle.hpp"

#include <fmt/format.h>

#include <fstream>
#include <iterator>

#include "base/bytes.hpp"
#include "base/text.hpp"
#include "platform/audit/checkpoint.hpp"
#include "platform/auth/crypto.hpp"
#include "platform/documents/archive_writer.hpp"
#include "platform/files/store.hpp"
#include "platform/i18n/messages.hpp"
#include "regulation/describe.hpp"
#include "remedies/bundle_content.hpp"
#include "remedies/model.hpp"

namespace gongkai::remedies {

namespace {

constexpr std::int64_t most_bytes = 512LL << 20;  // a bundle is made in memory
constexpr std::string_view may_reveal = "requests.reveal";

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Number and extension stay what they are; what would lead out of the folder does not.
std::string file_name(std::size_t number, std::string_view name) {
  std::string safe;
  for (const char c : name) safe += c == '/' || c == '\\' || c == ':' || static_cast<unsigned char>(c) < 32 ? '_' : c;
  return fmt::format("files/{:03}_{}", number, safe);
}

Result<std::vector<BundledFile>> files_of(Context& context, const BundleContent& content) {
  std::vector<BundledFile> files;
  std::int64_t total = 0;
  for (const auto& one : content.cases)
    for (const auto& file : one.files) {
      const auto stored =
          TRY(context.database().read([&](db::Session& s) { return context.services.files->find(s, file.file); }));
      if ((total += stored.size) > most_bytes)
        return refuse(FaultKind::too_large, "remedies.bundle_too_large", {},
                      {{"megabytes", std::to_string(most_bytes >> 20)}});
      const auto path = TRY(context.services.files->path_of(stored));
      BundledFile bundled{.path = file_name(files.size() + 1, file.name),
                          .name = file.name,
                          .role = file.role,
                          .case_number = one.of.number,
                          .bytes = bytes_of(path)};
      bundled.sha256 = to_hex(auth::sha256(bundled.bytes));
      files.push_back(std::move(bundled));
    }
  return files;
}

std::string clock_text(const BundleContent& content) {
  std::string text;
  if (content.clock)
    for (const auto& line : regulation::describe(*content.clock)) text += line + "\n";
  return text;
}

std::string trail_text(const BundleContent& content) {
  std::string text;
  for (const auto& entry : content.trail) text += audit::to_line(entry);
  return text;
}

/// Every part with its digest, then the signature over the list.
void seal(std::vector<documents::ArchivePart>& parts, const audit::Signer& signer, Bundle& bundle) {
  std::string list;
  for (const auto& part : parts) list += to_hex(auth::sha256(part.bytes)) + "  " + part.name + "\n";
  bundle.digest = to_hex(auth::sha256(list));
  parts.push_back({"SHA256SUMS.sig", signer.signature_of(list)});
  parts.push_back({"SHA256SUMS", std::move(list)});
  parts.push_back({"signing.pem", signer.public_pem()});
  parts.push_back({"README.txt", std::string(i18n::text("remedies.bundle.readme"))});
}

Bundle bundle_of(Context& context, const BundleContent& content, std::vector<BundledFile> files) {
  const auto now = context.now();
  std::vector<documents::ArchivePart> parts{{"index.html", index_page(content, files, now)},
                                            {"index.json", index_json(content, now)},
                                            {"clock.txt", clock_text(content)},
                                            {"audit.jsonl", trail_text(content)}};
  for (auto& file : files) parts.push_back({std::move(file.path), std::move(file.bytes)});
  Bundle bundle{.name = content.request.of.number + ".zip"};
  seal(parts, audit::Signer::open(context.services.parts.of<audit::SigningFolder>().path), bundle);
  bundle.bytes = documents::write_archive(parts);
  return bundle;
}

struct Target {
  CaseId asked{};
  CaseId request{};
};

Result<Target> target_of(db::Session& session, Context& context, CaseId id) {
  const auto of = casework::find(session, *context.services.vault, id);
  if (!of) return refuse(FaultKind::not_found, "case.not_found");
  CHECK_OK(casework::may_see(session, context.actor, *of));
  CHECK_OK(auth::require(context.actor, may_reveal, of->unit_path));
  const auto request = of->kind == "request" ? of->id : of->parent;
  if (!request) return refuse(FaultKind::invalid, "remedies.no_request");
  return Target{of->id, request};
}

}  // namespace

Result<Bundle> make_bundle(Context& context, CaseId id, const std::string& reason) {
  const auto why = std::string(trim(clean_utf8(reason)));
  if (why.empty()) return refuse(FaultKind::invalid, "remedies.missing", "reason");
  const auto target = TRY(context.database().read([&](db::Session& s) { return target_of(s, context, id); }));
  const auto content = context.database().read([&](db::Session& s) { return gather(s, context, target.request); });
  auto bundle = bundle_of(context, content, TRY(files_of(context, content)));
  CHECK_OK(in_transaction(context, "remedies.bundle", [&](Transaction& tx) -> Result<void> {
    auto of = casework::find(tx.db(), *context.services.vault, target.asked);
    if (!of) return refuse(FaultKind::not_found, "case.not_found");
    CHECK_OK(tx.require(may_reveal, of->unit_path));
    tx.detail("reason", json::value(why));
    return casework::append(
        tx, *of, {.act = "bundled", .on = context.today(), .facts = {{"digest", bundle.digest}}, .note = why});
  }));
  return bundle;
}

}  // namespace gongkai::remedies
