#include "applicants/draft.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace gongkai::applicants {

namespace {

using requests::Applicant;

// What is too long is kept and refused by the check, so that nothing disappears; these only bound what is kept.
constexpr std::size_t most_line = 400, most_description = 20'000;

struct Line {
  std::string_view name;
  std::string Applicant::* member;
};
/// Names of the form, of the faults of requests::check and of the kept draft alike.
constexpr std::array person_lines{Line{"name", &Applicant::name}, Line{"document_type", &Applicant::document_type},
                                  Line{"document_number", &Applicant::document_number},
                                  Line{"workplace", &Applicant::workplace}};
constexpr std::array organisation_lines{
    Line{"organisation", &Applicant::name}, Line{"credit_code", &Applicant::credit_code},
    Line{"representative", &Applicant::representative}, Line{"contact", &Applicant::contact}};
constexpr std::array shared_lines{Line{"address", &Applicant::address}, Line{"postcode", &Applicant::postcode},
                                  Line{"phone", &Applicant::phone}, Line{"email", &Applicant::email}};

std::string typed(const http::Fields& form, std::string_view name, std::size_t most) {
  return shorten(clean_utf8(trim(form.get(name))), most);
}

std::string kept_text(const json::object& from, std::string_view key) {
  const auto* found = from.if_contains(key);
  return found && found->is_string() ? std::string(found->as_string()) : std::string();
}

json::object to_json(const requests::Attachment& file) {
  const auto& checked = file.checked;
  return {{"name", file.name},         {"sha256", checked.blob.sha256},         {"sm3", checked.blob.sm3},
          {"size", checked.blob.size}, {"stored_name", checked.name},           {"media_type", checked.media_type},
          {"text", checked.has_text},  {"scan", static_cast<int>(checked.scan)}};
}

requests::Attachment attachment_of(const json::object& from) {
  requests::Attachment file{.name = kept_text(from, "name")};
  file.checked.blob = {kept_text(from, "sha256"), kept_text(from, "sm3"), 0};
  if (const auto* size = from.if_contains("size"); size && size->is_int64()) file.checked.blob.size = size->as_int64();
  file.checked.name = kept_text(from, "stored_name");
  file.checked.media_type = kept_text(from, "media_type");
  if (const auto* text = from.if_contains("text"); text && text->is_bool()) file.checked.has_text = text->as_bool();
  if (const auto* scan = from.if_contains("scan"); scan && scan->is_int64() && scan->as_int64() == 1)
    file.checked.scan = files::Scan::clean;
  return file;
}

void take_applicant(Draft& draft, const http::Fields& form) {
  auto& applicant = draft.applicant;
  applicant.kind = typed(form, "applicant_kind", most_line);
  const bool person = applicant.kind == "natural";
  for (const auto& [name, member] : person_lines)
    if (person || member != &Applicant::name) applicant.*member = typed(form, name, most_line);
  for (const auto& [name, member] : organisation_lines)
    if (!person || member != &Applicant::name) applicant.*member = typed(form, name, most_line);
  for (const auto& [name, member] : shared_lines) applicant.*member = typed(form, name, most_line);
}

}  // namespace

std::string_view name_of(Step step) {
  switch (step) {
    case Step::office: return "office";
    case Step::applicant: return "applicant";
    case Step::wanted: return "wanted";
    case Step::supply: return "supply";
    case Step::check: return "check";
  }
  return "";
}

Draft draft_of(const json::object& kept) {
  Draft draft{.kind = kept_text(kept, "kind"),
              .unit = UnitId{parse_id(kept_text(kept, "unit")).value_or(0)},
              .description = kept_text(kept, "description"),
              .wishes = {.form = kept_text(kept, "form"), .delivery = kept_text(kept, "delivery")}};
  if (draft.kind != requests::kind::records_correction) draft.kind = requests::kind::request;
  draft.applicant.kind = kept_text(kept, "applicant_kind");
  for (const auto& [name, member] : person_lines) draft.applicant.*member = kept_text(kept, name);
  for (const auto& [name, member] : organisation_lines)
    if (member != &Applicant::name) draft.applicant.*member = kept_text(kept, name);
  for (const auto& [name, member] : shared_lines) draft.applicant.*member = kept_text(kept, name);
  if (const auto* files = kept.if_contains("files"); files && files->is_array())
    for (const auto& file : files->as_array())
      if (file.is_object()) draft.files.push_back(attachment_of(file.as_object()));
  return draft;
}

json::object to_json(const Draft& draft) {
  json::object kept{{"kind", draft.kind},
                    {"unit", draft.unit ? gongkai::to_text(draft.unit) : ""},
                    {"applicant_kind", draft.applicant.kind},
                    {"description", draft.description},
                    {"form", draft.wishes.form},
                    {"delivery", draft.wishes.delivery}};
  for (const auto& [name, member] : person_lines) kept[name] = draft.applicant.*member;
  for (const auto& [name, member] : organisation_lines)
    if (member != &Applicant::name) kept[name] = draft.applicant.*member;
  for (const auto& [name, member] : shared_lines) kept[name] = draft.applicant.*member;
  json::array files;
  for (const auto& file : draft.files) files.push_back(to_json(file));
  kept["files"] = std::move(files);
  return kept;
}

void take(Draft& draft, Step step, const http::Fields& form) {
  switch (step) {
    case Step::office: draft.unit = UnitId{parse_id(form.get("unit")).value_or(0)}; return;
    case Step::applicant: return take_applicant(draft, form);
    case Step::wanted: draft.description = typed(form, "description", most_description); return;
    case Step::supply:
      draft.wishes = {.form = typed(form, "form", most_line), .delivery = typed(form, "delivery", most_line)};
      return;
    case Step::check: return;
  }
}

requests::Submission submission_of(const Draft& draft, SiteId site) {
  requests::Submission submission{.kind = draft.kind,
                                  .site = site,
                                  .unit = draft.unit,
                                  .applicant = draft.applicant,
                                  .description = draft.description,
                                  .wishes = draft.wishes,
                                  .attachments = draft.files};
  auto& applicant = submission.applicant;
  const auto& unwanted_names = applicant.kind == "natural" ? organisation_lines : person_lines;
  for (const auto& [name, member] : unwanted_names)
    if (member != &Applicant::name) (applicant.*member).clear();
  return submission;
}

Step step_of(std::string_view field) {
  if (field == "unit") return Step::office;
  if (field == "description" || field == "file") return Step::wanted;
  if (field == "form" || field == "delivery") return Step::supply;
  const auto is_field = [&](const Line& line) { return line.name == field; };
  if (field == "applicant_kind" || std::ranges::any_of(person_lines, is_field) ||
      std::ranges::any_of(organisation_lines, is_field) || std::ranges::any_of(shared_lines, is_field))
    return Step::applicant;
  return Step::check;
}

std::vector<Fault> faults_on(Step step, const std::vector<Fault>& faults) {
  if (step == Step::check) return faults;
  std::vector<Fault> some;
  for (const auto& fault : faults)
    if (step_of(fault.field) == step) some.push_back(fault);
  return some;
}

}  // namespace gongkai::applicants
