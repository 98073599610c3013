// Whatever the file says, it is a history or a fault; and a history has a reading or a fault, whose count can be followed.
#include "base/assets.hpp"
#include "regulation/describe.hpp"

namespace {
const gongkai::WorkCalendar& calendar() {
  static const auto official = [] {
    gongkai::assets::add_embedded();
    return gongkai::WorkCalendar(gongkai::parse_calendar(*gongkai::assets::find("catalog/holidays.json")).value());
  }();
  return official;
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace gongkai::regulation;
  const auto& official = calendar();
  const auto file = parse_history({reinterpret_cast<const char*>(data), size});
  if (!file) return 0;
  const auto as_of = file->as_of.value_or(file->history.events.back().on);
  const auto reading = clock(file->history, official, catalog_rules(), as_of);
  if (!reading) return 0;
  if (reading->remaining_working_days != reading->term - reading->counted) __builtin_trap();
  if (reading->reply_due && reading->explanation.back().day != *reading->reply_due) __builtin_trap();
  if (describe(*reading).size() < reading->explanation.size()) __builtin_trap();
  return 0;
}
