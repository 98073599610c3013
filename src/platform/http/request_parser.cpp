#include "platform/http/request_parser.hpp"

#include <boost/beast/http/basic_parser.hpp>

#include "platform/http/header_values.hpp"

namespace gongkai::http {

namespace beast = boost::beast::http;
using boost::beast::error_code;

namespace {

constexpr std::uint32_t head_limit = 64 << 10;  // the connection refuses earlier
constexpr std::size_t most_headers = 100;
constexpr std::size_t most_trailers = 16;
constexpr std::size_t longest_chunk_head = 8 << 10;  // with extensions, or all trailers together
constexpr std::size_t longest_chunk_extension = 256;

std::string_view to_view(boost::beast::string_view text) {
  return {text.data(), text.size()};
}

std::optional<Method> method_of(beast::verb verb) {
  if (verb == beast::verb::get) return Method::get;
  if (verb == beast::verb::head) return Method::head;
  if (verb == beast::verb::post) return Method::post;
  if (verb == beast::verb::put) return Method::put;
  if (verb == beast::verb::patch) return Method::patch;
  if (verb == beast::verb::delete_) return Method::del;
  if (verb == beast::verb::options) return Method::options;
  return std::nullopt;
}

error_code refused() {
  return beast::make_error_code(beast::error::bad_value);
}

}  // namespace

struct RequestParser::Beast final : beast::basic_parser<true> {
  RequestHead head{};
  std::string_view input{};
  std::optional<ProtocolFault> fault{};
  const Sink* sink = nullptr;
  std::int64_t body_bytes = 0;
  std::int64_t limit = 0;
  std::size_t hosts = 0;
  std::size_t trailers = 0;
  bool has_length = false;
  bool has_encoding = false;
  bool in_body = false;

  Beast() {
    header_limit(head_limit);
    body_limit(boost::none);  // counted here, because the limit is known only after the head
  }

  void refuse_with(error_code& error, int status, std::string code) {
    fault = ProtocolFault{status, std::move(code)};
    error = refused();
  }

  void on_request_impl(beast::verb verb, boost::beast::string_view, boost::beast::string_view target, int version,
                       error_code&) override {
    head.method = method_of(verb);
    head.target = to_view(target);
    head.version = version;
  }

  void on_field_impl(beast::field field, boost::beast::string_view name, boost::beast::string_view value,
                     error_code& error) override {
    if (in_body) {  // trailers are read past: nothing that arrives after the body may change what the request means
      if (++trailers > most_trailers) refuse_with(error, 431, "http.header_too_large");
      return;
    }
    // a folded value does not lie in the input: proxies disagree about it, so nobody may send one
    const bool folded =
        !value.empty() && (value.data() < input.data() || value.data() + value.size() > input.data() + input.size());
    if (folded) return refuse_with(error, 400, "http.bad_request");
    if (head.headers.size() >= most_headers) return refuse_with(error, 431, "http.header_too_large");
    head.headers.push_back({to_view(name), to_view(value)});
    keep(field, to_view(value), error);
  }

  void keep(beast::field field, std::string_view value, error_code& error) {
    switch (field) {
      case beast::field::host: {
        head.host = value;
        if (++hosts > 1) refuse_with(error, 400, "http.bad_host");
        break;
      }
      case beast::field::cookie: head.cookie = value; break;
      case beast::field::accept_encoding: head.accept_encoding = value; break;
      case beast::field::if_none_match: head.if_none_match = value; break;
      case beast::field::range: head.range = value; break;
      case beast::field::expect: head.expect = value; break;
      case beast::field::content_length: {
        // two lengths, even equal ones, are how requests are smuggled
        if (std::exchange(has_length, true) || has_encoding || value.contains(','))
          refuse_with(error, 400, "http.bad_request");
        break;
      }
      case beast::field::transfer_encoding: {
        if (std::exchange(has_encoding, true) || has_length || head.version < 11)
          return refuse_with(error, 400, "http.bad_request");
        if (!equals_ignoring_case(value, "chunked")) refuse_with(error, 501, "http.not_implemented");
        break;
      }
      default: break;
    }
  }

  void on_header_impl(error_code& error) override {
    head.keep_alive = keep_alive();
    head.chunked = chunked();
    head.content_length = content_length() ? std::optional<std::uint64_t>(*content_length()) : std::nullopt;
    head.has_body = head.chunked || head.content_length.value_or(0) > 0;
    if (hosts == 0 && head.version >= 11) refuse_with(error, 400, "http.bad_host");
  }

