// The index on SQLite FTS5: one writer, as many readers as threads ask, and the file they share.
#include <fmt/format.h>

#include <atomic>
#include <condition_variable>
#include <mutex>

#include "base/gate.hpp"
#include "base/snapshot.hpp"
#include "platform/search/asking.hpp"
#include "platform/search/index_file.hpp"
#include "platform/search/writer.hpp"

namespace gongkai::search {
namespace {

/// Readers that nobody uses at the moment. A connection costs 0.3 ms to open and is worth keeping.
class Readers {
 public:
  explicit Readers(std::filesystem::path file) : m_file(std::move(file)) {}

  std::unique_ptr<Reader> take() {
    {
      const std::lock_guard lock(m_mutex);
      if (!m_idle.empty()) {
        auto reader = std::move(m_idle.back());
        m_idle.pop_back();
        return reader;
      }
    }
    return std::make_unique<Reader>(m_file, &m_cache);
  }
  void give_back(std::unique_ptr<Reader> reader) {
    const std::lock_guard lock(m_mutex);
    m_idle.push_back(std::move(reader));
  }

 private:
  std::filesystem::path m_file;
  RowCache m_cache;
  std::mutex m_mutex;
  std::vector<std::unique_ptr<Reader>> m_idle;
};

/// An open file.
struct Store {
  explicit Store(const std::filesystem::path& file)
      : writer(file, Durability::committed), readers(file), frequencies(sample(Reader(file), *writer.columns())) {}

  static Frequencies sample(const Reader& reader, const Columns& columns) {
    std::vector<std::int64_t> rows;
    columns.each_from_newest([&](std::int64_t row, const Row&) { return rows.push_back(row), true; });
    return Frequencies::sample(reader.connection(), rows);
  }

  Writer writer;
  Readers readers;
  Frequencies frequencies;
};

/// The first free "search.db.broken-N", so that somebody can look at what happened; the last three are kept.
void move_aside(const std::filesystem::path& file) {
  for (int number = 1; number <= 3; ++number) {
    const auto aside = beside(file, fmt::format(".broken-{}", number));
    if (number < 3 && std::filesystem::exists(aside)) continue;
    std::error_code ignored;
    std::filesystem::rename(file, aside, ignored);
    break;
  }
  remove_database(file);
}

class FtsIndex final : public Index {
  template <class F>
  auto noting_damage(F&& f) {
    try {
      return f();
    } catch (const Damaged&) {
      m_damaged = true;
      m_needs_rebuild = true;
      throw;
    }
  }

  template <class F>
  auto with_reader(F&& f) {
    const Gate::Passage passage(m_gate);
    require_open();
    auto reader = m_store->readers.take();
    auto answer = noting_damage([&] { return f(*reader); });
    m_store->readers.give_back(std::move(reader));
    return answer;
  }

 public:
  explicit FtsIndex(Options options)
      : m_options(std::move(options)), m_lexicon(std::make_shared<const Lexicon>(words_of_the_catalog())) {
    remove_database(beside(m_options.file, ".new"));
    open();
  }

  void apply(std::span<const Change> changes, Checkpoint checkpoint) override {
    const std::lock_guard lock(m_writing);
    require_open();
    noting_damage([&] { m_store->writer.apply(changes, checkpoint); });
    if (m_building) m_meanwhile.emplace_back(std::vector<Change>(changes.begin(), changes.end()), checkpoint);
    reached(checkpoint);
    if (size_of(beside(m_options.file, "-wal")) > m_options.log_limit_bytes) {
      const Gate::Closed alone(m_gate);
      m_store->writer.empty_log();
    }
  }

  Checkpoint checkpoint() const override {
    const std::lock_guard lock(m_checkpoint_mutex);
    return m_checkpoint;
  }

  bool wait_for(Checkpoint wanted, std::chrono::milliseconds patience) override {
    std::unique_lock lock(m_checkpoint_mutex);
    return m_checkpoint_moved.wait_for(lock, patience, [&] { return m_checkpoint >= wanted; });
  }

  void rebuild(const Source& source, const Progress& progress) override;

  Answer query(const Query& query) override {
    const auto lexicon = m_lexicon.load();
    return with_reader([&](Reader& reader) {
      return Asking(reader, m_store->writer, m_store->frequencies, query, *lexicon, m_options.scored_hits).answer();
    });
  }

  std::vector<Suggestion> suggest(std::string_view typed, int limit, std::int64_t site) override {
    const auto lexicon = m_lexicon.load();
    return with_reader([&](Reader& reader) {
      const Reader::Snapshot snapshot(reader, m_store->writer);
      return suggestions(reader, snapshot.columns(), *lexicon, {typed, limit, site});
    });
  }

  std::vector<Hit> documents(std::span<const std::int64_t> ids) override {
    return with_reader([&](Reader& reader) {
      const Reader::Snapshot snapshot(reader, m_store->writer);
      std::vector<Hit> found;
      for (const auto id : ids) {
        const auto row = reader.row_of(id);
        if (Hit hit; row != 0 && reader.load(row, hit)) found.push_back(std::move(hit));
      }
      return found;
    });
  }

  void set_words(const Words& words) override { m_lexicon.store(std::make_shared<const Lexicon>(words)); }

