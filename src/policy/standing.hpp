// Pure rules of validity: what a policy is worth on a day, and what happened to it. Everything is computed from the
// documents' own days, the links of other public documents, and the decisions of the ledger; nothing of it is stored.
#pragma once
#include <map>
#include <memory>
#include <vector>

#include "policy/model.hpp"

namespace gongkai::policy {

/// What another document does to this one, and from which day on.
struct Effect {
  content::LinkKind kind = content::LinkKind::amends;
  DocumentId by{};
  Day from{};
  std::string note;
};

/// From when on a document takes effect: its day of 施行, otherwise that of its publication.
Day effective_from(const Policy& policy);
/// The first day on which it no longer holds; nullopt while no end is in sight.
struct End {
  Day from{};
  Standing standing = Standing::repealed;
  DocumentId by{};  // none: it ran out, or a decision ended it
};
std::optional<End> end_of(const Policy& policy, const std::vector<Effect>& effects);
/// nullopt: on that day there was no such document.
std::optional<Standing> standing_on(const Policy& policy, const std::vector<Effect>& effects, Day day);

/// All public documents of the library and what they do to each other; immutable.
class Library {
 public:
  using Entry = std::shared_ptr<const Policy>;
  Library() = default;
  explicit Library(std::map<DocumentId, Entry> entries);

  const Policy* find(DocumentId id) const;
  const std::map<DocumentId, Entry>& entries() const { return m_entries; }
  /// Links of public documents to this one, oldest first.
  const std::vector<Effect>& effects_on(DocumentId id) const;
  std::vector<const Policy*> interpretations_of(DocumentId id) const;  // oldest first

  std::optional<Standing> standing_on(const Policy& policy, Day day) const;
  std::optional<End> end_of(const Policy& policy) const;
  /// The document that holds today in the place of this one: replaced by b, b by c → c. None when nothing replaced it.
  const Policy* successor_of(const Policy& policy) const;
  /// Documents on which this one rests and which no longer hold: its own basis should be looked at.
  std::vector<const Policy*> ended_bases_of(const Policy& policy, Day day) const;

 private:
  std::map<DocumentId, Entry> m_entries;
  std::map<DocumentId, std::vector<Effect>> m_effects;
};

/// What the reader is told above the text. An interpretation bears the ribbon of what it interprets.
struct Ribbon {
  Standing standing = Standing::in_force;
  Day from{};
  const Policy* by = nullptr;         // the document that amended, repealed or replaced it
  const Policy* successor = nullptr;  // what holds now, when that is another one than `by`
  const Policy* of = nullptr;         // set when the ribbon speaks of the interpreted document
};
/// Ribbons for the day, the gravest first; none for a document that simply holds.
std::vector<Ribbon> ribbons(const Library& library, const Policy& policy, Day day);

enum class Step { formed, registered, published, effective, interpreted, amended, implemented, ended };
std::string_view name_of(Step step);
struct Moment {
  Day day{};
  Step step = Step::published;
  Standing standing = Standing::in_force;  // of an end
  const Policy* by = nullptr;
};
/// The life of a policy, oldest first; the future end included.
std::vector<Moment> timeline(const Library& library, const Policy& policy);

/// 机关代字: "云政办发" of "云政办发〔2026〕3号"; "云海市人民政府令" of "云海市人民政府令第12号".
std::string series_of(std::string_view document_number);

}  // namespace gongkai::policy
