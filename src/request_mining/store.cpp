#include "request_mining/store.hpp"

#include <limits>

namespace gongkai {

namespace request_mining::store {
namespace {
struct Row {
  ConversionId id{};
  UnitId unit{};
  std::string source{};
  Day found_on{};
  std::string decision{};
  std::string ground{};
  db::Bytes reason{};
  std::string decided_by_name{};
  std::optional<Day> decided_on{};
  DocumentId document{};
  std::int64_t version = 1;
};
}  // namespace
}  // namespace request_mining::store

template <>
struct db::Columns<request_mining::store::Row> {
  using Row = request_mining::store::Row;
  static constexpr auto list = std::tuple{
      column("id", &Row::id),
      column("unit", &Row::unit),
      column("source", &Row::source),
      column("found_on", &Row::found_on),
      column("decision", &Row::decision),
      column("ground", &Row::ground),
      column("reason", &Row::reason),
      column("decided_by_name", &Row::decided_by_name),
      column("decided_on", &Row::decided_on),
      column("document", &Row::document),
      column("version", &Row::version),
  };
};
template <>
struct db::Columns<request_mining::store::ClosedRow> {
  using Row = request_mining::store::ClosedRow;
  static constexpr auto list = std::tuple{
      column("id", &Row::id),
      column("unit", &Row::unit),
      column("closed_on", &Row::closed_on),
      column("outcome", &Row::outcome),
      column("description", &Row::description),
      column("identity_index", &Row::identity),
      column("phone_index", &Row::phone),
      column("conversion", &Row::conversion),
  };
};
template <>
struct db::Columns<request_mining::store::GivenFile> {
  using Row = request_mining::store::GivenFile;
  static constexpr auto list = std::tuple{column("case_id", &Row::case_id), column("sha256", &Row::sha256)};
};
template <>
struct db::Columns<request_mining::store::Proposal> {
  using Row = request_mining::store::Proposal;
  static constexpr auto list =
      std::tuple{column("id", &Row::id), column("unit", &Row::unit), column("about", &Row::about)};
};

}  // namespace gongkai

