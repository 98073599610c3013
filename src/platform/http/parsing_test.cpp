// Everything that reads foreign bytes without a socket.
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <random>

#include "platform/http/address.hpp"
#include "platform/http/compress.hpp"
#include "platform/http/header_values.hpp"
#include "platform/http/multipart.hpp"
#include "platform/http/request_parser.hpp"
#include "platform/http/target.hpp"

namespace gongkai::http {

namespace {

std::string code_of(std::string_view target) {
  const auto parsed = parse_target(target);
  return parsed ? "" : parsed.error().code;
}

std::string folder() {
  std::string name = (std::filesystem::temp_directory_path() / "gongkai-http-XXXXXX").string();
  return ::mkdtemp(name.data());
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST(Targets, have_one_normal_form) {
  EXPECT_EQ(parse_target("/a/./b/../c")->path, "/a/c");
  EXPECT_EQ(parse_target("/a//b/")->path, "/a/b/");
  EXPECT_EQ(parse_target("/%E5%85%AC%E5%BC%80")->path, "/公开");
  EXPECT_EQ(parse_target("http://host.cn/x?q=1")->path, "/x");
  EXPECT_EQ(parse_target("http://host.cn")->authority, "host.cn");
  EXPECT_EQ(parse_target("/s?q=%E5%85%AC+x&q=2&e")->query.get("q"), "公 x");
  EXPECT_EQ(parse_target("/s?q=1&q=2")->query.all("q").size(), 2u);
}

TEST(Targets, that_can_be_read_in_two_ways_are_refused) {
  for (const char* target : {"/../x", "/a/../../x", "/%2e%2e/x", "/a%2fb", "/a%5Cb", "/a\\b", "/%00", "/%252e",
                             "/%c0%af", "/%ff", "/%", "/%4", "/%zz", "x", "", "*", "/a#b", "/%0d%0a", "host:443"}) {
    EXPECT_EQ(code_of(target), "http.bad_path") << target;
  }
  EXPECT_EQ(code_of("/a?x=%zz"), "http.bad_query");
  EXPECT_EQ(code_of("/a?x=%ff"), "http.bad_query");
  EXPECT_EQ(code_of("/a?x=%00"), "http.bad_query");
  EXPECT_EQ(code_of("/" + std::string(5000, 'a')), "http.address_too_long");
}

TEST(Targets, that_are_plain_are_their_own_normal_form) {
  for (const char* target : {"/", "/c/news", "/d/0123", "/static/ab/app.js", "/a/"}) {
    EXPECT_TRUE(is_plain_target(target)) << target;
    EXPECT_EQ(parse_target(target)->path, target);
  }
  for (const char* target : {"", "a", "//", "/a/../b", "/./", "/a?b", "/%41", "/a//b", "/.hidden"})
    EXPECT_FALSE(is_plain_target(target)) << target;
}

TEST(Ranges, cover_one_part_or_the_whole) {
  const auto part = [](std::string_view header) {
    const RangeAnswer answer = parse_range(header, 100);
    return fmt::format("{} {}-{}", static_cast<int>(answer.kind), answer.range.first, answer.range.last);
  };
  EXPECT_EQ(part("bytes=0-9"), "1 0-9");
  EXPECT_EQ(part("bytes=90-"), "1 90-99");
  EXPECT_EQ(part("bytes=-10"), "1 90-99");
  EXPECT_EQ(part("bytes=-1000"), "1 0-99");
  EXPECT_EQ(part("bytes=50-1000"), "1 50-99");
  EXPECT_EQ(part("bytes=100-"), "2 0-0");
  EXPECT_EQ(part("bytes=-0"), "2 0-0");
  for (const char* whole : {"", "bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=9-1", "bytes=0-1,5-6", "lines=0-9",
                            "bytes=--1", "bytes=1--2", "bytes=99999999999999999999-"}) {
    EXPECT_EQ(part(whole).front(), '0') << whole;
  }
}

TEST(Encodings, are_chosen_by_weight) {
  EXPECT_TRUE(accepted_encodings("gzip, deflate, br").brotli);
  EXPECT_FALSE(accepted_encodings("gzip;q=0, br;q=0.1").gzip);
  EXPECT_TRUE(accepted_encodings("gzip;q=0, br;q=0.1").brotli);
  EXPECT_TRUE(accepted_encodings("*").gzip);
  EXPECT_FALSE(accepted_encodings("identity").brotli);
  EXPECT_FALSE(accepted_encodings("br;q=abc").brotli);
}

TEST(Etags, match_weakly_and_by_star) {
  EXPECT_TRUE(etag_matches("\"a\", W/\"b\"", "\"b\""));
  EXPECT_TRUE(etag_matches("*", "\"b\""));
  EXPECT_FALSE(etag_matches("\"a\"", "\"b\""));
}

TEST(Cookies, leave_broken_pieces_out) {
  const Fields cookies = parse_cookies("a=1; =2; b; c=\"3\";d=; e=\xff");
  EXPECT_EQ(cookies.pairs().size(), 3u);
  EXPECT_EQ(cookies.get("c"), "3");
  EXPECT_EQ(cookie_value("x=1; reading=big; y=2", "reading"), "big");
  EXPECT_EQ(cookie_value("xreading=1", "reading"), "");
}

TEST(Compression, comes_back_unchanged) {
  std::string text;
  for (int i = 0; i < 500; ++i) text += "政务公开 open government ";
  EXPECT_EQ(gunzip(gzip(text, 6), text.size()), text);
  EXPECT_LT(brotli(text, 5).size(), text.size() / 4);
  EXPECT_FALSE(gunzip("nonsense", 100));
  EXPECT_FALSE(gunzip(gzip(text, 6), 10));
  EXPECT_FALSE(is_compressible("text/html", 100));
  EXPECT_FALSE(is_compressible("image/png", 100'000));
  EXPECT_TRUE(is_compressible("text/html; charset=utf-8", 100'000));
}

TEST(Clients, behind_proxies_are_read_from_the_right) {
  const std::vector<Network> trusted{*parse_network("10.0.0.0/8"), *parse_network("::1")};
  const Address proxy = *parse_address("10.0.0.1");
  const auto client = [&](std::string_view forwarded_for) {
    return to_text(resolve_client(proxy, false, {.x_forwarded_for = forwarded_for}, trusted).address);
  };
  EXPECT_EQ(client("203.0.113.9"), "203.0.113.9");
  EXPECT_EQ(client("1.1.1.1, 203.0.113.9"), "203.0.113.9");
  EXPECT_EQ(client("1.1.1.1, 203.0.113.9, 10.2.3.4"), "203.0.113.9");
  EXPECT_EQ(client("nonsense"), "10.0.0.1");
  EXPECT_EQ(client("203.0.113.9, nonsense"), "10.0.0.1");
  EXPECT_EQ(client("2001:db8::7"), "2001:db8::7");
  EXPECT_EQ(client(""), "10.0.0.1");
  const Client by_standard =
      resolve_client(proxy, false, {.forwarded = "for=\"[2001:db8::7]:4711\";proto=https;host=Gov.CN"}, trusted);
  EXPECT_EQ(to_text(by_standard.address), "2001:db8::7");
  EXPECT_TRUE(by_standard.secure);
  EXPECT_EQ(by_standard.host, "gov.cn");
  EXPECT_EQ(to_text(resolve_client(*parse_address("9.9.9.9"), false, {.x_forwarded_for = "1.2.3.4"}, trusted).address),
            "9.9.9.9");
}

TEST(Networks, contain_by_prefix) {
  EXPECT_TRUE(parse_network("192.168.0.0/16")->contains(*parse_address("192.168.7.7")));
  EXPECT_FALSE(parse_network("192.168.0.0/17")->contains(*parse_address("192.168.200.7")));
  EXPECT_TRUE(parse_network("2001:db8::/33")->contains(*parse_address("2001:db8:1::1")));
  EXPECT_TRUE(parse_network("0.0.0.0/0")->contains(*parse_address("1.2.3.4")));
  for (const char* text : {"", "1.2.3", "1.2.3.4/33", "1.2.3.4/-1", "::/129", "1.2.3.4/8x", "host"})
    EXPECT_FALSE(parse_network(text)) << text;
}

TEST(Addresses, of_one_subscriber_share_a_key) {
  const Address a = *parse_address("2001:db8:1:2::3"), b = *parse_address("2001:db8:1:2:ffff::9"),
                c = *parse_address("2001:db8:1:3::3");
  EXPECT_EQ(limit_key(a), limit_key(b));
  EXPECT_NE(limit_key(a), limit_key(c));
}

// --- multipart

namespace {
const std::string form =
    "--B\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\n通知\r\n"
    "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"C:\\dir\\a.txt\"\r\nContent-Type: "
    "text/plain\r\n\r\nline\r\n--C\r\nmore\r\n"
    "--B\r\nContent-Disposition: form-data; name=\"none\"; filename=\"\"\r\n\r\n\r\n"
    "--B--\r\n";
}

TEST(Multipart, reads_the_same_however_it_is_cut) {
  const std::string place = folder();
  for (std::size_t step : {1u, 2u, 3u, 7u, 50u, 1000u}) {
    MultipartReader reader("B", place, 1000, {});
    for (std::size_t at = 0; at < form.size(); at += step)
      ASSERT_TRUE(reader.feed(std::string_view(form).substr(at, step)));
    ASSERT_TRUE(reader.finish());
    EXPECT_EQ(reader.take_fields().get("title"), "通知");
    const auto uploads = reader.take_uploads();
    ASSERT_EQ(uploads.size(), 1u) << step;
    EXPECT_EQ(uploads[0].file_name, "a.txt");
    EXPECT_EQ(read_file(uploads[0].path), "line\r\n--C\r\nmore");
    EXPECT_EQ(uploads[0].size, 15);
    std::filesystem::remove(uploads[0].path);
  }
  EXPECT_TRUE(std::filesystem::is_empty(place));
}

TEST(Multipart, removes_its_files_unless_they_are_taken) {
  const std::string place = folder();
  {
    MultipartReader reader("B", place, 1000, {});
    ASSERT_TRUE(reader.feed(form));
    EXPECT_FALSE(std::filesystem::is_empty(place));
  }
  EXPECT_TRUE(std::filesystem::is_empty(place));
}

TEST(Multipart, refuses_what_breaks_its_limits) {
  const std::string place = folder();
  const auto code = [&](const std::string& body, std::int64_t upload_limit, FormLimits limits) {
    MultipartReader reader("B", place, upload_limit, limits);
    auto outcome = reader.feed(body);
    if (outcome) outcome = reader.finish();
    return outcome ? std::string{} : outcome.error().code;
  };
  EXPECT_EQ(code(form, 13, {}), "http.upload_too_large");
  EXPECT_EQ(code(form, 0, {}), "http.upload_refused");
  EXPECT_EQ(code(form, 1000, {.uploads = 0}), "http.too_many_uploads");
  EXPECT_EQ(code(form, 1000, {.fields = 0}), "http.too_many_fields");
  EXPECT_EQ(code(form, 1000, {.field_bytes = 3}), "http.field_too_large");
  EXPECT_EQ(code(form, 1000, {.part_header_bytes = 10}), "http.bad_form");
  EXPECT_EQ(code("--B\r\n" + std::string(10'000, 'x'), 1000, {}), "http.bad_form");
  EXPECT_EQ(code(form.substr(0, form.size() - 4), 1000, {}), "http.bad_form");
  EXPECT_EQ(code("", 1000, {}), "http.bad_form");
  EXPECT_EQ(code("--Bx\r\n", 1000, {}), "http.bad_form");
  EXPECT_EQ(code("--B\r\nX: y\r\n\r\nz\r\n--B--", 1000, {}), "http.bad_form");
  EXPECT_EQ(code("--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\xff\r\n--B--", 1000, {}),
            "http.bad_encoding");
}

// --- request parser

namespace {
int status_of_head(std::string_view head) {
  RequestParser parser;
  const auto fault = parser.parse_head(head);
  return fault ? fault->status : 200;
}
std::string with_headers(std::string_view headers) {
  return "POST / HTTP/1.1\r\nHost: h\r\n" + std::string(headers) + "\r\n";
}
}  // namespace

TEST(RequestHeads, that_could_smuggle_are_refused) {
  EXPECT_EQ(status_of_head(with_headers("Content-Length: 5\r\n")), 200);
  EXPECT_EQ(status_of_head(with_headers("Content-Length: 5\r\nContent-Length: 5\r\n")), 400);
  EXPECT_EQ(status_of_head(with_headers("Content-Length: 5\r\nContent-Length: 6\r\n")), 400);
  EXPECT_EQ(status_of_head(with_headers("Content-Length: 5, 5\r\n")), 400);
  EXPECT_EQ(status_of_head(with_headers("Content-Length: +5\r\n")), 400);
  EXPECT_EQ(status_of_head(with_headers("Content-Length: -5\r\n")), 400);
  EXPECT_EQ(status_of_head(with_headers("Content-Length: 0x5\r\n")), 400);
  EXPECT_EQ(status_of_head(with_headers("Content-Length: 99999999999999999999999\r\n")), 400);
  EXPECT_EQ(status_of_head(with_headers("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n")), 400);
  EXPECT_EQ(status_of_head(with_headers("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n")), 400);
  EXPECT_EQ(status_of_head(with_headers("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n")), 400);
  EXPECT_EQ(status_of_head(with_headers("Transfer-Encoding: gzip, chunked\r\n")), 501);
  EXPECT_EQ(status_of_head(with_headers("Transfer-Encoding: xchunked\r\n")), 501);
  EXPECT_EQ(status_of_head(with_headers("Transfer-Encoding : chunked\r\n")), 400);
  EXPECT_EQ(status_of_head(with_headers(" folded: x\r\n")), 400);
  EXPECT_EQ(status_of_head(with_headers("A: x\r\n y\r\n")), 400);
  EXPECT_EQ(status_of_head(with_headers("A\x01: x\r\n")), 400);
  EXPECT_EQ(status_of_head(with_headers(std::string_view("A: x\0y\r\n", 8))), 400);
  EXPECT_EQ(status_of_head("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n"), 400);
}

TEST(RequestHeads, need_one_host_and_a_known_version) {
  EXPECT_EQ(status_of_head("GET / HTTP/1.1\r\n\r\n"), 400);
  EXPECT_EQ(status_of_head("GET / HTTP/1.0\r\n\r\n"), 200);
  EXPECT_EQ(status_of_head("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"), 400);
  EXPECT_EQ(status_of_head("GET / HTTP/2.0\r\nHost: a\r\n\r\n"), 505);
  EXPECT_EQ(status_of_head("GET  / HTTP/1.1\r\nHost: a\r\n\r\n"), 400);
  EXPECT_EQ(status_of_head("GET /\r\n\r\n"), 400);
  std::string many = "GET / HTTP/1.1\r\nHost: a\r\n";
  for (int i = 0; i < 101; ++i) many += fmt::format("X-{}: 1\r\n", i);
  EXPECT_EQ(status_of_head(many + "\r\n"), 431);
}

TEST(RequestHeads, end_at_the_empty_line) {
  EXPECT_EQ(find_head_end("GET / HTTP/1.1\r\n\r\nrest", 0), 18u);
  EXPECT_EQ(find_head_end("GET / HTTP/1.1\r\n", 0), std::string_view::npos);
  EXPECT_EQ(find_head_end("GET / HTTP/1.1\r\n\r\n", 17), 18u);
  EXPECT_EQ(find_head_end("GET / HTTP/1.1\n\n", 0), 0u);
  EXPECT_EQ(find_head_end("\x16\x03\x01", 0), 0u);
}

namespace {
/// Status and body of a chunked message whose body is offered in steps.
std::pair<int, std::string> chunked(std::string_view body, std::size_t step, std::int64_t limit = 1000) {
  RequestParser parser;
  const std::string head = with_headers("Transfer-Encoding: chunked\r\n");
  EXPECT_FALSE(parser.parse_head(head));
  std::string taken, waiting;
  for (std::size_t at = 0; at < body.size();) {
    waiting += body.substr(at, step);
    at += step;
    for (;;) {
      const auto progress = parser.parse_body(waiting, limit, [&](std::string_view bytes) { taken += bytes; });
      waiting.erase(0, progress.used);
      if (progress.fault) return {progress.fault->status, taken};
      if (progress.complete) return {200, taken};
      if (progress.used == 0) break;
    }
  }
  return {0, taken};
}
}  // namespace

TEST(ChunkedBodies, are_read_however_they_are_cut) {
  for (std::size_t step = 1; step < 40; ++step) {
    EXPECT_EQ(chunked("5\r\nhello\r\n6;x=y\r\n world\r\n0\r\nTrailer: 1\r\n\r\n", step),
              (std::pair<int, std::string>{200, "hello world"}))
        << step;
    EXPECT_EQ(chunked("0\r\n\r\n", step).first, 200) << step;
  }
}

TEST(ChunkedBodies, that_are_broken_or_too_large_are_refused) {
  for (const std::size_t step : {1u, 4u, 1000u}) {
    EXPECT_EQ(chunked("x\r\nhello\r\n0\r\n\r\n", step).first, 400);
    EXPECT_EQ(chunked("5\r\nhelloX\r\n0\r\n\r\n", step).first, 400);
    EXPECT_EQ(chunked("-5\r\nhello\r\n0\r\n\r\n", step).first, 400);
    EXPECT_EQ(chunked("fffffffffffffffff\r\nhello\r\n", step).first, 400);
    EXPECT_EQ(chunked("ffffffffffffffff\r\nhello\r\n", step).first, 413);
    EXPECT_EQ(chunked("5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n", step, 8).first, 413);
    EXPECT_EQ(chunked("0\r\nContent-Length: 5\r\n\r\n", step).first, 400);
    EXPECT_EQ(chunked("5;" + std::string(300, 'x') + "\r\nhello\r\n0\r\n\r\n", step).first, 400);
    EXPECT_EQ(chunked("0\r\n" + std::string("A: ") + std::string(200'000, 'x') + "\r\n\r\n", 1000).first, 431);
  }
  std::string trailers = "0\r\n";
  for (int i = 0; i < 20; ++i) trailers += "A: x\r\n";
  EXPECT_EQ(chunked(trailers + "\r\n", 1000).first, 431);
}

TEST(RequestParsers, survive_random_bytes) {
  std::mt19937 random(20261121);
  const std::string alphabet = "GETPOSHCT/ .:;\r\n\r\n01aAfF=%-,\"chunkedContent-LengthTransfer-Encoding\x80";
  for (int round = 0; round < 20'000; ++round) {
    std::string bytes;
    for (std::size_t i = random() % 80; i > 0; --i) bytes += alphabet[random() % alphabet.size()];
    RequestParser parser;
    if (parser.parse_head(round % 2 ? bytes : with_headers(bytes))) continue;
    parser.parse_body(bytes, 100, [](std::string_view) {});
  }
}

}  // namespace gongkai::http
