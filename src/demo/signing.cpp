#include "demo/signing.hpp"

#include "content/store.hpp"
#include "review/routes.hpp"
#include "review/store.hpp"
#include "review/use_cases.hpp"

namespace gongkai::demo {

Result<void> sign_all(const Desk& desk, FixedClock& clock, Services& services, DocumentId id,
                      const std::vector<std::string>& logins) {
  std::size_t signed_steps = 0;
  for (const auto& login : logins) {
    clock.advance_seconds(1800);
    auto signer = TRY(desk.as_person(login, services));
    const auto round = signer.database().read([&](db::Session& session) {
      const auto document = content::store::find_document(session, id);
      return review::store::open_round(session, document->latest);
    });
    if (!round) return refuse(FaultKind::conflict, "review.round_over");
    const auto& step = review::routes().at(round->route).steps.at(signed_steps++);
    CHECK_OK(review::sign(signer, {.document = id, .round = round->id, .step = step.id, .remark = {}}));
  }
  return {};
}

}  // namespace gongkai::demo
