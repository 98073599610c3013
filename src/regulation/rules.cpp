#include "regulation/rules.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/assets.hpp"
#include "platform/json/json.hpp"

namespace gongkai::regulation {
namespace {

/// Reads one file; the first thing that cannot be meant is remembered with its place.
class RuleReader {
 public:
  explicit RuleReader(std::string place) : m_place(std::move(place)) {}

  RuleSet read(const json::object& from, RuleSet set) {
    const auto day = parse_day(text(from, "from"));
    if (!day) broken("from");
    set.from = day.value_or(Day{});
    set.title = text(from, "title");
    set.terms = {};
    if (const auto* terms = object(from, "terms")) read_terms(*terms, set.terms);
    if (from.contains("correction_days")) set.correction_days = number(from, "correction_days", 1, 250);
    if (from.contains("confirm_days")) set.confirm_days = number(from, "confirm_days", 1, 250);
    if (from.contains("payment_days")) set.payment_days = number(from, "payment_days", 1, 250);
    if (from.contains("after_payment")) {
      const auto name = text(from, "after_payment");
      if (name != "restart" && name != "resume") broken("after_payment");
      set.after_payment = name == "resume" ? AfterPayment::resume : AfterPayment::restart;
    }
    if (const auto* tariff = object(from, "tariff")) set.tariff = read_tariff(*tariff);
    return set;
  }
  const std::optional<Fault>& fault() const { return m_fault; }

 private:
  void broken(std::string_view member) {
    if (m_fault) return;
    m_fault = Fault{
        FaultKind::invalid, "regulation.catalog_broken", "", {{"place", m_place + " " + std::string(member)}}, {}};
  }
  std::string text(const json::object& from, std::string_view key) {
    const auto* value = from.if_contains(key);
    if (!value || !value->is_string() || value->get_string().empty()) return broken(key), std::string();
    return std::string(value->get_string());
  }
  int number(const json::object& from, std::string_view key, int least, int most) {
    const auto* value = from.if_contains(key);
    if (!value || !value->is_int64() || value->get_int64() < least || value->get_int64() > most)
      return broken(key), least;
    return static_cast<int>(value->get_int64());
  }
  const json::object* object(const json::object& from, std::string_view key) {
    const auto* value = from.if_contains(key);
    if (value && !value->is_object()) broken(key);
    return value ? value->if_object() : nullptr;
  }
  void read_terms(const json::object& from, Terms& terms) {
    terms = {.correction_notice = number(from, "correction_notice", 1, 250),
             .reply = number(from, "reply", 1, 250),
             .extension = number(from, "extension", 1, 250),
             .third_party = number(from, "third_party", 1, 250),
             .joint_maker = number(from, "joint_maker", 1, 250)};
  }
  std::vector<Tier> read_tiers(const json::object& from, std::string_view key) {
    std::vector<Tier> tiers;
    const auto* list = from.if_contains(key);
    if (!list || !list->is_array() || list->get_array().empty()) return broken(key), tiers;
    for (const auto& entry : list->get_array()) {
      if (!entry.is_object()) return broken(key), tiers;
      const auto& tier = entry.get_object();
      tiers.push_back({number(tier, "above", 0, 1'000'000), number(tier, "each", 0, 1'000'000)});
      if (tiers.size() > 1 && tiers.back().above <= tiers[tiers.size() - 2].above) broken(key);
    }
    if (tiers.front().above != 0) broken(key);
    return tiers;
  }
  Tariff read_tariff(const json::object& from) {
    Tariff tariff{.items = read_tiers(from, "items"), .pages = read_tiers(from, "pages")};
    if (const auto* steps = object(from, "item_steps"))
      tariff.steps = {.above = number(*steps, "above", 1, 1'000'000),
                      .size = number(*steps, "size", 1, 1'000'000),
                      .each = number(*steps, "each", 0, 1'000'000),
                      .adds = number(*steps, "adds", 0, 1'000'000)};
    else broken("item_steps");
    if (!tariff.items.empty() && tariff.steps.above <= tariff.items.back().above) broken("item_steps.above");
    return tariff;
  }

  std::string m_place;
  std::optional<Fault> m_fault;
};

std::unexpected<Fault> broken(std::string place) {
  return refuse(FaultKind::invalid, "regulation.catalog_broken", {}, {{"place", std::move(place)}});
}

std::vector<Provenance> read_provenance(const json::object& root) {
  std::vector<Provenance> provenance;
  const auto text = [](const json::object& from, std::string_view key) {
    const auto* value = from.if_contains(key);
    return value && value->is_string() ? std::string(value->get_string()) : std::string();
  };
  if (const auto* list = root.if_contains("provenance"); list && list->is_array())
    for (const auto& entry : list->get_array())
      if (const auto* object = entry.if_object())
        provenance.push_back({text(*object, "value"), text(*object, "mark"), text(*object, "source")});
  return provenance;
}
}  // namespace

Rules::Rules(std::vector<RuleSet> sets, std::vector<Provenance> provenance)
    : m_sets(std::move(sets)), m_provenance(std::move(provenance)) {
  std::ranges::sort(m_sets, {}, &RuleSet::from);
  if (m_sets.empty()) m_sets.emplace_back();
}

const RuleSet& Rules::on(Day day) const {
  const auto after = std::ranges::upper_bound(m_sets, day, {}, &RuleSet::from);
  return after == m_sets.begin() ? m_sets.front() : *std::prev(after);
}

Result<Rules> parse_rules(std::string_view text) {
  const auto root = TRY(json::parse(text));
  if (!root.is_object()) return broken("rules.json");
  const auto* list = root.get_object().if_contains("sets");
  if (!list || !list->is_array() || list->get_array().empty()) return broken("rules.json sets");
  std::vector<RuleSet> sets;
  for (const auto& entry : list->get_array()) {
    const auto place = fmt::format("rules.json sets[{}]", sets.size());
    if (!entry.is_object()) return broken(place);
    RuleReader reader(place);
    auto set = reader.read(entry.get_object(), sets.empty() ? RuleSet{} : sets.back());
    if (reader.fault()) return std::unexpected(*reader.fault());
    if (!sets.empty() && set.from <= sets.back().from) return broken(place + " from");
    sets.push_back(std::move(set));
  }
  return Rules(std::move(sets), read_provenance(root.get_object()));
}

const Rules& catalog_rules() {
  static const Rules rules = [] {
    const auto file = assets::find("catalog/regulation/rules.json");
    auto read = parse_rules(file ? *file : std::string_view());
    if (!read) throw std::runtime_error("catalog/regulation/rules.json: " + read.error().details.front().second);
    return *std::move(read);
  }();
  return rules;
}

}  // namespace gongkai::regulation
