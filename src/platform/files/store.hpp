// Files of the platform: uploads are checked and stored by content, use cases refer to them by id.
//
//   auto checked = TRY(services.files->take_in({upload.path, upload.file_name, "file"}));   // before the transaction
//   return in_transaction(context, "content.attach", [&](Transaction& tx) -> Result<FileId> {
//     …
//     const auto file = services.files->accept(tx, checked);
//     CHECK_OK(services.files->use(tx, file.id, "document", document.id.value));
//     return file.id;
//   });
//
// take_in does all that is slow (virus scan, structure check, image re-encoding, hashing, fdatasync) outside the
// transaction: the writer is never held up, and a retried transaction finds the bytes already safe on the disk.
// What is never accepted or no longer used is swept after a day.
// The store does not know who may read a file: the caller asks its own uses (a withdrawn document's attachment is
// reachable only if some public document uses the file) before it serves path_of().
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "platform/documents/text.hpp"
#include "platform/files/blob_store.hpp"
#include "platform/files/file.hpp"
#include "platform/files/policy.hpp"

namespace gongkai {
class Transaction;
namespace db {
class Session;
}
namespace documents {
class Workers;
}
}  // namespace gongkai

namespace gongkai::files {

/// Kind of the job that accept() queues; housekeeping.hpp does it.
inline constexpr std::string_view extract_text_job = "files.extract_text";

struct Incoming {
  std::filesystem::path path;  // the uploaded bytes on this machine; left where they are
  std::string file_name;       // as the browser sent it
  std::string field = "file";  // of the form: faults name it
};

/// Bytes that passed every check and lie safely in the blob store.
struct Checked {
  Blob blob{};
  std::string name{};        // cleaned
  std::string media_type{};  // as found in the content, never as declared
  Scan scan = Scan::not_scanned;
  bool has_text = false;
  documents::ExtractedText removed{};  // what a picture said beside itself: written anew, it no longer does
};

struct Options {
  std::filesystem::path folder;          // blobs/ and tmp/ live in it
  std::filesystem::path clamd{};         // socket of the virus scanner, "" for none
  std::int64_t max_bytes = 200LL << 20;  // over all formats; the policy may ask for less
};

/// What uses a file: the kind is the topic of the change feed, so that the user hears when the file's text is ready.
struct Use {
  std::string kind;  // "document"
  std::int64_t object = 0;
  bool operator==(const Use&) const = default;
};

class Store {
 public:
  Store(Options options, documents::Workers& workers);

  /// Checks and stores the bytes; a refusal says in Chinese what to do next. Throws when the disk breaks, and answers
  /// Fault{unavailable, "storage.disk_full"} when it is full.
  Result<Checked> take_in(const Incoming& incoming);

  /// Makes the file known and queues the extraction of its text.
  StoredFile accept(Transaction& tx, const Checked& checked);
  /// Fault{not_found} when the file is unknown. Using twice is using once.
  Result<void> use(Transaction& tx, FileId file, std::string_view kind, std::int64_t object);
  void release_use(Transaction& tx, FileId file, std::string_view kind, std::int64_t object);
  void release_all(Transaction& tx, std::string_view kind, std::int64_t object);

  Result<StoredFile> find(db::Session& session, FileId file) const;
  /// In the order of their names and ids.
  std::vector<StoredFile> used_by(db::Session& session, std::string_view kind, std::int64_t object) const;
  std::vector<Use> uses_of(db::Session& session, FileId file) const;
  /// Empty until the text was extracted. documents::visible_text() of it is what a search index may show to the
  /// public.
  std::optional<documents::ExtractedText> text_of(db::Session& session, FileId file) const;

  /// The file to serve, checked for presence and size: Fault{unavailable, "files.missing"} otherwise.
  Result<std::filesystem::path> path_of(const StoredFile& file) const;

  const BlobStore& blobs() const { return m_blobs; }
  BlobStore& blobs() { return m_blobs; }
  documents::Workers& workers() { return m_workers; }
  const Policy& policy() const { return m_policy; }

 private:
  Result<Scan> scan(const Incoming& incoming) const;
  Result<Checked> check(const Incoming& incoming);

  Options m_options;
  Policy m_policy;
  BlobStore m_blobs;
  documents::Workers& m_workers;
};

}  // namespace gongkai::files
