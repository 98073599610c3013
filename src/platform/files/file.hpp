// A stored file as the capabilities see it.
#pragma once
#include <cstdint>
#include <string>

#include "base/id.hpp"
#include "base/time.hpp"
#include "platform/auth/actor.hpp"

namespace gongkai {
using FileId = Id<struct FileTag>;
}

namespace gongkai::files {

/// What the last scrub found on the disk.
enum class State { good = 1, missing = 2, corrupt = 3 };
/// not_scanned is shown as 未查毒: no scanner is configured, or it did not answer.
enum class Scan { not_scanned = 0, clean = 1 };
/// none: the format carries no text (images, sound, film, archives).
enum class TextState { waiting = 0, done = 1, none = 2, failed = 3 };

struct StoredFile {
  FileId id{};
  std::string sha256{};  // hexadecimal; the address of the bytes
  std::string sm3{};
  std::int64_t size = 0;
  std::string media_type{};
  std::string name{};  // cleaned, with its extension: safe in a page, a header and a file system
  State state = State::good;
  Scan scan = Scan::not_scanned;
  TextState text = TextState::waiting;
  std::string text_fault{};  // code of the reason when text is failed: "files.text_encrypted"
  Instant created_at{};
  PersonId created_by{};  // empty: the public or the system
};

std::string_view name_of(State state);
std::string_view name_of(Scan scan);
std::string_view name_of(TextState state);

}  // namespace gongkai::files
