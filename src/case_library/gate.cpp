#include "case_library/gather.hpp"
#include "case_library/store.hpp"
#include "case_library/use_cases.hpp"
#include "content/gates.hpp"
#include "platform/auth/vault.hpp"
#include "requests/reading.hpp"

namespace gongkai::case_library {

namespace {

/// Everything of the edition that a reader will see.
std::string whole_of(const content::Edition& edition) {
  auto whole = edition.title + "\n" + edition.summary + "\n" + edition.plain_text + "\n";
  for (const auto& [name, value] : content::fields_of(edition.fields_text)) whole += value + "\n";
  return whole;
}

std::optional<Proof> proof_of(db::Session& session, const Services& services, const content::Desk& desk) {
  const auto study = store::of_document(session, *services.vault, desk.document.id);
  const auto request = study ? requests::find(session, *services.vault, study->case_id) : std::nullopt;
  if (!request) return std::nullopt;
  const auto sought = needles_of(sealed_values(session, services, *request), settings());
  return prove(whole_of(desk.latest), sought, settings());
}

std::vector<Fault> why_not(db::Session& session, const Context& context, const content::Desk& desk) {
  if (desk.document.type != document_type) return {};
  const auto proof = proof_of(session, context.services, desk);
  if (!proof) return {{FaultKind::conflict, "case_library.no_study"}};
  if (proof->holds()) return {};
  return {{FaultKind::conflict, "case_library.left", "", {{"count", std::to_string(proof->left())}}}};
}

Result<void> keep_proof(Transaction& tx, content::Desk& desk) {
  if (desk.document.type != document_type) return {};
  const auto& services = tx.context().services;
  const auto study = store::of_document(tx.db(), *services.vault, desk.document.id);
  const auto proof = proof_of(tx.db(), services, desk);
  if (!study || !proof) return refuse(FaultKind::conflict, "case_library.no_study");
  store::insert(tx.db(), services.ids.next(), study->id,
                {.proof = *proof, .made_at = tx.now(), .made_by = tx.context().actor.name, .edition = desk.latest.id});
  return {};
}

}  // namespace

void add_gate(Services& services) {
  content::add_gate(
      services,
      {.name = "case_library.proof", .why_not_submit = why_not, .why_not_release = why_not, .on_release = keep_proof});
}

}  // namespace gongkai::case_library
