#include "base/result.hpp"

namespace gongkai {

Result<void> all_of(std::vector<Fault> faults) {
  if (faults.empty()) return {};
  Fault lead = std::move(faults.front());
  lead.also.insert(lead.also.end(), std::make_move_iterator(faults.begin() + 1), std::make_move_iterator(faults.end()));
  return std::unexpected(std::move(lead));
}

std::vector<Fault> each_of(const Fault& fault) {
  std::vector<Fault> list{fault};
  list.front().also.clear();
  for (const Fault& other : fault.also) {
    auto inner = each_of(other);
    list.insert(list.end(), inner.begin(), inner.end());
  }
  return list;
}

std::string_view name_of(FaultKind kind) {
  switch (kind) {
    case FaultKind::invalid: return "invalid";
    case FaultKind::unauthenticated: return "unauthenticated";
    case FaultKind::forbidden: return "forbidden";
    case FaultKind::not_found: return "not_found";
    case FaultKind::gone: return "gone";
    case FaultKind::conflict: return "conflict";
    case FaultKind::too_large: return "too_large";
    case FaultKind::too_many: return "too_many";
    case FaultKind::unavailable: return "unavailable";
  }
  return "invalid";
}

}  // namespace gongkai
