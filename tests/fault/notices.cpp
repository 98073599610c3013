#include "tests/fault/notices.hpp"

#include <chrono>
#include <thread>

namespace gongkai::testing {

std::map<std::string, std::string> without_rate_limits(std::map<std::string, std::string> more) {
  more.insert({{"GONGKAI_HTTP_REQUESTS_PER_SECOND", "0"}, {"GONGKAI_HTTP_LOGINS_PER_MINUTE", "0"}});
  return more;
}

NoticeWriter::NoticeWriter(City& city, const std::string& login) : m_clerk(city, login) {
  const auto columns = m_clerk.get("/api/columns");
  for (const auto& column : columns.at("items").as_array())
    if (m_column.empty() && column.at("name").as_string() == "通知公告") m_column = column.at("id").as_string();
  EXPECT_FALSE(m_column.empty()) << columns.text;
}

boost::json::object NoticeWriter::draft(const std::string& title) const {
  return {
      {"type", "notice"},
      {"column", m_column},
      {"title", title},
      {"body", "<p>各区市人民政府：</p><p>请于月底前报送海堤巡查记录。</p>"},
      {"fields", {{"issuer", "云海市应急管理局"}, {"formed_on", "2026-11-02"}, {"theme", "市场监管、安全生产监管"}}},
      {"disclosure", "proactive"}};
}

bool comes_true(const std::function<bool()>& question) {
  for (int attempt = 0; attempt < 200; ++attempt) {
    if (question()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  return false;
}

Verdict verify_audit(const City& city) {
  const auto finished = run_program({binary(), "audit", "verify", "--data", city.data(), "--json"}, city.environment());
  Verdict verdict{finished.exit_code, {}, finished.out + finished.err};
  boost::system::error_code unreadable;
  const auto answer = boost::json::parse(finished.out, unreadable);
  if (!unreadable && answer.is_object()) verdict.report = answer.as_object();
  return verdict;
}

}  // namespace gongkai::testing
