// Any text through every scanner: places stay inside the text and in order, and nothing masked shows what it hides.
#include <cstdlib>

#include "base/text.hpp"
#include "checks/copying.hpp"
#include "checks/links.hpp"
#include "checks/personal.hpp"
#include "checks/style.hpp"
#include "checks/terms.hpp"

namespace {
using namespace gongkai::checks;

void require(bool holds) {
  if (!holds) std::abort();
}

void check(const Reading& reading, const std::vector<Hit>& hits) {
  for (const auto& hit : hits) require(hit.begin < hit.end && hit.end <= reading.size());
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const Reading reading(text);
  static const TermBook terms(
      {{.text = "截止", .suggestion = "截至"}, {.text = "截止日期", .allowed = true}, {.text = "a"}});
  static const LeaderBook leaders({{.name = "赵明", .titles = {"书记"}}, {.name = "钱亮", .titles = {"市长"}}});
  const auto personal = scan_personal(reading, {.phones = {"6000001"}, .addresses = {"海滨路12号"}});
  check(reading, personal);
  for (std::size_t i = 1; i < personal.size(); ++i) require(personal[i - 1].end <= personal[i].begin);
  for (const auto& hit : personal)
    if (hit.kind == Kind::id_number || hit.kind == Kind::bank_card)
      require(masked(hit.kind, reading.text(hit.begin, hit.end)).find("****") != std::string::npos);
  check(reading, scan_style(reading));
  check(reading, scan_title(reading, {.official = true}));
  check(reading, terms.scan(reading));
  check(reading, leaders.scan(reading));
  (void)find_disclosure_mark(reading);
  for (const auto& address : addresses_in(text)) (void)as_internal(address.text, {"www.yunhai.example"});
  const auto copying = compare(reading.written, {reading.written});
  require(copying.percent >= 0 && copying.percent <= 100);
  return 0;
}
