#include "readers/rules.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace gongkai::readers {

namespace {

constexpr std::size_t most_page = 500;

std::string cleaned(std::string_view text) {
  const auto clean = clean_utf8(text);
  return std::string(trim(clean));
}

Fault fault(std::string code, std::string field, std::size_t most = 0) {
  return {FaultKind::invalid, std::move(code), std::move(field), {{"most", std::to_string(most)}}, {}};
}

}  // namespace

Result<Opinion> checked(Opinion opinion) {
  opinion.words = cleaned(opinion.words);
  if (count_characters(opinion.words) > most_remark)
    return refuse(FaultKind::invalid, "readers.too_long", "words", {{"most", std::to_string(most_remark)}});
  return opinion;
}

Result<ErrorForm> checked(ErrorForm form, const Settings& settings) {
  std::vector<Fault> faults;
  form.page = page_of(form.page);
  form.words = cleaned(form.words);
  form.contact = cleaned(form.contact);
  if (!std::ranges::any_of(settings.error_kinds, [&](const auto& kind) { return kind.id == form.kind; }))
    faults.push_back(fault("readers.kind_missing", "kind"));
  if (form.words.empty()) faults.push_back(fault("readers.words_missing", "words"));
  if (count_characters(form.words) > most_words) faults.push_back(fault("readers.too_long", "words", most_words));
  if (count_characters(form.contact) > most_contact)
    faults.push_back(fault("readers.too_long", "contact", most_contact));
  CHECK_OK(all_of(std::move(faults)));
  return form;
}

std::string page_of(std::string_view address) {
  auto page = cleaned(address);
  if (const auto scheme = page.find("://"); scheme != page.npos && scheme < 6) {
    const auto path = page.find('/', scheme + 3);
    page = path == page.npos ? "/" : page.substr(path);
  }
  // "//elsewhere" would lead away from here
  if (!page.starts_with('/') || page.starts_with("//") || page.size() > most_page) return {};
  return std::ranges::any_of(page, [](unsigned char c) { return c <= ' ' || c == '\\'; }) ? std::string() : page;
}

Result<std::string> checked_answer(std::string_view answer) {
  auto text = cleaned(answer);
  if (text.empty()) return refuse(FaultKind::invalid, "readers.answer_missing", "answer");
  if (count_characters(text) > most_answer)
    return refuse(FaultKind::invalid, "readers.too_long", "answer", {{"most", std::to_string(most_answer)}});
  return text;
}

std::string readable_code(std::string_view random) {
  constexpr std::string_view alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";  // no 0 O 1 I
  static_assert(alphabet.size() == 32);
  std::string code;
  for (const auto byte : random) code += alphabet[static_cast<unsigned char>(byte) & 31U];
  return code;
}

std::string number_of(Day day, std::string_view random) {
  auto digits = to_text(day);
  std::erase(digits, '-');
  return digits + "-" + readable_code(random);
}

Waiting waiting_of(const ErrorReport& report, const WorkCalendar& calendar, int term, Day today) {
  const auto received = report.received_at.day();
  const auto until = report.answered_at ? report.answered_at->day() : today;
  const auto due = calendar.add(received, std::max(term, 1));
  return {.working_days = calendar.count(received, until), .due = due, .overdue = until > due};
}

}  // namespace gongkai::readers
