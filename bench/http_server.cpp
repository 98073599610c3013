// The server under test of bench/http.sh: synthetic pages through router, page cache, access log and security headers.
//   http_server PORT FOLDER [tls]      one loop; FOLDER gets the same bodies as files, for nginx
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "platform/http/compress.hpp"
#include "platform/http/server.hpp"
#include "platform/http/service_routes.hpp"
#include "platform/http/signals.hpp"
#include "platform/log/log.hpp"

namespace {

using namespace gongkai;

/// About 12 KB of Chinese list page: it compresses like one, not like a constant.
std::string list_page() {
  const std::string_view words[] = {"关于", "印发", "云海市", "政务", "公开", "工作", "要点",
                                    "的",   "通知", "年度",   "报告", "办法", "实施", "意见"};
  std::uint32_t seed = 7;
  std::string body =
      "<!DOCTYPE html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>通知公告</title></head><body><ul>\n";
  for (int item = 0; body.size() < 12'200; ++item) {
    body += fmt::format("<li class=\"item\"><a href=\"/d/{:013}\">", item * 7919);
    for (int i = 0; i < 14; ++i) body += words[(seed = seed * 1664525 + 1013904223) >> 28 < 14 ? seed >> 28 : 3];
    body += fmt::format("</a><time>2026-{:02}-{:02}</time></li>\n", item % 12 + 1, item % 28 + 1);
  }
  return body + "</ul></body></html>\n";
}

void write_file(const std::filesystem::path& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

http::Response cached(std::string body, std::string type) {
  http::Response answer = http::html(std::move(body));
  answer.content_type = std::move(type);
  answer.cache.cacheable = true;
  return answer;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  const http::Signals signals;
  const std::filesystem::path folder = argv[2];
  const std::string page = list_page();
  const std::string object = "{\"items\":[\"" + std::string(1010, 'j') + "\"]}";
  const std::string large(200 << 10, 'f');
  write_file(folder / "page.html", page);
  write_file(folder / "page.html.br", http::brotli(page, 11));
  write_file(folder / "page.html.gz", http::gzip(page, 9));
  write_file(folder / "object.json", object);
  write_file(folder / "large.bin", large);

  http::Router router;
  http::add_service_routes(router, {});
  router.get("/page.html", "page", http::Access::open,
             [&](http::Request&) { return cached(page, "text/html; charset=utf-8"); });
  router.get("/object.json", "object", http::Access::open,
             [&](http::Request&) { return cached(object, "application/json"); });
  router.get("/uncached", "uncached", http::Access::open, [&](http::Request&) { return http::json(object); });
  router.get("/large.bin", "large", http::Access::open, [&](http::Request&) {
    auto answer = http::file(folder / "large.bin", 200 << 10, "application/octet-stream");
    answer.cache.cacheable = true;
    return answer;
  });
  http::PageCache cache({});
  http::ServerOptions options;
  options.port = static_cast<std::uint16_t>(std::atoi(argv[1]));
  options.loops = 1;
  options.workers = 2;
  options.connections = options.connections_per_address = 30'000;
  options.rate = {1e9, 1e9};  // counted as always, never used up
  if (argc > 3) options.tls = http::tls::make_self_signed(folder / "tls", "localhost");
  log::start({.level = log::Level::warn, .access_file = folder / "access.log"});
  http::Server server(options, router, &cache);
  server.start();
  std::printf("%d\n", server.port());
  std::fflush(stdout);
  signals.wait();
  server.stop(std::chrono::seconds(5));
}
