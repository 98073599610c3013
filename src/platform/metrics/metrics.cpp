#include "platform/metrics/metrics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace gongkai::metrics {

namespace {

std::string escaped(std::string_view text, bool quotes_too) {
  std::string out;
  for (const char c : text) {
    if (c == '\\') {
      out += "\\\\";
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '"' && quotes_too) {
      out += "\\\"";
    } else {
      out += c;
    }
  }
  return out;
}

std::string label_text(const Labels& labels, std::string_view bound = {}) {
  std::string out;
  for (const auto& [name, value] : labels)
    out += fmt::format("{}{}=\"{}\"", out.empty() ? "" : ",", name, escaped(value, true));
  if (!bound.empty()) out += fmt::format("{}le=\"{}\"", out.empty() ? "" : ",", bound);
  return out.empty() ? out : "{" + out + "}";
}

template <class Value>
void append_sample(std::string& out, std::string_view name, const std::string& labels, Value value) {
  fmt::format_to(std::back_inserter(out), "{}{} {}\n", name, labels, value);
}

void append_histogram(std::string& out, const std::string& name, const Labels& labels, const Histogram& histogram) {
  const auto snapshot = histogram.snapshot();
  std::uint64_t below = 0;
  for (std::size_t i = 0; i < snapshot.bounds.size(); ++i) {
    below += snapshot.buckets[i];
    append_sample(out, name + "_bucket", label_text(labels, fmt::format("{}", snapshot.bounds[i])), below);
  }
  append_sample(out, name + "_bucket", label_text(labels, "+Inf"), snapshot.count);
  append_sample(out, name + "_sum", label_text(labels), snapshot.sum);
  append_sample(out, name + "_count", label_text(labels), snapshot.count);
}

}  // namespace

std::size_t shard_of_thread() {
  static std::atomic<std::size_t> next{0};
  thread_local const std::size_t shard = next.fetch_add(1, std::memory_order_relaxed) % shard_count;
  return shard;
}

std::uint64_t Counter::value() const {
  std::uint64_t sum = 0;
  for (const Shard& shard : m_shards) sum += shard.value.load(std::memory_order_relaxed);
  return sum;
}

Histogram::Histogram(std::vector<double> bounds) : m_bounds(std::move(bounds)) {
  std::ranges::sort(m_bounds);
  for (Shard& shard : m_shards) shard.buckets = std::make_unique<std::atomic<std::uint64_t>[]>(m_bounds.size() + 1);
}

void Histogram::observe(double value) {
  const auto bucket = static_cast<std::size_t>(std::ranges::lower_bound(m_bounds, value) - m_bounds.begin());
  Shard& shard = m_shards[shard_of_thread()];
  shard.buckets[bucket].fetch_add(1, std::memory_order_relaxed);
  shard.sum.fetch_add(value, std::memory_order_relaxed);
}

Histogram::Snapshot Histogram::snapshot() const {
  Snapshot result{.bounds = m_bounds, .buckets = std::vector<std::uint64_t>(m_bounds.size() + 1)};
  for (const Shard& shard : m_shards) {
    for (std::size_t i = 0; i < result.buckets.size(); ++i) {
      const std::uint64_t amount = shard.buckets[i].load(std::memory_order_relaxed);
      result.buckets[i] += amount;
      result.count += amount;
    }
    result.sum += shard.sum.load(std::memory_order_relaxed);
  }
  return result;
}

std::vector<double> duration_bounds() {
  return {0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};
}

Registry::Family& Registry::family(std::string_view name, std::string_view help, Kind kind) {
  const auto [place, is_new] = m_families.try_emplace(std::string(name));
  Family& family = place->second;
  if (is_new) {
    family.kind = kind;
    family.help = help;
  } else if (family.kind != kind) {
    throw std::logic_error(fmt::format("metric {} is already of another kind", name));
  }
  return family;
}

Counter& Registry::counter(std::string_view name, std::string_view help, Labels labels) {
  const std::lock_guard lock(m_mutex);
  return family(name, help, Kind::counter).counters[std::move(labels)];
}

Gauge& Registry::gauge(std::string_view name, std::string_view help, Labels labels) {
  const std::lock_guard lock(m_mutex);
  return family(name, help, Kind::gauge).gauges[std::move(labels)];
}

Histogram& Registry::histogram(std::string_view name, std::string_view help, Labels labels,
                               std::vector<double> bounds) {
  const std::lock_guard lock(m_mutex);
  return family(name, help, Kind::histogram).histograms.try_emplace(std::move(labels), std::move(bounds)).first->second;
}

Registry::Registration Registry::callback(std::string_view name, std::string_view help, Labels labels,
                                          std::function<double()> value, bool is_counter) {
  const std::lock_guard lock(m_mutex);
  auto callback = std::make_shared<Callback>(Callback{std::move(labels), std::move(value)});
  auto& callbacks = family(name, help, is_counter ? Kind::counter : Kind::gauge).callbacks;
  std::erase_if(callbacks, [](const auto& entry) { return entry.expired(); });
  callbacks.push_back(callback);
  return callback;
}

std::string Registry::text() const {
  const std::lock_guard lock(m_mutex);
  std::string out;
  for (const auto& [name, family] : m_families) append_family(out, name, family);
  return out;
}

void Registry::append_family(std::string& out, const std::string& name, const Family& family) {
  constexpr std::string_view kinds[] = {"counter", "gauge", "histogram"};
  fmt::format_to(std::back_inserter(out), "# HELP {} {}\n# TYPE {} {}\n", name, escaped(family.help, false), name,
                 kinds[static_cast<std::size_t>(family.kind)]);
  for (const auto& [labels, counter] : family.counters) append_sample(out, name, label_text(labels), counter.value());
  for (const auto& [labels, gauge] : family.gauges) append_sample(out, name, label_text(labels), gauge.value());
  for (const auto& [labels, histogram] : family.histograms) append_histogram(out, name, labels, histogram);
  for (const auto& entry : family.callbacks) {
    if (const auto callback = entry.lock()) append_sample(out, name, label_text(callback->labels), callback->value());
  }
}

Registry& registry() {
  static auto* the_registry = new Registry;  // never destroyed: threads may count while the program ends
  return *the_registry;
}

}  // namespace gongkai::metrics
