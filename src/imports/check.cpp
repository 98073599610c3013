#include <set>

#include "imports/reading.hpp"
#include "imports/store.hpp"
#include "imports/work.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::imports {

namespace {

constexpr std::int64_t batch = 1000, faults_kept = 100'000;

/// What a dry run has found; written down a batch at a time.
class Findings {
 public:
  Findings(Services& services, Import import) : m_services(services), m_import(std::move(import)) {}

  void add(const Reading::Next& next, const std::string& origin) {
    m_import.total = next.position;
    if (!next.wanted) return void(++m_import.skipped);
    auto faults = next.prepared.faults;
    // the same thing twice in one file: the second would be lost without a word
    if (!m_keys.insert(next.prepared.key).second && faults.empty())
      faults.push_back({next.place, "", next.prepared.key,
                        i18n::messages().message({FaultKind::invalid, "import.key_twice", {}, {}, {}})});
    if (!faults.empty()) ++m_import.faulty;
    else m_waiting_keys.push_back({origin, next.prepared.key});
    for (auto& fault : faults)
      if (m_numbered + static_cast<std::int64_t>(m_faults.size()) < faults_kept) m_faults.push_back(std::move(fault));
  }

  Result<void> write(bool finished) {
    auto context = system();
    return in_transaction(context, "imports.note_check", [&](Transaction& tx) -> Result<void> {
      CHECK_OK(tx.require("content.import", "/"));
      tx.about("import", m_import.id.value, m_import.unit);
      auto import = m_import;
      if (m_numbered == 0) store::remove_faults(tx.db(), import.id);
      auto number = m_numbered;
      for (const auto& fault : m_faults) store::insert_fault(tx.db(), import.id, ++number, fault);
      for (const auto& [origin, key] : m_waiting_keys) import.existing += store::is_taken(tx.db(), origin, key) ? 1 : 0;
      if (finished) {
        import.state = State::checked;
        import.finished_at = tx.now();
      }
      store::update(tx.db(), import);
      m_existing = import.existing;
      tx.changed("import", import.id.value);
      return {};
    });
  }
  void written() {
    m_import.existing = m_existing;
    m_numbered += static_cast<std::int64_t>(m_faults.size());
    m_faults.clear();
    m_waiting_keys.clear();
  }

 private:
  Context system() { return Context{.services = m_services, .actor = auth::system_actor(), .request_id = "import"}; }
  Services& m_services;
  Import m_import;
  std::set<std::string> m_keys;
  std::vector<std::pair<std::string, std::string>> m_waiting_keys;
  std::vector<RowFault> m_faults;
  std::int64_t m_numbered = 0, m_existing = 0;
};

}  // namespace

Result<void> check(Services& services, ImportId id, const Progress& progress) {
  const auto import = services.database.read([&](db::Session& session) { return store::find(session, id); });
  if (!import || import->state != State::checking) return {};  // ordered otherwise in the meantime
  auto fresh = *import;
  fresh.total = fresh.faulty = fresh.skipped = fresh.existing = 0;
  auto reading = TRY(Reading::open(services, *import));
  Findings findings(services, fresh);
  while (const auto next = reading.next()) {
    findings.add(*next, reading.mapping().origin);
    if (next->position % batch != 0) continue;
    CHECK_OK(findings.write(false));
    findings.written();
    if (!progress(next->position, 0)) return {};
  }
  CHECK_OK(findings.write(true));
  return {};
}

}  // namespace gongkai::imports
