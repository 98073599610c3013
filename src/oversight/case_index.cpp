// 卷内目录: what lies in the file of a case, in the order of its days.
#include <algorithm>

#include "casework/case_files.hpp"
#include "directory/api.hpp"
#include "letters/kinds.hpp"
#include "oversight/archive.hpp"
#include "oversight/web_json.hpp"
#include "platform/documents/official_text.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::oversight {

namespace {

using documents::Block;
using documents::BlockKind;

std::string words(std::string_view name) {
  return std::string(i18n::text("oversight.index_" + std::string(name)));
}

/// Acts that leave a paper of their own; letters come by themselves.
struct PaperOf {
  std::string_view act{};
  bool by_applicant = false;
};
constexpr PaperOf papers[] = {{"received", true},          {"corrected", true},        {"excess_explained", true},
                              {"opinion_received", false}, {"opinion_missing", false}, {"extended", false},
                              {"fee_paid", false},         {"decided", false},         {"withdrawn", true}};

void add_events(CaseIndex& index, const std::vector<casework::Event>& events) {
  for (const auto& event : events) {
    const auto* paper = std::ranges::find(papers, event.act, &PaperOf::act);
    if (paper == std::end(papers)) continue;
    const auto author = paper->by_applicant ? words("applicant") : index.unit;
    index.entries.push_back({event.on, author, "", words("paper_" + event.act)});
  }
}

void add_letters(CaseIndex& index, const std::vector<letters::Letter>& sent) {
  for (const auto& letter : sent)
    if (letter.is_sent() && letter.sent_on)
      index.entries.push_back({*letter.sent_on, index.unit, letter.number, letters::kind_of(letter.kind).title});
}

/// The PDF of a letter that was written here is in the list already.
void add_files(CaseIndex& index, const std::vector<casework::CaseFile>& files) {
  for (const auto& file : files) {
    if (file.role.starts_with("letter")) continue;
    const auto author = file.added_by_name.empty() ? words("applicant") : index.unit;
    index.entries.push_back({file.added_at.day(), author, "", file.name});
  }
}

void add_remarks(CaseIndex& index, const std::vector<requests::FileItem>& items) {
  for (const auto& item : items) {
    const auto name = i18n::text("requests.file_item_" + item.id);
    if (item.presence == requests::Presence::explained)
      index.remarks.push_back(i18n::text("oversight.index_explained", {{"name", name}}));
    if (item.presence == requests::Presence::missing)
      index.remarks.push_back(i18n::text("oversight.index_missing", {{"name", name}}));
  }
}

Block paragraph(std::string text) {
  return {.kind = BlockKind::paragraph, .spans = {{std::move(text)}}};
}

documents::TableCell cell(std::string text, bool is_header = false) {
  return {.spans = {{std::move(text)}}, .is_header = is_header};
}

Block table_of(const std::vector<IndexEntry>& entries) {
  Block table{.kind = BlockKind::table};
  documents::TableRow head;
  for (const auto* name : {"position", "author", "number", "title", "day"}) head.push_back(cell(words(name), true));
  table.rows.push_back(std::move(head));
  int position = 0;
  for (const auto& entry : entries)
    table.rows.push_back({cell(std::to_string(++position)), cell(entry.author), cell(entry.number), cell(entry.title),
                          cell(to_text(entry.on))});
  return table;
}

std::string fact(std::string_view name, const std::string& value) {
  return words(name) + "：" + value;
}

}  // namespace

CaseIndex index_of(db::Session& session, const Context& context, CaseId id) {
  const Examined examined(session, context, id);
  const auto& record = examined.record();
  const auto& vault = *context.services.vault;
  const auto of = casework::find(session, vault, id).value();
  const auto unit = directory::find_unit(session, of.unit);
  CaseIndex index{.number = of.number,
                  .unit = unit ? unit->name : "",
                  .outcome = outcome_name(record.outcome),
                  .received_on = requests::received_on(record.situation.channel, *record.situation.events),
                  .closed_on = of.closed_on,
                  .retention = record.situation.kind->retention};
  if (const auto* archived = casework::last_of(*record.situation.events, "archived")) index.shelf = archived->note;
  add_events(index, *record.situation.events);
  add_letters(index, record.letters);
  add_files(index, casework::files_of(session, vault, id));
  add_remarks(index, record.items);
  std::ranges::stable_sort(index.entries, {}, &IndexEntry::on);
  return index;
}

std::string index_pdf(const CaseIndex& index, const Context& context) {
  documents::OfficialText text{.title = words("head"), .author = index.unit};
  text.body.push_back(paragraph(fact("case", index.number)));
  text.body.push_back(paragraph(fact("unit", index.unit)));
  if (index.received_on) text.body.push_back(paragraph(fact("received_on", to_chinese(*index.received_on))));
  if (index.closed_on)
    text.body.push_back(paragraph(fact("closed_on", to_chinese(*index.closed_on) + "，" + index.outcome)));
  text.body.push_back(paragraph(fact("retention", index.retention)));
  if (!index.shelf.empty()) text.body.push_back(paragraph(fact("shelf", index.shelf)));
  text.body.push_back(table_of(index.entries));
  for (const auto& remark : index.remarks) text.body.push_back(paragraph(words("remark") + "：" + remark));
  return documents::write_official_pdf(text, context.services.parts.of<documents::Fonts>()).bytes;
}

}  // namespace gongkai::oversight
