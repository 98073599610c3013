// Candidates: found by the job, decided by officers, reminded of in time.
#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "casework/cases.hpp"
#include "casework/notices.hpp"
#include "catalogue/use_cases.hpp"
#include "content/api.hpp"
#include "content/custody.hpp"
#include "directory/api.hpp"
#include "platform/auth/vault.hpp"
#include "platform/calendar/calendars.hpp"
#include "request_mining/store.hpp"
#include "request_mining/use_cases.hpp"
#include "requests/sealing.hpp"
#include "requests/use_cases.hpp"

namespace gongkai::request_mining {

namespace {

constexpr std::string_view subject = "conversion";
constexpr int looked_back_days = 731;
constexpr std::size_t longest_note = 500;  // of a review

Granted granted_of(const auth::Vault& vault, const store::ClosedRow& row) {
  Granted granted{.id = row.id,
                  .unit = row.unit,
                  .closed_on = row.closed_on,
                  .description = vault.open(requests::sealed::description, row.id.value, row.description)};
  if (row.identity) granted.people.push_back("i" + row.identity->value);
  if (row.phone) granted.people.push_back("p" + row.phone->value);
  return granted;
}

struct Material {
  std::vector<Granted> granted{};
  std::map<CaseId, ConversionId> known{};
};

Material material(db::Session& session, const auth::Vault& vault, Day first) {
  Material material;
  std::map<CaseId, std::size_t> places;
  for (const auto& row : store::closed_since(session, first)) {
    if (!settings().is_granted(row.outcome)) continue;
    if (row.conversion) material.known[row.id] = row.conversion;
    places[row.id] = material.granted.size();
    material.granted.push_back(granted_of(vault, row));
  }
  for (auto& file : store::given_since(session, first))
    if (const auto found = places.find(file.case_id); found != places.end())
      material.granted[found->second].files.push_back(std::move(file.sha256));
  return material;
}

ConversionId insert_new(Transaction& tx, UnitId unit, std::string_view source) {
  const Conversion fresh{
      .id = tx.new_id<ConversionId>(), .unit = unit, .source = std::string(source), .found_on = tx.context().today()};
  store::insert(tx.db(), *tx.context().services.vault, fresh);
  tx.changed(subject, fresh.id.value);
  return fresh.id;
}

/// The candidate that holds the first known case of the group, or a new one. What somebody decided or found since the
/// group was made waits for the next search.
bool keep_group(Transaction& tx, const Group& group, const std::map<CaseId, ConversionId>& known) {
  ConversionId id{};
  for (const auto of : group.cases) {
    const auto found = known.find(of);
    if (found != known.end() && !id) id = found->second;
    if (found == known.end() && store::conversion_of(tx.db(), of)) return false;
  }
  const auto before = id ? store::find(tx.db(), *tx.context().services.vault, id) : std::nullopt;
  if (id && !(before && before->is_open())) return false;
  const bool is_new = !id;
  if (is_new) id = insert_new(tx, group.unit, source::same_information);
  for (const auto of : group.cases)
    if (!known.contains(of)) store::add_case(tx.db(), id, of);
  return is_new;
}

/// A proposal about a request goes to the candidate that holds the request, as long as it is not decided.
bool keep_proposal(Transaction& tx, const store::Proposal& proposal) {
  const auto& vault = *tx.context().services.vault;
  const auto of = proposal.about ? store::conversion_of(tx.db(), proposal.about) : std::nullopt;
  const auto found = of ? store::find(tx.db(), vault, *of) : std::nullopt;
  const bool is_new = !found || !found->is_open() || found->unit != proposal.unit;
  store::add_case(tx.db(), is_new ? insert_new(tx, proposal.unit, source::proposal) : found->id, proposal.id);
  return is_new;
}

std::string path_of(db::Session& session, UnitId id) {
  const auto unit = directory::find_unit(session, id);
  return unit ? unit->path : "/";
}

/// The candidate in the version that the officer saw.
Result<Conversion> open(Transaction& tx, ConversionId id, std::int64_t version) {
  auto conversion = TRY(load(tx.db(), tx.context(), id));
  CHECK_OK(tx.require("catalogue.manage", path_of(tx.db(), conversion.unit)));
  tx.about(subject, id.value, conversion.unit);
  if (conversion.version != version) return refuse(FaultKind::conflict, "version.conflict");
  return conversion;
}

Result<void> put(Transaction& tx, const Conversion& conversion) {
  if (!store::update(tx.db(), *tx.context().services.vault, conversion))
    return refuse(FaultKind::conflict, "version.conflict");
  tx.changed(subject, conversion.id.value);
  return {};
}

/// A document of the unit that the officer may see.
Result<void> check_document(db::Session& session, const Context& context, const Conversion& conversion,
                            DocumentId document) {
  const auto desk = content::find_desk(session, document);
  if (!desk || !content::may_see(session, context.actor, *desk) || desk->document.unit != conversion.unit)
    return refuse(FaultKind::invalid, "request_mining.document_unknown", "document");
  return {};
}

/// What lies filed and is not public is reviewed with the decision; anything else is only linked.
Result<void> review_filed(Transaction& tx, const Ruling& ruling) {
  const auto reviewed = catalogue::review_within(
      tx, ruling.document, {.decision = content::Disclosure::proactive, .note = shorten(ruling.reason, longest_note)});
  return reviewed || reviewed.error().code == "catalogue.not_filed" ? Result<void>{} : reviewed;
}

Result<void> tell(Context& context, const Conversion& conversion, Day due) {
  return in_transaction(context, "request_mining.remind", [&](Transaction& tx) -> Result<void> {
    tx.open_to_all();
    tx.about(subject, conversion.id.value, conversion.unit);
    const auto cases = store::cases_of(tx.db(), conversion.id);
    const auto of = cases.empty() ? std::nullopt : casework::find(tx.db(), *context.services.vault, cases.front());
    if (!of) return {};
    casework::tell(tx, *of, "conversion_due", conversion.unit, {}, {{"due", to_text(due)}},
                   "conversion " + to_text(conversion.id) + " " + to_text(due));
    return {};
  });
}

}  // namespace

/// Comparing takes its time; the transaction is only for what is kept.
Result<std::int64_t> search(Context& context) {
  const auto material = context.database().read([&](db::Session& session) {
    return request_mining::material(session, *context.services.vault, context.today() - looked_back_days);
  });
  const auto groups = groups_of(material.granted, settings());
  return in_transaction(context, "request_mining.search", [&](Transaction& tx) -> Result<std::int64_t> {
    tx.open_to_all();  // the caller has asked, or is the system
    std::int64_t fresh = 0;
    for (const auto& group : groups) fresh += keep_group(tx, group, material.known) ? 1 : 0;
    for (const auto& proposal : store::new_proposals(tx.db())) fresh += keep_proposal(tx, proposal) ? 1 : 0;
    tx.detail("new", json::value(fresh));
    return fresh;
  });
}

Result<std::int64_t> search_now(Context& context) {
  if (!context.actor.may_somewhere(requests::permission::handle) &&
      !context.actor.may_somewhere(requests::permission::supervise))
    CHECK_OK(auth::require(context.actor, requests::permission::handle, "/"));
  return search(context);
}

Result<Conversion> load(db::Session& session, const Context& context, ConversionId id) {
  auto conversion = store::find(session, *context.services.vault, id);
  if (!conversion || !context.actor.may(requests::permission::read, path_of(session, conversion->unit)))
    return refuse(FaultKind::not_found, "request_mining.not_found");
  return *std::move(conversion);
}

std::int64_t applicants_behind(db::Session& session, ConversionId id) {
  std::vector<Granted> cases;
  for (const auto& row : store::closed_in(session, id)) {
    Granted one{.id = row.id};
    if (row.identity) one.people.push_back("i" + row.identity->value);
    if (row.phone) one.people.push_back("p" + row.phone->value);
    cases.push_back(std::move(one));
  }
  std::vector<const Granted*> all;
  for (const auto& one : cases) all.push_back(&one);
  return applicants_of(all);
}

Result<void> decide(Context& context, ConversionId id, const Ruling& given, std::int64_t version) {
  auto ruling = given;
  ruling.reason = trim(clean_utf8(given.reason));
  return in_transaction(context, "request_mining.decide", [&](Transaction& tx) -> Result<void> {
    auto conversion = TRY(open(tx, id, version));
    CHECK_OK(all_of(why_not_decide(conversion, ruling, settings())));
    if (ruling.document) {
      CHECK_OK(check_document(tx.db(), context, conversion, ruling.document));
      CHECK_OK(review_filed(tx, ruling));
      tx.about(subject, id.value, conversion.unit);
    }
    conversion.decision = ruling.decision;
    conversion.ground = ruling.decision == "keep" ? ruling.ground : "";
    conversion.reason = ruling.reason;
    conversion.decided_by_name = context.actor.name;
    conversion.decided_on = context.today();
    conversion.document = ruling.document;
    tx.after("decision", json::value(conversion.decision));
    tx.after("ground", json::value(conversion.ground));
    return put(tx, conversion);
  });
}

Result<void> link(Context& context, ConversionId id, DocumentId document, std::int64_t version) {
  return in_transaction(context, "request_mining.link", [&](Transaction& tx) -> Result<void> {
    auto conversion = TRY(open(tx, id, version));
    if (conversion.decision != "publish") return refuse(FaultKind::conflict, "request_mining.not_to_publish");
    CHECK_OK(check_document(tx.db(), context, conversion, document));
    conversion.document = document;
    tx.after("document", json::value(to_text(document)));
    return put(tx, conversion);
  });
}

Result<void> remind(Context& context) {
  struct Due {
    Conversion conversion;
    Day day{};
  };
  const auto calendar = context.services.calendars->current();
  const auto today = context.today();
  const auto due = context.database().read([&](db::Session& session) {
    std::vector<Due> all;
    for (auto& one : store::unfinished(session, *context.services.vault)) {
      const bool is_public = one.document && content::find_public(session, one.document);
      const auto day = due_on(one, stage_of(one, is_public), *calendar, settings());
      if (day && is_to_remind(*day, today, *calendar, settings())) all.push_back({std::move(one), *day});
    }
    return all;
  });
  for (const auto& one : due) CHECK_OK(tell(context, one.conversion, one.day));
  return {};
}

}  // namespace gongkai::request_mining
