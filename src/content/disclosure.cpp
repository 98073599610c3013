#include "content/disclosure.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace gongkai::content {

namespace {

constexpr std::size_t note_max = 300;
constexpr std::array<std::string_view, 3> secret_marks{"绝密", "机密", "秘密"};  // 保密法 Art. 14

/// The line with blanks taken out, as marks are often set spaced: 机 密.
std::string without_blanks(std::string_view line) {
  std::string kept;
  for (std::size_t i = 0; i < line.size();) {
    if (line.substr(i).starts_with("　")) i += std::string_view("　").size();
    else if (line[i] == ' ' || line[i] == '\t' || line[i] == '\r') ++i;
    else kept += line[i++];
  }
  return kept;
}

bool is_mark(std::string_view line) {
  for (const auto mark : secret_marks) {
    if (line.find(std::string(mark) + "★") != std::string_view::npos) return true;
    if (line == mark || line == "密级：" + std::string(mark) || line == "【" + std::string(mark) + "】") return true;
  }
  return false;
}

}  // namespace

std::string_view name_of(Disclosure disclosure) {
  switch (disclosure) {
    case Disclosure::undecided: return "undecided";
    case Disclosure::proactive: return "proactive";
    case Disclosure::on_request: return "on_request";
    case Disclosure::withheld: return "withheld";
  }
  return "undecided";
}

std::optional<Disclosure> parse_disclosure(std::string_view name) {
  for (const auto one : {Disclosure::undecided, Disclosure::proactive, Disclosure::on_request, Disclosure::withheld})
    if (name_of(one) == name) return one;
  return std::nullopt;
}

const std::vector<Ground>& grounds() {
  static const std::vector<Ground> list{
      {"E14a", "第十四条", "依法确定为国家秘密", true},
      {"E14b", "第十四条", "法律、行政法规禁止公开", true},
      {"E14c", "第十四条", "公开后可能危及国家安全、公共安全、经济安全、社会稳定", true},
      {"E15", "第十五条", "涉及商业秘密、个人隐私等公开会对第三方合法权益造成损害", true},
      {"E16_1", "第十六条第一款", "三类内部事务信息：人事管理、后勤管理、内部工作流程", false},
      {"E16_2", "第十六条第二款", "四类过程性信息：讨论记录、过程稿、磋商信函、请示报告", false},
      {"E16_3", "第十六条第二款", "行政执法案卷信息", false}};
  return list;
}

const Ground* find_ground(std::string_view id) {
  const auto found = std::ranges::find(grounds(), id, &Ground::id);
  return found == grounds().end() ? nullptr : &*found;
}

std::vector<Fault> why_not_circulate(const Attribute& attribute) {
  std::vector<Fault> faults;
  const auto add = [&](std::string code, std::string field) {
    faults.push_back({FaultKind::invalid, std::move(code), std::move(field), {}, {}});
  };
  if (attribute.disclosure == Disclosure::undecided) add("document.attribute_missing", "disclosure");
  const bool is_open = attribute.disclosure == Disclosure::proactive;
  const bool needs_ground =
      attribute.disclosure == Disclosure::withheld || attribute.disclosure == Disclosure::on_request;
  if (needs_ground && attribute.ground.empty()) add("document.ground_missing", "ground");
  if (!attribute.ground.empty() && !find_ground(attribute.ground)) add("document.ground_unknown", "ground");
  if (is_open && !attribute.ground.empty()) add("document.ground_of_open", "ground");
  // a state secret has no place here, whatever else is filled in
  if (attribute.ground == "E14a") add("document.secret_marked", "ground");
  if (count_characters(attribute.note) > note_max) add("document.ground_note_too_long", "ground_note");
  return faults;
}

bool bears_secret_mark(std::string_view text) {
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    if (is_mark(without_blanks(text.substr(0, end)))) return true;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return false;
}

}  // namespace gongkai::content
