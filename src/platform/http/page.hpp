// A rendered page in all the forms in which it may be asked for. Immutable: threads share it without locks.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/http/header_values.hpp"
#include "platform/http/serialize.hpp"

namespace gongkai::http {

/// Closes its file.
class FileHandle {
 public:
  FileHandle() = default;
  explicit FileHandle(int descriptor) : m_descriptor(descriptor) {}
  FileHandle(FileHandle&& other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1)) {}
  FileHandle& operator=(FileHandle&& other) noexcept {
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
  }
  ~FileHandle();
  int get() const { return m_descriptor; }

 private:
  int m_descriptor = -1;
};

struct Variant {
  std::string etag{};
  std::string head{};
  std::string not_modified{};
  std::shared_ptr<const std::string> body{};  // null: this form does not exist, or the identity was given up for room
  bool exists() const { return !head.empty(); }
};

struct Page {
  Variant identity{};
  Variant brotli{};
  Variant gzip{};
  Response source{};                         // without its body: to make further heads
  bool is_file = false;                      // ranges make sense
  bool compressible = false;                 // brotli and gzip can be made of it
  std::shared_ptr<const FileHandle> file{};  // instead of the identity body: sending from the disk's cache copies less
  bool best_brotli = false;
  std::size_t body_size = 0;
  std::size_t bytes() const;
  const Variant& choose(Encodings accepted) const;
};

/// Compresses (brotli 5, gzip 6) what is worth it, in the best of the wanted forms: a page that is asked for once needs no
/// other one.
std::shared_ptr<const Page> make_page(Response response, const Serializer& serializer, bool is_file, Encodings wanted);
/// The same page in all its forms; null when it has them, or can have none.
std::shared_ptr<const Page> completed(const Page& page, const Serializer& serializer);
/// A file that stays where it is: it is large and would not compress.
std::shared_ptr<const Page> make_file_page(Response response, const Serializer& serializer, std::string etag,
                                           std::int64_t size, FileHandle file);
/// The same page with brotli at its best; null when that is no use.
std::shared_ptr<const Page> with_best_brotli(const Page& page, const Serializer& serializer);
/// Without the identity body, which can be made from gzip; null when there is nothing to give up.
std::shared_ptr<const Page> without_identity(const Page& page);
std::shared_ptr<const std::string> identity_body(const Page& page);

}  // namespace gongkai::http
