// The law as data (catalog/catalogue): Article 20's fifteen classes, Article 21's topics by level, the five blocks of the
// disclosure platform, and the vocabularies of a catalogue.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "directory/model.hpp"

namespace gongkai::catalogue {

struct StatutoryClass {
  std::string id;
  std::string name;   // short, for tables
  std::string label;  // the words of the law
};
struct Word {
  std::string value;
  std::string label;
};
struct Level {
  std::string id;
  std::string label;
  std::vector<directory::UnitKind> units;
  std::vector<Word> topics;
};
/// A duty of all units of some kinds: 各部门.
struct Duty {
  std::string value;
  std::string label;
  std::vector<directory::UnitKind> units;
};
/// One of the five blocks (国办公开办函〔2019〕61号) and the documents that stand in it.
struct Block {
  std::string id;
  std::string name;
  std::string about;
  std::vector<std::string> types;
  std::vector<std::string> columns;
};
/// How a budget document says its year and whether it is 预算 or 决算.
struct BudgetRule {
  std::vector<std::string> types;
  std::string year_field;
  std::string kind_field;
  std::vector<std::string> budget_values;
  std::vector<std::string> account_values;
  std::vector<directory::UnitKind> units;
};

struct Statute {
  std::string classes_source;
  std::vector<StatutoryClass> classes;
  std::string topics_source;
  std::vector<Level> levels;
  std::vector<Duty> duties;
  std::vector<Word> forms;
  std::vector<Word> audiences;
  std::vector<std::string> formed_fields;  // day fields that say when the information was formed, the surest first
  std::int64_t review_months_on_request = 12;
  std::int64_t review_months_withheld = 24;
  std::string platform_name;
  std::vector<Block> blocks;
  BudgetRule budget;

  const StatutoryClass* find_class(std::string_view id) const;
  const Word* find_topic(std::string_view id) const;
  const Duty* find_duty(std::string_view value) const;
  const Block* find_block(std::string_view id) const;
  bool is_audience(std::string_view value) const;
  /// The class by its id, its words or its short name; null for none.
  const StatutoryClass* understand_class(std::string_view text) const;
};

/// Throws at first use when the catalog is broken (a test finds it first).
const Statute& statute();

}  // namespace gongkai::catalogue
