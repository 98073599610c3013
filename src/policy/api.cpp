#include "policy/api.hpp"

#include <algorithm>

#include "content/api.hpp"
#include "directory/api.hpp"
#include "platform/calendar/calendars.hpp"
#include "platform/http/page_cache.hpp"
#include "policy/neighbours.hpp"
#include "policy/shelf.hpp"
#include "policy/store.hpp"
#include "policy/words.hpp"

namespace gongkai::policy {

namespace {

using content::LinkKind;

UnitFilter below(db::Session& session, UnitId unit) {
  const auto root = directory::find_unit(session, unit);
  std::set<UnitId> ids;
  for (const auto& one : directory::units(session))
    if (root && one.path.starts_with(root->path)) ids.insert(one.id);
  return [ids = std::move(ids)](UnitId one) { return ids.contains(one); };
}

std::vector<AnsweredQuestion> questions_of(db::Session& session, const Library& books, DocumentId id, Day today) {
  std::vector<AnsweredQuestion> answered;
  for (const auto& question : store::questions_of(session, id)) {
    if (question.answer.empty()) continue;
    const Policy* taken_up = books.find(question.answered_in);
    answered.push_back({question.question, question.answer,
                        taken_up ? std::optional(neighbour_of(books, *taken_up, today)) : std::nullopt});
  }
  return answered;
}

Contact contact_of(db::Session& session, const Policy& policy) {
  Contact contact = policy.contact;
  http::Recorder::note("unit:" + gongkai::to_text(policy.unit));
  const auto unit = directory::find_unit(session, policy.unit);
  if (!unit) return contact;
  if (contact.office.empty()) contact.office = unit->name;
  if (contact.phone.empty()) contact.phone = unit->phone;
  return contact;
}

void describe_interpretation(db::Session& session, const Library& books, const Policy& policy, Day today,
                             DocumentContext& context) {
  const auto target = policy.interpreted();
  const Policy* original = target ? books.find(*target) : nullptr;
  if (!original) return;
  context.interpreted = neighbour_of(books, *original, today);
  if (const auto text = content::find_public(session, original->id)) context.interpreted_body = text->body;
}

std::vector<ReadingLink> readings_of(const content::TypeBook& types, const Library& books, const Policy& policy,
                                     Day today) {
  std::vector<ReadingLink> readings;
  for (const Policy* reading : books.interpretations_of(policy.id))
    readings.push_back({neighbour_of(books, *reading, today), reading->form, form_label(types, reading->form)});
  return readings;
}

void describe_policy(db::Session& session, const content::TypeBook& types, const Library& books, const Policy& policy,
                     Day today, DocumentContext& context) {
  context.interpretations = readings_of(types, books, policy, today);
  context.questions = questions_of(session, books, policy.id, today);
  context.life_address = life_address(policy.id);
  if (policy.registration) context.registration = policy.registration->number;
  if (const auto plan = store::find_plan(session, policy.id); plan && plan->state == PlanState::accepted)
    if (const auto found = plan->elements.find("differences"); found != plan->elements.end())
      context.changes = found->second;
}

}  // namespace

DocumentContext context_of(db::Session& session, Services& services, DocumentId id) {
  const auto books = library(session, services);
  const Day today = services.clock.today();
  DocumentContext context;
  const Policy* policy = books->find(id);
  if (!policy) return context;
  context.in_library = true;
  context.standing = books->standing_on(*policy, today).value_or(Standing::in_force);
  context.standing_label = word_for(context.standing);
  context.ribbons = ribbon_lines(*books, *policy, today);
  context.relations = relation_groups(*books, *policy, today);
  context.contact = contact_of(session, *policy);
  if (policy->is_interpretation()) describe_interpretation(session, *books, *policy, today, context);
  else describe_policy(session, *content::type_book(services), *books, *policy, today, context);
  return context;
}

std::vector<ReadingLink> interpretations_of(db::Session& session, Services& services, DocumentId id) {
  const auto books = library(session, services);
  const Policy* policy = books->find(id);
  if (!policy) return {};
  return readings_of(*content::type_book(services), *books, *policy, services.clock.today());
}

bool is_interpretation(db::Session& session, Services& services, DocumentId id) {
  const auto books = library(session, services);
  const Policy* policy = books->find(id);
  return policy && policy->is_interpretation();
}

std::optional<Standing> standing_of(db::Session& session, Services& services, DocumentId id, Day day) {
  const auto books = library(session, services);
  const Policy* policy = books->find(id);
  return policy ? books->standing_on(*policy, day) : std::nullopt;
}

std::string_view validity_word(Standing standing) {
  switch (standing) {
    case Standing::in_force:
    case Standing::not_yet: return "in_force";
    case Standing::amended: return "amended";
    case Standing::lapsed:
    case Standing::declared_lapsed: return "lapsed";
    case Standing::repealed: return "repealed";
  }
  return {};
}

std::vector<StockRow> table_two(db::Session& session, Services& services, UnitId unit, int year) {
  return count_stock(*library(session, services), catalog().ledger, below(session, unit), year, services.clock.today());
}

std::vector<PublicationRow> table_two_of_2019(db::Session& session, Services& services, UnitId unit, int year) {
  return count_publications(*library(session, services), catalog().ledger, below(session, unit), year);
}

std::optional<CountedLibrary<StockRow>> table_two_of_units(db::Session& session, Services& services, int year,
                                                           const std::shared_ptr<const Library>& known) {
  const auto books = library(session, services);
  if (books == known) return std::nullopt;
  return CountedLibrary<StockRow>{books, count_stock_of_units(*books, catalog().ledger, year, services.clock.today())};
}

std::optional<CountedLibrary<PublicationRow>> table_two_of_2019_of_units(db::Session& session, Services& services,
                                                                         int year,
                                                                         const std::shared_ptr<const Library>& known) {
  const auto books = library(session, services);
  if (books == known) return std::nullopt;
  return CountedLibrary<PublicationRow>{books, count_publications_of_units(*books, catalog().ledger, year)};
}

std::vector<Neighbour> behind_table_two(db::Session& session, Services& services, UnitId unit, int year,
                                        std::string_view row, StockPart part) {
  const auto books = library(session, services);
  const Day today = services.clock.today();
  std::vector<Neighbour> found;
  for (const Policy* policy : behind(*books, catalog().ledger, below(session, unit), year, today, row, part))
    found.push_back(neighbour_of(*books, *policy, today));
  return found;
}

Coverage interpretation_coverage(db::Session& session, Services& services, UnitId unit, int year) {
  const auto books = library(session, services);
  const auto belongs_here = below(session, unit);
  Coverage coverage{.key = gongkai::to_text(unit)};
  for (const auto& pair :
       pairs(*books, *services.calendars->current(), catalog().interpretation, services.clock.today()))
    if (belongs_here(pair.policy->unit) && pair.policy->published_on.year() == year) count(coverage, pair);
  return coverage;
}

}  // namespace gongkai::policy