  void optimize() override {
    for (bool more = true; more;) {
      const std::lock_guard lock(m_writing);
      require_open();
      noting_damage([&] { more = m_store->writer.merge_step(); });
    }
  }

  bool check() override {
    const std::lock_guard lock(m_writing);
    require_open();
    const bool intact = m_store->writer.is_intact();
    if (!intact) m_needs_rebuild = true;
    return intact;
  }

  Statistics statistics() const override {
    const Gate::Passage passage(m_gate);
    Statistics now;
    now.state = m_rebuilding ? State::rebuilding : m_damaged ? State::broken : State::ready;
    now.needs_rebuild = m_needs_rebuild;
    now.documents = m_store ? m_store->writer.columns()->count() : 0;
    now.file_bytes = size_of(m_options.file);
    now.log_bytes = size_of(beside(m_options.file, "-wal"));
    now.checkpoint = checkpoint();
    return now;
  }

 private:
  void open() {
    const bool missing = size_of(m_options.file) == 0;
    const auto soundness = missing ? Soundness::sound : soundness_of(m_options.file);
    if (soundness == Soundness::unusable) move_aside(m_options.file);
    try {
      m_store = std::make_unique<Store>(m_options.file);
    } catch (const Damaged&) {
      move_aside(m_options.file);
      m_store = std::make_unique<Store>(m_options.file);
      m_needs_rebuild = true;
    }
    m_needs_rebuild = m_needs_rebuild || missing || soundness != Soundness::sound;
    reached(m_store->writer.checkpoint());
  }

  /// Only a disk that fails in the middle of a swap leaves nothing open.
  void require_open() const {
    if (!m_store) throw Error("search index: the file could not be opened again");
  }

  void reached(Checkpoint checkpoint) {
    const std::lock_guard lock(m_checkpoint_mutex);
    m_checkpoint = checkpoint;
    m_checkpoint_moved.notify_all();
  }

  Checkpoint build(Writer& writer, const Source& source, const Progress& progress);
  void swap_in(const std::filesystem::path& fresh);

  Options m_options;
  Snapshot<Lexicon> m_lexicon;
  mutable Gate m_gate;
  std::mutex m_writing;
  std::unique_ptr<Store> m_store;  // replaced behind the closed gate, by whoever holds m_writing

  std::mutex m_rebuild_mutex;
  bool m_building = false;  // under m_writing
  std::vector<std::pair<std::vector<Change>, Checkpoint>> m_meanwhile;
  std::atomic<bool> m_rebuilding = false;
  std::atomic<bool> m_damaged = false;
  std::atomic<bool> m_needs_rebuild = false;

  mutable std::mutex m_checkpoint_mutex;
  std::condition_variable m_checkpoint_moved;
  Checkpoint m_checkpoint{};
};

/// Whole batches in the order of days, so that FTS5 writes few pieces.
Checkpoint FtsIndex::build(Writer& writer, const Source& source, const Progress& progress) {
  constexpr std::size_t batch_size = 4000;
  std::vector<Change> batch;
  std::int64_t documents = 0;
  const auto flush = [&] {
    if (batch.empty()) return;
    writer.apply(batch, {});
    documents += static_cast<std::int64_t>(batch.size());
    batch.clear();
    if (progress) progress(documents);
  };
  const auto checkpoint = source([&](Document document) {
    batch.emplace_back(std::move(document));
    if (batch.size() == batch_size) flush();
  });
  flush();
  writer.merge_all();
  return checkpoint;
}

void FtsIndex::rebuild(const Source& source, const Progress& progress) {
  const std::lock_guard one_at_a_time(m_rebuild_mutex);
  const auto fresh = beside(m_options.file, ".new");
  const auto end = [&] {
    const std::lock_guard lock(m_writing);
    m_building = m_rebuilding = false;
    m_meanwhile.clear();
  };
  {
    const std::lock_guard lock(m_writing);
    m_building = m_rebuilding = true;
  }
  try {
    remove_database(fresh);
    auto writer = std::make_unique<Writer>(fresh, Durability::scratch);
    const auto start = build(*writer, source, progress);
    const std::lock_guard lock(m_writing);
    writer->apply({}, start);
    for (const auto& [changes, checkpoint] : m_meanwhile)
      if (checkpoint > start) writer->apply(changes, checkpoint);
    writer->empty_log();
    writer.reset();
    swap_in(fresh);
  } catch (...) {
    end();
    remove_database(fresh);
    throw;
  }
  end();
}

/// A kill before the rename leaves the old file, one after it the new file: both are whole. The old log must be gone
/// first, or it would be played into the new file; closing has emptied it.
void FtsIndex::swap_in(const std::filesystem::path& fresh) {
  const Gate::Closed alone(m_gate);
  m_store.reset();
  std::error_code failed;
  for (const char* suffix : {"-wal", "-shm"})
    if (!failed) std::filesystem::remove(beside(m_options.file, suffix), failed);
  if (!failed) std::filesystem::rename(fresh, m_options.file, failed);
  if (!failed) m_damaged = m_needs_rebuild = false;
  open();
  if (failed) throw Error("search index: cannot replace the old file: " + failed.message());
}

}  // namespace

std::unique_ptr<Index> open_index(Options options) {
  return std::make_unique<FtsIndex>(std::move(options));
}

}  // namespace gongkai::search
