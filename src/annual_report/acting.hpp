// How every act on a report goes: found, permitted, in the version that was seen, and written as an event.
#pragma once
#include <functional>

#include "annual_report/compile.hpp"

namespace gongkai::annual_report {

struct Desk {
  Report report{};
  Transaction& tx;
};
using Change = std::function<Result<casework::Event>(Desk&)>;

Result<void> perform(Context& context, CaseId id, std::int64_t version, std::string_view act, const Change& change);

}  // namespace gongkai::annual_report
