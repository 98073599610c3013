#include "platform/audit/verify.hpp"

#include <algorithm>
#include <atomic>
#include <thread>

#include "platform/audit/checkpoint_check.hpp"
#include "platform/audit/store.hpp"

namespace gongkai::audit {
namespace {
constexpr std::int64_t range_length = 20'000;
constexpr std::int64_t sealing_seconds = 60;  // the sealer needs one; a minute allows for a restart

/// What one thread found in its ranges.
struct Partial {
  std::int64_t records = 0, erased = 0;
  std::optional<Finding> first;
};

void keep_first(std::optional<Finding>& first, const Finding& found) {
  if (!first || found.seq < first->seq) first = found;
}

void check_range(db::Session& session, std::int64_t from, std::int64_t to, Partial& partial) {
  auto previous = from == 1 ? genesis() : store::hash_at(session, from - 1);
  if (previous.empty()) return;  // the seal before is gone: its own range reports it
  auto expected = from;
  std::optional<Finding> found;
  store::each_sealed(session, from, to, [&](Entry&& entry) {
    ++partial.records;
    if (entry.seq != expected) found = Finding{Harm::missing, expected, 0};
    else if (entry.stored == 0) found = Finding{Harm::missing, entry.seq, entry.event};
    else if (!is_sound(entry, previous)) found = Finding{Harm::changed, entry.seq, entry.event};
    if (entry.is_erased()) ++partial.erased;
    previous = std::move(entry.hash);
    ++expected;
    return !found;
  });
  if (!found && expected <= to) found = Finding{Harm::missing, expected, 0};
  if (found) keep_first(partial.first, *found);
}

Partial check_all(db::Database& database, std::int64_t last, int threads) {
  std::atomic<std::int64_t> next{1};
  std::vector<Partial> partials(static_cast<std::size_t>(std::max(threads, 1)));
  std::vector<std::exception_ptr> failures(partials.size());
  {
    std::vector<std::jthread> workers;
    for (std::size_t i = 0; i < partials.size(); ++i)
      workers.emplace_back([&, i] {
        try {
          for (auto from = next.fetch_add(range_length); from <= last; from = next.fetch_add(range_length))
            database.read([&](db::Session& session) {
              check_range(session, from, std::min(from + range_length - 1, last), partials[i]);
            });
        } catch (...) {
          failures[i] = std::current_exception();
        }
      });
  }
  for (const auto& failure : failures)
    if (failure) std::rethrow_exception(failure);
  Partial whole;
  for (const auto& partial : partials) {
    whole.records += partial.records;
    whole.erased += partial.erased;
    if (partial.first) keep_first(whole.first, *partial.first);
  }
  return whole;
}
}  // namespace

std::string_view name_of(Harm harm) {
  switch (harm) {
    case Harm::changed: return "changed";
    case Harm::missing: return "missing";
    case Harm::truncated: return "truncated";
    case Harm::rewritten: return "rewritten";
    case Harm::unsealed: return "unsealed";
    case Harm::forged: return "forged";
    case Harm::unreadable: return "unreadable";
  }
  return "changed";
}

Report verify(db::Database& database, const Proof& proof, Instant now, int threads) {
  const auto last = database.read([](db::Session& session) { return store::head(session).seq; });
  const auto whole = check_all(database, last, threads);
  Report report{.records = whole.records, .last_seq = last, .erased = whole.erased, .first = whole.first};
  const auto hash_at = [&](std::int64_t seq) {
    return database.read([&](db::Session& session) { return store::hash_at(session, seq); });
  };
  check_checkpoints(report, proof, hash_at);
  if (report.first) return report;
  const bool at_once = database.engine() == db::Engine::sqlite;
  const auto due = at_once ? Instant{std::numeric_limits<std::int64_t>::max()} : now.plus_seconds(-sealing_seconds);
  if (const auto event = database.read([&](db::Session& session) { return store::first_unsealed(session, due); });
      event != 0)
    report.first = Finding{Harm::unsealed, 0, event};
  return report;
}

}  // namespace gongkai::audit
