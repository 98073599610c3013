// Drawing: the frame is read and the sample written in one transaction.
#include <algorithm>

#include "base/bytes.hpp"
#include "base/text.hpp"
#include "directory/api.hpp"
#include "oversight/sampling.hpp"
#include "oversight/store.hpp"
#include "oversight/use_cases.hpp"
#include "regulation/outcome.hpp"

namespace gongkai::oversight {

namespace {

constexpr std::size_t longest_name = 100, longest_seed = 64;
constexpr std::int64_t most_cases = 1000;

void check_amount(const Amount& amount, std::vector<Fault>& faults) {
  const auto most = amount.is_share ? 100 : most_cases;
  if (amount.value < 1 || amount.value > most)
    faults.push_back({FaultKind::invalid, "oversight.amount_wrong", "amount", {{"most", std::to_string(most)}}, {}});
}

Result<Order> checked(Order order, Day today) {
  std::vector<Fault> faults;
  const auto fault = [&](std::string code, std::string field) {
    faults.push_back({FaultKind::invalid, std::move(code), std::move(field), {}, {}});
  };
  order.name = std::string(trim(clean_utf8(order.name)));
  order.seed = std::string(trim(clean_utf8(order.seed)));
  if (order.name.empty() || count_characters(order.name) > longest_name) fault("oversight.name_wrong", "name");
  if (count_characters(order.seed) > longest_seed || order.seed.contains('\n')) fault("oversight.seed_wrong", "seed");
  if (order.first_day > order.last_day || order.last_day > today) fault("oversight.days_wrong", "last_day");
  for (const auto& outcome : order.outcomes)
    if (!regulation::catalog_outcomes().find(outcome)) fault("oversight.outcome_unknown", "outcomes");
  check_amount(order.amount, faults);
  CHECK_OK(all_of(std::move(faults)));
  return order;
}

struct FrameRead {
  std::vector<store::Candidate> candidates{};
  std::vector<Listed> listed{};
};

FrameRead read_frame(db::Session& session, const Order& order, std::string_view unit_path) {
  FrameRead frame{.candidates = store::closed_requests(session, unit_path, order.first_day, order.last_day)};
  if (!order.outcomes.empty())
    std::erase_if(frame.candidates, [&](const store::Candidate& one) {
      return std::ranges::find(order.outcomes, one.outcome) == order.outcomes.end();
    });
  for (const auto& one : frame.candidates)
    frame.listed.push_back({one.number, order.strata == Strata::unit      ? to_text(one.unit)
                                        : order.strata == Strata::outcome ? one.outcome
                                                                          : ""});
  return frame;
}

void name_strata(std::vector<Stratum>& strata, const FrameRead& frame, Strata by) {
  for (auto& stratum : strata) {
    const auto found = std::ranges::find(frame.listed, stratum.id, &Listed::stratum) - frame.listed.begin();
    const auto& one = frame.candidates.at(static_cast<std::size_t>(found));
    if (by == Strata::unit) stratum.name = one.unit_name;
    const auto* outcome = by == Strata::outcome ? regulation::catalog_outcomes().find(one.outcome) : nullptr;
    if (outcome) stratum.name = outcome->label;
  }
}

Result<directory::Unit> unit_of(db::Session& session, UnitId id) {
  auto unit = directory::find_unit(session, id);
  if (!unit) return refuse(FaultKind::invalid, "directory.unit_unknown", "unit");
  return *std::move(unit);
}

void insert_samples(Transaction& tx, const Inspection& inspection, const FrameRead& frame, const Drawn& drawn) {
  std::int64_t position = 0;
  for (const auto place : drawn.chosen) {
    const auto& one = frame.candidates.at(place);
    store::insert(tx.db(), Sample{.id = tx.new_id<SampleId>(),
                                  .inspection = inspection.id,
                                  .case_id = one.id,
                                  .position = ++position,
                                  .unit = one.unit,
                                  .outcome = one.outcome});
  }
}

Inspection inspection_of(Transaction& tx, const Order& order, const FrameRead& frame, const Drawn& drawn) {
  const auto& actor = tx.context().actor;
  Inspection made{.id = tx.new_id<InspectionId>(),
                  .name = order.name,
                  .unit = order.unit,
                  .first_day = order.first_day,
                  .last_day = order.last_day,
                  .outcomes = order.outcomes,
                  .strata = order.strata,
                  .amount = order.amount,
                  .seed = order.seed,
                  .frame_size = static_cast<std::int64_t>(frame.listed.size()),
                  .frame_digest = digest_of(frame.listed),
                  .frame = drawn.strata,
                  .sheet = catalog_sheet_text(),
                  .drawn_by = actor.person,
                  .drawn_by_name = actor.name,
                  .drawn_at = tx.now()};
  name_strata(made.frame, frame, order.strata);
  return made;
}

}  // namespace

Result<Frame> frame_of(Context& context, const Order& asked) {
  auto named = asked;
  if (named.name.empty()) named.name = "-";
  const auto order = TRY(checked(named, context.today()));
  return context.database().read([&](db::Session& session) -> Result<Frame> {
    const auto unit = TRY(unit_of(session, order.unit));
    CHECK_OK(auth::require(context.actor, permission::draw, unit.path));
    const auto read = read_frame(session, order, unit.path);
    Frame frame{.size = static_cast<std::int64_t>(read.listed.size()),
                .strata = oversight::draw(read.listed, order.amount, "").strata};
    name_strata(frame.strata, read, order.strata);
    return frame;
  });
}

Result<InspectionId> draw(Context& context, const Order& asked) {
  auto order = TRY(checked(asked, context.today()));
  if (order.seed.empty()) order.seed = to_hex(random_bytes(8));
  return in_transaction(context, "oversight.draw", [&](Transaction& tx) -> Result<InspectionId> {
    const auto unit = TRY(unit_of(tx.db(), order.unit));
    CHECK_OK(tx.require(permission::draw, unit.path));
    const auto frame = read_frame(tx.db(), order, unit.path);
    if (frame.listed.empty()) return refuse(FaultKind::conflict, "oversight.frame_empty");
    const auto drawn = oversight::draw(frame.listed, order.amount, order.seed);
    const auto made = inspection_of(tx, order, frame, drawn);
    store::insert(tx.db(), made);
    insert_samples(tx, made, frame, drawn);
    tx.about("inspection", made.id.value, made.unit);
    tx.after("name", json::value(made.name));
    tx.after("seed", json::value(made.seed));
    tx.after("frame_size", json::value(made.frame_size));
    tx.after("frame_digest", json::value(made.frame_digest));
    tx.after("drawn", json::value(static_cast<std::int64_t>(drawn.chosen.size())));
    tx.changed("inspection", made.id.value);
    return made.id;
  });
}

}  // namespace gongkai::oversight
