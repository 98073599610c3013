// A running platform with the demo city, and people who use it through HTTP as their browser would.
#pragma once
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <memory>
#include <string>

#include "tests/functional/api_description.hpp"
#include "tests/functional/process.hpp"
#include "tests/support/databases.hpp"
#include "tests/support/http_client.hpp"

namespace gongkai::testing {

inline constexpr const char* demo_password = "Yunhai-2026-demo";

/// `gongkai serve --demo` in a data folder of its own, on either engine.
class City {
 public:
  explicit City(db::Engine engine, std::map<std::string, std::string> settings = {});
  ~City();
  City(const City&) = delete;
  City& operator=(const City&) = delete;
  std::uint16_t port() const { return m_port; }
  Process& process() { return *m_process; }
  const std::string& data() const { return m_folder.path(); }
  const std::map<std::string, std::string>& environment() const { return m_environment; }
  /// The API as this server describes it; every answer a Clerk gets is held against it.
  ApiDescription& api();
  /// Starts again on the same data after the process was stopped or killed.
  void start();

 private:
  TemporaryFolder m_folder;
  std::string m_conninfo;  // of its own database on PostgreSQL
  std::map<std::string, std::string> m_environment;
  std::unique_ptr<Process> m_process;
  std::uint16_t m_port = 0;
  std::unique_ptr<ApiDescription> m_api;
};

struct Reply {
  int status = 0;
  boost::json::value json;
  std::string text;
  const boost::json::value& at(std::string_view name) const { return json.as_object().at(name); }
  std::string text_at(std::string_view name) const { return std::string(at(name).as_string()); }
};

/// A person at the office's application: keeps the cookie and the CSRF token.
class Clerk {
 public:
  Clerk(City& city, const std::string& login);  // logs in; fails the test otherwise
  Reply get(const std::string& path) { return send("GET", path, {}); }
  Reply post(const std::string& path, const boost::json::object& body) {
    return send("POST", path, boost::json::serialize(body));
  }
  Reply put(const std::string& path, const boost::json::object& body) {
    return send("PUT", path, boost::json::serialize(body));
  }
  Reply remove(const std::string& path) { return send("DELETE", path, {}); }
  Reply upload(const std::string& path, const std::string& file_name, const std::string& content);
  Reply send(const std::string& method, const std::string& path, const std::string& body,
             const std::string& content_type = "application/json");
  const std::string& cookie() const { return m_cookie; }
  std::string csrf;  // a test may spoil it

 private:
  void keep_cookie(const Answer& answer);
  City& m_city;
  std::string m_cookie;
};

/// Signs every step of the document's route by a person of the demo city who may, and the secrecy form if it needs one.
/// The proofreader must not have written it.
void pass_reviews(City& city, const std::string& document, const std::string& proofreader = "gongkaiban");

/// Without any session.
Answer visit(City& city, const std::string& path);

}  // namespace gongkai::testing
