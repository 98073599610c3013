#include "case_library/known.hpp"

#include "applicants/known.hpp"
#include "case_library/model.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::case_library {

void tell_applicants(Services& services) {
  applicants::add_known_source(services, [](Services& of, std::string_view words, std::size_t most) {
    auto found = applicants::documents_about(of, words, most, {std::string(document_type)});
    for (auto& one : found) one.about = i18n::text("case_library.answered", {{"day", one.about}});
    return found;
  });
}

}  // namespace gongkai::case_library
