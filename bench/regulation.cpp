// How many clocks a second: what a changed calendar asks of all open cases at once, and a queue of every page that shows it.
#include <benchmark/benchmark.h>

#include "base/assets.hpp"
#include "regulation/clock.hpp"
#include "regulation/describe.hpp"

namespace gongkai::regulation {
namespace {

const WorkCalendar& calendar() {
  static const WorkCalendar official(parse_calendar(*assets::find("catalog/holidays.json")).value());
  return official;
}

HistoryEvent event(Day on, Act act) {
  return {.on = on, .act = act};
}

/// Open cases as an office has them: a third just received, a third corrected, a third consulted and extended.
std::vector<History> open_cases(std::int64_t count) {
  std::vector<History> cases;
  for (std::int64_t i = 0; i < count; ++i) {
    const Day received = Day::of(2026, 1, 5) + static_cast<int>(i % 250);
    History history{.channel = Channel::internet,
                    .events = {event(received, Act::received), event(received, Act::confirmed)}};
    if (i % 3 == 1) {
      history.events.push_back(event(received + 4, Act::correction_asked));
      history.events.push_back(event(received + 18, Act::corrected));
    }
    if (i % 3 == 2) {
      auto sent = event(received + 3, Act::consultation_sent);
      sent.party = Party::third_party;
      sent.received_on = received + 5;
      auto extended = event(received + 20, Act::extended);
      extended.working_days = 20;
      history.events.insert(history.events.end(), {sent, event(received + 16, Act::opinion_received), extended});
    }
    cases.push_back(std::move(history));
  }
  return cases;
}

void clocks(benchmark::State& state) {
  const auto cases = open_cases(state.range(0));
  const Day as_of = Day::of(2026, 11, 20);
  for (auto _ : state)
    for (const auto& history : cases) benchmark::DoNotOptimize(clock(history, calendar(), catalog_rules(), as_of));
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(clocks)->Arg(10'000)->Unit(benchmark::kMillisecond);

void explained_as_json(benchmark::State& state) {
  const auto cases = open_cases(1'000);
  for (auto _ : state)
    for (const auto& history : cases)
      benchmark::DoNotOptimize(to_json(*clock(history, calendar(), catalog_rules(), Day::of(2026, 11, 20))));
  state.SetItemsProcessed(state.iterations() * 1'000);
}
BENCHMARK(explained_as_json)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace gongkai::regulation

int main(int argc, char** argv) {
  gongkai::assets::add_embedded();
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
