// What letters there are, what stands in them, and what must: catalog/letters, read once. The kinds are those of the
// Regulation's practice (D5.1, D5.3); the law prescribes no titles, so all of it is data.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "letters/model.hpp"

namespace gongkai::letters {

enum class FieldType { line, text, day, due, number, grounds };
std::string_view name_of(FieldType type);

/// A placeholder: {{收到日期}} in templates, received_on in Facts.
struct Field {
  std::string id{};
  std::string name{};
  FieldType type = FieldType::line;
  std::string by{};      // letter: filled in here; case: comes with the case; officer: written for this letter
  int element = 0;       // of the ten that a reply must state; 0: none
  std::size_t most = 0;  // characters
  std::string hint{};
};

/// 不予公开的情形 and how a reason names it: of each group at least one word (D1.4, D5.2(6)).
struct Ground {
  std::string id{};
  std::string name{};
  std::string article{};
  std::vector<std::vector<std::string>> words{};
};

/// Words that must stand in a fact, in the template or anywhere in the text.
struct Saying {
  std::string in{};
  std::vector<std::string> words{};
  int element = 0;
};

struct Kind {
  std::string id{};
  std::string name{};    // 不予公开
  std::string title{};   // 政府信息公开申请答复书
  std::string to{};      // applicant, third_party, joint_maker, other_body, file, from_third_party
  std::string basis{};   // 《…条例》第三十六条第三项
  std::string series{};  // of the numbers; "": no number
  std::string clock{};   // the act of the case that sending it is
  bool needs_approval = true;
  bool is_reply = false;
  std::string remedy{};    // "", A, B, A+B (D5.4)
  std::string decision{};  // the words it begins with
  std::vector<std::string> decision_words{};
  std::string articles{};
  bool has_grounds = false;
  std::vector<Saying> says{};
  std::vector<std::string> needs{};  // ids of fields that must be filled in
  std::vector<std::string> asks{};   // … that may be
  std::string note{};
  std::vector<std::string> paragraphs{};  // of the catalog's template

  bool has_number() const { return !series.empty(); }
};

struct Element {
  int number = 0;
  std::string name{};
};

struct Book {
  std::vector<Element> elements{};
  std::vector<Field> fields{};
  std::vector<Ground> grounds{};
  std::vector<Kind> kinds{};
  std::map<std::string, std::string, std::less<>> series_words{};  // reply → 复

  const Kind* find_kind(std::string_view id) const;
  const Field* find_field(std::string_view id) const;
  const Field* field_named(std::string_view name) const;
  const Ground* find_ground(std::string_view id) const;
  std::string_view element_name(int number) const;
};

/// The catalog. Throws at first use when it is broken: a test reads it.
const Book& book();
/// Throws std::logic_error: the caller names a kind that a table holds.
const Kind& kind_of(std::string_view id);

/// The fields of a letter of this kind, in the order in which an officer fills them in.
std::vector<const Field*> fields_of(const Kind& kind);
/// "E15,E16_2" as grounds; unknown ones are left out.
std::vector<const Ground*> grounds_of(const Facts& facts);

std::string_view fact(const Facts& facts, std::string_view id);
std::optional<Day> day_fact(const Facts& facts, std::string_view id);

/// Facts as an officer or a capability gives them: known fields of this kind, of their type and length, trimmed. All faults
/// at once; field is the id.
Result<Facts> checked(const Kind& kind, const Facts& facts);

}  // namespace gongkai::letters
