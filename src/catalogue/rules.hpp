// Pure rules of catalogues: what is in force, what changed, who must publish what, and whether it was done in time.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/work_calendar.hpp"
#include "catalogue/model.hpp"
#include "catalogue/statute.hpp"

namespace gongkai::catalogue {

/// Regulation Art. 26: within 20 working days from the day the information is formed or changed, unless a law says
/// otherwise.
inline constexpr std::int64_t usual_term_days = 20;

enum class VersionState { draft, in_force, superseded };
std::string_view name_of(VersionState state);
VersionState state_of(const Version& version, std::span<const Version> all_of_catalogue);
/// The newest published version; null when nothing is published.
const Version* in_force(std::span<const Version> versions);

/// Everything that keeps the item from its catalogue, at once.
std::vector<Fault> why_not_item(const Item& item, const Statute& statute);
/// A version without items says nothing; one that is published stays as it is.
std::vector<Fault> why_not_publish(const Version& version, std::span<const Item> items);

struct FieldChange {
  std::string field;
  std::string before;
  std::string after;
};
struct ItemChange {
  enum class What { added, removed, changed } what = What::added;
  Item item;  // as it is in the newer version; as it was when it was removed
  std::vector<FieldChange> fields{};
};
/// By the items' codes, in the newer version's order, what was removed last.
std::vector<ItemChange> compare(std::span<const Item> before, std::span<const Item> after);

/// Whether the item is the unit's to publish.
bool falls_to(const Item& item, const directory::Unit& unit, const Statute& statute);

/// A document or a group of alike ones, as catalogues see it.
struct Filed {
  UnitId unit{};
  std::string_view type;
  std::string_view column;
  std::string_view statutory_class;
  CatalogueId catalogue{};
  std::string_view code;
};
/// By explicit link; else by type and column where the item names them; else by class. The unit must be the one asked.
bool fulfils(const Filed& filed, const Item& item, CatalogueId catalogue);

enum class Timeliness {
  unknown,  // the day the information was formed is not known
  running,  // not public yet, and there is time
  overdue,  // not public, and the time is over
  in_time,
  late,  // public, but after the term
};
std::string_view name_of(Timeliness timeliness);
struct Timing {
  Timeliness timeliness = Timeliness::unknown;
  std::optional<Day> due{};
  std::int64_t days_late = 0;  // working days after the due day
  bool provisional = false;    // counted with a year whose holidays are not announced
};
/// Regulation Art. 26. A term that ends on a day off cannot be: only working days count.
Timing timing_of(std::optional<Day> formed_on, std::int64_t term_days, std::optional<Day> published_on, Day today,
                 const WorkCalendar& calendar);

/// Regulation Art. 18: information that is not public is looked at again; the interval is data.
Day review_due(const Unpublished& document, const Statute& statute);
/// A decision other than 主动公开 needs its ground (Regulation Art. 14 to 16): E14a … E16_3.
std::vector<Fault> why_not_decide(content::Disclosure decision, std::string_view ground);

}  // namespace gongkai::catalogue
