// Made documents for load tests: sentences of catalog/demo/grammar.json recombined by a seeded generator, so that the
// same seed gives the same texts on every machine.
#pragma once
#include <random>

#include "demo/city.hpp"

namespace gongkai::demo {

struct Topic {
  std::string unit;  // the department that writes about it
  std::vector<std::string> titles, openings, middles, results, closings;
};

struct Grammar {
  std::map<std::string, std::vector<std::string>, std::less<>> words;
  std::vector<Topic> topics;
};
Grammar read_grammar();

class Maker {
 public:
  Maker(const City& city, const Grammar& grammar, std::uint64_t seed);
  /// The next document of the series; keys count from 1.
  DocumentEntry next();

 private:
  std::size_t below(std::size_t bound);
  const std::string& one_of(const std::vector<std::string>& list);
  std::string sentence(const std::vector<std::string>& list, const std::string& place);
  std::string fill(std::string_view slot, const std::string& place);
  std::string paragraph(const std::vector<std::string>& list, std::size_t count, const std::string& place);
  void put_somewhere(DocumentEntry& document, const Topic& topic, std::string& place);
  Instant some_working_hour();

  const City& m_city;
  const Grammar& m_grammar;
  std::uint64_t m_seed;
  std::mt19937_64 m_random;
  std::vector<const UnitEntry*> m_counties;
  std::vector<Day> m_workdays;
  std::int64_t m_made = 0;
};

}  // namespace gongkai::demo
