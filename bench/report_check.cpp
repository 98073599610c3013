// Checking annual reports: the way from bytes to findings and repairs for each format, and the identities alone over
// the cells of many units.
#include <benchmark/benchmark.h>

#include "base/assets.hpp"
#include "report_check/check.hpp"
#include "report_format/identities.hpp"
#include "tests/files_samples/report_documents.hpp"

namespace {
using namespace gongkai;

const report_check::Published& report() {
  return report_check::published().at(1);  // three broken columns: the repair is searched as well
}

void check_bytes(benchmark::State& state, const std::string& bytes, documents::Format format) {
  for (auto _ : state) {
    const auto pieces = documents::read_pieces(bytes, format);
    auto read = report_check::read_report(*pieces);
    benchmark::DoNotOptimize(report_check::check(std::move(*read), nullptr));
  }
}

void text(benchmark::State& state) {
  check_bytes(state, samples::tabbed_text_of(samples::parts_of(report())), documents::Format::txt);
}
void html(benchmark::State& state) {
  check_bytes(state, samples::html_of(samples::parts_of(report())), documents::Format::html);
}
void docx(benchmark::State& state) {
  check_bytes(state, samples::word_of(samples::parts_of(report())), documents::Format::docx);
}
void xlsx(benchmark::State& state) {
  check_bytes(state, samples::xlsx_of(samples::parts_of(report())), documents::Format::xlsx);
}
void pdf(benchmark::State& state) {
  check_bytes(state, samples::official_pdf_of(samples::parts_of(report())), documents::Format::pdf);
}

/// What a roll-up asks of its units each time.
void identities_of_units(benchmark::State& state) {
  const auto pieces = documents::read_pieces(samples::html_of(samples::parts_of(report_check::published().at(2))),
                                             documents::Format::html);
  const std::vector<report_format::Tables> units(static_cast<std::size_t>(state.range(0)),
                                                 report_check::read_report(*pieces)->tables);
  for (auto _ : state)
    for (const auto& unit : units)
      benchmark::DoNotOptimize(report_format::adds_up(unit, report_format::Format::form_2021));
}
void sum_of_units(benchmark::State& state) {
  const std::vector<report_format::Tables> units(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) {
    report_format::Tables sum;
    for (const auto& unit : units) report_format::add(sum, unit);
    benchmark::DoNotOptimize(sum);
  }
}

BENCHMARK(text)->Unit(benchmark::kMillisecond);
BENCHMARK(html)->Unit(benchmark::kMillisecond);
BENCHMARK(docx)->Unit(benchmark::kMillisecond);
BENCHMARK(xlsx)->Unit(benchmark::kMillisecond);
BENCHMARK(pdf)->Unit(benchmark::kMillisecond);
BENCHMARK(identities_of_units)->Arg(2'000)->Unit(benchmark::kMillisecond);
BENCHMARK(sum_of_units)->Arg(2'000)->Unit(benchmark::kMillisecond);
}  // namespace

int main(int argc, char** argv) {
  assets::add_embedded();
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
}
