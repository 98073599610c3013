// All SQL of reconsiderations and lawsuits: reading the tables of casework (docs/adr/0018).
#pragma once
#include "platform/db/session.hpp"
#include "remedies/model.hpp"

namespace gongkai::remedies::store {

struct Found {
  CaseId id{};
  UnitId unit{};
  Course course{};
};
/// Every case of the unit, or of it and all below; in the order of their ids. An empty path means all.
std::vector<Found> courses(db::Session& session, std::string_view unit_path, bool with_subtree);
std::optional<Found> course(db::Session& session, CaseId id);

}  // namespace gongkai::remedies::store
