// Counters, gauges and histograms in the Prometheus text format. Counting costs one relaxed addition on a cache line of
// the thread's own shard; reading adds the shards up.
#pragma once
#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gongkai::metrics {

using Labels = std::vector<std::pair<std::string, std::string>>;

inline constexpr std::size_t shard_count = 8;
/// Which shard this thread counts in.
std::size_t shard_of_thread();

class Counter {
 public:
  void add(std::uint64_t amount = 1) { m_shards[shard_of_thread()].value.fetch_add(amount, std::memory_order_relaxed); }
  std::uint64_t value() const;

 private:
  struct alignas(64) Shard {
    std::atomic<std::uint64_t> value{0};
  };
  std::array<Shard, shard_count> m_shards;
};

class Gauge {
 public:
  void set(std::int64_t value) { m_value.store(value, std::memory_order_relaxed); }
  void add(std::int64_t amount) { m_value.fetch_add(amount, std::memory_order_relaxed); }
  std::int64_t value() const { return m_value.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::int64_t> m_value{0};
};

/// Durations in seconds, or other amounts: how many fell under each bound.
class Histogram {
 public:
  explicit Histogram(std::vector<double> bounds);
  void observe(double value);
  struct Snapshot {
    std::vector<double> bounds;
    std::vector<std::uint64_t> buckets;  // one more than bounds: the last is +Inf; not cumulative
    std::uint64_t count = 0;
    double sum = 0;
  };
  Snapshot snapshot() const;

 private:
  struct alignas(64) Shard {
    std::unique_ptr<std::atomic<std::uint64_t>[]> buckets;
    std::atomic<double> sum{0};
  };
  std::vector<double> m_bounds;
  std::array<Shard, shard_count> m_shards;
};

/// Bounds from 0.5 ms to 10 s for answers and jobs.
std::vector<double> duration_bounds();

/// Names an object once and finds it again: the same name and labels give the same object, for as long as the registry
/// lives. A name used for two kinds throws std::logic_error.
class Registry {
 public:
  Counter& counter(std::string_view name, std::string_view help, Labels labels = {});
  Gauge& gauge(std::string_view name, std::string_view help, Labels labels = {});
  Histogram& histogram(std::string_view name, std::string_view help, Labels labels = {},
                       std::vector<double> bounds = duration_bounds());

  /// Asked when the text is made; the registration ends with the returned object.
  using Registration = std::shared_ptr<void>;
  [[nodiscard]] Registration callback(std::string_view name, std::string_view help, Labels labels,
                                      std::function<double()> value, bool is_counter = false);

  std::string text() const;

 private:
  enum class Kind { counter, gauge, histogram };
  struct Callback {
    Labels labels;
    std::function<double()> value;
  };
  struct Family {
    Kind kind = Kind::counter;
    std::string help;
    std::map<Labels, Counter> counters;
    std::map<Labels, Gauge> gauges;
    std::map<Labels, Histogram> histograms;
    std::vector<std::weak_ptr<Callback>> callbacks;
  };
  Family& family(std::string_view name, std::string_view help, Kind kind);
  static void append_family(std::string& out, const std::string& name, const Family& family);

  mutable std::mutex m_mutex;
  std::map<std::string, Family, std::less<>> m_families;
};

/// The one of this process.
Registry& registry();

}  // namespace gongkai::metrics
