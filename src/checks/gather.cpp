#include "checks/gather.hpp"

#include "base/bytes.hpp"
#include "base/text.hpp"
#include "checks/store.hpp"
#include "checks/word_book.hpp"
#include "platform/auth/crypto.hpp"
#include "platform/files/store.hpp"

namespace gongkai::checks {
namespace {
using content::Desk;
using documents::PartKind;

constexpr std::string_view rules_version = "1";  // of the scanners: a look by older ones counts no longer

bool is_contact(const content::FieldRule& rule) {
  for (const auto* word : {"电话", "联系", "热线", "传真"})
    if (rule.label.find(word) != std::string::npos) return true;
  return false;
}

void add_own_text(const Desk& desk, Gathered& all) {
  const auto add = [&](Where where, const std::string& text, std::string name = {}) {
    if (!text.empty())
      all.pieces.push_back({.place = {.where = where, .name = std::move(name)}, .text = text, .own = true});
  };
  add(Where::title, desk.latest.title);
  add(Where::summary, desk.latest.summary);
  add(Where::body, desk.latest.plain_text);
  for (const auto& [name, value] : content::fields_of(desk.latest.fields_text)) {
    add(Where::field, value, name);
    if (const auto* rule = desk.type->find(name); rule && !value.empty()) {
      all.pieces.back().place.label = rule->label;
      all.pieces.back().contact = is_contact(*rule);
    }
  }
}

Place place_of(const content::Attachment& attachment) {
  return {.where = Where::attachment, .name = attachment.name, .file = to_text(attachment.file)};
}

void add_parts(const content::Attachment& attachment, const documents::ExtractedText& text, bool removed,
               Gathered& all) {
  for (const auto& part : text.parts) {
    Piece piece{.place = place_of(attachment), .text = part.text, .removed = removed};
    piece.place.part = documents::name_of(part.kind);
    piece.place.label = part.label;
    piece.place.page = part.page;
    all.pieces.push_back(std::move(piece));
  }
  for (const auto& [name, value] : text.properties) {
    Piece piece{.place = place_of(attachment), .text = value, .removed = removed};
    piece.place.part = "property";
    piece.place.label = name;
    all.pieces.push_back(std::move(piece));
  }
}

Finding of_file(const content::Attachment& attachment, Kind kind, Severity severity, std::string code,
                Details details = {}) {
  return {.kind = kind,
          .severity = severity,
          .place = place_of(attachment),
          .code = std::move(code),
          .details = std::move(details)};
}

/// Comments, tracked changes and hidden cells go out with the file, whatever they say.
void note_hidden(const content::Attachment& attachment, const documents::ExtractedText& text, Gathered& all) {
  for (const auto& [kind, severity, code] : {std::tuple{PartKind::comment, Severity::should, "checks.hidden_comment"},
                                             std::tuple{PartKind::deleted, Severity::should, "checks.hidden_deleted"},
                                             std::tuple{PartKind::hidden, Severity::should, "checks.hidden_cells"},
                                             std::tuple{PartKind::notes, Severity::note, "checks.hidden_notes"}}) {
    const auto count =
        std::count_if(text.parts.begin(), text.parts.end(), [&](const auto& part) { return part.kind == kind; });
    if (count == 0) continue;
    auto finding = of_file(attachment, Kind::hidden_content, severity, code, {{"count", std::to_string(count)}});
    finding.place.part = documents::name_of(kind);
    all.findings.push_back(std::move(finding));
  }
}

void note_unreadable(const content::Attachment& attachment, const files::StoredFile& file,
                     const std::optional<documents::ExtractedText>& text, Gathered& all) {
  const auto add = [&](Severity severity, std::string code, Details details = {}) {
    all.findings.push_back(of_file(attachment, Kind::unreadable, severity, std::move(code), std::move(details)));
  };
  const auto is = [&](std::string_view prefix) { return file.media_type.starts_with(prefix); };
  switch (file.text) {
    case files::TextState::waiting: ++all.waiting; return;
    case files::TextState::failed:
      return add(Severity::should, "checks.unreadable_failed", {{"reason_code", file.text_fault}});
    case files::TextState::none:
      if (is("image/")) return add(Severity::note, "checks.unreadable_image");
      if (is("audio/") || is("video/")) return add(Severity::note, "checks.unreadable_media");
      return add(Severity::should, "checks.unreadable_format");
    case files::TextState::done:
      if (!text || trim(documents::visible_text(*text)).empty()) add(Severity::should, "checks.unreadable_scan");
      else if (text->truncated) add(Severity::should, "checks.unreadable_rest");
      return;
  }
}

void add_attachment(db::Session& session, const Services& services, const content::Attachment& attachment,
                    Gathered& all) {
  auto named = place_of(attachment);
  named.where = Where::file_name;
  all.pieces.push_back({.place = std::move(named), .text = attachment.name});
  if (!services.files) return;
  const auto file = services.files->find(session, attachment.file);
  if (!file) return;
  const auto text = services.files->text_of(session, attachment.file);
  note_unreadable(attachment, *file, text, all);
  if (!text) return;
  const bool removed = file->text == files::TextState::none;  // a picture's: written anew it lost them
  add_parts(attachment, *text, removed, all);
  if (!removed) note_hidden(attachment, *text, all);
}

std::string digits_of(std::string_view text) {
  std::string digits;
  for (const char c : text)
    if (c >= '0' && c <= '9') digits += c;
  return digits;
}
}  // namespace

Gathered gather(db::Session& session, const Services& services, const Desk& desk) {
  Gathered all;
  add_own_text(desk, all);
  for (const auto& attachment : content::store::attachments(session, desk.latest.id))
    add_attachment(session, services, attachment, all);
  if (!desk.unit.phone.empty()) all.known.phones.push_back(digits_of(desk.unit.phone));
  if (!desk.unit.address.empty()) all.known.addresses.push_back(desk.unit.address);
  return all;
}

int count_waiting(db::Session& session, const Services& services, const Desk& desk) {
  int waiting = 0;
  if (!services.files) return 0;
  for (const auto& attachment : content::store::attachments(session, desk.latest.id)) {
    const auto file = services.files->find(session, attachment.file);
    waiting += file && file->text == files::TextState::waiting;
  }
  return waiting;
}

std::string fingerprint(db::Session& session, Services& services, const Desk& desk) {
  const auto& edition = desk.latest;
  std::string parts =
      fmt::format("{}\n{}\n{}\n{}\n{}\n{}\n", rules_version, word_book(session, services)->stamp, edition.id.value,
                  edition.changed_at.micros, edition.column.value, static_cast<int>(edition.disclosure));
  for (const auto* text : {&edition.title, &edition.summary, &edition.body, &edition.fields_text})
    parts += *text + '\n';
  for (const auto& attachment : content::store::attachments(session, edition.id)) {
    const auto file = services.files ? services.files->find(session, attachment.file) : Result<files::StoredFile>{};
    parts +=
        fmt::format("{} {} {}\n", attachment.file.value, attachment.name, file ? static_cast<int>(file->text) : -1);
  }
  for (const auto& link : store::links(session, edition.id))
    parts += fmt::format("{} {}\n", link.address, static_cast<int>(link.state));
  for (const auto& link : content::store::links(session, edition.id))
    parts += fmt::format("{} {}\n", static_cast<int>(link.kind), link.target.value);
  return to_hex(auth::sha256(parts));
}

}  // namespace gongkai::checks
