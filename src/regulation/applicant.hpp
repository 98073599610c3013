// Who asks: the six columns of table 3 of the annual report, and the papers by which people and organisations name themselves.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/time.hpp"

namespace gongkai::regulation {

enum class ApplicantKind { natural, enterprise, research, ngo, legal, other };
inline constexpr std::array applicant_kinds{ApplicantKind::natural, ApplicantKind::enterprise, ApplicantKind::research,
                                            ApplicantKind::ngo,     ApplicantKind::legal,      ApplicantKind::other};
std::string_view id_of(ApplicantKind kind);
std::optional<ApplicantKind> parse_applicant_kind(std::string_view id);
std::string label_of(ApplicantKind kind);  // 自然人、商业企业 …
inline bool is_organisation(ApplicantKind kind) {
  return kind != ApplicantKind::natural;
}

enum class IdentityKind {
  resident_id,       // 居民身份证
  residence_permit,  // 港澳台居民居住证
  passport,          // 护照
  hk_macao_permit,   // 港澳居民来往内地通行证
  taiwan_permit,     // 台湾居民来往大陆通行证
  foreigner_permit,  // 外国人永久居留身份证
  other,             // 其他证件
  credit_code,       // 统一社会信用代码
};
inline constexpr std::array identity_kinds{
    IdentityKind::resident_id,   IdentityKind::residence_permit, IdentityKind::passport, IdentityKind::hk_macao_permit,
    IdentityKind::taiwan_permit, IdentityKind::foreigner_permit, IdentityKind::other,    IdentityKind::credit_code};
std::string_view id_of(IdentityKind kind);
std::optional<IdentityKind> parse_identity_kind(std::string_view id);
std::string label_of(IdentityKind kind);
bool fits(ApplicantKind applicant, IdentityKind paper);

/// Refuses a number that cannot be one of that kind; the fault says what is wrong with it and never repeats the number.
/// Strict for what has a check digit, lenient for the rest. `field` is the field of the form.
Result<void> check_identity_number(IdentityKind kind, std::string_view written, Day today, std::string_view field = {});
/// GB 32100-2015.
Result<void> check_credit_code(std::string_view written, std::string_view field = {});
/// As it is stored and compared: without spaces, letters in capitals, full-width characters made narrow.
std::string normal_number(std::string_view number);

}  // namespace gongkai::regulation
