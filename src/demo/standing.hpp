// What every office has and nobody writes anew each time: guide, rules, organisation record, leaders, budget. Made of
// catalog/demo/standing.json and the register of units, the same on every machine.
#pragma once
#include "demo/city.hpp"

namespace gongkai::demo {

/// Left out where the unit has written one of its own in the same column, unless the template says "always".
std::vector<DocumentEntry> standing_documents(const City& city);

/// Fills the slots of a template: {name}, {short}, {phone}, {contact}, {address}, {hours}, {duty}; {person:mayor} makes a
/// name, {number:staff:20-40} a figure, {number:basic:10-20+project:5-9} the sum of two; the same words, the same result.
std::string filled(std::string_view text, const UnitEntry& unit);

}  // namespace gongkai::demo
