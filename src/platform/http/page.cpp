#include "platform/http/page.hpp"

#include <unistd.h>

#include "platform/http/compress.hpp"

namespace gongkai::http {

FileHandle::~FileHandle() {
  if (m_descriptor >= 0) ::close(m_descriptor);
}

namespace {

std::string tagged(std::string_view etag, std::string_view suffix) {
  return std::string(etag.substr(0, etag.size() - 1)) + std::string(suffix) + "\"";
}

Variant make_variant(const Response& source, const Serializer& serializer, std::string etag, std::string_view encoding,
                     bool varies, bool is_file, std::string body) {
  Variant variant{.etag = std::move(etag)};
  const HeadExtras extras{.etag = variant.etag,
                          .encoding = encoding,
                          .varies_by_encoding = varies,
                          .length = static_cast<std::int64_t>(body.size()),
                          .accepts_ranges = is_file};
  variant.head = serializer.head(source, extras);
  variant.not_modified = serializer.not_modified(source, extras);
  variant.body = std::make_shared<const std::string>(std::move(body));
  return variant;
}

std::size_t bytes_of(const Variant& variant) {
  return variant.etag.size() + variant.head.size() + variant.not_modified.size() +
         (variant.body ? variant.body->size() : 0);
}

}  // namespace

std::size_t Page::bytes() const {
  return sizeof(Page) + bytes_of(identity) + bytes_of(brotli) + bytes_of(gzip);
}

const Variant& Page::choose(Encodings accepted) const {
  if (accepted.brotli && brotli.exists()) return brotli;
  if (accepted.gzip && gzip.exists()) return gzip;
  return identity;
}

namespace {

/// Nothing when it would not be smaller.
Variant compressed(const Page& page, const Serializer& serializer, std::string_view encoding, std::string_view suffix,
                   std::size_t size, std::string small) {
  if (small.size() >= size) return {};
  return make_variant(page.source, serializer, tagged(page.identity.etag, suffix), encoding, true, false,
                      std::move(small));
}
Variant brotli_of(const Page& page, const Serializer& serializer, std::string_view body) {
  return compressed(page, serializer, "br", "-br", body.size(), http::brotli(body, 5));
}
Variant gzip_of(const Page& page, const Serializer& serializer, std::string_view body) {
  return compressed(page, serializer, "gzip", "-gz", body.size(), http::gzip(body, 6));
}

}  // namespace

std::shared_ptr<const Page> make_page(Response response, const Serializer& serializer, bool is_file, Encodings wanted) {
  auto page = std::make_shared<Page>();
  std::string etag = etag_of(response);
  std::string body = std::move(response.body);
  response.body.clear();
  response.file.reset();
  page->source = std::move(response);
  page->is_file = is_file;
  page->body_size = body.size();
  page->compressible =
      is_compressible(page->source.content_type, body.size()) && !has_header(page->source, "Content-Encoding");
  page->identity =
      make_variant(page->source, serializer, std::move(etag), {}, page->compressible, is_file, std::move(body));
  if (!page->compressible) return page;
  if (wanted.brotli) page->brotli = brotli_of(*page, serializer, *page->identity.body);
  else if (wanted.gzip) page->gzip = gzip_of(*page, serializer, *page->identity.body);
  return page;
}

std::shared_ptr<const Page> completed(const Page& page, const Serializer& serializer) {
  if (!page.compressible || !page.identity.body || (page.brotli.exists() && page.gzip.exists())) return nullptr;
  auto whole = std::make_shared<Page>(page);
  if (!page.brotli.exists()) whole->brotli = brotli_of(page, serializer, *page.identity.body);
  if (!page.gzip.exists()) whole->gzip = gzip_of(page, serializer, *page.identity.body);
  return whole;
}

std::shared_ptr<const Page> make_file_page(Response response, const Serializer& serializer, std::string etag,
                                           std::int64_t size, FileHandle file) {
  auto page = std::make_shared<Page>();
  response.file.reset();
  page->source = std::move(response);
  page->is_file = true;
  page->body_size = static_cast<std::size_t>(size);
  page->file = std::make_shared<const FileHandle>(std::move(file));
  page->identity.etag = std::move(etag);
  const HeadExtras extras{.etag = page->identity.etag, .length = size, .accepts_ranges = true};
  page->identity.head = serializer.head(page->source, extras);
  page->identity.not_modified = serializer.not_modified(page->source, extras);
  return page;
}

std::shared_ptr<const std::string> identity_body(const Page& page) {
  if (page.identity.body) return page.identity.body;
  auto bytes = gunzip(*page.gzip.body, page.body_size);
  return std::make_shared<const std::string>(bytes.value_or(""));
}

std::shared_ptr<const Page> with_best_brotli(const Page& page, const Serializer& serializer) {
  if (!page.brotli.body) return nullptr;
  std::string small = http::brotli(*identity_body(page), 11);
  auto better = std::make_shared<Page>(page);
  better->best_brotli = true;
  if (small.size() < page.brotli.body->size()) {
    better->brotli =
        make_variant(page.source, serializer, tagged(page.identity.etag, "-bx"), "br", true, false, std::move(small));
  }
  return better;
}

std::shared_ptr<const Page> without_identity(const Page& page) {
  if (!page.identity.body || !page.gzip.body || page.is_file) return nullptr;
  auto slim = std::make_shared<Page>(page);
  slim->identity.body.reset();
  return slim;
}

}  // namespace gongkai::http
