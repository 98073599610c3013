// What an applicant may send (Regulation Art. 29(2)): who they are, what they ask for, how they want to have it.
#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "regulation/applicant.hpp"
#include "requests/rules.hpp"

namespace gongkai::requests {

namespace {

constexpr std::size_t longest_line = 200;
constexpr std::array kinds_sent{kind::request, kind::records_correction, kind::proactive_proposal, kind::complaint};
constexpr std::array<std::string_view, 3> forms{"paper", "email", "disc"};
constexpr std::array<std::string_view, 6> ways{"post", "express", "email", "fax", "pick_up", "read_on_site"};

std::string line_of(std::string_view text) {
  auto clean = clean_utf8(text);
  std::ranges::replace(clean, '\n', ' ');
  std::ranges::replace(clean, '\t', ' ');
  return std::string(trim(clean));
}

class Form {
 public:
  void fault(std::string_view code, std::string_view field, std::size_t most = 0) {
    i18n_details details;
    if (most) details.emplace_back("most", std::to_string(most));
    m_faults.push_back({FaultKind::invalid, std::string(code), std::string(field), std::move(details), {}});
  }
  void take(const Result<void>& checked) {
    if (!checked)
      for (auto& one : each_of(checked.error())) m_faults.push_back(std::move(one));
  }
  Result<void> finish() { return all_of(std::move(m_faults)); }

 private:
  using i18n_details = std::vector<std::pair<std::string, std::string>>;
  std::vector<Fault> m_faults;
};

bool is_phone(std::string_view text) {
  const auto digits = std::ranges::count_if(text, [](char c) { return c >= '0' && c <= '9'; });
  const auto allowed = std::ranges::all_of(
      text, [](char c) { return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == ' ' || c == '(' || c == ')'; });
  return allowed && digits >= 7 && digits <= 20;
}

bool is_email(std::string_view text) {
  const auto at = text.find('@');
  return at != text.npos && at > 0 && text.find('@', at + 1) == text.npos && text.find('.', at) != text.npos &&
         text.back() != '.' && text.find(' ') == text.npos;
}

void clean(Applicant& a) {
  for (auto* text : {&a.name, &a.document_type, &a.representative, &a.contact, &a.workplace, &a.address, &a.postcode,
                     &a.email, &a.phone})
    *text = line_of(*text);
  a.phone = fold(a.phone);
  a.document_number = regulation::normal_number(line_of(a.document_number));
  a.credit_code = regulation::normal_number(line_of(a.credit_code));
}

void check_identity(Form& form, const Applicant& a, Day today) {
  const auto applicant_kind = regulation::parse_applicant_kind(a.kind);
  if (!applicant_kind) return form.fault("requests.applicant_kind_missing", "applicant_kind");
  if (regulation::is_organisation(*applicant_kind)) {
    if (!a.credit_code.empty()) form.take(regulation::check_credit_code(a.credit_code, "credit_code"));
    else form.fault("requests.credit_code_missing", "credit_code");
    if (a.contact.empty()) form.fault("requests.contact_missing", "contact");
    return;
  }
  const auto paper = regulation::parse_identity_kind(a.document_type);
  if (!paper || !regulation::fits(*applicant_kind, *paper))
    return form.fault("requests.document_type_missing", "document_type");
  form.take(regulation::check_identity_number(*paper, a.document_number, today, "document_number"));
}

void check_applicant(Form& form, const Applicant& a, const Wishes& wishes, Day today) {
  if (a.name.empty()) form.fault("requests.name_missing", "name");
  check_identity(form, a, today);
  if (a.phone.empty() && a.email.empty() && a.address.empty()) form.fault("requests.no_way_to_reach", "phone");
  if (!a.phone.empty() && !is_phone(a.phone)) form.fault("requests.phone_wrong", "phone");
  if (!a.email.empty() && !is_email(a.email)) form.fault("requests.email_wrong", "email");
  if (wishes.delivery == "email" && a.email.empty()) form.fault("requests.email_missing", "email");
  if ((wishes.delivery == "post" || wishes.delivery == "express") && a.address.empty())
    form.fault("requests.address_missing", "address");
  for (const auto* text : {&a.name, &a.representative, &a.contact, &a.workplace, &a.address, &a.postcode, &a.email})
    if (count_characters(*text) > longest_line) return form.fault("requests.too_long", "name", longest_line);
}

}  // namespace

Result<void> check_wishes(const Wishes& wishes) {
  Form form;
  if (std::ranges::find(forms, wishes.form) == forms.end()) form.fault("requests.form_unknown", "form");
  if (std::ranges::find(ways, wishes.delivery) == ways.end()) form.fault("requests.delivery_unknown", "delivery");
  return form.finish();
}

const std::vector<std::string_view>& results_of(std::string_view of) {
  static const std::vector<std::string_view> none{};
  static const std::vector<std::string_view> correction{"corrected", "refused", "transferred", "told_where"};
  static const std::vector<std::string_view> proposal{"adopted", "already_public", "refused"};
  static const std::vector<std::string_view> complaint{"upheld", "dismissed", "settled"};
  if (of == kind::records_correction) return correction;  // Art. 41: correct; transfer; tell whom to ask
  if (of == kind::proactive_proposal) return proposal;    // Art. 44(2)
  return of == kind::complaint ? complaint : none;        // Art. 47, 51
}

bool is_result_of(std::string_view of, std::string_view result) {
  const auto& results = results_of(of);
  return std::ranges::find(results, result) != results.end();
}

Result<Submission> checked(Submission s, const Settings& settings, Day today) {
  Form form;
  clean(s.applicant);
  const auto text = clean_utf8(s.description);
  s.description = std::string(trim(text));
  if (std::ranges::find(kinds_sent, s.kind) == kinds_sent.end()) form.fault("requests.kind_unknown", "kind");
  if (!s.unit) form.fault("requests.unit_missing", "unit");
  form.take(check_wishes(s.wishes));
  check_applicant(form, s.applicant, s.wishes, today);
  if (count_characters(s.description) < 4) form.fault("requests.description_missing", "description");
  if (count_characters(s.description) > settings.longest_description)
    form.fault("requests.too_long", "description", settings.longest_description);
  if (s.attachments.size() > settings.most_attachments)
    form.fault("requests.too_many_files", "attachments", settings.most_attachments);
  CHECK_OK(form.finish());
  return s;
}

}  // namespace gongkai::requests
