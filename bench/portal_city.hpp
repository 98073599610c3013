// The whole platform in one process, behind its own HTTP server, with a client that reads it over the loopback.
#pragma once
#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "app/platform.hpp"
#include "base/text.hpp"
#include "content/api.hpp"
#include "content/use_cases.hpp"
#include "directory/api.hpp"
#include "platform/http/server.hpp"

namespace gongkai::bench {

using Steady = std::chrono::steady_clock;

inline double milliseconds_since(Steady::time_point start) {
  return std::chrono::duration<double, std::milli>(Steady::now() - start).count();
}

struct Spread {
  double p50 = 0, p99 = 0, worst = 0;
};
inline Spread spread_of(std::vector<double> values) {
  std::ranges::sort(values);
  const auto at = [&](double share) { return values[static_cast<std::size_t>(share * double(values.size() - 1))]; };
  return {at(0.5), at(0.99), values.back()};
}

template <class T>
T value_or_die(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().code + " " + result.error().field);
  if constexpr (!std::is_void_v<T>) return *std::move(result);
}

/// One keep-alive connection.
class Client {
 public:
  explicit Client(std::uint16_t port) : m_socket(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{.sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    if (connect(m_socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
      throw std::runtime_error("cannot connect");
    const int on = 1;
    setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  }
  ~Client() { close(m_socket); }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  /// The body of the answer, until the next call.
  std::string_view get(std::string_view path) {
    const auto asked = fmt::format("GET {} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", path);
    if (send(m_socket, asked.data(), asked.size(), MSG_NOSIGNAL) != ssize_t(asked.size())) fail();
    m_read.clear();
    std::size_t head = std::string::npos;
    while ((head = m_read.find("\r\n\r\n")) == std::string::npos) more();
    head += 4;
    const auto field = m_read.find("Content-Length: ");
    if (field == std::string::npos || field > head) throw std::runtime_error("an answer without a length");
    const std::size_t length = std::strtoull(m_read.c_str() + field + 16, nullptr, 10);
    while (m_read.size() < head + length) more();
    return std::string_view(m_read).substr(head);
  }
  int status() const { return std::atoi(m_read.c_str() + 9); }

 private:
  void more() {
    char bytes[65536];
    const auto count = recv(m_socket, bytes, sizeof bytes, 0);
    if (count <= 0) fail();
    m_read.append(bytes, static_cast<std::size_t>(count));
  }
  [[noreturn]] static void fail() { throw std::runtime_error("the connection broke"); }
  int m_socket;
  std::string m_read{};
};

/// The installation of a data folder with the demo city, and its column with the most documents.
class City {
 public:
  explicit City(const std::string& folder, bool started = true) {
    m_platform = value_or_die(app::Platform::open(app::Installation{.data_dir = folder}));
    m_platform->add_routes();
    // What the office's gates ask comes before a commit, and what is measured here comes after it: these services have
    // no gates, and everything that follows a commit.
    const auto& own = m_platform->services();
    m_services.reset(new Services{.database = own.database,
                                  .clock = own.clock,
                                  .ids = own.ids,
                                  .vault = own.vault,
                                  .files = own.files,
                                  .search = own.search,
                                  .pages = own.pages,
                                  .calendars = own.calendars,
                                  .after_commit = own.after_commit});
    find_column();
    if (!started) return;
    m_platform->start();
    http::ServerOptions options{.port = 0, .loops = 1, .workers = 2};
    options.rate = {1e9, 1e9};
    m_server = std::make_unique<http::Server>(options, m_platform->router(), &m_platform->pages());
    m_server->start();
  }
  ~City() {
    if (m_server) m_server->stop(std::chrono::seconds(2));
    m_platform->stop();
  }
  City(const City&) = delete;
  City& operator=(const City&) = delete;

  Services& services() { return *m_services; }
  app::Platform& platform() { return *m_platform; }
  std::uint16_t port() const { return m_server->port(); }
  const content::Column& column() const { return m_column; }
  std::int64_t documents_in_column() const { return m_documents; }
  UnitId unit() const { return m_unit; }

  Context as(std::string_view login) {
    auto actor = m_services->database.read([&](db::Session& session) {
      const auto person = directory::find_person_by_login(session, login);
      return person ? directory::load_actor(session, person->id) : std::nullopt;
    });
    if (!actor) throw std::runtime_error("the demo city has nobody named " + std::string(login));
    for (const auto* permission : {"content.write", "content.release"})
      actor->grants.push_back({permission, "/", true});
    return Context{.services = *m_services, .actor = *std::move(actor), .request_id = "bench"};
  }

  content::Draft draft(const std::string& title) const {
    return {.column = m_column.id,
            .title = title,
            .body = "<p>" + title + "。各有关单位请按照要求做好有关工作。</p>",
            .fields = {{"issuer", "云海市人民政府办公室"}, {"formed_on", "2026-03-02"}, {"theme", m_theme}},
            .attribute = {content::Disclosure::proactive, "", ""}};
  }

 private:
  void find_column() {
    m_services->database.read([&](db::Session& session) {
      m_unit = directory::root_unit(session)->id;
      const auto site = directory::find_site_by_slug(session, "");
      for (const auto& column : content::columns(session, site->id)) {
        const auto count = content::count(*m_services, {column.id});
        if (count > m_documents) m_column = column, m_documents = count;
      }
    });
    if (m_documents == 0) throw std::runtime_error("the folder has no demo city");
  }

  std::unique_ptr<app::Platform> m_platform;
  std::unique_ptr<Services> m_services;
  std::unique_ptr<http::Server> m_server;
  content::Column m_column{};
  std::int64_t m_documents = 0;
  UnitId m_unit{};
  std::string m_theme = "综合政务";
};

}  // namespace gongkai::bench
