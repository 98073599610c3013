// The gates of this capability in the life of a document: interpretation in step, registration.
#pragma once
#include "platform/transaction/transaction.hpp"
#include "policy/in_step.hpp"

namespace gongkai::policy {

/// Hangs the gates; once, when the platform is put together.
void add_gates(Services& services);

/// The interpretations of the document as they lie on their desks, and whether each could go out now.
std::vector<Counterpart> counterparts(db::Session& session, const Context& context, DocumentId policy);

}  // namespace gongkai::policy
