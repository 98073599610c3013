// Who stands behind a session token, and how far they have come on the way in.
#pragma once
#include <functional>
#include <memory>

#include "platform/auth/session.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::directory {

struct Visitor {
  auth::Stage stage = auth::Stage::none;
  auth::Actor actor{};  // without grants until the stage is ready
  Instant last_seen_at{};
};

using ActorSource = std::function<std::shared_ptr<const auth::Actor>(PersonId)>;
Visitor find_visitor(Services& services, std::string_view token, const ActorSource& load);

}  // namespace gongkai::directory
