#include "checks/store.hpp"

namespace gongkai {
using checks::Link;
using checks::Run;
using checks::StoredFinding;
using checks::WordList;
using checks::store::NumberHolder;
using checks::store::TypeCount;

template <>
struct db::Columns<WordList> {
  static constexpr auto list = std::tuple{db::column("id", &WordList::id),
                                          db::column("name", &WordList::name),
                                          db::column("kind", &WordList::kind),
                                          db::column("about", &WordList::about),
                                          db::column("changed_at", &WordList::changed_at),
                                          db::column("changed_by", &WordList::changed_by),
                                          db::column("version", &WordList::version),
                                          db::column("terms", &WordList::terms)};
};
template <>
struct db::Columns<Run> {
  static constexpr auto list =
      std::tuple{db::column("edition", &Run::edition), db::column("fingerprint", &Run::fingerprint),
                 db::column("ran_at", &Run::ran_at), db::column("waiting", &Run::waiting)};
};
template <>
struct db::Columns<StoredFinding> {
  using F = StoredFinding;
  static constexpr auto list = std::tuple{db::column("id", &F::id),
                                          db::column("edition", &F::edition),
                                          db::column("finding_key", &F::key),
                                          db::column("kind", &F::kind),
                                          db::column("severity", &F::severity),
                                          db::column("place", &F::where),
                                          db::column("name", &F::name),
                                          db::column("file", &F::file),
                                          db::column("part", &F::part),
                                          db::column("label", &F::label),
                                          db::column("page", &F::page),
                                          db::column("begins_at", &F::begin),
                                          db::column("ends_at", &F::end),
                                          db::column("times", &F::times),
                                          db::column("excerpt", &F::excerpt),
                                          db::column("code", &F::code),
                                          db::column("details", &F::details),
                                          db::column("found_at", &F::found_at),
                                          db::column("cleared_at", &F::cleared_at),
                                          db::column("justified_by", &F::justified_by),
                                          db::column("justified_name", &F::justified_name),
                                          db::column("reason", &F::reason),
                                          db::column("justified_at", &F::justified_at)};
};
template <>
struct db::Columns<NumberHolder> {
  static constexpr auto list =
      std::tuple{db::column("document", &NumberHolder::document), db::column("title", &NumberHolder::title)};
};
template <>
struct db::Columns<TypeCount> {
  static constexpr auto list = std::tuple{db::column("type", &TypeCount::type), db::column("count", &TypeCount::count)};
};
template <>
struct db::Columns<Link> {
  static constexpr auto list = std::tuple{db::column("edition", &Link::edition), db::column("address", &Link::address),
                                          db::column("state", &Link::state), db::column("remark", &Link::remark),
                                          db::column("checked_at", &Link::checked_at)};
};
namespace {
struct TermRow {
  std::int64_t position = 0;
  std::string term{}, suggestion{};
  std::int64_t severity = 0;
  std::string note{};
};
}  // namespace
template <>
struct db::Columns<TermRow> {
  static constexpr auto list =
      std::tuple{db::column("position", &TermRow::position), db::column("term", &TermRow::term),
                 db::column("suggestion", &TermRow::suggestion), db::column("severity", &TermRow::severity),
                 db::column("note", &TermRow::note)};
};
}  // namespace gongkai

namespace gongkai::checks {

std::string_view name_of(ListKind kind) {
  switch (kind) {
    case ListKind::terms: return "terms";
    case ListKind::leaders: return "leaders";
  }
  return "";
}

std::optional<ListKind> parse_list_kind(std::string_view name) {
  for (const auto kind : {ListKind::terms, ListKind::leaders})
    if (name_of(kind) == name) return kind;
  return std::nullopt;
}

}  // namespace gongkai::checks

