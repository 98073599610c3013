#include "platform/audit/sealer.hpp"

#include "platform/audit/store.hpp"
#include "platform/log/log.hpp"

namespace gongkai::audit {
namespace {
constexpr std::int64_t batch = 1000;
constexpr std::chrono::milliseconds pause{500};

struct Pass {
  std::int64_t sealed = 0;
  std::string horizon;  // "" when another node holds the lock
};

Result<Pass> seal_batch(db::Session& session, const std::string& from) {
  if (!store::try_lock(session)) return Pass{};
  Pass pass{0, store::horizon(session)};
  const auto entries = store::unsealed(session, from, batch);
  if (entries.empty()) return pass;
  auto head = store::head(session);
  for (const auto& entry : entries) head = store::seal(session, entry, head);
  pass.sealed = static_cast<std::int64_t>(entries.size());
  return pass;
}
}  // namespace

std::int64_t Sealer::seal_now() {
  std::int64_t sealed = 0;
  if (m_database.engine() == db::Engine::sqlite) return sealed;
  for (;;) {
    const auto pass = m_database.write([&](db::Session& session) { return seal_batch(session, m_from); });
    if (!pass || pass->horizon.empty()) return sealed;
    sealed += pass->sealed;
    if (pass->sealed == batch) continue;
    m_from = pass->horizon;
    return sealed;
  }
}

void Sealer::start() {
  if (m_database.engine() == db::Engine::sqlite || m_thread.joinable()) return;
  m_stopping = false;
  m_thread = std::thread([this] { run(); });
}

void Sealer::stop() {
  {
    const std::lock_guard lock(m_mutex);
    m_stopping = true;
  }
  m_stop_asked.notify_all();
  if (m_thread.joinable()) m_thread.join();
}

void Sealer::run() {
  for (;;) {
    try {
      seal_now();
    } catch (const std::exception& error) {
      log::warn("the audit sealer will try again: {}", error.what());
    }
    std::unique_lock lock(m_mutex);
    if (m_stop_asked.wait_for(lock, pause, [this] { return m_stopping; })) return;
  }
}

}  // namespace gongkai::audit
