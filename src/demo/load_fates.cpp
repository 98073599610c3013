#include "demo/load_fates.hpp"

#include "content/store.hpp"
#include "demo/desk.hpp"
#include "demo/signing.hpp"
#include "demo/store.hpp"
#include "policy/gates.hpp"
#include "review/gates.hpp"

namespace gongkai::demo {
namespace {

/// What is still on the way passes the same gates as everything that people write on this platform.
bool passes_gates(Fate fate) {
  return fate != Fate::filed && fate != Fate::withdrawn && fate != Fate::expiring;
}

struct Work {
  const Desk& desk;
  const DocumentEntry& entry;
  FixedClock& clock;
  Services& services;
  DocumentId id;
  std::int64_t version = 0;
};

Result<void> release(const Work& work, std::string_view role, const content::ReleaseOrder& order) {
  work.clock.set(std::max(work.entry.released, work.clock.now()));
  auto releaser = TRY(work.desk.as(role, work.entry, work.services));
  TRY(content::release(releaser, work.id, work.version, order));
  return {};
}

Result<void> withdraw(const Work& work) {
  CHECK_OK(release(work, "releaser", {}));
  work.clock.advance_seconds(26LL * 3600);
  auto releaser = TRY(work.desk.as("releaser", work.entry, work.services));
  const auto version = TRY(version_of(releaser, work.id));
  TRY(content::withdraw(releaser, work.id, {.reason = work.entry.fate.remark}, version));
  return {};
}

Result<void> send_back(const Work& work) {
  auto reviewer = TRY(work.desk.as("reviewer", work.entry, work.services));
  TRY(content::send_back(reviewer, work.id, work.entry.fate.remark, work.version));
  return {};
}

Result<void> meet_fate(const Work& work) {
  const auto& fate = work.entry.fate;
  switch (fate.fate) {
    case Fate::released:
    case Fate::draft:
    case Fate::without_interpretation:  // the gate has sent it back with its letter already
    case Fate::in_review: return {};
    case Fate::returned: return send_back(work);
    case Fate::withdrawn: return withdraw(work);
    case Fate::filed: return release(work, "releaser", {});
    case Fate::expiring:
      return release(work, "releaser", {.emergency_reason = {}, .release_at = {}, .expires_at = fate.at});
    case Fate::scheduled:
      return release(work, "releaser", {.emergency_reason = {}, .release_at = fate.at, .expires_at = {}});
    case Fate::urgent:
      return release(work, "unit_head", {.emergency_reason = fate.remark, .release_at = {}, .expires_at = fate.at});
  }
  return {};
}

Result<void> load_one(const Desk& desk, const DocumentEntry& entry) {
  FixedClock clock(time_of_writing(entry));
  Services services = desk.services_at(clock);
  if (passes_gates(entry.fate.fate)) {
    policy::add_gates(services);
    review::add_gates(services);
  }
  auto editor = TRY(desk.as("editor", entry, services));
  Work work{.desk = desk, .entry = entry, .clock = clock, .services = services, .id = TRY(write(desk, editor, entry))};
  CHECK_OK(desk.remember(entry, work.id));
  if (entry.fate.fate == Fate::draft) return {};
  clock.advance_seconds(3600);
  work.version = TRY(content::submit(editor, work.id, TRY(version_of(editor, work.id))));
  CHECK_OK(sign_all(desk, clock, services, work.id, entry.fate.signed_by));
  return meet_fate(work);
}

}  // namespace

Result<void> load_fates(Context& context, const City& city, const Places& places,
                        const std::vector<DocumentEntry>& documents, Loaded& loaded) {
  const auto present = context.database().read([](db::Session& session) { return store::loaded_documents(session); });
  const Desk desk(context, city, places);
  for (const auto& entry : documents) {
    if (present.contains(entry.key)) continue;
    CHECK_OK(load_one(desk, entry));
    ++loaded.documents;
  }
  return {};
}

}  // namespace gongkai::demo
