#include "request_mining/groups.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <unordered_map>

#include "similarity/index.hpp"

namespace gongkai::request_mining {

namespace {

/// Who hangs together with whom.
class Bonds {
 public:
  explicit Bonds(std::size_t size) : m_root(size) { std::iota(m_root.begin(), m_root.end(), std::size_t{0}); }
  std::size_t root_of(std::size_t one) {
    while (m_root[one] != one) one = m_root[one] = m_root[m_root[one]];
    return one;
  }
  void tie(std::size_t a, std::size_t b) { m_root[root_of(a)] = root_of(b); }

 private:
  std::vector<std::size_t> m_root;
};

template <class KeysOf>
void tie_by_keys(Bonds& bonds, std::size_t size, KeysOf&& keys_of) {
  std::unordered_map<std::string, std::size_t> first;
  for (std::size_t i = 0; i < size; ++i)
    for (const auto& key : keys_of(i)) bonds.tie(i, first.try_emplace(key, i).first->second);
}

void tie_by_words(Bonds& bonds, const std::vector<const Granted*>& of_unit, const Settings& settings) {
  similarity::Index index;
  for (std::size_t i = 0; i < of_unit.size(); ++i) index.put(static_cast<std::int64_t>(i) + 1, of_unit[i]->description);
  for (std::size_t i = 0; i < of_unit.size(); ++i)
    for (const auto& near :
         index.find(of_unit[i]->description,
                    {.at_least = settings.similar, .most = of_unit.size(), .except = static_cast<std::int64_t>(i) + 1}))
      bonds.tie(i, static_cast<std::size_t>(near.key - 1));
}

bool share_a_file(const std::vector<const Granted*>& members) {
  std::map<std::string_view, std::size_t> seen;
  for (std::size_t i = 0; i < members.size(); ++i)
    for (const auto& file : members[i]->files)
      if (seen.try_emplace(file, i).first->second != i) return true;
  return false;
}

void add_groups(const std::vector<const Granted*>& of_unit, const Settings& settings, std::vector<Group>& groups) {
  Bonds bonds(of_unit.size());
  tie_by_words(bonds, of_unit, settings);
  tie_by_keys(bonds, of_unit.size(), [&](std::size_t i) -> const auto& { return of_unit[i]->files; });
  std::map<std::size_t, std::vector<const Granted*>> together;
  for (std::size_t i = 0; i < of_unit.size(); ++i) together[bonds.root_of(i)].push_back(of_unit[i]);
  for (const auto& [root, members] : together) {
    const auto applicants = applicants_in_a_year(members);
    if (applicants < settings.applicants) continue;
    Group group{.unit = members.front()->unit, .applicants = applicants, .same_file = share_a_file(members)};
    for (const auto* member : members) group.cases.push_back(member->id);
    groups.push_back(std::move(group));
  }
}

}  // namespace

Day begin_of_year_to(Day last) {
  const auto year = last.year() - 1;
  const bool leap_day = last.month() == 2 && last.day_of_month() == 29;
  return Day::of(year, last.month(), leap_day ? 28 : last.day_of_month()) + 1;
}

std::int64_t applicants_of(const std::vector<const Granted*>& granted) {
  Bonds bonds(granted.size());
  tie_by_keys(bonds, granted.size(), [&](std::size_t i) -> const auto& { return granted[i]->people; });
  std::int64_t different = 0;
  for (std::size_t i = 0; i < granted.size(); ++i) different += bonds.root_of(i) == i ? 1 : 0;
  return different;
}

std::int64_t applicants_in_a_year(const std::vector<const Granted*>& granted) {
  std::int64_t most = 0;
  for (const auto* last : granted) {
    const auto first = begin_of_year_to(last->closed_on);
    std::vector<const Granted*> within;
    for (const auto* one : granted)
      if (one->closed_on >= first && one->closed_on <= last->closed_on) within.push_back(one);
    most = std::max(most, applicants_of(within));
  }
  return most;
}

std::vector<Group> groups_of(const std::vector<Granted>& granted, const Settings& settings) {
  std::map<UnitId, std::vector<const Granted*>> by_unit;
  for (const auto& one : granted) by_unit[one.unit].push_back(&one);
  std::vector<Group> groups;
  for (auto& [unit, of_unit] : by_unit) {
    std::ranges::sort(of_unit, {}, [](const Granted* one) { return one->id; });
    add_groups(of_unit, settings, groups);
  }
  std::ranges::sort(groups, {}, [](const Group& group) { return group.cases.front(); });
  return groups;
}

}  // namespace gongkai::request_mining
