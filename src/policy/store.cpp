#include "policy/store.hpp"

#include "policy/json_text.hpp"

#define PLAN_FIELDS                                                                                               \
  "document, number, state, elements, items, working_days_after, later_reason, writer, writer_name, changed_at, " \
  "decided_by, decided_by_name, decided_at, remark, version"
#define LETTER_FIELDS "id, document, unit, number, title, unit_name, writer_name, reasons, written_at"
#define REGISTRATION_FIELDS "document, unit, number, registered_on, filed_on, filing_number, version"

namespace gongkai {

// Lists inside a plan and a letter are kept as JSON text.
namespace policy::store {
struct PlanRow : Plan {
  std::string elements_text, items_text;
};
struct LetterRow : Letter {
  std::string reasons_text;
};
}  // namespace policy::store
using namespace policy;  // NOLINT(google-build-using-namespace): the mappings below name its structs only
using policy::store::LetterRow;
using policy::store::NumberPattern;
using policy::store::PlanRow;

template <>
struct db::Columns<PlanRow> {
  static constexpr auto list = std::tuple{db::column("document", &PlanRow::document),
                                          db::column("number", &PlanRow::number),
                                          db::column("state", &PlanRow::state),
                                          db::column("elements", &PlanRow::elements_text),
                                          db::column("items", &PlanRow::items_text),
                                          db::column("working_days_after", &PlanRow::working_days_after),
                                          db::column("later_reason", &PlanRow::later_reason),
                                          db::column("writer", &PlanRow::writer),
                                          db::column("writer_name", &PlanRow::writer_name),
                                          db::column("changed_at", &PlanRow::changed_at),
                                          db::column("decided_by", &PlanRow::decided_by),
                                          db::column("decided_by_name", &PlanRow::decided_by_name),
                                          db::column("decided_at", &PlanRow::decided_at),
                                          db::column("remark", &PlanRow::remark),
                                          db::column("version", &PlanRow::version)};
};
template <>
struct db::Columns<LetterRow> {
  static constexpr auto list = std::tuple{db::column("id", &LetterRow::id),
                                          db::column("document", &LetterRow::document),
                                          db::column("unit", &LetterRow::unit),
                                          db::column("number", &LetterRow::number),
                                          db::column("title", &LetterRow::title),
                                          db::column("unit_name", &LetterRow::unit_name),
                                          db::column("writer_name", &LetterRow::writer_name),
                                          db::column("reasons", &LetterRow::reasons_text),
                                          db::column("written_at", &LetterRow::written_at)};
};
template <>
struct db::Columns<Registration> {
  static constexpr auto list = std::tuple{
      db::column("document", &Registration::document), db::column("unit", &Registration::unit),
      db::column("number", &Registration::number),     db::column("registered_on", &Registration::registered_on),
      db::column("filed_on", &Registration::filed_on), db::column("filing_number", &Registration::filing_number),
      db::column("version", &Registration::version)};
};
template <>
struct db::Columns<NumberPattern> {
  static constexpr auto list =
      std::tuple{db::column("unit", &NumberPattern::unit), db::column("pattern", &NumberPattern::pattern),
                 db::column("unit_code", &NumberPattern::unit_code), db::column("version", &NumberPattern::version)};
};
template <>
struct db::Columns<Ending> {
  static constexpr auto list =
      std::tuple{db::column("document", &Ending::document),     db::column("standing", &Ending::standing),
                 db::column("from_day", &Ending::from),         db::column("basis", &Ending::basis),
                 db::column("decided_by", &Ending::decided_by), db::column("decided_at", &Ending::decided_at)};
};
template <>
struct db::Columns<Case> {
  static constexpr auto list =
      std::tuple{db::column("document", &Case::document), db::column("praise", &Case::praise),
                 db::column("sort_order", &Case::sort_order), db::column("chosen_by", &Case::chosen_by),
                 db::column("chosen_at", &Case::chosen_at)};
};

}  // namespace gongkai

