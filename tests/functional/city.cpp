#include "tests/functional/city.hpp"

#include <stdexcept>

#include "tests/functional/prepared_city.hpp"

namespace gongkai::testing {

City::City(db::Engine engine, std::map<std::string, std::string> settings) : m_environment(std::move(settings)) {
  m_environment["GONGKAI_DEMO_PASSWORD"] = demo_password;
  m_environment["GONGKAI_DATABASE_RESERVE_MEGABYTES"] = "1";
  if (!m_environment.contains("GONGKAI_DATABASE_ENGINE")) {  // else the test has a server of its own
    m_conninfo = copy_prepared_city(engine, m_folder.path());
    m_environment.merge(engine_environment(engine, m_conninfo));
  }
  start();
}

City::~City() {
  m_process.reset();
  if (!m_conninfo.empty()) drop_copy(m_conninfo);
}

void City::start() {
  m_process = std::make_unique<Process>(
      std::vector<std::string>{binary(), "serve", "--data", m_folder.path(), "--listen", "127.0.0.1:0", "--demo"},
      m_environment);
  const auto line = m_process->wait_for_line("listening on ");
  if (!line) throw std::runtime_error("the server did not start");
  m_port = static_cast<std::uint16_t>(std::stoi(line->substr(line->rfind(':') + 1)));
}

ApiDescription& City::api() {
  if (!m_api)
    m_api =
        std::make_unique<ApiDescription>(boost::json::parse(http_get(m_port, "/api/openapi.json").body).as_object());
  return *m_api;
}

Clerk::Clerk(City& city, const std::string& login) : m_city(city) {
  const auto before = get("/api/session");
  csrf = before.text_at("csrf");
  const auto entered = post("/api/session", {{"login", login}, {"password", demo_password}});
  EXPECT_EQ(entered.status, 200) << login << ": " << entered.text;
  const auto session = get("/api/session");
  csrf = session.text_at("csrf");
  EXPECT_EQ(session.text_at("state"), "ready") << login;
}

Reply Clerk::send(const std::string& method, const std::string& path, const std::string& body,
                  const std::string& content_type) {
  Ask ask{.method = method, .target = path, .headers = {}, .body = body};
  if (!m_cookie.empty()) ask.headers.emplace_back("Cookie", m_cookie);
  if (method != "GET") {
    ask.headers.emplace_back("X-CSRF-Token", csrf);
    ask.headers.emplace_back("Content-Type", content_type);
  }
  const auto answer = HttpClient(m_city.port()).send(ask);
  keep_cookie(answer);
  for (const auto& problem : m_city.api().check(method, path, answer.status, answer.body)) ADD_FAILURE() << problem;
  Reply reply{answer.status, {}, answer.body};
  boost::system::error_code not_json;
  reply.json = boost::json::parse(answer.body, not_json);
  return reply;
}

void Clerk::keep_cookie(const Answer& answer) {
  for (const auto& [name, value] : answer.headers)
    if (name == "set-cookie" && value.starts_with("gongkai_")) {
      const auto cookie = value.substr(0, value.find(';'));
      const auto name_end = cookie.find('=') + 1;
      if (const auto old = m_cookie.find(cookie.substr(0, name_end)); old != std::string::npos)
        m_cookie.erase(old, m_cookie.find("; ", old) == std::string::npos ? std::string::npos
                                                                          : m_cookie.find("; ", old) + 2 - old);
      while (m_cookie.ends_with("; ")) m_cookie.resize(m_cookie.size() - 2);
      m_cookie += (m_cookie.empty() ? "" : "; ") + cookie;
    }
}

Reply Clerk::upload(const std::string& path, const std::string& file_name, const std::string& content) {
  const std::string boundary = "----functional-test";
  const std::string body = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" +
                           file_name + "\"\r\nContent-Type: application/octet-stream\r\n\r\n" + content + "\r\n--" +
                           boundary + "--\r\n";
  return send("POST", path, body, "multipart/form-data; boundary=" + boundary);
}

namespace {
/// So that the rule of distinct people is kept: one proofreads, the others review.
std::string signer_of(std::string_view step, const std::string& proofreader) {
  if (step.starts_with("proof")) return proofreader;
  if (step == "review_1") return "shenhe";
  return step == "review_2" ? "fabu" : "lingdao";
}

void clear_secrecy(City& city, const std::string& path) {
  Clerk reviewer(city, "shenhe");
  const auto sheet = reviewer.get(path + "/secrecy");
  boost::json::array answers;
  for (const auto& item : sheet.at("items").as_array())
    answers.push_back(boost::json::object{{"item", item.at("id")}, {"answer", "none"}});
  const auto answered = reviewer.put(path + "/secrecy", {{"answers", answers}});
  EXPECT_EQ(answered.status, 200) << answered.text;
  const auto concluded = reviewer.post(path + "/secrecy/conclude", {{"conclusion", "public"}});
  EXPECT_EQ(concluded.status, 200) << concluded.text;
}
}  // namespace

void pass_reviews(City& city, const std::string& document, const std::string& proofreader) {
  const std::string path = "/api/documents/" + document;
  Clerk reader(city, "shenhe");
  const auto review = reader.get(path + "/review");
  ASSERT_EQ(review.status, 200) << review.text;
  std::map<std::string, std::unique_ptr<Clerk>> people;
  for (const auto& step : review.at("route").at("steps").as_array()) {
    const std::string id(step.at("id").as_string());
    const auto signer = signer_of(id, proofreader);
    auto& person = people[signer];
    if (!person) person = std::make_unique<Clerk>(city, signer);
    const auto signature = person->post(path + "/review/sign", {{"round", review.at("round")}, {"step", id}});
    EXPECT_EQ(signature.status, 200) << signature.text;
  }
  if (review.at("secrecy").at("needed").as_bool()) clear_secrecy(city, path);
}

Answer visit(City& city, const std::string& path) {
  return http_get(city.port(), path);
}

}  // namespace gongkai::testing
