// Where the people of the demo city work: drafts of the written documents, in the name of somebody, at a time of day.
#pragma once
#include "content/use_cases.hpp"
#include "demo/load_directory.hpp"

namespace gongkai::demo {

/// Policies and their interpretations, lists, accounts and reports were public before: they are taken over as from an older
/// site. News and notices take the way of every day, by a writer and a releaser.
bool is_taken_over(const DocumentEntry& entry);

/// What one thread needs to put documents into the city as its people would have done.
class Desk {
 public:
  Desk(Context& context, const City& city, const Places& places) : m_context(context), m_city(city), m_places(places) {}

  Context& context() const { return m_context; }
  const City& city() const { return m_city; }
  const Places& places() const { return m_places; }

  Result<ColumnId> column(std::string_view site, std::string_view slug) const;
  Result<DocumentId> document(std::string_view entry) const;
  Result<content::Draft> draft_of(const DocumentEntry& entry) const;
  UnitId unit_of(const DocumentEntry& entry) const { return m_places.units.at(entry.unit); }

  /// Acts as the person with the role for the unit.
  Result<Context> as(std::string_view role, const DocumentEntry& entry, Services& services) const;
  Result<Context> as_person(std::string_view login, Services& services) const;
  Result<void> remember(const DocumentEntry& entry, DocumentId id) const;

  /// The services of the installation at another time, without its gates: what is written here has passed them long ago.
  Services services_at(const Clock& clock) const;

 private:
  Result<std::vector<content::DocumentLink>> links_of(const DocumentEntry& entry) const;

  Context& m_context;
  const City& m_city;
  const Places& m_places;
};

/// Written on the day of its date, or two hours before its release when that is the same day.
Instant time_of_writing(const DocumentEntry& entry);
Result<std::int64_t> version_of(Context& context, DocumentId id);

/// A file of the demo city as if somebody had sent it.
Result<files::Checked> take_in(Context& context, const std::string& bytes, const std::string& name);
Result<std::vector<files::Checked>> checked_files(Context& context, const DocumentEntry& entry);
/// Begins the document, with its attachments, at the time of its writing.
Result<DocumentId> write(const Desk& desk, Context& editor, const DocumentEntry& entry);

}  // namespace gongkai::demo
