#include "oversight/archive.hpp"

#include "casework/cases.hpp"
#include "oversight/web_json.hpp"
#include "platform/documents/xlsx_writer.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::oversight {

namespace {

std::string words(std::string_view name) {
  return std::string(i18n::text("oversight.archive_" + std::string(name)));
}

void add_archiving(ArchiveRow& row, const std::vector<casework::Event>& events) {
  const auto* archived = casework::last_of(events, "archived");
  if (!archived) return;
  row.archived_on = archived->on;
  row.retention = casework::text_fact(*archived, "retention");
  row.shelf = archived->note;
}

void add_gaps(ArchiveRow& row, const CaseRecord& record) {
  row.retention = record.situation.kind->retention;
  for (const auto& item : record.items)
    if (item.presence == requests::Presence::missing)
      row.gaps.emplace_back(i18n::text("requests.file_item_" + item.id));
}

documents::Cell cell_of(const std::optional<Day>& day) {
  return day ? documents::Cell(*day) : documents::Cell();
}

}  // namespace

std::vector<ArchiveRow> archive_list(db::Session& session, const Context& context, const ArchiveQuery& query) {
  std::vector<ArchiveRow> rows;
  for (auto& filed : store::filed(session, query.unit_path, Day::of(query.year, 1, 1), Day::of(query.year, 12, 31),
                                  query.archived, query.after, query.limit)) {
    ArchiveRow row{.filed = std::move(filed)};
    if (query.archived) add_archiving(row, casework::events_of(session, *context.services.vault, row.filed.id));
    else add_gaps(row, Examined(session, context, row.filed.id).record());
    rows.push_back(std::move(row));
  }
  return rows;
}

std::string archive_workbook(const std::vector<ArchiveRow>& rows, std::string_view unit, int year) {
  documents::Sheet sheet{
      .name = words("sheet"),
      .title = i18n::text("oversight.archive_title", {{"unit", unit}, {"year", std::to_string(year)}}),
      .columns = {{words("position")},
                  {words("number"), 22},
                  {words("unit"), 32},
                  {words("received_on")},
                  {words("closed_on")},
                  {words("outcome"), 28},
                  {words("archived_on")},
                  {words("retention")},
                  {words("shelf"), 18}},
      .landscape = true};
  std::int64_t position = 0;
  for (const auto& row : rows)
    sheet.rows.push_back({++position, row.filed.number, row.filed.unit_name, cell_of(row.filed.received_on),
                          row.filed.closed_on, outcome_name(row.filed.outcome), cell_of(row.archived_on), row.retention,
                          row.shelf});
  return documents::write_xlsx({std::move(sheet)});
}

}  // namespace gongkai::oversight
