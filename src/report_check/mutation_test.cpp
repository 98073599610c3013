// One cell changed in a report that adds up, ten thousand times: whatever breaks a rule is found, and how often the first
// repair is the number that stood there is measured and printed.
#include <gtest/gtest.h>

#include <random>

#include "platform/documents/pieces.hpp"
#include "report_check/check.hpp"
#include "report_check/repair.hpp"
#include "tests/files_samples/report_documents.hpp"

namespace gongkai::report_check {
namespace {
using report_format::Applicant;
using report_format::Ending;
using report_format::Remedy;
using report_format::Row;

/// A report counted from random cases, with a sentence for some of its totals.
struct Sound {
  Tables tables;
  std::vector<Statement> statements;
};

Sound sound_report(Format format, std::mt19937& random) {
  const auto& form = report_format::form(format);
  const auto below = [&](unsigned n) { return static_cast<std::int64_t>(random() % n); };
  Sound report;
  auto& tables = report.tables;
  for (const auto& name : form.cells) tables.cells[static_cast<std::size_t>(name.cell)] = 0;
  const auto requests = 5 + below(300);
  for (std::int64_t i = 0; i < requests; ++i) {
    const auto kind = static_cast<Applicant>(below(3) < 2 ? 0 : below(6));
    const auto& row = form.t3[2 + static_cast<std::size_t>(below(static_cast<unsigned>(form.t3.size()) - 4))].row;
    const bool carried_in = below(20) == 0, open = below(20) == 0;
    for (const auto column : {kind, Applicant::total}) {
      const auto count = [&](Row at) { tables.at(at, column) = tables.at(at, column).value() + 1; };
      count(carried_in ? Row::carried_in : Row::received);
      if (open) count(Row::carried_out);
      else count(row), count(Row::r7);
    }
  }
  for (int block = 0; block < report_format::t4_blocks; ++block)
    for (int i = 0; i < 4; ++i) {
      const auto count = below(6);
      tables.at(static_cast<Remedy>(block), static_cast<Ending>(i)) = count;
      auto& total = tables.at(static_cast<Remedy>(block), Ending::total);
      total = total.value() + count;
    }
  for (const auto row : {Row::received, Row::r7, Row::carried_out, Row::r1, Row::r2})
    report.statements.push_back(
        {"", {report_format::cell_of(row, Applicant::total)}, tables.at(row, Applicant::total).value()});
  return report;
}

/// What fingers do to a number.
std::int64_t slipped(std::int64_t number, std::mt19937& random) {
  auto text = std::to_string(number);
  switch (random() % 4) {
    case 0: text[random() % text.size()] = static_cast<char>('0' + random() % 10); break;
    case 1: text += static_cast<char>('0' + random() % 10); break;
    case 2: return number + 1 + static_cast<std::int64_t>(random() % 9);
    case 3: std::swap(text.front(), text.back()); break;
  }
  return std::stoll(text);
}

TEST(Mutations, every_broken_rule_is_found_and_most_repairs_restore_the_number) {
  constexpr int wanted = 10'000;
  std::mt19937 random(20'260'101);
  std::map<std::string_view, std::array<int, 3>> counts;  // table → broken, repaired first, among the repairs
  int found = 0, broken = 0;
  const std::array<std::vector<report_format::Equation>, 2> equations{report_format::equations_of(Format::form_2019),
                                                                      report_format::equations_of(Format::form_2021)};
  while (broken < wanted) {
    const auto format = random() % 2 ? Format::form_2021 : Format::form_2019;
    const auto sound = sound_report(format, random);
    ASSERT_TRUE(report_format::adds_up(sound.tables, format));
    for (int i = 0; i < 40 && broken < wanted; ++i) {
      const auto& cells = report_format::form(format).cells;
      const auto& cell = cells[random() % cells.size()];
      if (cell.kind == report_format::CellKind::amount) continue;
      auto tables = sound.tables;
      const auto original = tables.value(cell.cell);
      tables.cells[static_cast<std::size_t>(cell.cell)] = slipped(original, random);
      const auto& rules = equations[format == Format::form_2021];
      // independent of the identities: by the equations, one after the other
      const bool breaks = std::ranges::any_of(rules, [&](const auto& rule) { return !rule.holds(tables); });
      if (!breaks) continue;
      ++broken;
      found += !report_format::breaches_of(tables, format).empty();
      auto& count = counts[report_format::name_of(cell.table)];
      ++count[0];
      const auto repairs = find_repairs(tables, rules, sound.statements);
      const auto restores = [&](const Repair& repair) {
        return repair.changes.size() == 1 && repair.changes[0].cell == cell.cell && repair.changes[0].to == original;
      };
      count[1] += !repairs.empty() && restores(repairs.front());
      count[2] += std::ranges::any_of(repairs, restores);
    }
  }
  EXPECT_EQ(found, wanted);
  int first = 0, among = 0;
  for (const auto& [table, count] : counts) {
    fmt::print("{}: {} broken, restored by the first repair {:.1f} %, among the repairs {:.1f} %\n", table, count[0],
               100.0 * count[1] / count[0], 100.0 * count[2] / count[0]);
    first += count[1];
    among += count[2];
  }
  fmt::print("all: {} of {} found; first repair {:.1f} %, among the repairs {:.1f} %\n", found, wanted,
             100.0 * first / wanted, 100.0 * among / wanted);
  EXPECT_GT(first, wanted * 9 / 10);
}

TEST(Mutations, a_changed_cell_is_found_through_the_whole_way_of_a_file) {
  std::mt19937 random(7);
  const auto& report = published().at(2);
  for (int i = 0; i < 60; ++i) {
    auto changed = report;
    const auto& name = report_format::form(report.format).cells[10 + random() % 175];  // of table 3
    auto& value = changed.tables.at("t3").as_object().at(name.row).as_object().at(name.column);
    value = value.as_int64() + 1 + static_cast<std::int64_t>(random() % 20);
    const auto pieces = documents::read_html_pieces(samples::html_of(samples::parts_of(changed)));
    auto read = read_report(*pieces);
    ASSERT_TRUE(read);
    const auto checked = check(std::move(*read), nullptr);
    EXPECT_TRUE(checked.has_errors()) << name.label;
    ASSERT_FALSE(checked.repairs.empty()) << name.label;
    EXPECT_EQ(checked.repairs[0].changes.at(0).cell, name.cell) << name.label;
  }
}

TEST(Repair, what_holds_needs_none) {
  std::mt19937 random(1);
  const auto sound = sound_report(Format::form_2021, random);
  EXPECT_TRUE(find_repairs(sound.tables, report_format::equations_of(Format::form_2021), {}).empty());
}

TEST(Repair, slips_in_two_tables_are_repaired_together) {
  std::mt19937 random(2);
  const auto sound = sound_report(Format::form_2021, random);
  auto tables = sound.tables;
  auto& cell3 = tables.at(Row::r3_4, Applicant::ngo);
  auto& cell4 = tables.at(Remedy::suit_direct, Ending::total);
  cell3 = cell3.value() + 30;
  cell4 = cell4.value() + 40;
  const auto repairs = find_repairs(tables, report_format::equations_of(Format::form_2021), {});
  ASSERT_FALSE(repairs.empty());
  EXPECT_EQ(repairs[0].changes.size(), 2u);
  for (const auto& repair : repairs)
    EXPECT_EQ(repair.changes[0].cell, report_format::cell_of(Row::r3_4, Applicant::ngo));
}

TEST(Repair, a_table_that_is_wholly_wrong_is_given_up_in_time) {
  std::mt19937 random(3);
  Tables tables;
  for (const auto& name : report_format::form(Format::form_2021).cells)
    tables.cells[static_cast<std::size_t>(name.cell)] = static_cast<std::int64_t>(random() % 1000);
  EXPECT_TRUE(find_repairs(tables, report_format::equations_of(Format::form_2021), {}).empty());
}

TEST(Repair, every_repair_makes_all_rules_hold_and_none_is_larger_than_the_change) {
  std::mt19937 random(4);
  const auto equations = report_format::equations_of(Format::form_2021);
  const auto& cells = report_format::form(Format::form_2021).cells;
  for (int i = 0; i < 100; ++i) {
    const auto sound = sound_report(Format::form_2021, random);
    auto tables = sound.tables;
    std::set<int> changed;
    for (int n = 0; n < 2; ++n) {
      const auto cell = cells[10 + random() % 190].cell;
      tables.cells[static_cast<std::size_t>(cell)] = tables.value(cell) + 1 + static_cast<std::int64_t>(random() % 50);
      changed.insert(cell);
    }
    for (const auto& repair : find_repairs(tables, equations, sound.statements)) {
      auto repaired = tables;
      for (const auto& change : repair.changes) repaired.cells[static_cast<std::size_t>(change.cell)] = change.to;
      EXPECT_TRUE(report_format::adds_up(repaired, Format::form_2021));
      EXPECT_LE(repair.changes.size(), changed.size());
    }
  }
}

}  // namespace
}  // namespace gongkai::report_check
