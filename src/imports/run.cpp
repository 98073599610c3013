#include <algorithm>

#include "content/use_cases.hpp"
#include "imports/reading.hpp"
#include "imports/store.hpp"
#include "imports/work.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::imports {

namespace {

constexpr std::size_t batch_size = 100;

/// A record that is ready to become a document.
struct Ready {
  std::string key;
  std::string place;
  content::Imported imported;
};

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

class Running {
 public:
  Running(Services& services, Import import, Reading reading)
      : m_services(services), m_import(std::move(import)), m_reading(std::move(reading)) {}

  Result<void> go(const Progress& progress) {
    m_reading.skip(m_import.position);
    while (auto next = m_reading.next()) {
      m_position = next->position;
      if (next->wanted && next->prepared.faults.empty()) CHECK_OK(make_ready(*next));
      if (m_ready.size() < batch_size &&
          next->position - m_import.position < 20 * static_cast<std::int64_t>(batch_size))
        continue;
      CHECK_OK(take_over());
      if (!progress(m_import.position, m_import.total)) return {};
    }
    CHECK_OK(take_over());
    return finish();
  }

 private:
  Result<void> make_ready(Reading::Next& next) {
    auto& prepared = next.prepared;
    Ready ready{.key = prepared.key,
                .place = next.place,
                .imported = {.type = m_reading.mapping().type,
                             .unit = next.unit,
                             .draft = std::move(prepared.draft),
                             .writer_name = m_reading.mapping().writer,
                             .published_at = start_of(prepared.published_on),
                             .index_number = prepared.index_number}};
    for (const auto& reference : prepared.attachments) {
      auto checked = m_reading.media()->take_in(*m_services.files, reference);
      if (!checked)
        return note(
            {next.place, m_reading.mapping().attachments, reference, i18n::messages().message(checked.error())});
      replace_all(ready.imported.draft.body, reference, content::attachment_mark(ready.imported.attachments.size()));
      ready.imported.attachments.push_back(std::move(*checked));
    }
    m_ready.push_back(std::move(ready));
    return {};
  }

  /// The whole batch at once; when one of it is refused, each by itself, so that one takes none with it.
  Result<void> take_over() {
    auto import = m_import;
    import.position = std::max(m_position, import.position);
    if (const auto done = transact(m_ready, import); done) {
      m_import = import;
    } else {
      if (done.error().kind == FaultKind::unavailable) return done;
      CHECK_OK(take_over_one_by_one());
    }
    m_ready.clear();
    return {};
  }

  Result<void> take_over_one_by_one() {
    for (auto& ready : m_ready) {
      auto import = m_import;
      const auto done = transact({ready}, import);
      if (done) m_import = import;
      else if (done.error().kind == FaultKind::unavailable) return done;
      else CHECK_OK(note({ready.place, done.error().field, "", i18n::messages().message(done.error())}));
    }
    m_import.position = std::max(m_position, m_import.position);
    return transact({}, m_import);
  }

  Result<void> transact(const std::vector<Ready>& batch, Import& import) {
    try {
      return transact_all(batch, import);
    } catch (const db::Error& error) {
      if (error.code() != db::Errc::unique) throw;
      return refuse(FaultKind::conflict, "import.index_number_taken");
    }
  }

  Result<void> transact_all(const std::vector<Ready>& batch, Import& import) {
    auto context = system();
    const auto before = import;
    return in_transaction(context, "imports.take_over", [&](Transaction& tx) -> Result<void> {
      import = before;
      CHECK_OK(tx.require("content.import", "/"));
      tx.about("import", import.id.value, import.unit);
      for (const auto& ready : batch) {
        const auto& origin = m_reading.mapping().origin;
        if (store::is_taken(tx.db(), origin, ready.key)) continue;  // by an earlier import, or before we were stopped
        const auto document = TRY(content::import_released(tx, ready.imported));
        store::insert(tx.db(), TakenItem{origin, ready.key, import.id, document, ready.place});
        ++import.taken;
      }
      store::update(tx.db(), import);
      tx.about("import", import.id.value, import.unit);
      tx.detail("taken", json::value(import.taken - before.taken));
      tx.detail("position", json::value(import.position));
      tx.changed("import", import.id.value);
      return {};
    });
  }

  Result<void> note(const RowFault& fault) {
    auto context = system();
    return in_transaction(context, "imports.note_fault", [&](Transaction& tx) -> Result<void> {
      CHECK_OK(tx.require("content.import", "/"));
      tx.about("import", m_import.id.value, m_import.unit);
      store::insert_fault(tx.db(), m_import.id, ++m_import.faulty + fault_offset, fault);
      return {};
    });
  }

  Result<void> finish() {
    auto context = system();
    return in_transaction(context, "imports.finish", [&](Transaction& tx) -> Result<void> {
      CHECK_OK(tx.require("content.import", "/"));
      tx.about("import", m_import.id.value, m_import.unit);
      m_import.state = State::done;
      m_import.finished_at = tx.now();
      store::update(tx.db(), m_import);
      tx.after("taken", json::value(m_import.taken));
      tx.changed("import", m_import.id.value);
      return {};
    });
  }

  Context system() { return Context{.services = m_services, .actor = auth::system_actor(), .request_id = "import"}; }

  // behind those that the dry run has numbered
  static constexpr std::int64_t fault_offset = 1'000'000;
  Services& m_services;
  Import m_import;
  Reading m_reading;
  std::vector<Ready> m_ready;
  std::int64_t m_position = 0;
};

}  // namespace

Result<void> run(Services& services, ImportId id, const Progress& progress) {
  const auto import = services.database.read([&](db::Session& session) { return store::find(session, id); });
  if (!import || import->state != State::running) return {};
  return Running(services, *import, TRY(Reading::open(services, *import))).go(progress);
}

}  // namespace gongkai::imports
