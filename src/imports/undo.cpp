#include "content/use_cases.hpp"
#include "imports/store.hpp"
#include "imports/work.hpp"

namespace gongkai::imports {

namespace {

constexpr std::int64_t batch = 100;

class Undoing {
 public:
  Undoing(Services& services, Import import, bool forced)
      : m_context{.services = services, .actor = auth::system_actor(), .request_id = "import"},
        m_import(std::move(import)),
        m_forced(forced) {
    m_import.kept = 0;
  }

  Result<void> go(const Progress& progress) {
    const auto total = m_import.taken;
    for (DocumentId after{};;) {
      const auto items = m_context.database().read(
          [&](db::Session& session) { return store::taken(session, m_import.id, after, batch); });
      if (items.empty()) return finish();
      if (const auto done = give_back(items); !done) {
        if (done.error().kind == FaultKind::unavailable) return done;
        CHECK_OK(give_back_one_by_one(items));
      }
      after = items.back().document;
      if (!progress(total - m_import.taken, total)) return {};
    }
  }

 private:
  /// Version 1 is what the import wrote: anything higher is somebody's work.
  bool stays(const store::Taken& item) const { return item.document_version > 1 && !m_forced; }

  Result<void> give_back(const std::vector<store::Taken>& items) {
    const auto before = m_import;
    const auto done = in_transaction(m_context, "imports.give_back", [&](Transaction& tx) -> Result<void> {
      m_import = before;
      CHECK_OK(tx.require("content.import", "/"));
      for (const auto& item : items) {
        if (stays(item)) {
          ++m_import.kept;
          continue;
        }
        store::remove_item(tx.db(), m_import.id, item.document);
        CHECK_OK(content::remove_imported(tx, item.document));
        --m_import.taken;
      }
      store::update(tx.db(), m_import);
      tx.about("import", m_import.id.value, m_import.unit);
      tx.detail("items", json::value(before.taken - m_import.taken));
      tx.changed("import", m_import.id.value);
      return {};
    });
    if (!done) m_import = before;
    return done;
  }

  /// One that something else hangs on stays, and takes none with it.
  Result<void> give_back_one_by_one(const std::vector<store::Taken>& items) {
    for (const auto& item : items) {
      const auto done = give_back({item});
      if (!done && done.error().kind == FaultKind::unavailable) return done;
      if (!done) ++m_import.kept;
    }
    return {};
  }

  Result<void> finish() {
    return in_transaction(m_context, "imports.finish_undo", [&](Transaction& tx) -> Result<void> {
      CHECK_OK(tx.require("content.import", "/"));
      m_import.state = State::undone;
      m_import.position = 0;
      m_import.finished_at = tx.now();
      store::update(tx.db(), m_import);
      tx.about("import", m_import.id.value, m_import.unit);
      tx.after("kept", json::value(m_import.kept));
      tx.changed("import", m_import.id.value);
      return {};
    });
  }

  Context m_context;
  Import m_import;
  bool m_forced;
};

}  // namespace

Result<void> undo(Services& services, ImportId id, bool forced, const Progress& progress) {
  const auto import = services.database.read([&](db::Session& session) { return store::find(session, id); });
  if (!import || import->state != State::undoing) return {};
  return Undoing(services, *import, forced).go(progress);
}

}  // namespace gongkai::imports
