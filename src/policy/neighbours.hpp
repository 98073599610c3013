// Documents as they are named beside another one.
#pragma once
#include "policy/api.hpp"

namespace gongkai::policy {

std::string document_address(DocumentId id);  // /d/…
std::string life_address(DocumentId id);      // /policies/…
Neighbour neighbour_of(const Library& library, const Policy& policy, Day today);
std::vector<RibbonLine> ribbon_lines(const Library& library, const Policy& policy, Day today);
/// Both directions, without the interpretations: those stand by themselves.
std::vector<RelationGroup> relation_groups(const Library& library, const Policy& policy, Day today);

}  // namespace gongkai::policy
