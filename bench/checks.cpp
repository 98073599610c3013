// How fast texts are looked at, in bytes of UTF-8 a second: each scanner over a mebibyte of official prose with a sprinkling of
// what it looks for.
#include <benchmark/benchmark.h>

#include "base/text.hpp"
#include "checks/copying.hpp"
#include "checks/personal.hpp"
#include "checks/style.hpp"
#include "checks/terms.hpp"

namespace gongkai::checks {
namespace {
const std::string& prose() {
  static const std::string text = [] {
    std::string made;
    for (int i = 0; made.size() < (1u << 20); ++i) {
      made +=
          "各区市人民政府，市政府各部门，有关单位：为进一步加强冬季供暖保障工作，切实维护群众利益，现就有关事项通知如下"
          "。";
      made += fmt::format("一、提高认识。按照《云海市供热条例》和云政办发〔2026〕{}号文件要求，于2026年3月{}日前完成。",
                          i, 1 + i % 28);
      if (i % 50 == 0) made += "联系人：李四，电话13812345678，身份证号370602199001010017。";
      made += "\n";
    }
    return made;
  }();
  return text;
}

template <class F>
void over_prose(benchmark::State& state, F&& f) {
  const Reading reading(prose());
  for (auto _ : state) benchmark::DoNotOptimize(f(reading));
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * prose().size()));
}

void reading(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(Reading(prose()));
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * prose().size()));
}
BENCHMARK(reading);

void personal(benchmark::State& state) {
  over_prose(state, [](const Reading& text) { return scan_personal(text, {}); });
}
BENCHMARK(personal);

void style(benchmark::State& state) {
  over_prose(state, [](const Reading& text) { return scan_style(text); });
}
BENCHMARK(style);

/// The argument is the number of words in the list.
void terms(benchmark::State& state) {
  std::vector<Term> list;
  std::uint32_t seed = 1;
  const auto random = [&] { return seed = seed * 1664525 + 1013904223, seed >> 12; };
  for (std::int64_t i = 0; i < state.range(0); ++i) {
    std::u32string word;
    for (std::uint32_t length = 2 + random() % 4; length > 0; --length) word += U'一' + random() % 3000;
    list.push_back({.text = to_utf8(word)});
  }
  const TermBook book(std::move(list));
  over_prose(state, [&](const Reading& text) { return book.scan(text); });
}
BENCHMARK(terms)->Arg(1'000)->Arg(50'000);

void copying(benchmark::State& state) {
  over_prose(state, [](const Reading& text) { return compare(text.written, {text.written}); });
}
BENCHMARK(copying);

}  // namespace
}  // namespace gongkai::checks

BENCHMARK_MAIN();