namespace gongkai::request_mining::store {

namespace {

constexpr std::string_view reason_column = "conversion.reason";

#define CONVERSION_FIELDS                                                                                             \
  "k.id, k.unit, k.source, k.found_on, k.decision, k.ground, k.reason, k.decided_by_name, k.decided_on, k.document, " \
  "k.version FROM conversion k "
#define CLOSED_FIELDS                                                                                                  \
  "c.id, c.unit, c.closed_on, r.outcome, r.description, r.identity_index, r.phone_index, x.conversion FROM work_case " \
  "c JOIN request r ON r.case_id = c.id "

const db::Query insert_conversion{"request_mining.insert",
                                  "INSERT INTO conversion (id, unit, source, found_on, decision, ground, reason, "
                                  "decided_by_name, version) VALUES ($1, $2, $3, $4, '', '', $5, '', 1)"};
const db::Query update_conversion{
    "request_mining.update",
    "UPDATE conversion SET decision = $3, ground = $4, reason = $5, decided_by_name = $6, "
    "decided_on = $7, document = $8, version = version + 1 WHERE id = $1 AND version = "
    "$2"};
const db::Query find_conversion{"request_mining.find", "SELECT " CONVERSION_FIELDS "WHERE k.id = $1"};
const db::Query list_conversions{"request_mining.list",
                                 "SELECT " CONVERSION_FIELDS
                                 "JOIN unit u ON u.id = k.unit WHERE (u.path = $1 OR ($2 AND substr(u.path, 1, "
                                 "length($1)) = $1)) AND k.id < $3 ORDER BY k.id DESC LIMIT $4"};
const db::Query list_unfinished{"request_mining.unfinished",
                                "SELECT " CONVERSION_FIELDS "WHERE k.decision <> 'keep' ORDER BY k.id"};
const db::Query insert_case{"request_mining.add_case",
                            "INSERT INTO conversion_case (case_id, conversion) VALUES ($1, $2) ON CONFLICT DO NOTHING"};
const db::Query list_cases{"request_mining.cases_of",
                           "SELECT case_id FROM conversion_case WHERE conversion = $1 ORDER BY case_id"};
const db::Query find_of_case{"request_mining.conversion_of",
                             "SELECT conversion FROM conversion_case WHERE case_id = $1"};

const db::Query list_closed{
    "request_mining.closed_since",
    "SELECT " CLOSED_FIELDS
    "LEFT JOIN conversion_case x ON x.case_id = c.id LEFT JOIN conversion k ON k.id = "
    "x.conversion WHERE c.kind = 'request' AND c.closed_on >= $1 AND (k.id IS NULL OR k.decision "
    "= '') ORDER BY c.id"};
const db::Query list_closed_in{
    "request_mining.closed_in",
    "SELECT " CLOSED_FIELDS
    "JOIN conversion_case x ON x.case_id = c.id WHERE x.conversion = $1 AND c.kind = 'request' "
    "AND c.closed_on IS NOT NULL ORDER BY c.id"};
const db::Query list_given{
    "request_mining.given_since",
    "SELECT cf.case_id, f.sha256 FROM case_file cf JOIN file f ON f.id = cf.file JOIN work_case c "
    "ON c.id = cf.case_id WHERE cf.role IN ('supplied', 'redacted') AND c.kind = 'request' AND "
    "c.closed_on >= $1 ORDER BY cf.case_id, f.sha256"};
const db::Query list_proposals{"request_mining.new_proposals",
                               "SELECT c.id, c.unit, r.about FROM work_case c JOIN request r ON r.case_id = c.id LEFT "
                               "JOIN conversion_case x ON x.case_id = c.id WHERE c.kind = 'proactive_proposal' AND "
                               "c.closed_on IS NULL AND x.case_id IS NULL ORDER BY c.id"};

Conversion conversion_of(const auth::Vault& vault, Row row) {
  auto reason = vault.open(reason_column, row.id.value, row.reason);
  return {.id = row.id,
          .unit = row.unit,
          .source = std::move(row.source),
          .found_on = row.found_on,
          .decision = std::move(row.decision),
          .ground = std::move(row.ground),
          .reason = std::move(reason),
          .decided_by_name = std::move(row.decided_by_name),
          .decided_on = row.decided_on,
          .document = row.document,
          .version = row.version};
}

std::vector<Conversion> conversions_of(const auth::Vault& vault, std::vector<Row> rows) {
  std::vector<Conversion> all;
  for (auto& row : rows) all.push_back(conversion_of(vault, std::move(row)));
  return all;
}

}  // namespace

void insert(db::Session& session, const auth::Vault& vault, const Conversion& conversion) {
  session.exec(insert_conversion, conversion.id, conversion.unit, conversion.source, conversion.found_on,
               vault.seal(reason_column, conversion.id.value, ""));
}
bool update(db::Session& session, const auth::Vault& vault, const Conversion& conversion) {
  return session.exec(update_conversion, conversion.id, conversion.version, conversion.decision, conversion.ground,
                      vault.seal(reason_column, conversion.id.value, conversion.reason), conversion.decided_by_name,
                      conversion.decided_on, conversion.document) == 1;
}
std::optional<Conversion> find(db::Session& session, const auth::Vault& vault, ConversionId id) {
  auto row = session.one<Row>(find_conversion, id);
  if (!row) return std::nullopt;
  return conversion_of(vault, *std::move(row));
}
std::vector<Conversion> list(db::Session& session, const auth::Vault& vault, std::string_view unit_path,
                             bool with_subtree, ConversionId before, int limit) {
  const auto below = before ? before.value : std::numeric_limits<std::int64_t>::max();
  return conversions_of(vault, session.all<Row>(list_conversions, unit_path, with_subtree, below, limit));
}
std::vector<Conversion> unfinished(db::Session& session, const auth::Vault& vault) {
  return conversions_of(vault, session.all<Row>(list_unfinished));
}
bool add_case(db::Session& session, ConversionId id, CaseId of) {
  return session.exec(insert_case, of, id) == 1;
}
std::vector<CaseId> cases_of(db::Session& session, ConversionId id) {
  return session.all<CaseId>(list_cases, id);
}
std::optional<ConversionId> conversion_of(db::Session& session, CaseId of) {
  return session.one<ConversionId>(find_of_case, of);
}
std::vector<ClosedRow> closed_since(db::Session& session, Day first) {
  return session.all<ClosedRow>(list_closed, first);
}
std::vector<ClosedRow> closed_in(db::Session& session, ConversionId id) {
  return session.all<ClosedRow>(list_closed_in, id);
}
std::vector<GivenFile> given_since(db::Session& session, Day first) {
  return session.all<GivenFile>(list_given, first);
}
std::vector<Proposal> new_proposals(db::Session& session) {
  return session.all<Proposal>(list_proposals);
}

}  // namespace gongkai::request_mining::store
