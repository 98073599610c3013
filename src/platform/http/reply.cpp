#include "platform/http/reply.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <system_error>

#include "platform/http/compress.hpp"
#include "platform/http/error_page.hpp"

namespace gongkai::http {

namespace {

std::string tagged(std::string_view etag, std::string_view suffix) {
  return etag.empty() ? std::string{} : std::string(etag.substr(0, etag.size() - 1)) + std::string(suffix) + "\"";
}

bool is_not_modified(const Conditions& conditions, std::string_view etag) {
  return conditions.is_read && !etag.empty() && !conditions.if_none_match.empty() &&
         etag_matches(conditions.if_none_match, etag);
}

/// A range counts only for GET, and only when If-Range, if any, names exactly this version.
RangeAnswer wanted_range(const Conditions& conditions, std::string_view etag, std::int64_t size) {
  if (conditions.head_only || !conditions.is_read || conditions.range.empty()) return {};
  if (!conditions.if_range.empty() && conditions.if_range != etag) return {};
  return parse_range(conditions.range, size);
}

Reply unsatisfiable(const Response& source, std::int64_t size, const Serializer& serializer) {
  Response page = default_error_page({.kind = FaultKind::invalid, .code = "http.range"});
  const std::string range = fmt::format("bytes */{}", size);
  for (const auto& [name, value] : source.headers) {
    if (equals_ignoring_case(name, "Cache-Control")) page.header(name, value);
  }
  Reply reply{.status = 416};
  reply.head = serializer.head(page, {.content_range = range, .length = static_cast<std::int64_t>(page.body.size())});
  reply.body = std::move(page.body);
  return reply;
}

Reply not_modified(const Response& response, const HeadExtras& extras, const Serializer& serializer) {
  Reply reply{.status = 304};
  reply.head = serializer.not_modified(response, extras);
  return reply;
}

Reply file_reply(const Conditions& conditions, const Response& response, const Serializer& serializer) {
  const std::string path = response.file->path.string();
  Reply reply{.status = response.status};
  reply.file = FileHandle(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat facts{};
  if (reply.file.get() < 0 || ::fstat(reply.file.get(), &facts) != 0 || !S_ISREG(facts.st_mode)) {
    throw std::system_error(errno, std::generic_category(), "sending " + path);
  }
  const std::int64_t size = facts.st_size;
  const std::string etag =
      !response.etag.empty()
          ? "\"" + response.etag + "\""
          : fmt::format("\"{:x}-{:x}\"", facts.st_mtim.tv_sec * 1'000'000'000 + facts.st_mtim.tv_nsec, size);
  HeadExtras extras{.etag = etag, .length = size, .accepts_ranges = true};
  reply.etag = etag;
  if (is_not_modified(conditions, etag)) return not_modified(response, extras, serializer);
  const RangeAnswer wanted = wanted_range(conditions, etag, size);
  if (wanted.kind == RangeKind::unsatisfiable) return unsatisfiable(response, size, serializer);
  reply.length = size;
  std::string content_range;
  if (wanted.kind == RangeKind::part) {
    reply.status = 206;
    reply.offset = wanted.range.first;
    reply.length = wanted.range.length();
    content_range = fmt::format("bytes {}-{}/{}", wanted.range.first, wanted.range.last, size);
    extras.content_range = content_range;
    extras.length = reply.length;
  }
  reply.head = serializer.head(response, extras);
  if (conditions.head_only) reply.length = 0;
  ::posix_fadvise(reply.file.get(), reply.offset, reply.length,
                  POSIX_FADV_WILLNEED);  // the loop should find it in memory
  return reply;
}

Reply event_reply(const Response& response, const Serializer& serializer) {
  Response head = response;
  head.content_type = "text/event-stream; charset=utf-8";
  head.header("X-Accel-Buffering", "no");
  Reply reply{.status = response.status};
  reply.head = serializer.head(head, {});
  reply.events = response.events;
  return reply;
}

bool has_etag(const Conditions& conditions, const Response& response) {
  return conditions.is_read && response.status == 200 && (!response.etag.empty() || response.cache.cacheable);
}

Reply body_reply(const Conditions& conditions, Response response, const Serializer& serializer) {
  const std::string etag = has_etag(conditions, response) ? etag_of(response) : std::string{};
  HeadExtras extras;
  std::string final_etag = etag;
  std::string small;
  if (is_compressible(response.content_type, response.body.size()) && !has_header(response, "Content-Encoding")) {
    extras.varies_by_encoding = true;
    if (conditions.encodings.brotli) extras.encoding = "br";
    else if (conditions.encodings.gzip) extras.encoding = "gzip";
    if (!extras.encoding.empty()) final_etag = tagged(etag, extras.encoding == "br" ? "-br" : "-gz");
  }
  extras.etag = final_etag;
  if (is_not_modified(conditions, final_etag)) return not_modified(response, extras, serializer);
  if (!extras.encoding.empty())
    response.body = extras.encoding == "br" ? brotli(response.body, 5) : gzip(response.body, 6);
  const bool has_no_body = response.status == 204 || response.status == 304 || response.status < 200;
  if (!has_no_body) extras.length = static_cast<std::int64_t>(response.body.size());
  Reply reply{.status = response.status};
  reply.head = serializer.head(response, extras);
  if (!conditions.head_only && !has_no_body) reply.body = std::move(response.body);
  return reply;
}

PageChoice choose_range(const Page& page, const ByteRange& range, const Serializer& serializer) {
  PageChoice choice{.status = 206};
  const std::string content_range = fmt::format("bytes {}-{}/{}", range.first, range.last, page.body_size);
  choice.own_head = serializer.head(
      page.source,
      {.etag = page.identity.etag, .content_range = content_range, .length = range.length(), .accepts_ranges = true});
  if (page.file) {
    choice.file = page.file->get();
    choice.offset = range.first;
    choice.length = range.length();
    return choice;
  }
  choice.own_body = page.identity.body;
  choice.body = std::string_view(*choice.own_body)
                    .substr(static_cast<std::size_t>(range.first), static_cast<std::size_t>(range.length()));
  return choice;
}

}  // namespace

Conditions conditions_of(const Request& request) {
  return {.head_only = request.method == Method::head,
          .is_read = request.method == Method::get || request.method == Method::head,
          .encodings = accepted_encodings(request.headers.get("accept-encoding")),
          .if_none_match = request.headers.get("if-none-match"),
          .range = request.headers.get("range"),
          .if_range = request.headers.get("if-range")};
}

Reply make_reply(const Conditions& conditions, Response response, const Serializer& serializer) {
  if (response.events) return event_reply(response, serializer);
  if (response.file) return file_reply(conditions, response, serializer);
  return body_reply(conditions, std::move(response), serializer);
}

PageChoice choose(const Page& page, const Conditions& conditions, const Serializer& serializer) {
  const Variant& variant = page.choose(conditions.encodings);
  if (is_not_modified(conditions, variant.etag)) return {.status = 304, .own_head = {}, .head = variant.not_modified};
  if (page.is_file) {
    const RangeAnswer wanted = wanted_range(conditions, page.identity.etag, static_cast<std::int64_t>(page.body_size));
    if (wanted.kind == RangeKind::part) return choose_range(page, wanted.range, serializer);
    if (wanted.kind == RangeKind::unsatisfiable) {
      Reply reply = unsatisfiable(page.source, static_cast<std::int64_t>(page.body_size), serializer);
      PageChoice choice{.status = 416, .own_head = std::move(reply.head)};
      choice.own_body = std::make_shared<const std::string>(std::move(reply.body));
      choice.body = *choice.own_body;
      return choice;
    }
  }
  PageChoice choice{.status = 200, .own_head = {}, .head = variant.head};
  if (conditions.head_only) return choice;
  if (page.file) {
    choice.file = page.file->get();
    choice.length = static_cast<std::int64_t>(page.body_size);
    return choice;
  }
  if (!variant.body) choice.own_body = identity_body(page);  // given up for room: from gzip
  choice.body = variant.body ? std::string_view(*variant.body) : std::string_view(*choice.own_body);
  return choice;
}

}  // namespace gongkai::http
