// What a letter costs: its text from facts, its PDF with a seal, its office file, and a unit's own template filled in.
#include <benchmark/benchmark.h>

#include "base/assets.hpp"
#include "letters/elements.hpp"
#include "letters/form.hpp"
#include "letters/remedies.hpp"
#include "letters/rules.hpp"
#include "platform/documents/docx_writer.hpp"

namespace gongkai::letters {
namespace {
const Kind& kind() {
  return kind_of("DOC_REPLY_REFUSE");
}

Facts facts() {
  return with_usual_words(kind(), {{"addressee", "林晓海"},
                                   {"received_on", "2026-03-02"},
                                   {"asked_for", "2025年度海带养殖区安全检查的讨论记录和会议纪要"},
                                   {"grounds", "E16_2"},
                                   {"reasons",
                                    "您申请公开的信息是本机关在检查方案形成过程中的讨论记录，属于行政机关在履行行政管理职能"
                                    "过程中形成的过程性信息，依照规定可以不予公开。\n检查结果已经主动公开，可以在本机关网站"
                                    "“安全生产”栏目查阅。"},
                                   {"correction_asked_on", "2026-03-04"},
                                   {"corrected_on", "2026-03-09"},
                                   {"extension_told_on", "2026-04-01"},
                                   {"extension_days", "20"}});
}

Surroundings around() {
  const auto day = Day::of(2026, 4, 20);
  return {.unit = "云海市应急管理局",
          .number = number_text("云应急公", "复", 2026, 12),
          .case_number = "20260302-K7QM2X",
          .remedies = remedies_of(kind(), {.names = {"云海市人民政府", "云海市东屿区人民法院", ""}}, day),
          .contact = "办公室，电话 0000-1234567，地址 海滨路1号",
          .signed_on = day};
}

LetterText letter() {
  return text_of(kind(), kind().paragraphs, facts(), around());
}

void text(benchmark::State& state) {
  const auto given = facts();
  const auto surroundings = around();
  for (auto _ : state) benchmark::DoNotOptimize(text_of(kind(), kind().paragraphs, given, surroundings));
}

void elements(benchmark::State& state) {
  const auto given = facts();
  const auto made = letter();
  for (auto _ : state) benchmark::DoNotOptimize(missing_elements(kind(), given, made, {true, true, true, true}));
}

void pdf(benchmark::State& state) {
  const auto official = official_text(letter());
  const documents::Fonts fonts;
  for (auto _ : state) benchmark::DoNotOptimize(documents::write_official_pdf(official, fonts));
}

void docx(benchmark::State& state) {
  const auto official = official_text(letter());
  for (auto _ : state) benchmark::DoNotOptimize(documents::write_official_docx(official));
}

void filled_template(benchmark::State& state) {
  const auto form = sample_form(kind());
  const documents::TemplateFilling filling{.values = values_of(kind(), facts(), around()), .title = "答复书"};
  for (auto _ : state) benchmark::DoNotOptimize(documents::fill_docx_template(form, filling));
}

BENCHMARK(text)->Unit(benchmark::kMicrosecond);
BENCHMARK(elements)->Unit(benchmark::kMicrosecond);
BENCHMARK(pdf)->Unit(benchmark::kMillisecond);
BENCHMARK(docx)->Unit(benchmark::kMillisecond);
BENCHMARK(filled_template)->Unit(benchmark::kMillisecond);
}  // namespace
}  // namespace gongkai::letters

int main(int argc, char** argv) {
  gongkai::assets::add_embedded();
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
}