namespace gongkai::checks::store {
namespace {
#define LIST_FIELDS                                          \
  "id, name, kind, about, changed_at, changed_by, version, " \
  "(SELECT count(*) FROM check_term t WHERE t.list = check_list.id) AS terms"
#define FINDING_FIELDS                                                                                          \
  "id, edition, finding_key, kind, severity, place, name, file, part, label, page, begins_at, ends_at, times, " \
  "excerpt, code, details, found_at, cleared_at, justified_by, justified_name, reason, justified_at"

const db::Query all_lists{"checks.lists", "SELECT " LIST_FIELDS " FROM check_list ORDER BY id"};
const db::Query list_by_id{"checks.list", "SELECT " LIST_FIELDS " FROM check_list WHERE id = $1"};
const db::Query insert_list{"checks.insert_list",
                            "INSERT INTO check_list (id, name, kind, about, changed_at, changed_by, version) VALUES "
                            "($1, $2, $3, $4, $5, $6, $7)"};
const db::Query update_list{"checks.update_list",
                            "UPDATE check_list SET name = $3, about = $4, changed_at = $5, changed_by = $6, version = "
                            "version + 1 WHERE id = $1 AND version = $2"};
const db::Query delete_list{"checks.delete_list", "DELETE FROM check_list WHERE id = $1"};
const db::Query delete_terms{"checks.delete_terms", "DELETE FROM check_term WHERE list = $1"};
const db::Query insert_term{"checks.insert_term",
                            "INSERT INTO check_term (list, position, term, suggestion, severity, note) VALUES ($1, $2, "
                            "$3, $4, $5, $6)"};
const db::Query list_terms{"checks.terms",
                           "SELECT position, term, suggestion, severity, note FROM check_term WHERE list = $1 AND "
                           "position > $2 ORDER BY position LIMIT $3"};

const db::Query run_of{"checks.run", "SELECT edition, fingerprint, ran_at, waiting FROM check_run WHERE edition = $1"};
const db::Query put_run{"checks.put_run",
                        "INSERT INTO check_run (edition, fingerprint, ran_at, waiting) VALUES ($1, $2, $3, $4) ON "
                        "CONFLICT (edition) DO UPDATE SET fingerprint = excluded.fingerprint, ran_at = "
                        "excluded.ran_at, waiting = excluded.waiting"};
const db::Query findings_of{"checks.findings", "SELECT " FINDING_FIELDS
                                               " FROM check_finding WHERE edition = $1 ORDER BY severity DESC, place, "
                                               "file, page, begins_at, id"};
const db::Query finding_by_id{"checks.finding", "SELECT " FINDING_FIELDS " FROM check_finding WHERE id = $1"};
const db::Query insert_finding{"checks.insert_finding",
                               "INSERT INTO check_finding (" FINDING_FIELDS
                               ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, "
                               "$18, $19, $20, $21, $22, $23)"};
const db::Query update_finding{"checks.update_finding",
                               "UPDATE check_finding SET severity = $2, name = $3, begins_at = $4, ends_at = $5, times "
                               "= $6, excerpt = $7, details = $8, cleared_at = $9 WHERE id = $1"};
const db::Query clear_finding{"checks.clear_finding", "UPDATE check_finding SET cleared_at = $2 WHERE id = $1"};
const db::Query justify_finding{"checks.justify_finding",
                                "UPDATE check_finding SET justified_by = $2, justified_name = $3, reason = $4, "
                                "justified_at = $5 WHERE id = $1"};

const db::Query delete_number{"checks.delete_number", "DELETE FROM check_number WHERE document = $1"};
const db::Query put_number{"checks.put_number",
                           "INSERT INTO check_number (document, number_key) VALUES ($1, $2) ON CONFLICT (document) DO "
                           "UPDATE SET number_key = excluded.number_key"};
const db::Query any_number{"checks.any_number", "SELECT document FROM check_number ORDER BY document LIMIT 1"};
const db::Query number_of_document{"checks.number_of", "SELECT number_key FROM check_number WHERE document = $1"};
const db::Query number_holder{"checks.number_holder",
                              "SELECT n.document, e.title FROM check_number n JOIN document d ON d.id = n.document "
                              "JOIN edition e ON e.id = d.latest WHERE n.number_key = $1 AND n.document <> $2 AND "
                              "e.state <> $3 ORDER BY n.document LIMIT 1"};
const db::Query title_holder{"checks.title_holder",
                             "SELECT d.id AS document, e.title FROM document d JOIN edition e ON e.id = d.latest WHERE "
                             "d.unit = $1 AND e.title = $2 AND d.id <> $3 AND e.state <> $4 ORDER BY d.id LIMIT 1"};
const db::Query column_types{"checks.column_types",
                             "SELECT d.type, count(*) AS count FROM edition e JOIN document d ON d.id = e.document "
                             "WHERE e.column_id = $1 AND e.state = $2 GROUP BY d.type ORDER BY d.type"};
const db::Query document_page{"checks.document_page", "SELECT id FROM document WHERE id > $1 ORDER BY id LIMIT $2"};

const db::Query links_of{"checks.links",
                         "SELECT edition, address, state, remark, checked_at FROM check_link WHERE edition = $1 ORDER "
                         "BY address"};
const db::Query delete_links{"checks.delete_links", "DELETE FROM check_link WHERE edition = $1"};
const db::Query insert_link{"checks.insert_link",
                            "INSERT INTO check_link (edition, address, state, remark, checked_at) VALUES ($1, $2, $3, "
                            "$4, $5)"};

Term term_of(const TermRow& row) {
  return {.text = row.term,
          .suggestion = row.suggestion,
          .severity = row.severity == 0 ? Severity::should : static_cast<Severity>(row.severity),
          .allowed = row.severity == 0,
          .note = row.note};
}
}  // namespace

std::vector<WordList> lists(db::Session& session) {
  return session.all<WordList>(all_lists);
}
std::optional<WordList> find_list(db::Session& session, ListId id) {
  return session.one<WordList>(list_by_id, id);
}
void insert(db::Session& session, const WordList& l) {
  session.exec(insert_list, l.id, l.name, l.kind, l.about, l.changed_at, l.changed_by, l.version);
}
bool update(db::Session& session, const WordList& l, std::int64_t version) {
  return session.exec(update_list, l.id, version, l.name, l.about, l.changed_at, l.changed_by) == 1;
}
void remove_list(db::Session& session, ListId id) {
  session.exec(delete_terms, id);
  session.exec(delete_list, id);
}

std::vector<NumberedTerm> terms_after(db::Session& session, ListId list, std::int64_t after, std::int64_t limit) {
  std::vector<NumberedTerm> terms;
  session.each<TermRow>([&](TermRow&& row) { terms.push_back({row.position, term_of(row)}); }, list_terms, list, after,
                        limit);
  return terms;
}
std::vector<Term> terms(db::Session& session, ListId list) {
  std::vector<Term> terms;
  for (auto& [position, term] : terms_after(session, list, 0, std::numeric_limits<std::int32_t>::max()))
    terms.push_back(std::move(term));
  return terms;
}
void replace_terms(db::Session& session, ListId list, const std::vector<Term>& terms) {
  session.exec(delete_terms, list);
  std::int64_t position = 0;
  for (const auto& term : terms)
    session.put(insert_term, list, ++position, term.text, term.suggestion,
                term.allowed ? std::int64_t{0} : static_cast<std::int64_t>(term.severity), term.note);
}

std::optional<Run> find_run(db::Session& session, EditionId edition) {
  return session.one<Run>(run_of, edition);
}
void save(db::Session& session, const Run& run) {
  session.exec(put_run, run.edition, run.fingerprint, run.ran_at, run.waiting);
}
std::vector<StoredFinding> findings(db::Session& session, EditionId edition) {
  return session.all<StoredFinding>(findings_of, edition);
}
std::optional<StoredFinding> find_finding(db::Session& session, FindingId id) {
  return session.one<StoredFinding>(finding_by_id, id);
}
void insert(db::Session& session, const StoredFinding& f) {
  session.exec(insert_finding, f.id, f.edition, f.key, f.kind, f.severity, f.where, f.name, f.file, f.part, f.label,
               f.page, f.begin, f.end, f.times, f.excerpt, f.code, f.details, f.found_at, f.cleared_at, f.justified_by,
               f.justified_name, f.reason, f.justified_at);
}
void update(db::Session& session, const StoredFinding& f) {
  session.exec(update_finding, f.id, f.severity, f.name, f.begin, f.end, f.times, f.excerpt, f.details, f.cleared_at);
}
void clear(db::Session& session, FindingId id, Instant now) {
  session.exec(clear_finding, id, now);
}
void justify(db::Session& session, const StoredFinding& f) {
  session.exec(justify_finding, f.id, f.justified_by, f.justified_name, f.reason, f.justified_at);
}

void save_number(db::Session& session, DocumentId document, std::string_view key) {
  if (key.empty()) session.exec(delete_number, document);
  else session.exec(put_number, document, key);
}
bool has_numbers(db::Session& session) {
  return session.one<std::int64_t>(any_number).has_value();
}
std::string number_of(db::Session& session, DocumentId document) {
  return session.one<std::string>(number_of_document, document).value_or("");
}
std::optional<NumberHolder> other_with_number(db::Session& session, std::string_view key, DocumentId document) {
  return session.one<NumberHolder>(number_holder, key, document, content::State::withdrawn);
}
std::optional<NumberHolder> other_with_title(db::Session& session, UnitId unit, std::string_view title,
                                             DocumentId document) {
  return session.one<NumberHolder>(title_holder, unit, title, document, content::State::withdrawn);
}
std::vector<TypeCount> types_in(db::Session& session, ColumnId column) {
  return session.all<TypeCount>(column_types, column, content::State::released);
}
std::vector<DocumentId> documents_after(db::Session& session, DocumentId after, std::int64_t limit) {
  return session.all<DocumentId>(document_page, after.value, limit);
}

std::vector<Link> links(db::Session& session, EditionId edition) {
  return session.all<Link>(links_of, edition);
}
void replace_links(db::Session& session, EditionId edition, const std::vector<Link>& links) {
  session.exec(delete_links, edition);
  for (const auto& link : links)
    session.exec(insert_link, edition, link.address, link.state, link.remark, link.checked_at);
}

}  // namespace gongkai::checks::store
