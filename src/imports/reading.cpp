#include "imports/reading.hpp"

#include "content/type_book.hpp"
#include "directory/api.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::imports {

namespace {

Result<std::filesystem::path> place_of(Services& services, FileId id) {
  return services.database.read([&](db::Session& session) -> Result<std::filesystem::path> {
    const auto file = TRY(services.files->find(session, id));
    return services.files->path_of(file);
  });
}

}  // namespace

Result<Reading> Reading::open(Services& services, const Import& import) {
  Reading reading;
  reading.m_types = content::type_book(services);
  reading.m_mapping = TRY(parse_mapping(TRY(json::parse(import.mapping)), *reading.m_types));
  reading.m_type = reading.m_types->find(reading.m_mapping.type);
  reading.m_unit = import.unit;
  reading.m_today = services.clock.today();
  services.database.read([&](db::Session& session) {
    const auto own = directory::find_unit(session, import.unit);
    for (const auto& unit : directory::units(session)) {
      // only units below the one whose import it is
      if (!own || !unit.path.starts_with(own->path)) continue;
      reading.m_units.emplace(unit.name, unit.id);
      reading.m_units.emplace(unit.short_name, unit.id);
    }
  });
  reading.m_file = TRY(RecordFile::open(TRY(place_of(services, import.records)), import.source));
  reading.m_records = reading.m_file->read();
  if (import.media) reading.m_media = TRY(Media::open(TRY(place_of(services, import.media))));
  return reading;
}

void Reading::find_unit(Next& next) const {
  next.unit = m_unit;
  const auto& name = next.prepared.unit_name;
  if (name.empty()) return;
  if (const auto found = m_units.find(name); found != m_units.end()) next.unit = found->second;
  else
    next.prepared.faults.push_back(
        {next.place, m_mapping.unit_from, name, i18n::text("import.unit_unknown", {{"name", name}})});
}

std::optional<Reading::Next> Reading::next() {
  auto record = m_records->next();
  if (!record) return std::nullopt;
  Next next{.position = ++m_position, .place = record->place};
  next.prepared = prepare(*record, m_mapping, *m_type, m_today, next.wanted);
  if (!next.wanted) return next;
  find_unit(next);
  for (const auto& reference : next.prepared.attachments)
    if (!m_media || m_media->entry_of(reference).empty())
      next.prepared.faults.push_back(
          {next.place, m_mapping.attachments, reference, i18n::text("import.media_missing", {{"file", reference}})});
  return next;
}

void Reading::skip(std::int64_t records) {
  while (m_position < records && m_records->next()) ++m_position;
}

}  // namespace gongkai::imports
