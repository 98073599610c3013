// Public documents as the library sees them: read from content's api, with what this capability keeps beside them.
#pragma once
#include <functional>

#include "content/api.hpp"
#include "content/type_book.hpp"
#include "platform/transaction/transaction.hpp"
#include "policy/in_step.hpp"

namespace gongkai::policy {

/// Whether the type belongs to the library: a policy, or an interpretation.
bool belongs(const content::DocumentType& type);
Duty duty_of(const content::DocumentType& type);
/// The form of an interpretation type: "text", "video" …; "" for the others.
std::string_view form_of(const content::DocumentType& type);
bool is_registered(const content::DocumentType& type);

Policy policy_from(const content::DocumentType& type, const content::PublicDocument& document);
std::optional<Policy> find_policy(db::Session& session, Services& services, DocumentId id);
void each_policy(db::Session& session, Services& services, const std::function<void(Policy)>& f);
/// By its type, public or not.
bool is_in_library(db::Session& session, Services& services, DocumentId id);

}  // namespace gongkai::policy
