// Pages a second of redaction: reading the words, making the new file, and reading it again. One page of an official letter
// with two marks; what the worker does, without the worker.
#include <benchmark/benchmark.h>

#include "platform/documents/official_text.hpp"
#include "platform/documents/redaction.hpp"

namespace {
using namespace gongkai::documents;

std::string letter(int paragraphs) {
  OfficialText text{.title = "关于补助发放情况的答复"};
  for (int i = 0; i < paragraphs; ++i)
    text.body.push_back(
        {.spans = {
             {"经查，申请人王小明，身份证号370602199003078888，于今年三月提出补助申请，按照有关规定由区民政部门核定并按"
              "季度发放，标准向社会公开，接受监督。"}}});
  return write_official_pdf(text, {}).bytes;
}

std::vector<Mark> marks_for(int pages) {
  std::vector<Mark> marks;
  for (int page = 1; page <= pages; ++page) {
    marks.push_back({.page = page, .box = {0.2, 0.3, 0.2, 0.02}, .label = "第十五条", .reason = "个人隐私"});
    marks.push_back({.page = page, .box = {0.5, 0.5, 0.3, 0.02}, .label = "第十五条", .reason = "个人隐私"});
  }
  return marks;
}

void set_pages(benchmark::State& state, int pages) {
  state.counters["pages/s"] = benchmark::Counter(double(pages), benchmark::Counter::kIsIterationInvariantRate);
}

void read_words(benchmark::State& state) {
  const auto bytes = letter(40);
  const int pages = read_source(bytes, Format::pdf, 0)->pages;
  for (auto _ : state) benchmark::DoNotOptimize(read_source(bytes, Format::pdf, 0));
  set_pages(state, pages);
}

void redact_pages(benchmark::State& state) {
  const auto bytes = letter(40);
  const int pages = read_source(bytes, Format::pdf, 0)->pages;
  std::size_t size = 0;
  for (auto _ : state) size = redact(bytes, Format::pdf, marks_for(pages))->size();
  set_pages(state, pages);
  state.counters["KB/page"] = double(size) / 1024 / pages;
}

void check_pages(benchmark::State& state) {
  const auto bytes = letter(40);
  const int pages = read_source(bytes, Format::pdf, 0)->pages;
  const auto result = redact(bytes, Format::pdf, marks_for(pages)).value();
  const CheckOrder order{marks_for(pages), {{"370602199003078888", 1'000}}};
  for (auto _ : state) benchmark::DoNotOptimize(check_redacted(result, Format::pdf, order));
  set_pages(state, pages);
}

BENCHMARK(read_words)->Unit(benchmark::kMillisecond);
BENCHMARK(redact_pages)->Unit(benchmark::kMillisecond);
BENCHMARK(check_pages)->Unit(benchmark::kMillisecond);
}  // namespace

BENCHMARK_MAIN();
