// The first byte chooses how the list is read: CSV, lines, or the records of a workbook.
#include <cstdlib>

#include "base/text.hpp"
#include "checks/use_cases.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace gongkai::checks;
  if (size == 0) return 0;
  const auto text = gongkai::clean_utf8({reinterpret_cast<const char*>(data + 1), size - 1});
  const auto file = terms_of(data[0] % 3 == 0   ? rows_of_csv(text).rows
                             : data[0] % 3 == 1 ? rows_of_text(text)
                                                : rows_of_workbook(text));
  // what was taken in comes back from its own export
  const auto again = terms_of(rows_of_csv(std::string_view(to_csv(file.terms, ListKind::terms)).substr(3)).rows);
  if (again.terms.size() != file.terms.size()) std::abort();
  return 0;
}
