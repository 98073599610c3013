// The word lists compiled, one for the whole platform: those of the catalog and of the database, and the leaders.
#pragma once
#include <memory>

#include "base/snapshot.hpp"
#include "checks/terms.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::checks {

/// Topic of the change feed when a list changes.
inline constexpr std::string_view list_topic = "check_list";

struct WordBook {
  TermBook terms{};
  LeaderBook leaders{};
  std::string stamp{};  // differs when a word does
};

/// Compiled at first use and after each change.
std::shared_ptr<const WordBook> word_book(db::Session& session, Services& services);
void forget_word_book(Services& services);

/// The starter list of catalog/checks/style.json. Throws when the file is broken: a test finds it first.
const std::vector<Term>& catalog_terms();

}  // namespace gongkai::checks
