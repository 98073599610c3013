#include <map>

#include "base/text.hpp"
#include "checks/use_cases.hpp"
#include "content/custody.hpp"
#include "platform/search/document_number.hpp"

namespace gongkai::checks {
namespace {
std::string details_text(const Details& details) {
  json::object object;
  for (const auto& [name, value] : details) object[name] = value;
  return json::to_string(object);
}

StoredFinding stored(const KeyedFinding& keyed, EditionId edition, Instant now) {
  const auto& [key, finding, times] = keyed;
  const auto& place = finding.place;
  return {.edition = edition,
          .key = key,
          .kind = finding.kind,
          .severity = finding.severity,
          .where = place.where,
          .name = place.name,
          .file = place.file,
          .part = place.part,
          .label = place.label,
          .page = place.page,
          .begin = static_cast<std::int64_t>(place.begin),
          .end = static_cast<std::int64_t>(place.end),
          .times = times,
          .excerpt = finding.excerpt,
          .code = finding.code,
          .details = details_text(finding.details),
          .found_at = now};
}

std::map<std::string, StoredFinding, std::less<>> by_key(std::vector<StoredFinding> findings) {
  std::map<std::string, StoredFinding, std::less<>> map;
  for (auto& finding : findings) map.emplace(finding.key, std::move(finding));
  return map;
}

/// Found again keeps its justification; gone is cleared; new is new.
void save(Transaction& tx, const content::Desk& desk, const Examination& examination) {
  auto& session = tx.db();
  const auto edition = desk.latest.id;
  auto before = by_key(store::findings(session, edition));
  for (const auto& keyed : examination.findings) {
    auto found = stored(keyed, edition, tx.now());
    if (const auto known = before.find(found.key); known != before.end()) {
      found.id = known->second.id;
      store::update(session, found);
      before.erase(known);
    } else {
      found.id = tx.new_id<FindingId>();
      store::insert(session, found);
    }
  }
  for (const auto& [key, gone] : before)
    if (!gone.cleared_at) store::clear(session, gone.id, tx.now());
  store::save(session, Run{edition, examination.fingerprint, tx.now(), examination.waiting});
  const auto fields = content::fields_of(desk.latest.fields_text);
  store::save_number(session, desk.document.id, search::number_key(content::value_of(fields, "document_number")));
}
}  // namespace

namespace {
/// The last looks at editions nobody has kept yet: a page asks several gates about the same edition.
struct RecentLooks {
  std::mutex mutex;
  std::vector<std::pair<std::string, std::shared_ptr<const Examination>>> looks;  // by fingerprint, oldest first
};

std::shared_ptr<const Examination> look_once(db::Session& session, const Context& context, const content::Desk& desk) {
  constexpr std::size_t kept = 16;
  auto& recent = context.services.parts.of<RecentLooks>();
  const auto wanted = fingerprint(session, context.services, desk);
  {
    const std::scoped_lock lock(recent.mutex);
    for (const auto& [print, look] : recent.looks)
      if (print == wanted) return look;
  }
  auto look = std::make_shared<const Examination>(examine(session, context, desk));
  const std::scoped_lock lock(recent.mutex);
  if (recent.looks.size() >= kept) recent.looks.erase(recent.looks.begin());
  recent.looks.emplace_back(wanted, look);
  return look;
}
}  // namespace

bool is_fresh(db::Session& session, Services& services, const content::Desk& desk) {
  const auto run = store::find_run(session, desk.latest.id);
  return run && run->fingerprint == fingerprint(session, services, desk);
}

std::vector<StoredFinding> present_findings(db::Session& session, const Context& context, const content::Desk& desk) {
  auto known = store::findings(session, desk.latest.id);
  if (is_fresh(session, context.services, desk)) {
    std::erase_if(known, [](const StoredFinding& finding) { return finding.cleared_at.has_value(); });
    return known;
  }
  const auto before = by_key(std::move(known));
  std::vector<StoredFinding> present;
  const auto look = look_once(session, context, desk);
  for (const auto& keyed : look->findings) {
    auto finding = stored(keyed, desk.latest.id, context.now());
    if (const auto same = before.find(finding.key); same != before.end()) {
      finding.id = same->second.id;
      finding.justified_by = same->second.justified_by;
      finding.justified_name = same->second.justified_name;
      finding.reason = same->second.reason;
      finding.justified_at = same->second.justified_at;
    }
    present.push_back(std::move(finding));
  }
  return present;
}

void refresh(Transaction& tx, const content::Desk& desk) {
  if (!is_fresh(tx.db(), tx.context().services, desk)) save(tx, desk, examine(tx.db(), tx.context(), desk));
}

Result<void> run(Context& context, DocumentId id) {
  // the long look goes on beside the writers of the database; inside the transaction it is repeated only if the edition
  // changed meanwhile
  const auto looked = context.database().read([&](db::Session& session) -> Result<Examination> {
    const auto desk = TRY(content::find_desk(session, id));
    CHECK_OK(content::may_see(session, context.actor, desk));
    return examine(session, context, desk);
  });
  if (!looked) return std::unexpected(looked.error());
  return in_transaction(context, "checks.run", [&](Transaction& tx) -> Result<void> {
    const auto desk = TRY(content::find_desk(tx.db(), id));
    CHECK_OK(tx.require("content.read", desk.unit.path));
    tx.about("document", id.value, desk.unit.id);
    const bool same = fingerprint(tx.db(), context.services, desk) == looked->fingerprint;
    const auto examination = same ? *looked : examine(tx.db(), context, desk);
    save(tx, desk, examination);
    tx.detail("edition", json::value(desk.latest.number));
    tx.detail("findings", json::value(static_cast<std::int64_t>(examination.findings.size())));
    return {};
  });
}

}  // namespace gongkai::checks
