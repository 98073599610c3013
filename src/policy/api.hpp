// What others may ask of the policy library. All functions read in the caller's session and note the page cache's tag.
//
//   const auto context = policy::context_of(session, services, document.id);   // the portal's document page
//   for (const auto& ribbon : context.ribbons) …                               // "已废止" and by which document
#pragma once
#include "platform/transaction/transaction.hpp"
#include "policy/in_step.hpp"
#include "policy/ledger.hpp"

namespace gongkai::policy {

/// A document that is named beside another one.
struct Neighbour {
  DocumentId id{};
  std::string address;  // "/d/…"
  std::string title;
  std::string number;
  Day published_on{};
  Standing standing = Standing::in_force;
};

/// A sentence above the text: "本文件已于2026年3月1日废止" with the document that did it.
struct RibbonLine {
  Standing standing = Standing::in_force;
  std::string words;
  std::optional<Neighbour> by;
  std::optional<Neighbour> successor;  // what holds now, when that is not `by`
};

struct RelationGroup {
  content::LinkKind kind{};
  bool outgoing = true;
  std::string label;  // "废止", "被废止"
  std::vector<Neighbour> documents;
};

struct ReadingLink {
  Neighbour document;
  std::string form;        // "text", "image" …
  std::string form_label;  // 文字解读
};

struct AnsweredQuestion {
  std::string question;
  std::string answer;
  std::optional<Neighbour> answered_in;
};

/// Everything that stands around the text of a policy or of an interpretation.
struct DocumentContext {
  bool in_library = false;
  Standing standing = Standing::in_force;  // today
  std::string standing_label;              // 有效、废止…
  std::vector<RibbonLine> ribbons;
  std::vector<ReadingLink> interpretations;  // of a policy
  std::optional<Neighbour> interpreted;      // of an interpretation: the policy beside it
  std::string interpreted_body;              // its full text, sanitised, for reading side by side
  std::vector<RelationGroup> relations;
  std::vector<AnsweredQuestion> questions;
  std::string changes;       // "what changed": the element 新旧差异 of the interpretation plan, plain text
  Contact contact;           // who answers questions; the unit's own when the document names none
  std::string life_address;  // 文件脉络: "/policies/{id}", "" outside the library
  std::string registration;  // 登记号
};
DocumentContext context_of(db::Session& session, Services& services, DocumentId id);

/// For lists: a policy with its interpretations beside it, in which they are not listed once more.
std::vector<ReadingLink> interpretations_of(db::Session& session, Services& services, DocumentId id);
bool is_interpretation(db::Session& session, Services& services, DocumentId id);

/// What the document is worth today, for marks in lists and in search; nullopt outside the library.
std::optional<Standing> standing_of(db::Session& session, Services& services, DocumentId id, Day day);
/// "in_force", "amended", "lapsed", "repealed": the words of the field `validity`.
std::string_view validity_word(Standing standing);

/// Rows of table 2 of the annual report (law.md D2.2) for a unit and all below it.
std::vector<StockRow> table_two(db::Session& session, Services& services, UnitId unit, int year);
/// The same in the format of 2019 (law.md D2.3).
std::vector<PublicationRow> table_two_of_2019(db::Session& session, Services& services, UnitId unit, int year);
/// Table 2 of every unit for itself, for whoever adds units up. `from` is the library that was counted: as long as it is
/// the same one, nothing of a year that is over has changed.
template <class Row>
struct CountedLibrary {
  std::shared_ptr<const Library> from{};
  std::map<UnitId, std::vector<Row>> units{};
};
/// Nothing when `known` is the library as it stands.
std::optional<CountedLibrary<StockRow>> table_two_of_units(db::Session& session, Services& services, int year,
                                                           const std::shared_ptr<const Library>& known);
std::optional<CountedLibrary<PublicationRow>> table_two_of_2019_of_units(db::Session& session, Services& services,
                                                                         int year,
                                                                         const std::shared_ptr<const Library>& known);
/// The documents behind a number of table_two.
std::vector<Neighbour> behind_table_two(db::Session& session, Services& services, UnitId unit, int year,
                                        std::string_view row, StockPart part);
/// 应解读尽解读 of a unit and all below it, for the documents published in the year.
Coverage interpretation_coverage(db::Session& session, Services& services, UnitId unit, int year);

}  // namespace gongkai::policy
