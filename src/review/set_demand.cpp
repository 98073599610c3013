#include "directory/api.hpp"
#include "review/routes.hpp"
#include "review/store.hpp"
#include "review/use_cases.hpp"

namespace gongkai::review {

Result<void> set_demand(Context& context, const Demand& demand) {
  return in_transaction(context, "review.set_demand", [&](Transaction& tx) -> Result<void> {
    const auto unit = directory::find_unit(tx.db(), demand.unit);
    if (!unit) return refuse(FaultKind::not_found, "review.unit_unknown", "unit");
    CHECK_OK(tx.require("review.settings", unit->path));
    tx.about("unit", unit->id.value, unit->id);
    std::vector<Fault> faults;
    if (!demand.route.empty() && !routes().find(demand.route))
      faults.push_back({FaultKind::invalid, "review.route_unknown", "route", {}, {}});
    if (demand.basis_points && (*demand.basis_points < 0 || *demand.basis_points > 10'000))
      faults.push_back({FaultKind::invalid, "review.rate_wrong", "basis_points", {}, {}});
    CHECK_OK(all_of(std::move(faults)));
    if (!store::put(tx.db(), {unit->id, demand.route, demand.basis_points, demand.version}))
      return refuse(FaultKind::conflict, "version.conflict");
    tx.after("route", json::value(demand.route));
    if (demand.basis_points) tx.after("basis_points", json::value(*demand.basis_points));
    return {};
  });
}

}  // namespace gongkai::review
