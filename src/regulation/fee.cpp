#include "regulation/fee.hpp"

#include <algorithm>
#include <stdexcept>

namespace gongkai::regulation {
namespace {
constexpr std::int64_t most = 1'000'000;  // nobody asks for more; a larger number is a mistake of the caller

class Bill {
 public:
  Bill(std::int64_t from, std::int64_t to) : m_from(from), m_to(to) {
    if (from < 0 || to < from || to > most) throw std::invalid_argument("a fee for an impossible number");
  }
  /// The part of from+1 … to that lies above `above` up to `end`.
  void add(std::int64_t above, std::int64_t end, std::int64_t each) {
    const auto first = std::max(above, m_from) + 1, last = std::min(end, m_to);
    if (first > last) return;
    const auto amount = (last - first + 1) * each;
    m_fee.parts.push_back({first, last, each, amount});
    m_fee.amount += amount;
  }
  void add(const std::vector<Tier>& tiers, std::int64_t end) {
    for (std::size_t i = 0; i < tiers.size(); ++i)
      add(tiers[i].above, i + 1 < tiers.size() ? tiers[i + 1].above : end, tiers[i].each);
  }
  Fee take() { return std::move(m_fee); }

 private:
  std::int64_t m_from, m_to;
  Fee m_fee;
};
}  // namespace

Fee item_fee_after(const Tariff& tariff, std::int64_t before, std::int64_t items) {
  Bill bill(before, before + items);
  if (tariff.items.empty()) return bill.take();
  const auto& steps = tariff.steps;
  bill.add(tariff.items, steps.above);
  std::int64_t each = steps.each;
  for (std::int64_t above = steps.above; above < before + items; above += steps.size, each += steps.adds)
    bill.add(above, above + steps.size, each);
  return bill.take();
}

Fee item_fee(const Tariff& tariff, std::int64_t items) {
  return item_fee_after(tariff, 0, items);
}

Fee page_fee(const Tariff& tariff, std::int64_t pages) {
  Bill bill(0, pages);
  bill.add(tariff.pages, most);
  return bill.take();
}

std::int64_t item_fee(std::int64_t items) {
  return item_fee(catalog_rules().sets().back().tariff, items).amount;
}

std::int64_t page_fee(std::int64_t pages) {
  return page_fee(catalog_rules().sets().back().tariff, pages).amount;
}

std::int64_t earlier_in_month(const std::vector<AskedItems>& asked, std::size_t at) {
  const auto is_same_month = [](Day one, Day other) {
    return one.year() == other.year() && one.month() == other.month();
  };
  std::int64_t units = 0;
  for (std::size_t i = 0; i < at; ++i)
    if (is_same_month(asked[i].on, asked[at].on)) units += asked[i].units;
  return units;
}

}  // namespace gongkai::regulation
