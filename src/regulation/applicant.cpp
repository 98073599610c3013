#include "regulation/applicant.hpp"

#include "platform/i18n/messages.hpp"

namespace gongkai::regulation {

std::string_view id_of(ApplicantKind kind) {
  switch (kind) {
    case ApplicantKind::natural: return "natural";
    case ApplicantKind::enterprise: return "enterprise";
    case ApplicantKind::research: return "research";
    case ApplicantKind::ngo: return "ngo";
    case ApplicantKind::legal: return "legal";
    case ApplicantKind::other: return "other";
  }
  return {};
}

std::optional<ApplicantKind> parse_applicant_kind(std::string_view id) {
  for (const auto kind : applicant_kinds)
    if (id_of(kind) == id) return kind;
  return std::nullopt;
}

std::string label_of(ApplicantKind kind) {
  return std::string(i18n::text("regulation.applicant_" + std::string(id_of(kind))));
}

std::string_view id_of(IdentityKind kind) {
  switch (kind) {
    case IdentityKind::resident_id: return "resident_id";
    case IdentityKind::residence_permit: return "residence_permit";
    case IdentityKind::passport: return "passport";
    case IdentityKind::hk_macao_permit: return "hk_macao_permit";
    case IdentityKind::taiwan_permit: return "taiwan_permit";
    case IdentityKind::foreigner_permit: return "foreigner_permit";
    case IdentityKind::other: return "other";
    case IdentityKind::credit_code: return "credit_code";
  }
  return {};
}

std::optional<IdentityKind> parse_identity_kind(std::string_view id) {
  for (const auto kind : identity_kinds)
    if (id_of(kind) == id) return kind;
  return std::nullopt;
}

std::string label_of(IdentityKind kind) {
  return std::string(i18n::text("regulation.identity_" + std::string(id_of(kind))));
}

bool fits(ApplicantKind applicant, IdentityKind paper) {
  if (paper == IdentityKind::other) return true;
  return is_organisation(applicant) == (paper == IdentityKind::credit_code);
}

}  // namespace gongkai::regulation