namespace gongkai::policy::store {

namespace {

const db::Query take_serial{"policy.take_serial",
                            "INSERT INTO policy_series (series, last) VALUES ($1, 1) "
                            "ON CONFLICT (series) DO UPDATE SET last = policy_series.last + 1 RETURNING last"};

const db::Query plan_of{"policy.plan_of", "SELECT " PLAN_FIELDS " FROM policy_plan WHERE document = $1"};
const db::Query plans_by_state{"policy.plans_by_state",
                               "SELECT " PLAN_FIELDS " FROM policy_plan WHERE state = $1 ORDER BY document LIMIT 1000"};
const db::Query insert_plan{"policy.insert_plan", "INSERT INTO policy_plan (" PLAN_FIELDS
                                                  ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, "
                                                  "$14, $15)"};
const db::Query update_plan{
    "policy.update_plan",
    "UPDATE policy_plan SET state = $2, elements = $3, items = $4, working_days_after = $5, later_reason = $6, "
    "writer = $7, writer_name = $8, changed_at = $9, decided_by = $10, decided_by_name = $11, decided_at = $12, "
    "remark = $13, version = version + 1 WHERE document = $1 AND version = $14"};

const db::Query insert_letter{"policy.insert_letter", "INSERT INTO policy_letter (" LETTER_FIELDS
                                                      ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"};
const db::Query letter_by_id{"policy.letter_by_id", "SELECT " LETTER_FIELDS " FROM policy_letter WHERE id = $1"};
const db::Query letters_of_document{"policy.letters_of_document", "SELECT " LETTER_FIELDS
                                                                  " FROM policy_letter WHERE document = $1 ORDER BY id "
                                                                  "DESC"};
const db::Query letters_newest{"policy.letters_newest", "SELECT " LETTER_FIELDS
                                                        " FROM policy_letter WHERE ($1 = 0 OR id < $1) ORDER BY id "
                                                        "DESC LIMIT $2"};

const db::Query registration_of{"policy.registration_of",
                                "SELECT " REGISTRATION_FIELDS " FROM policy_registration WHERE document = $1"};
const db::Query all_registrations{"policy.registrations",
                                  "SELECT " REGISTRATION_FIELDS " FROM policy_registration ORDER BY document"};
const db::Query insert_registration{"policy.insert_registration",
                                    "INSERT INTO policy_registration (" REGISTRATION_FIELDS
                                    ") VALUES ($1, $2, $3, $4, $5, $6, $7)"};
const db::Query update_registration{"policy.update_registration",
                                    "UPDATE policy_registration SET filed_on = $2, filing_number = $3, "
                                    "version = version + 1 WHERE document = $1 AND version = $4"};
const db::Query delete_registration{"policy.delete_registration",
                                    "DELETE FROM policy_registration WHERE document = $1"};

const db::Query pattern_of{"policy.pattern_of",
                           "SELECT unit, pattern, unit_code, version FROM policy_number_pattern WHERE unit = $1"};
const db::Query all_patterns{"policy.patterns",
                             "SELECT unit, pattern, unit_code, version FROM policy_number_pattern ORDER BY unit"};
const db::Query insert_pattern{
    "policy.insert_pattern",
    "INSERT INTO policy_number_pattern (unit, pattern, unit_code, version) VALUES ($1, $2, $3, $4)"};
const db::Query update_pattern{"policy.update_pattern",
                               "UPDATE policy_number_pattern SET pattern = $2, unit_code = $3, version = version + 1 "
                               "WHERE unit = $1 AND version = $4"};

const db::Query ending_of{
    "policy.ending_of",
    "SELECT document, standing, from_day, basis, decided_by, decided_at FROM policy_ending WHERE document = $1"};
const db::Query all_endings{"policy.endings",
                            "SELECT document, standing, from_day, basis, decided_by, decided_at FROM policy_ending "
                            "ORDER BY document"};
const db::Query put_ending{
    "policy.put_ending",
    "INSERT INTO policy_ending (document, standing, from_day, basis, decided_by, decided_at) VALUES "
    "($1, $2, $3, $4, $5, $6) ON CONFLICT (document) DO UPDATE SET standing = excluded.standing, "
    "from_day = excluded.from_day, basis = excluded.basis, decided_by = excluded.decided_by, "
    "decided_at = excluded.decided_at"};

const db::Query all_cases{"policy.cases",
                          "SELECT document, praise, sort_order, chosen_by, chosen_at FROM policy_case "
                          "ORDER BY sort_order, chosen_at DESC, document"};
const db::Query put_case{
    "policy.put_case",
    "INSERT INTO policy_case (document, praise, sort_order, chosen_by, chosen_at) VALUES ($1, $2, $3, $4, $5) "
    "ON CONFLICT (document) DO UPDATE SET praise = excluded.praise, sort_order = excluded.sort_order"};
const db::Query delete_case{"policy.delete_case", "DELETE FROM policy_case WHERE document = $1"};

Plan plan_from(PlanRow row) {
  row.elements = texts_by_name(row.elements_text);
  row.items = items_from(row.items_text);
  return std::move(static_cast<Plan&>(row));
}
Letter letter_from(LetterRow row) {
  row.reasons = texts_from(row.reasons_text);
  return std::move(static_cast<Letter&>(row));
}
std::vector<Letter> letters_from(std::vector<LetterRow> rows) {
  std::vector<Letter> letters;
  for (auto& row : rows) letters.push_back(letter_from(std::move(row)));
  return letters;
}

}  // namespace

std::int64_t next_serial(db::Session& session, std::string_view series) {
  // NOLINTNEXTLINE(bugprone-unchecked-optional-access): RETURNING gives a row
  return session.one<std::int64_t>(take_serial, series).value();
}

std::optional<Plan> find_plan(db::Session& session, DocumentId document) {
  auto row = session.one<PlanRow>(plan_of, document);
  return row ? std::optional(plan_from(*std::move(row))) : std::nullopt;
}
void insert(db::Session& session, const Plan& p) {
  session.exec(insert_plan, p.document, p.number, p.state, packed(p.elements), packed(p.items), p.working_days_after,
               p.later_reason, p.writer, p.writer_name, p.changed_at, p.decided_by, p.decided_by_name, p.decided_at,
               p.remark, p.version);
}
bool update(db::Session& session, const Plan& p) {
  return session.exec(update_plan, p.document, p.state, packed(p.elements), packed(p.items), p.working_days_after,
                      p.later_reason, p.writer, p.writer_name, p.changed_at, p.decided_by, p.decided_by_name,
                      p.decided_at, p.remark, p.version) == 1;
}
std::vector<Plan> plans_in(db::Session& session, PlanState state) {
  std::vector<Plan> plans;
  session.each<PlanRow>([&](PlanRow&& row) { plans.push_back(plan_from(std::move(row))); }, plans_by_state, state);
  return plans;
}

void insert(db::Session& session, const Letter& l) {
  session.exec(insert_letter, l.id, l.document, l.unit, l.number, l.title, l.unit_name, l.writer_name,
               packed(l.reasons), l.written_at);
}
std::optional<Letter> find_letter(db::Session& session, LetterId id) {
  auto row = session.one<LetterRow>(letter_by_id, id);
  return row ? std::optional(letter_from(*std::move(row))) : std::nullopt;
}
std::vector<Letter> letters_of(db::Session& session, DocumentId document) {
  return letters_from(session.all<LetterRow>(letters_of_document, document));
}
std::vector<Letter> letters(db::Session& session, LetterId before, int limit) {
  return letters_from(session.all<LetterRow>(letters_newest, before.value, limit));
}

std::optional<Registration> find_registration(db::Session& session, DocumentId document) {
  return session.one<Registration>(registration_of, document);
}
std::vector<Registration> registrations(db::Session& session) {
  return session.all<Registration>(all_registrations);
}
bool insert(db::Session& session, const Registration& r) {
  const auto done = session.try_exec(insert_registration, r.document, r.unit, r.number, r.registered_on, r.filed_on,
                                     r.filing_number, r.version);
  return done && *done == 1;
}
bool update(db::Session& session, const Registration& r) {
  return session.exec(update_registration, r.document, r.filed_on, r.filing_number, r.version) == 1;
}
void remove_registration(db::Session& session, DocumentId document) {
  session.exec(delete_registration, document);
}

std::optional<NumberPattern> find_pattern(db::Session& session, UnitId unit) {
  return session.one<NumberPattern>(pattern_of, unit);
}
std::vector<NumberPattern> patterns(db::Session& session) {
  return session.all<NumberPattern>(all_patterns);
}
void insert(db::Session& session, const NumberPattern& p) {
  session.exec(insert_pattern, p.unit, p.pattern, p.unit_code, p.version);
}
bool update(db::Session& session, const NumberPattern& p) {
  return session.exec(update_pattern, p.unit, p.pattern, p.unit_code, p.version) == 1;
}

std::optional<Ending> find_ending(db::Session& session, DocumentId document) {
  return session.one<Ending>(ending_of, document);
}
std::vector<Ending> endings(db::Session& session) {
  return session.all<Ending>(all_endings);
}
void put(db::Session& session, const Ending& e) {
  session.exec(put_ending, e.document, e.standing, e.from, e.basis, e.decided_by, e.decided_at);
}

std::vector<Case> cases(db::Session& session) {
  return session.all<Case>(all_cases);
}
void put(db::Session& session, const Case& c) {
  session.exec(put_case, c.document, c.praise, c.sort_order, c.chosen_by, c.chosen_at);
}
bool remove_case(db::Session& session, DocumentId document) {
  return session.exec(delete_case, document) == 1;
}

}  // namespace gongkai::policy::store