  void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override { in_body = true; }

  std::size_t take(boost::beast::string_view bytes, error_code& error) {
    body_bytes += static_cast<std::int64_t>(bytes.size());
    if (body_bytes > limit) {
      refuse_with(error, 413, "http.body_too_large");
      return 0;
    }
    (*sink)(to_view(bytes));
    return bytes.size();
  }
  std::size_t on_body_impl(boost::beast::string_view bytes, error_code& error) override { return take(bytes, error); }
  std::size_t on_chunk_body_impl(std::uint64_t, boost::beast::string_view bytes, error_code& error) override {
    return take(bytes, error);
  }

  void on_chunk_header_impl(std::uint64_t size, boost::beast::string_view extensions, error_code& error) override {
    if (extensions.size() > longest_chunk_extension) return refuse_with(error, 400, "http.bad_request");
    if (size > static_cast<std::uint64_t>(std::max<std::int64_t>(0, limit - body_bytes)))
      refuse_with(error, 413, "http.body_too_large");
  }

  void on_response_impl(int, boost::beast::string_view, int, error_code&) override {}
  void on_finish_impl(error_code&) override {}

  ProtocolFault fault_of(error_code error) const {
    if (fault) return *fault;
    if (error == beast::error::header_limit) return {431, "http.header_too_large"};
    if (error == beast::error::bad_version) return {505, "http.bad_version"};
    if (error == beast::error::body_limit) return {413, "http.body_too_large"};
    return {400, "http.bad_request"};
  }
};

std::string_view RequestHead::find(std::string_view name) const {
  for (const HeaderView& header : headers) {
    if (equals_ignoring_case(header.name, name)) return header.value;
  }
  return {};
}

std::size_t find_head_end(std::string_view bytes, std::size_t searched) {
  if (!bytes.empty() && (bytes[0] < 'A' || bytes[0] > 'Z')) return 0;  // no method begins so: a TLS client, or noise
  std::size_t at = searched > 3 ? searched - 3 : 0;
  for (at = bytes.find('\n', at); at != std::string_view::npos; at = bytes.find('\n', at + 1)) {
    if (at == 0 || bytes[at - 1] != '\r') return 0;  // a bare line feed means another message to some proxies
    if (at >= 3 && bytes[at - 2] == '\n') return at + 1;
  }
  return std::string_view::npos;
}

RequestParser::RequestParser() : m_beast(std::make_unique<Beast>()) {}
RequestParser::~RequestParser() = default;

void RequestParser::reset() {
  auto headers = std::move(m_beast->head.headers);
  std::destroy_at(m_beast.get());  // Beast's parsers read one message each
  std::construct_at(m_beast.get());
  headers.clear();
  m_beast->head.headers = std::move(headers);
}

std::optional<ProtocolFault> RequestParser::parse_head(std::string_view bytes) {
  error_code error;
  m_beast->input = bytes;
  m_beast->eager(false);
  m_beast->put(boost::asio::buffer(bytes.data(), bytes.size()), error);
  if (error || !m_beast->is_header_done()) return m_beast->fault_of(error);
  return std::nullopt;
}

const RequestHead& RequestParser::head() const {
  return m_beast->head;
}
bool RequestParser::is_complete() const {
  return m_beast->is_done();
}

RequestParser::Body RequestParser::parse_body(std::string_view bytes, std::int64_t limit, const Sink& sink) {
  Beast& beast = *m_beast;
  if (beast.is_done()) return {.complete = true};
  // the shortest end of a chunked body has five bytes, and Beast asserts that it has them
  if (bytes.empty() || (beast.head.chunked && bytes.size() < 5)) return {};
  beast.sink = &sink;
  beast.limit = limit;
  beast.eager(true);
  error_code error;
  const std::size_t used = beast.put(boost::asio::buffer(bytes.data(), bytes.size()), error);
  if (error == beast::error::need_more) error = {};
  if (error) return {.used = used, .fault = beast.fault_of(error)};
  if (!beast.is_done() && bytes.size() - used > longest_chunk_head)
    return {.used = used, .fault = ProtocolFault{431, "http.header_too_large"}};
  return {.used = used, .complete = beast.is_done()};
}

}  // namespace gongkai::http
