#include "review/secrecy.hpp"

#include <stdexcept>

#include "base/assets.hpp"
#include "base/text.hpp"
#include "platform/json/json.hpp"

namespace gongkai::review {

namespace {

constexpr std::size_t longest_text = 500;

Fault fault(FaultKind kind, std::string_view code, std::string_view field = "",
            std::vector<std::pair<std::string, std::string>> details = {}) {
  return {kind, std::string(code), std::string(field), std::move(details), {}};
}

void check_length(std::vector<Fault>& faults, std::string_view text, std::string_view field) {
  if (count_characters(text) > longest_text)
    faults.push_back(fault(FaultKind::invalid, "review.too_long", field, {{"value", std::to_string(longest_text)}}));
}

void check_present(std::vector<Fault>& faults, std::string_view text, std::string_view field, std::string_view code) {
  if (trim(text).empty()) faults.push_back(fault(FaultKind::invalid, code, field));
  check_length(faults, text, field);
}

void check_open(std::vector<Fault>& faults, const SecrecyForm& form) {
  if (form.concluded_at) faults.push_back(fault(FaultKind::conflict, "secrecy.concluded"));
}

bool is_waiting(const SecrecyForm& form) {
  return form.asked_at && !form.answered_at;
}

}  // namespace

const SecrecyItem* SecrecySheet::find(std::string_view id) const {
  const auto found = std::ranges::find(items, id, &SecrecyItem::id);
  return found == items.end() ? nullptr : &*found;
}

Result<SecrecySheet> parse_secrecy_sheet(std::string_view json_text) {
  const auto value = TRY(json::parse(json_text));
  json::Reader reader(value);
  SecrecySheet sheet{.title = reader.text("title")};
  for (const auto& entry : reader.list("items")) {
    json::Reader item(entry);
    SecrecyItem read{.id = item.text("id"), .text = item.text("text")};
    CHECK_OK(item.finish());
    if (read.id.empty() || read.text.empty() || sheet.find(read.id))
      return refuse(FaultKind::invalid, "secrecy.sheet_broken", "", {{"place", read.id}});
    sheet.items.push_back(std::move(read));
  }
  CHECK_OK(reader.finish());
  if (sheet.items.empty()) return refuse(FaultKind::invalid, "secrecy.sheet_broken", "", {{"place", "items"}});
  return sheet;
}

const SecrecySheet& secrecy_sheet() {
  static const SecrecySheet sheet = [] {
    auto parsed = parse_secrecy_sheet(assets::find("catalog/review/secrecy_items.json").value_or(""));
    if (!parsed) throw std::logic_error("catalog/review/secrecy_items.json: " + parsed.error().code);
    return *std::move(parsed);
  }();
  return sheet;
}

std::vector<Fault> why_not_answer(const SecrecySheet& sheet, const SecrecyForm& form, std::string_view item,
                                  std::string_view answer, std::string_view remark) {
  std::vector<Fault> faults;
  check_open(faults, form);
  if (!sheet.find(item)) faults.push_back(fault(FaultKind::invalid, "secrecy.item_unknown", "item"));
  if (answer != "none" && answer != "concerned")
    faults.push_back(fault(FaultKind::invalid, "secrecy.answer_missing", "answer"));
  if (answer == "concerned") check_present(faults, remark, "remark", "secrecy.concern_unexplained");
  else check_length(faults, remark, "remark");
  return faults;
}

std::vector<Fault> why_not_conclude(const SecrecySheet& sheet, const SecrecyForm& form,
                                    const std::vector<SecrecyAnswer>& answers, std::string_view conclusion,
                                    std::string_view opinion) {
  std::vector<Fault> faults;
  check_open(faults, form);
  for (const auto& item : sheet.items)
    if (std::ranges::find(answers, item.id, &SecrecyAnswer::item) == answers.end())
      faults.push_back(fault(FaultKind::invalid, "secrecy.item_open", item.id, {{"item", item.text}}));
  if (conclusion != "public" && conclusion != "not_public")
    faults.push_back(fault(FaultKind::invalid, "secrecy.conclusion_missing", "conclusion"));
  if (is_waiting(form))
    faults.push_back(fault(FaultKind::conflict, "secrecy.waiting_for_authority", "", {{"authority", form.authority}}));
  const bool concerned = std::ranges::find(answers, "concerned", &SecrecyAnswer::answer) != answers.end();
  if (conclusion == "public" && concerned && !form.answered_at)
    faults.push_back(fault(FaultKind::conflict, "secrecy.concern_open", "conclusion"));
  if (conclusion == "not_public" || concerned) check_present(faults, opinion, "opinion", "secrecy.opinion_missing");
  else check_length(faults, opinion, "opinion");
  return faults;
}

std::vector<Fault> why_not_ask(const SecrecyForm& form, std::string_view authority, std::string_view question) {
  std::vector<Fault> faults;
  check_open(faults, form);
  if (is_waiting(form))
    faults.push_back(fault(FaultKind::conflict, "secrecy.waiting_for_authority", "", {{"authority", form.authority}}));
  check_present(faults, authority, "authority", "secrecy.authority_missing");
  check_present(faults, question, "question", "secrecy.question_missing");
  return faults;
}

std::vector<Fault> why_not_note_answer(const SecrecyForm& form, std::string_view answer) {
  std::vector<Fault> faults;
  check_open(faults, form);
  if (!is_waiting(form)) faults.push_back(fault(FaultKind::conflict, "secrecy.nothing_asked"));
  check_present(faults, answer, "answer", "secrecy.answer_missing");
  return faults;
}

std::vector<Fault> why_not_cleared(const SecrecyForm* form) {
  if (!form || !form->concluded_at) return {fault(FaultKind::conflict, "secrecy.not_signed")};
  if (form->conclusion != "public") return {fault(FaultKind::conflict, "secrecy.not_public")};
  return {};
}

}  // namespace gongkai::review
