#include "base/text.hpp"
#include "checks/use_cases.hpp"
#include "checks/web.hpp"
#include "directory/web_json.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::checks {
namespace {
Details details_of(const StoredFinding& finding) {
  Details details;
  if (const auto parsed = json::parse(finding.details); parsed && parsed->is_object())
    for (const auto& [name, value] : parsed->as_object())
      if (value.is_string()) details.emplace_back(std::string(name), std::string(std::string_view(value.get_string())));
  return details;
}

std::string_view detail(const Details& details, std::string_view name) {
  for (const auto& [each, value] : details)
    if (each == name) return value;
  return {};
}

std::string message_of(const StoredFinding& finding, Details details) {
  // a reader's reason is a text of its own
  if (const auto code = detail(details, "reason_code"); !code.empty())
    details.emplace_back("reason", std::string(i18n::messages().text(code)));
  auto message = i18n::messages().text(finding.code, details);
  if (!detail(details, "note").empty()) message += "（" + std::string(detail(details, "note")) + "）";
  if (!detail(details, "removed").empty()) message += i18n::messages().text("checks.removed_from_picture");
  return message;
}

std::string_view state_of(const StoredFinding& finding) {
  if (finding.cleared_at) return "cleared";
  return finding.justified_at ? "justified" : "open";
}

/// How many characters that are no blanks stand before each place: a page that lays the text out anew finds it by them.
class InkCount {
 public:
  explicit InkCount(std::string_view text) {
    std::int64_t count = 0;
    for (const char32_t c : to_code_points(text)) {
      m_before.push_back(count);
      count += !(c == U' ' || c == U'\n' || c == U'\t' || c == U'\r' || c == 0xA0 || c == 0x3000);
    }
    m_before.push_back(count);
  }
  std::int64_t before(std::int64_t place) const {
    const auto last = static_cast<std::int64_t>(m_before.size()) - 1;
    return m_before[static_cast<std::size_t>(std::clamp<std::int64_t>(place, 0, last))];
  }

 private:
  std::vector<std::int64_t> m_before;
};

json::array passages_of(const Details& details, const InkCount& ink) {
  json::array passages;
  const auto text = detail(details, "passages");
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find(' ', at), text.size());
    const auto one = text.substr(at, end - at);
    const auto dash = one.find('-');
    const auto number = [](std::string_view digits) {
      std::int64_t value = -1;
      std::from_chars(digits.data(), digits.data() + digits.size(), value);
      return value;
    };
    if (dash != one.npos && dash + 1 < one.size()) {
      const auto first = number(one.substr(0, dash)), last = number(one.substr(dash + 1));
      if (first >= 0 && last > first) passages.push_back({{"begin", ink.before(first)}, {"end", ink.before(last)}});
    }
    at = end + 1;
  }
  return passages;
}

json::object place_json(const StoredFinding& finding, const InkCount& ink) {
  const auto part =
      finding.part.empty() ? std::string() : std::string(i18n::messages().text("checks.part." + finding.part));
  return {{"where", name_of(finding.where)},
          {"name", finding.name},
          {"file", finding.file},
          {"part", finding.part},
          {"part_name", part},
          {"label", finding.label},
          {"page", finding.page},
          {"begin", finding.begin},
          {"end", finding.end},
          {"ink_begin", ink.before(finding.begin)},
          {"ink_end", ink.before(finding.end)}};
}
}  // namespace

namespace {
json::object finding_json(const Context& context, const content::Desk& desk, const StoredFinding& finding,
                          const InkCount& ink) {
  const auto details = details_of(finding);
  json::value justification;
  if (finding.justified_at)
    justification = {
        {"name", finding.justified_name}, {"reason", finding.reason}, {"at", to_iso(*finding.justified_at)}};
  const auto faults = why_not_justify(context.actor, desk.unit.path, finding);
  return {{"id", finding.id ? json::value(to_text(finding.id)) : json::value()},
          {"kind", name_of(finding.kind)},
          {"kind_name", i18n::messages().text("checks.kind." + std::string(name_of(finding.kind)))},
          {"severity", name_of(finding.severity)},
          {"state", state_of(finding)},
          {"place", place_json(finding, ink)},
          {"times", finding.times},
          {"excerpt", finding.excerpt},
          {"message", message_of(finding, details)},
          {"right", detail(details, "right")},
          {"passages", passages_of(details, ink)},
          {"justification", std::move(justification)},
          {"may_justify", faults.empty()},
          {"why_not", faults.empty() ? std::string() : i18n::messages().message(faults.front())}};
}

}  // namespace

json::object checks_json(db::Session& session, const Context& context, const content::Desk& desk) {
  const auto run = store::find_run(session, desk.latest.id);
  const auto findings = store::findings(session, desk.latest.id);
  const InkCount ink(desk.latest.plain_text);
  json::array items;
  std::int64_t open = 0, justified = 0, notes = 0;
  for (const auto& finding : findings) {
    if (!finding.cleared_at && finding.severity == Severity::note) ++notes;
    else if (finding.is_open()) ++open;
    else if (finding.justified_at && !finding.cleared_at) ++justified;
    items.push_back(finding_json(context, desk, finding, ink));
  }
  return {{"ran_at", run ? json::value(to_iso(run->ran_at)) : json::value()},
          {"fresh", is_fresh(session, context.services, desk)},
          {"waiting", count_waiting(session, context.services, desk)},
          {"edition", desk.latest.number},
          {"open", open},
          {"justified", justified},
          {"notes", notes},
          {"items", std::move(items)}};
}

}  // namespace gongkai::checks
