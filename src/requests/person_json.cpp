#include "requests/person_json.hpp"

#include <utility>

#include "base/text.hpp"
#include "regulation/applicant.hpp"

namespace gongkai::requests {

namespace {

template <class Struct>
using Members = std::initializer_list<std::pair<std::string_view, std::string Struct::*>>;

const Members<Applicant>& members_of_applicant() {
  static const Members<Applicant> members{{"kind", &Applicant::kind},
                                          {"name", &Applicant::name},
                                          {"document_type", &Applicant::document_type},
                                          {"document_number", &Applicant::document_number},
                                          {"credit_code", &Applicant::credit_code},
                                          {"representative", &Applicant::representative},
                                          {"contact", &Applicant::contact},
                                          {"workplace", &Applicant::workplace},
                                          {"address", &Applicant::address},
                                          {"postcode", &Applicant::postcode},
                                          {"phone", &Applicant::phone},
                                          {"email", &Applicant::email}};
  return members;
}

const Members<Party>& members_of_party() {
  static const Members<Party> members{{"name", &Party::name},
                                      {"contact", &Party::contact},
                                      {"phone", &Party::phone},
                                      {"email", &Party::email},
                                      {"address", &Party::address}};
  return members;
}

template <class Struct>
json::object written(const Struct& from, const Members<Struct>& members) {
  json::object said;
  for (const auto& [name, member] : members) said[name] = from.*member;
  return said;
}

template <class Struct>
Struct read(const json::object& said, const Members<Struct>& members) {
  Struct into;
  for (const auto& [name, member] : members)
    if (const auto* value = said.if_contains(name); value && value->is_string())
      into.*member = std::string(value->as_string());
  return into;
}

}  // namespace

json::object to_json(const Applicant& applicant) {
  return written(applicant, members_of_applicant());
}

Applicant applicant_of(const json::object& said) {
  return read<Applicant>(said, members_of_applicant());
}

json::object to_json(const Party& party) {
  auto said = written(party, members_of_party());
  said["unit"] = party.unit ? json::value(to_text(party.unit)) : json::value();
  return said;
}

Party party_of(const json::object& said) {
  auto party = read<Party>(said, members_of_party());
  if (const auto* unit = said.if_contains("unit"); unit && unit->is_string())
    party.unit = UnitId{parse_id(unit->as_string()).value_or(0)};
  return party;
}

std::string identity_of(const Applicant& applicant) {
  const auto& number = applicant.kind == "natural" ? applicant.document_number : applicant.credit_code;
  if (!trim(number).empty()) return regulation::normal_number(number);
  if (applicant.name.empty() || applicant.phone.empty()) return {};
  return applicant.name + "\n" + applicant.phone;
}

}  // namespace gongkai::requests
